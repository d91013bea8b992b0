"""The site as it is measured: prepared as the demo is, and served from a core of its own."""

import os
from contextlib import contextmanager

from bench.load import SERVERS_CORE
from tests.live_site import LiveSite, answers, create_database, kill, running_demo, wait_for


@contextmanager
def prepared(var):
    """The URL of a PostgreSQL database to copy, and its files in that folder."""
    with create_database("bench") as template:
        with running_demo(var, template):
            pass
        yield template


@contextmanager
def served(site: LiveSite, page="/"):
    """The process that serves the site, when that page is there."""
    server = site.start_server()
    os.sched_setaffinity(server.pid, {SERVERS_CORE})
    try:
        wait_for(lambda: answers(site.url + page), 60, "the server answers")
        yield server
    finally:
        kill(server)


def ask(site: LiveSite, code: str) -> str:
    """What the code prints, run inside the site."""
    told = site.manage("shell", "-v0", "-c", code)
    assert told.returncode == 0, told.stderr
    return told.stdout.strip()
