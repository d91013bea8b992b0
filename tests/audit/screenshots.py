"""Pictures of every kind of page and state of the demo, to be looked at: `make look`.

They land in var/look/, named by page, width and how the page is shown; var/look/index.html shows
them all side by side."""

import re
import shutil
import sys
import tempfile
from functools import partial
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.audit.__main__ import kinds
from tests.live_site import running_demo

FOLDER = Path("var/look")
WIDTHS = (320, 768, 1280)
STATES = ("/bestil/", "/soeg/", "/soeg/?q=trappe", "/soeg/?q=xyzzy", "/aktiviteter/?beboere=xyzzy")
STATES += ("/findes-ikke/", "/indlejr/velfaerdstrappen/")
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-block-end: 2em !important }"""
# How a page is shown: the browser's settings, and a style set upon it.
SHOWN = {
    "light": ({}, ""),
    "dark": ({"color_scheme": "dark"}, ""),
    "forced": ({"forced_colors": "active"}, ""),
    "spaced": ({}, SPACED),
    "large": ({}, ":root { font-size: 200% }"),
}
# The shelf is empty in all of them.
SHOP_STATES = {
    "venteliste": "may_wait=True",
    "udsolgt": "may_wait=False",
    "lukket": "is_open=False",
}
# The last ones are looked at on one width each.
ONLY = {"forced": (1280,), "spaced": (320,), "large": (768,)}


SHOP = """
from orders.models import OrderSettings
OrderSettings.objects.update({})
"""
ERRORS = """
from django.template.loader import render_to_string
from django.test import RequestFactory
request = RequestFactory().get("/")
for error in (400, 403, 405, 413, 500):
    with open(f"{folder}/{{error}}.html", "w") as page:
        page.write(render_to_string(f"{{error}}.html", request=request))
"""


def main(only: list[str]):
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with (
        tempfile.TemporaryDirectory(prefix="lbf50-look-") as folder,
        running_demo(Path(folder), "") as demo,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        addresses = only or list(dict.fromkeys([*kinds(demo.url), *STATES]))
        for shown, (settings, style) in SHOWN.items():
            for width in ONLY.get(shown, WIDTHS):
                window = {"base_url": demo.url, "viewport": {"width": width, "height": 900}}
                page = browser.new_context(**window, **settings, bypass_csp=True).new_page()
                for address in addresses:
                    look(page, address, FOLDER / f"{name(address)}-{width}-{shown}.png", style)
        page = browser.new_context(base_url=demo.url).new_page()
        for address in addresses:
            page.goto(address)
            page.pdf(path=FOLDER / f"{name(address)}.pdf", format="A4")
        in_every_window(browser, demo.url, order_journey)
        demo.manage("shell", "-c", ERRORS.format(folder=demo.var))
        in_every_window(browser, demo.url, partial(error_pages, demo.var))
        demo.manage("stock", "set", "0", "--reason", "Look")
        for state, change in SHOP_STATES.items():
            demo.manage("shell", "-c", SHOP.format(change))
            in_every_window(browser, demo.url, partial(order_form, state))
    pictures = sorted(picture.name for picture in FOLDER.glob("*.png"))
    (FOLDER / "index.html").write_text("".join(map(shown_as, pictures)))
    print(f"{len(pictures)} pictures, and each page as printed: {FOLDER}/index.html")


def look(page, address, path, style=""):
    """One picture of the whole page, with every lazy picture on it there."""
    page.goto(address)
    if style:
        page.add_style_tag(content=style)
    take(page, path)


def take(page, path):
    page.evaluate("document.querySelectorAll('[loading=lazy]').forEach(e => e.loading = 'eager')")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path, full_page=True)


def in_every_window(browser, url, act):
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            window = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
            page = browser.new_context(base_url=url, bypass_csp=True, **window).new_page()
            act(page, f"{width}-{scheme}")
            page.context.close()


def order_form(state, page, shown):
    look(page, "/bestil/", FOLDER / f"bestil-{state}-{shown}.png")


def error_pages(folder, page, shown):
    """Those that a visit cannot lead to, shown where another page was."""
    for file in sorted(folder.glob("[45]??.html")):
        page.goto("/")
        page.set_content(file.read_text())
        take(page, FOLDER / f"{file.stem}-{shown}.png")


def order_journey(page, shown):
    """The states that only a visit leads to: the open menu, errors, thanks, the customer's page."""
    page.goto("/")
    if page.locator(".menu-button").is_visible():
        page.locator(".menu-button").click()
        page.screenshot(path=FOLDER / f"menu-{shown}.png")
    page.goto("/bestil/")
    page.get_by_role("button", name="Fortsæt").click()
    take(page, FOLDER / f"bestil-fejl-{shown}.png")
    fill = {"Navn": "Åse Ærø", "Vej": "Strandgade 1", "Postnummer": "1401", "By": "Odense"}
    for label, value in (fill | {"E-mail": f"aase{shown}@example.org"}).items():
        page.get_by_label(label, exact=False).first.fill(value)
    page.get_by_role("button", name="Fortsæt").click()
    take(page, FOLDER / f"tjek-{shown}.png")
    page.get_by_role("button", name="Send bestillingen").click()
    take(page, FOLDER / f"tak-{shown}.png")
    if link := page.locator("main a[href^='/bestil/']").first.get_attribute("href"):
        page.goto(link)
        take(page, FOLDER / f"din-bestilling-{shown}.png")


def name(address: str) -> str:
    return re.sub(r"\W+", "-", address).strip("-") or "forside"


def shown_as(picture: str) -> str:
    return f'<figure><figcaption>{escape(picture)}</figcaption><img src="{picture}"></figure>\n'


if __name__ == "__main__":
    main(sys.argv[1:])
