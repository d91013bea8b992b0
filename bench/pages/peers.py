"""What the site is measured against: nginx with the same bytes, and a plain Wagtail site by itself,
with wagtail-cache and behind nginx's cache. All is set up under var/bench."""

import os
import shutil
import subprocess
import venv
from contextlib import ExitStack, contextmanager
from pathlib import Path
from string import Template

import requests
import wagtail

from bench.load import GZIP, SERVERS_CORE, on_core
from tests.live_site import ROOT, answers, free_port, kept_environment, kill, wait_for

HERE = Path(__file__).parent
FOLDER = ROOT / "var" / "bench"
PLAIN = FOLDER / "plain"
PYTHON = FOLDER / "venv" / "bin" / "python"
PACKAGES = [f"wagtail=={wagtail.__version__}", "gunicorn", "wagtail-cache"]
PLACES = {
    "models.py": "home/models.py",
    "home_page.html": "home/templates/home/home_page.html",
    "settings.py": "plain/settings/bench.py",
}
ENVIRONMENT = {"DJANGO_SETTINGS_MODULE": "plain.settings.bench"}
PAGE = "/theme-1/"
EDITOR = "editor"  # and the password
# Those that an answer has in any case, or that say something else of a file.
NOT_COPIED = {"content-type", "content-length", "content-encoding", "date", "server", "etag"}


def set_up_plain():
    """The plain site, made anew. The packages it needs stay from one time to the next."""
    if not PYTHON.exists():
        venv.create(PYTHON.parent.parent, with_pip=True)
    _run(str(PYTHON), "-m", "pip", "install", "--quiet", *PACKAGES, cwd=FOLDER)
    shutil.rmtree(PLAIN, ignore_errors=True)
    PLAIN.mkdir()
    _run(str(PYTHON.with_name("wagtail")), "start", "plain", str(PLAIN), cwd=FOLDER)
    for name, place in PLACES.items():
        shutil.copy(HERE / "plain" / name, PLAIN / place)
    for command in ("makemigrations -v0", "migrate -v0", "collectstatic --no-input -v0"):
        _run(str(PYTHON), "manage.py", *command.split())
    ask_plain((HERE / "plain" / "fill.py").read_text())


def ask_plain(code: str) -> str:
    """What the code prints, run inside the plain site."""
    return _run(str(PYTHON), "manage.py", "shell", "-v0", "-c", code).strip()


class Peers:
    """Where each of them answers."""

    def __init__(self):
        self.ports = {name: free_port() for name in ("files", "proxy", "plain", "cached")}
        self.url = {name: f"http://127.0.0.1:{port}" for name, port in self.ports.items()}
        self.process = {}

    @contextmanager
    def serving(self, page_url: str):
        """They serve; nginx the bytes and headers that this page has now."""
        with ExitStack() as at_the_end:
            for name, more in (("plain", {}), ("cached", {"WAGTAIL_CACHE": "1"})):
                command = [str(PYTHON), "-m", "gunicorn", "--workers=1", "--log-level=error"]
                command += [f"--bind=127.0.0.1:{self.ports[name]}", "plain.wsgi"]
                at_the_end.callback(kill, self._start(name, command, more))
                wait_for(lambda name=name: answers(self.url[name] + PAGE), 60, name)
            conf = self._nginx_conf(page_url)
            at_the_end.callback(kill, self._start("nginx", ["nginx", f"-c{conf}"]))
            wait_for(lambda: answers(self.url["proxy"] + PAGE), 60, "nginx")
            yield self

    def _nginx_conf(self, page_url) -> Path:
        plain = requests.get(page_url, headers={"Accept-Encoding": "identity"}, timeout=60)
        compressed = requests.get(page_url, headers=GZIP, stream=True, timeout=60)
        bodies = {"index.html": plain.content, "index.html.gz": compressed.raw.read()}
        for place in ("page", "held"):
            folder = FOLDER / "nginx" / "files" / place
            folder.mkdir(parents=True, exist_ok=True)
            for name, body in bodies.items():
                (folder / name).write_bytes(body)
        headers = [
            f'add_header {name} "{value}";'
            for name, value in compressed.headers.items()
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

    def _start(self, name, command, more=None) -> subprocess.Popen:
        self.process[name] = subprocess.Popen(
            [*on_core(SERVERS_CORE), *command],
            cwd=PLAIN,
            env=kept_environment() | ENVIRONMENT | (more or {}),
            start_new_session=True,
        )
        return self.process[name]


def _run(*command: str, cwd=PLAIN) -> str:
    environment = os.environ | ENVIRONMENT
    environment.pop("DATABASE_URL", None)
    run = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout
