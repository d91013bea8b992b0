"""The demo that `make run` starts, and its server and worker as processes to kill."""

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

from lbf50.demo.run import SERVER_OPTIONS

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 400
WELFARE = "/temaer/bidrag-til-velfaerd/"
# The demo's pages, one or two of each type.
DEMO_PAGES = (
    "/",
    "/temaer/",
    WELFARE,
    "/temaer/boligorganisationerne-og-beboerdemokratiet/",
    f"{WELFARE}velfaerdstrappen/",
    f"{WELFARE}velfaerdstrappen/evidensbaserede-aktiviteter/",
    f"{WELFARE}velfaerdstrappen/evidensbaserede-aktiviteter/fritidsjob/",
    "/aktiviteter/",
    "/boligomraader-i-bevaegelse/",
    "/boligomraader-i-bevaegelse/online/",
    "/bestil/",
    "/information-om-websitet/",
    "/tilgaengelighed/",
    "/aabne-data/",
    "/soeg/?q=trappe",
    "/findes-ikke/",
)
APPLICATION = "lbf50.wsgi:application"
INHERITED_VARIABLES = ("PATH", "HOME", "LANG")


@dataclass
class LiveDemo:
    """A running demo: its URL, its folder, and the password of its users."""

    url: str
    var: Path
    password: str
    database: str = ""

    def manage(self, *command: str) -> None:
        """Run a management command on the demo's data."""
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=minimal_environment() | {"VAR_DIR": str(self.var), "DATABASE_URL": self.database},
            check=True,
            capture_output=True,
        )

    def mails(self) -> list[str]:
        """Return the mails sent so far, as raw text."""
        return [path.read_text() for path in sorted((self.var / "mail").glob("*"))]


@dataclass(eq=False)
class LiveSite:
    """Server and worker processes on the files and database of a prepared demo."""

    var: Path
    database: str
    environment: dict[str, str] = field(default_factory=dict)
    application: str = APPLICATION

    def __post_init__(self):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def start_server(self) -> subprocess.Popen:
        """Start the server as the demo does. The caller waits for `is_responding(url)`."""
        address = ["--host", "127.0.0.1", "--port", str(self.port)]
        return self._start("server", "-m", "granian", *address, *SERVER_OPTIONS, self.application)

    def start_worker(self) -> subprocess.Popen:
        """Start the order worker."""
        return self._start("worker", "manage.py", "run_order_worker")

    def manage(self, *arguments: str) -> subprocess.CompletedProcess:
        """Run a management command. Return its output and exit status."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self._env(),
            capture_output=True,
            text=True,
            check=False,
        )

    def set_free_copies(self, copies: int) -> None:
        """Correct the number of free copies."""
        run = self.manage("stock", "set", str(copies), "--reason", "Test")
        assert run.returncode == 0, run.stderr

    def rows(self, query: str, *values) -> list[tuple]:
        """Run SQL on the database, independent of the code under test."""
        with connect(self.database) as cursor:
            cursor.execute(query, values or None)
            return cursor.fetchall() if cursor.description else []

    def _start(self, name: str, *command: str) -> subprocess.Popen:
        # A new session, so that `kill` reaches granian's children.
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
        return minimal_environment() | {
            "VAR_DIR": str(self.var),
            "DATABASE_URL": self.database,
            "ORDER_RATE_LIMIT": "0",
            **self.environment,
        }


def minimal_environment() -> dict[str, str]:
    """Return the environment variables that do not configure the site."""
    return {name: os.environ[name] for name in INHERITED_VARIABLES if name in os.environ}


def log_in(url: str, user: str, password: str) -> requests.Session:
    """Return a client that is logged in to the admin."""
    client = requests.Session()
    response = client.get(f"{url}/admin/login/", timeout=60)
    token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', response.text)[1]
    data = {"csrfmiddlewaretoken": token, "username": user, "password": password}
    response = client.post(f"{url}/admin/login/", data=data, timeout=60)
    assert response.url == f"{url}/admin/", response.url
    return client


def kill(process: subprocess.Popen) -> None:
    """Kill the process and its children with SIGKILL, so that no clean-up code runs."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_port() -> int:
    """Return an unused port below the ephemeral range.

    The system may give an ephemeral port to another connection while our server is down.
    """
    while True:
        port = secrets.choice(range(20_000, 32_000))
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port


def is_responding(url: str) -> bool:
    """Return whether the URL responds with 200."""
    try:
        return urllib.request.urlopen(url, timeout=5).status == 200  # noqa: S310
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def wait_for(condition, seconds: float, description: str, pause: float = 0.1):
    """Call `condition` until it returns a true value, and return that value.

    Raises:
        AssertionError: It stayed false. The message contains the description.
    """
    deadline = time.monotonic() + seconds
    while not (result := condition()):
        assert time.monotonic() < deadline, f"not within {seconds} seconds: {description}"
        time.sleep(pause)
    return result


def on_postgres() -> bool:
    """Return whether DATABASE_URL names a PostgreSQL database."""
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


@contextmanager
def connect(url: str):
    """Yield a cursor with autocommit."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


@contextmanager
def create_database(name: str, template: str = "template1"):
    """Create a copy of the database `template`. Yield its URL, and drop it afterwards.

    The server is the one in DATABASE_URL.
    """
    name = f"lbf50_{name}_{os.getpid()}"
    try:
        yield make_database(name, template)
    finally:
        drop_database(name)


def make_database(name: str, template: str = "template1") -> str:
    """Create a copy of the database `template`. Return its URL."""
    url = os.environ["DATABASE_URL"]
    with connect(url) as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def drop_database(name: str) -> None:
    """Drop the database, if there is one."""
    with connect(os.environ["DATABASE_URL"]) as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def running_demo(var: Path, database: str, *arguments: str, **environment: str):
    """Start the demo as `make run` does, with server and worker. Stop it afterwards."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "lbf50.demo.run", *arguments],
        cwd=ROOT,
        env=minimal_environment()
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
        deadline = time.monotonic() + SECONDS_TO_START
        while not is_responding(url):
            assert process.poll() is None, (var / "log").read_text()
            assert time.monotonic() < deadline, (var / "log").read_text()
            time.sleep(0.3)
        yield LiveDemo(url, var, demo_password(var), database)
    finally:
        process.send_signal(signal.SIGTERM)
        exit_status = process.wait(timeout=30)
    assert exit_status == 0, (var / "log").read_text()


def demo_password(var: Path) -> str:
    """Return the password of the demo users."""
    lines = (var / "demo.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines)["DEMO_PASSWORD"]
