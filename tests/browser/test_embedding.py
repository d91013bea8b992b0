"""The staircase in the frames of other sites, in a real browser."""

import subprocess
import sys
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.live_site import free_port, is_responding, minimal_environment, wait_for

ANOTHER_WAGTAIL = Path(__file__).parent / "other_wagtail_site" / "serve.py"
STAIRCASE = "/temaer/bidrag-til-velfaerd/velfaerdstrappen/"
FRAMED = "/indlejr/velfaerdstrappen/"


@contextmanager
def other_wagtail_site(demo, address: str):
    """A Wagtail of its own with an article in which that address is pasted."""
    port = free_port()
    url = f"http://localhost:{port}"
    command = [sys.executable, ANOTHER_WAGTAIL, str(port), demo.url, address]
    process = subprocess.Popen(command, env=minimal_environment())
    try:
        wait_for(lambda: process.poll() is not None or is_responding(url), 60, "another Wagtail")
        yield url
    finally:
        process.kill()
        process.wait()


@contextmanager
def a_page(html: str):
    """A page of a third site, served from a port of its own."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()


def test_other_wagtail_site_shows_the_staircase_by_its_address(page, demo):
    with other_wagtail_site(demo, demo.url + STAIRCASE) as url:
        page.goto(url)
        expect(page.locator("iframe")).to_have_attribute("title", "Den boligsociale velfærdstrappe")
        frame = page.frame_locator("iframe")
        expect(frame.get_by_role("heading", level=1)).to_have_text(
            "Den boligsociale velfærdstrappe"
        )
        link = frame.get_by_role("link", name="Evidensbaserede aktiviteter")
        with page.expect_popup() as opened:
            link.click()
        expect(opened.value.get_by_role("heading", level=1)).to_have_text(
            "Evidensbaserede aktiviteter"
        )
        assert page.url.startswith(url)


def test_sandboxed_frame_is_styled(page, demo):
    """A frame without rights belongs to no site, not even ours: its files must be let in."""
    with a_page(f'<iframe sandbox src="{demo.url}{FRAMED}" width="900" height="700">') as url:
        loaded, failed = [], []
        page.on("requestfinished", lambda request: loaded.append(request.url))
        page.on("requestfailed", lambda request: failed.append(request.url))
        page.goto(url)
        page.wait_for_load_state("networkidle")
        heading = page.frame_locator("iframe").get_by_role("heading", level=1)
        expect(heading).to_have_css("font-weight", "800")
        assert any(address.endswith(".woff2") for address in loaded)
        assert not failed


@pytest.mark.parametrize("asked", ["", "&maxwidth=600", "&maxwidth=400"])
def test_frame_height_fits_drawing(page, demo, asked):
    size = page.request.get(f"/oembed/?url={demo.url}{STAIRCASE}{asked}").json()
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.goto(FRAMED)
    needed = page.evaluate("document.body.scrollHeight")
    assert needed <= size["height"] < needed + 200


@pytest.mark.parametrize("address", ["/", STAIRCASE, "/aktiviteter/", "/bestil/", "/admin/login/"])
def test_other_pages_refuse_framing(page, demo, address):
    with a_page(f'<iframe src="{demo.url}{address}"></iframe>') as url:
        page.goto(url)
        page.wait_for_load_state("networkidle")
        assert page.frames[1].url == "chrome-error://chromewebdata/"


def test_wordpress_is_told_the_height_and_where_the_reader_wants_to_go(page, demo):
    """In the frame that WordPress makes, a page may run scripts, and nothing else."""
    listening = f"""
        <iframe sandbox="allow-scripts" width="600" height="200"
                src="{demo.url}{FRAMED}#?secret=abc123"></iframe>
        <script>
          window.told = {{}};
          addEventListener("message", ({{data}}) => {{
            if (data.secret === "abc123") told[data.message] = data.value;
          }});
        </script>"""
    with a_page(listening) as url:
        page.goto(url)
        page.wait_for_function("told.height > 200")
        page.frame_locator("iframe").get_by_role("link", name="Innovative aktiviteter").click()
        page.wait_for_function("told.link")
        assert page.evaluate("told.link").startswith(demo.url + STAIRCASE)
        assert len(page.context.pages) == 1
