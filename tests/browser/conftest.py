"""The real thing for the browser: the demo on a port of its own, and Debian's Chromium.

Everything in this folder is marked `browser` and runs last.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS_TO_START = 180


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Demo:
    """A running demo: where it is, its files, and the password of its users."""

    url: str
    var: Path
    password: str

    def mails(self) -> list[str]:
        """The mails written so far, as raw text."""
        return [path.read_text() for path in sorted((self.var / "mail").glob("*"))]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url: str) -> bool:
    try:
        return urllib.request.urlopen(url, timeout=5).status == 200  # noqa: S310
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@pytest.fixture(scope="session")
def demo_database(worker_name="browser"):
    """DATABASE_URL for the demo: an empty PostgreSQL database where the tests run on one, else
    none, which means SQLite in the demo's own folder."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield ""
        return
    connection = psycopg2.connect(url)
    connection.autocommit = True
    name = f"lbf50_{worker_name}_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    connection.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory, demo_database):
    """The demo as `make run` starts it, with content, server and mail worker."""
    var = tmp_path_factory.mktemp("demo")
    port = free_port()
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-m", "lbf50.demo"],
        cwd=ROOT,
        env=kept
        | {
            "VAR_DIR": str(var),
            "PORT": str(port),
            "DATABASE_URL": demo_database,
            "PYTHONUNBUFFERED": "1",
        },
        stdout=(var / "log").open("w"),
        stderr=subprocess.STDOUT,
    )
    url = f"http://localhost:{port}"
    give_up = time.monotonic() + SECONDS_TO_START
    while not answers(url):
        assert process.poll() is None, (var / "log").read_text()
        assert time.monotonic() < give_up, (var / "log").read_text()
        time.sleep(0.3)
    lines = (var / "demo.env").read_text().splitlines()
    password = dict(line.split("=", 1) for line in lines)["DEMO_PASSWORD"]
    yield Demo(url, var, password)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0, (var / "log").read_text()


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium. No browser is downloaded."""
    path = shutil.which("chromium")
    assert path, "install Debian's chromium: .ci/need chromium=chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, demo):
    """A visitor's new window on the demo, at a laptop's width."""
    context = chromium.new_context(
        base_url=demo.url, viewport={"width": 1280, "height": 900}, locale="da-DK"
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
