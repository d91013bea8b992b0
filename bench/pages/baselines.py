"""Servers to compare with, set up in var/bench.

nginx with the page as a file, Granian with the page as a fixed response, and a plain Wagtail site:
by itself, with wagtail-cache, and behind nginx's cache.
"""

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from string import Template

import requests
import wagtail

from bench.load import GZIP, SERVER_CORE, taskset
from lbf50.demo.run import SERVER_OPTIONS
from tests.live_site import ROOT, free_port, is_responding, kill, minimal_environment, wait_for

HERE = Path(__file__).parent
FOLDER = ROOT / "var" / "bench"
PLAIN = FOLDER / "plain"
FIXED = FOLDER / "fixed"
PYTHON = FOLDER / "venv" / "bin" / "python"
PACKAGES = [f"wagtail=={wagtail.__version__}", "gunicorn", "wagtail-cache"]
DESTINATIONS = {
    "models.py": "home/models.py",
    "home_page.html": "home/templates/home/home_page.html",
    "settings.py": "plain/settings/bench.py",
}
ENVIRONMENT = {"DJANGO_SETTINGS_MODULE": "plain.settings.bench"}
PAGE = "/theme-1/"
EDITOR = "editor"  # user name and password
IDENTITY = {"Accept-Encoding": "identity"}
# Headers that nginx sets itself, or that differ for a file.
NOT_COPIED = {"content-type", "content-length", "content-encoding", "date", "server", "etag"}


def install_plain_site() -> None:
    """Create the plain site. Its virtual environment is kept between runs."""
    if not PYTHON.exists():
        venv.create(PYTHON.parent.parent, with_pip=True)
    _run(str(PYTHON), "-m", "pip", "install", "--quiet", *PACKAGES, cwd=FOLDER)
    shutil.rmtree(PLAIN, ignore_errors=True)
    PLAIN.mkdir()
    _run(str(PYTHON.with_name("wagtail")), "start", "plain", str(PLAIN), cwd=FOLDER)
    for name, destination in DESTINATIONS.items():
        shutil.copy(HERE / "plain" / name, PLAIN / destination)
    for command in ("makemigrations -v0", "migrate -v0", "collectstatic --no-input -v0"):
        _run(str(PYTHON), "manage.py", *command.split())
    run_in_plain_shell((HERE / "plain" / "fill.py").read_text())


def run_in_plain_shell(code: str) -> str:
    """Run the code in the Django shell of the plain site. Return what it prints."""
    return _run(str(PYTHON), "manage.py", "shell", "-v0", "-c", code).strip()


class Baselines:
    """The servers, their URLs and processes."""

    def __init__(self) -> None:
        self.ports = {name: free_port() for name in ("files", "proxy", "plain", "cached", "fixed")}
        self.url = {name: f"http://127.0.0.1:{port}" for name, port in self.ports.items()}
        self.process: dict[str, subprocess.Popen] = {}

    @contextmanager
    def running(self, page_url: str) -> Iterator["Baselines"]:
        """Start the servers. nginx and `fixed` serve the current body and headers of the page."""
        with ExitStack() as stack:
            for name, environment in (("plain", {}), ("cached", {"WAGTAIL_CACHE": "1"})):
                command = [str(PYTHON), "-m", "gunicorn", "--workers=1", "--log-level=error"]
                command += [f"--bind=127.0.0.1:{self.ports[name]}", "plain.wsgi"]
                stack.callback(kill, self._start(name, command, environment))
                wait_for(lambda name=name: is_responding(self.url[name] + PAGE), 60, name)
            compressed = requests.get(page_url, headers=GZIP, stream=True, timeout=60)
            body = compressed.raw.read()
            self._write_fixed_response(body, compressed.headers)
            command = [sys.executable, "-m", "granian", f"--port={self.ports['fixed']}"]
            command += ["--working-dir", str(HERE), *SERVER_OPTIONS]
            command += ["fixed_response:application"]
            stack.callback(kill, self._start("fixed", command, {"FIXED_RESPONSE": str(FIXED)}))
            wait_for(lambda: is_responding(self.url["fixed"]), 60, "fixed")
            uncompressed = requests.get(page_url, headers=IDENTITY, timeout=60).content
            bodies = {"index.html": uncompressed, "index.html.gz": body}
            conf = self._write_nginx_conf(bodies, compressed.headers)
            stack.callback(kill, self._start("nginx", ["nginx", f"-c{conf}"]))
            wait_for(lambda: is_responding(self.url["proxy"] + PAGE), 60, "nginx")
            yield self

    def _write_fixed_response(self, body: bytes, headers: Mapping[str, str]) -> None:
        FIXED.mkdir(exist_ok=True)
        (FIXED / "body").write_bytes(body)
        sent = [item for item in headers.items() if item[0].lower() not in ("date", "server")]
        (FIXED / "headers.json").write_text(json.dumps(sent))

    def _write_nginx_conf(self, bodies: dict[str, bytes], sent: Mapping[str, str]) -> Path:
        for location in ("page", "held"):
            folder = FOLDER / "nginx" / "files" / location
            folder.mkdir(parents=True, exist_ok=True)
            for name, body in bodies.items():
                (folder / name).write_bytes(body)
        headers = [
            f'add_header {name} "{value}";'
            for name, value in sent.items()
            if name.lower() not in NOT_COPIED
        ]
        conf = FOLDER / "nginx" / "nginx.conf"
        conf.write_text(
            Template((HERE / "nginx.conf").read_text()).substitute(
                {f"{name}_port": port for name, port in self.ports.items()},
                folder=conf.parent,
                headers="\n      ".join(headers),
            )
        )
        return conf

    def _start(
        self, name: str, command: list[str], environment: dict[str, str] | None = None
    ) -> subprocess.Popen:
        self.process[name] = subprocess.Popen(
            [*taskset(SERVER_CORE), *command],
            cwd=PLAIN,
            env=minimal_environment() | ENVIRONMENT | (environment or {}),
            start_new_session=True,
        )
        return self.process[name]


def _run(*command: str, cwd: Path = PLAIN) -> str:
    environment = os.environ | ENVIRONMENT
    environment.pop("DATABASE_URL", None)
    run = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout
