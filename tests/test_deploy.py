"""The nginx file, tried with a real nginx (Debian 12 has 1.22)."""

import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def nginx(tmp_path):
    """Run nginx with the file of a host, on ports of our own. Nothing is behind it."""
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=lbf50.dk "
        f"-addext subjectAltName=IP:127.0.0.1 "
        f"-keyout {key} -out {certificate}".split(),
        check=True,
        capture_output=True,
    )
    https, http, application = free_port(), free_port(), free_port()
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    for pattern, value in {
        r"listen 443": f"listen 127.0.0.1:{https}",
        r"listen 80": f"listen 127.0.0.1:{http}",
        r"127\.0\.0\.1:8000": f"127.0.0.1:{application}",
        r"/etc/letsencrypt/live/lbf50.dk/fullchain.pem": str(certificate),
        r"/etc/letsencrypt/live/lbf50.dk/privkey.pem": str(key),
        r"/srv/lbf50": str(ROOT),
        r"/var/log/nginx": str(tmp_path),
    }.items():
        text, count = re.subn(pattern, value, text)
        assert count, pattern
    (tmp_path / "site.conf").write_text(text)
    folders = "".join(
        f"{name}_temp_path {tmp_path}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; error_log {tmp_path}/error.log; daemon off; events {{}}"
        f"http {{ {folders} include {tmp_path}/site.conf; }}"
    )
    command = ["nginx", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    check = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert check.returncode == 0, check.stderr
    process = subprocess.Popen(command)
    yield lambda method, path: request(method, f"https://127.0.0.1:{https}{path}", str(certificate))
    process.terminate()
    process.wait(10)


def request(method: str, url: str, certificate: str) -> requests.Response:
    give_up = time.monotonic() + 10
    while True:
        try:
            return requests.request(method, url, verify=certificate, timeout=10)
        except requests.ConnectionError:
            assert time.monotonic() < give_up, "nginx does not start"
            time.sleep(0.1)


def test_visitors_get_a_danish_page_while_nothing_answers(nginx):
    for path in ("/", "/bestil/", "/soeg/?q=trappe", "/admin/login/"):
        response = nginx("GET", path)
        assert response.status_code == 502
        assert response.headers["Retry-After"] == "30"
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


@pytest.mark.parametrize("seconds", [0, 3, 6, 10])
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
