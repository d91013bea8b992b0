"""The nginx file, tried with a real nginx (Debian 12 has 1.22)."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.live_site import free_port
from tests.nginx_proxy import running_nginx

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
pytestmark = [pytest.mark.slow, pytest.mark.any_database]


@pytest.fixture
def nginx(tmp_path):
    """Run nginx with nothing behind it. Return what sends a request."""
    with running_nginx(tmp_path, (free_port(), free_port())) as nginx:
        yield nginx.request


def test_visitors_get_a_danish_page_while_nothing_answers(nginx):
    for path in ("/", "/bestil/", "/soeg/?q=trappe", "/admin/login/"):
        response = nginx("GET", path)
        assert response.status_code == 502
        assert response.headers["Retry-After"] == "30"
        assert "max-age=31536000" in response.headers["Strict-Transport-Security"]
        assert "Siden er her om lidt igen" in response.content.decode()
        assert '<html lang="da">' in response.text


def test_many_log_ins_of_one_address_are_refused_and_pages_are_not(nginx):
    statuses = [nginx("POST", "/admin/login/").status_code for _attempt in range(15)]
    assert statuses[0] == 502
    assert statuses[-1] == 429
    refused = nginx("POST", "/admin/login/")
    assert "Vent lidt" in refused.content.decode()
    assert nginx("GET", "/admin/login/").status_code == 502
    assert {nginx("GET", "/").status_code for _page in range(40)} == {502}


@contextmanager
def named_server(port: int):
    """Run a server that answers every request with its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("X-Port", str(port))
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_HEAD = do_POST = do_GET  # noqa: N815  # the names of the library

        def log_message(self, *_arguments):
            """Write nothing."""

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


@pytest.mark.parametrize(
    ("method", "path", "is_page"),
    [
        ("GET", "/", True),
        ("HEAD", "/temaer/bidrag-til-velfaerd/", True),
        ("GET", "/temaer/?x=1", False),
        ("GET", "/soeg/?q=trappe", False),
        ("GET", "/soeg/", False),
        ("GET", "/admin/", False),
        ("POST", "/admin/login/", False),
        ("GET", "/bestil/", False),
        ("POST", "/bestil/", False),
        ("GET", "/kladde/x/", False),
        ("GET", "/dokumenter/1/x.pdf", False),
        ("POST", "/", False),
    ],
)
def test_what_keeps_django_busy_has_an_instance_of_its_own(tmp_path, method, path, is_page):
    pages, work = free_port(), free_port()
    with running_nginx(tmp_path, (pages, work)) as nginx:
        answering, other = (pages, work) if is_page else (work, pages)
        with named_server(other):
            with named_server(answering):
                response = nginx.request(method, path)
                assert response.status_code == 200
                assert response.headers["X-Port"] == str(answering)
            # The other one steps in. What was sent is not sent twice: nobody took it.
            assert nginx.request(method, path).status_code == 200


def test_other_name_of_the_site_leads_to_it(nginx):
    headers = {"Host": "www.lbf50.dk"}
    response = nginx("GET", "/temaer/?a=b", headers=headers, allow_redirects=False)
    assert response.status_code == 301
    assert response.headers["Location"] == "https://lbf50.dk/temaer/?a=b"
    assert "max-age=31536000" in response.headers["Strict-Transport-Security"]


@pytest.mark.parametrize("path", ["/readyz", "/metrics"])
def test_what_monitors_ask_is_closed_to_others(nginx, path):
    assert nginx("GET", path).status_code == 404


@pytest.mark.parametrize("seconds", [0, 4, 10])
def test_demo_stops_within_seconds_in_every_phase(tmp_path, seconds):
    """Ctrl-C while it migrates, collects files, or loads the pages."""
    process = subprocess.Popen(
        [sys.executable, "-m", "lbf50.demo.run"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "VAR_DIR": str(tmp_path), "PORT": str(free_port())},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline().startswith("Preparing")
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    _out, errors = process.communicate(timeout=20)
    assert "Traceback" not in errors
    assert process.returncode in (0, 128 + signal.SIGINT)


@pytest.mark.parametrize("unit", sorted(DEPLOY.glob("*.service")), ids=lambda unit: unit.name)
def test_services_have_few_rights(unit):
    """At most 3.0 of 10, by systemd's own count."""
    run = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    exposure = re.search(r"Overall exposure level for \S+: ([\d.]+)", run.stdout)
    assert exposure, run.stderr
    assert float(exposure[1]) <= 3.0
    assert "UMask=00" in unit.read_text()


def test_secret_addresses_are_in_no_log(tmp_path):
    paths = (
        "/kladde/4:1xY4hr:x/",
        "/admin/password_reset/confirm/MQ/abc-SECRET/",
        "/bestil/tak/x/",
    )
    with running_nginx(tmp_path, (free_port(), free_port())) as nginx:
        for path in (*paths, "/temaer/"):
            nginx.request("GET", path)
    logs = "".join(path.read_text() for path in tmp_path.glob("*.log"))
    assert "/temaer/" in logs
    assert not [path for path in paths if path in logs]


def test_settings_of_the_host_are_no_shell_script(tmp_path):
    """The command reads them as systemd does."""
    (tmp_path / "lbf50.env").write_text(
        "# En bemærkning\nA=Sommer$5hus&x `date` 'a'\n\n"
        'B="Landsbyggefonden <bog@lbf50.dk>"\nC=a?b=1&c=2\nD='
    )
    script = (ROOT / "deploy" / "lbf50-manage").read_text()
    script = script.replace("/etc/lbf50.env", str(tmp_path / "lbf50.env"))
    script = script.replace(
        "cd /srv/lbf50 && exec runuser -u lbf50 -- .venv/bin/python", "exec env #"
    )
    run = subprocess.run(
        ["sh", "-c", script], env={"PATH": os.environ["PATH"]}, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    for line in (
        "A=Sommer$5hus&x `date` 'a'", "B=Landsbyggefonden <bog@lbf50.dk>", "C=a?b=1&c=2", "D=",
    ):  # fmt: skip
        assert line in lines
