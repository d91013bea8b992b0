"""The demo site on a server that is pinned to one core."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.load import SERVER_CORE
from tests.live_site import LiveSite, create_database, is_responding, kill, running_demo, wait_for


@contextmanager
def demo_database(var: Path) -> Iterator[str]:
    """Prepare a demo with its files in `var`. Yield its PostgreSQL database URL."""
    with create_database("bench") as database:
        with running_demo(var, database, "--no-orders"):
            pass
        yield database


@contextmanager
def running_server(site: LiveSite, path: str = "/") -> Iterator[subprocess.Popen]:
    """Start the server, and yield its process when it responds to the path."""
    server = site.start_server()
    os.sched_setaffinity(server.pid, {SERVER_CORE})
    try:
        wait_for(lambda: is_responding(site.url + path), 60, "the server responds")
        yield server
    finally:
        kill(server)


def run_in_shell(site: LiveSite, code: str) -> str:
    """Run the code in the site's Django shell. Return what it prints."""
    run = site.manage("shell", "-v0", "-c", code)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()
