"""A real nginx with the file of a host, on ports of our own."""

import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from tests.live_site import free_port

ROOT = Path(__file__).resolve().parent.parent
INSTANCES = (8001, 8002)
# Parts to replace where all load comes from one address.
NO_LIMITS = {r"rate=\d+r/[sm]": "rate=100000r/s"}


@dataclass
class Nginx:
    """The address of a running nginx, and the certificate that it shows."""

    url: str
    certificate: str

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        """Send one request."""
        return requests.request(
            method, self.url + path, verify=self.certificate, timeout=30, **options
        )


def _nginx_of_debian(folder: Path, settings: str) -> str:
    """Return Debian's own file, whose settings stand beside ours, for this folder."""
    text = Path("/etc/nginx/nginx.conf").read_text()
    for pattern, value in {
        r"user www-data;": "daemon off;",
        r"/run/nginx.pid": f"{folder}/pid",
        r"/var/log/nginx": str(folder),
        r"include /etc/nginx/modules-enabled/\*.conf;": "",
        r"include /etc/nginx/conf.d/\*.conf;": settings,
        r"/etc/nginx/sites-enabled/\*": f"{folder}/site.conf",
    }.items():
        text, count = re.subn(pattern, value, text)
        assert count, pattern
    return text


@contextmanager
def running_nginx(
    folder: Path, ports: Sequence[int], replaced: dict[str, str] | None = None
) -> Iterator[Nginx]:
    """Run nginx in front of two instances at these ports.

    Args:
        replaced: Other parts of the file: what stands there, and what to put in its place.
    """
    key, certificate = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=lbf50.dk "
        f"-addext subjectAltName=IP:127.0.0.1 "
        f"-keyout {key} -out {certificate}".split(),
        check=True,
        capture_output=True,
    )
    https = free_port()
    values = {
        # Not every machine has IPv6.
        r" *listen \[::\].*\n": "",
        r"listen 443": f"listen 127.0.0.1:{https}",
        r"listen 80": f"listen 127.0.0.1:{free_port()}",
        r"/etc/letsencrypt/live/lbf50.dk/fullchain.pem": str(certificate),
        r"/etc/letsencrypt/live/lbf50.dk/privkey.pem": str(key),
        r"/srv/lbf50": str(ROOT),
        r"/var/log/nginx": str(folder),
    }
    values |= {f":{ours}": f":{port}" for ours, port in zip(INSTANCES, ports, strict=True)}
    values |= replaced or {}
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    for pattern, value in values.items():
        text, count = re.subn(pattern, value, text)
        assert count, pattern
    (folder / "site.conf").write_text(text)
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(_nginx_of_debian(folder, temporary))
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    check = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert check.returncode == 0, check.stderr
    process = subprocess.Popen(command)
    nginx = Nginx(f"https://127.0.0.1:{https}", str(certificate))
    try:
        _wait_for_answer(nginx)
        yield nginx
    finally:
        process.terminate()
        process.wait(10)


def _wait_for_answer(nginx: Nginx) -> None:
    give_up = time.monotonic() + 10
    while True:
        try:
            nginx.request("GET", "/media/documents/x")
            return
        except requests.ConnectionError:
            assert time.monotonic() < give_up, "nginx does not start"
            time.sleep(0.1)
