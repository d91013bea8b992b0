"""The site as it runs: the demo that `make run` starts, and its server and worker as processes that
a test may kill."""

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import requests

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 400
APPLICATION = "lbf50.wsgi:application"
KEPT = ("PATH", "HOME", "LANG")


@dataclass
class LiveDemo:
    """A running demo: where it is, its files, and the password of its users."""

    url: str
    var: Path
    password: str
    database: str = ""

    def manage(self, *command: str):
        """Runs a command of manage.py on the demo's own data."""
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=kept_environment() | {"VAR_DIR": str(self.var), "DATABASE_URL": self.database},
            check=True,
            capture_output=True,
        )

    def mails(self) -> list[str]:
        """The mails written so far, as raw text."""
        return [path.read_text() for path in sorted((self.var / "mail").glob("*"))]


@dataclass(eq=False)
class LiveSite:
    """Server and worker on files and a database that the demo has prepared."""

    var: Path
    database: str
    environment: dict[str, str] = field(default_factory=dict)
    application: str = APPLICATION

    def __post_init__(self):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def start_server(self) -> subprocess.Popen:
        """The server as the demo starts it. It answers when `answers(self.url)` says so."""
        options = ["--host", "127.0.0.1", "--port", str(self.port), "--blocking-threads", "4"]
        options += ["--interface", "wsgi", "--log-level", "warning", self.application]
        return self._start("server", "-m", "granian", *options)

    def start_worker(self) -> subprocess.Popen:
        return self._start("worker", "manage.py", "run_order_worker")

    def manage(self, *arguments: str) -> subprocess.CompletedProcess:
        """What manage.py says and how it ends."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self._env(),
            capture_output=True,
            text=True,
            check=False,
        )

    def set_free_copies(self, copies: int):
        """So many free copies, by a correction in the ledger."""
        run = self.manage("stock", "set", str(copies), "--reason", "Proof")
        assert run.returncode == 0, run.stderr

    def rows(self, query: str, *values) -> list[tuple]:
        """What stands in the database, without a word of the code that is on trial."""
        with connect(self.database) as cursor:
            cursor.execute(query, values or None)
            return cursor.fetchall() if cursor.description else []

    def _start(self, name, *command) -> subprocess.Popen:
        # A session of its own: granian's children die with it, whatever kills it.
        with (self.var / f"{name}.log").open("a") as log:
            return subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env=self._env(),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _env(self) -> dict[str, str]:
        return kept_environment() | {
            "VAR_DIR": str(self.var),
            "DATABASE_URL": self.database,
            "ORDER_RATE_LIMIT": "0",
            **self.environment,
        }


def kept_environment() -> dict[str, str]:
    """What of our own environment the processes get: nothing that could configure them."""
    return {name: os.environ[name] for name in KEPT if name in os.environ}


def log_in(url: str, user: str, password: str) -> requests.Session:
    """A browser in which that user is logged in to the admin."""
    browser = requests.Session()
    page = browser.get(f"{url}/admin/login/", timeout=60)
    token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
    wishes = {"csrfmiddlewaretoken": token, "username": user, "password": password}
    page = browser.post(f"{url}/admin/login/", data=wishes, timeout=60)
    assert page.url == f"{url}/admin/", page.url
    return browser


def kill(process: subprocess.Popen):
    """SIGKILL to the process and all its children: nobody gets to clean up."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_port() -> int:
    """A port that nobody listens on, below those that the system gives to connections by itself:
    one of those may be somebody's before we listen on it, or while our server is down."""
    while True:
        port = secrets.choice(range(20_000, 32_000))
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port


def answers(url: str) -> bool:
    try:
        return urllib.request.urlopen(url, timeout=5).status == 200  # noqa: S310
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def wait_for(condition, seconds: float, what: str, pause: float = 0.1):
    """Waits until `condition()` holds, and returns what it returned."""
    give_up = time.monotonic() + seconds
    while not (result := condition()):
        assert time.monotonic() < give_up, f"not within {seconds} seconds: {what}"
        time.sleep(pause)
    return result


def on_postgres() -> bool:
    """Whether the tests have been given a PostgreSQL."""
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


@contextmanager
def connect(url: str):
    """A cursor whose statements stand as soon as they are made."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


@contextmanager
def create_database(name: str, template: str = "template1"):
    """The URL of a new database beside the one in DATABASE_URL, a copy of `template`."""
    url = os.environ["DATABASE_URL"]
    name = f"lbf50_{name}_{os.getpid()}"
    with connect(url) as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
    finally:
        with connect(url) as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running_demo(var: Path, database: str, **environment: str):
    """The demo as `make run` starts it, with content, server and mail worker."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "lbf50.demo.run"],
        cwd=ROOT,
        env=kept_environment()
        | {
            "VAR_DIR": str(var),
            "PORT": str(port),
            "DATABASE_URL": database,
            "PYTHONUNBUFFERED": "1",
            **environment,
        },
        stdout=(var / "log").open("w"),
        stderr=subprocess.STDOUT,
    )
    url = f"http://localhost:{port}"
    try:
        give_up = time.monotonic() + SECONDS_TO_START
        while not answers(url):
            assert process.poll() is None, (var / "log").read_text()
            assert time.monotonic() < give_up, (var / "log").read_text()
            time.sleep(0.3)
        yield LiveDemo(url, var, demo_password(var), database)
    finally:
        process.send_signal(signal.SIGTERM)
        ended = process.wait(timeout=30)
    assert ended == 0, (var / "log").read_text()


def demo_password(var: Path) -> str:
    """The password of the demo's users."""
    lines = (var / "demo.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines)["DEMO_PASSWORD"]
