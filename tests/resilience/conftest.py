"""Fixtures for tests of races, crashes and mail outages, on a running site.

Server, worker and mail server are processes of their own, on a separate PostgreSQL database.
`make resilience` runs these tests at full size.
"""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.live_site import (
    LiveSite,
    free_port,
    is_responding,
    kill,
    on_postgres,
    wait_for,
)
from tests.orders.smtp_server import MailServer

HERE = Path(__file__).parent
# `make resilience` sends a thousand orders; a run of all tests sends fewer.
ORDERS = int(os.environ.get("RESILIENCE_ORDERS", "60"))
left_out = []
lines = []


def pytest_collection_modifyitems(config, items):
    """Mark the tests of this folder, and deselect them without PostgreSQL."""
    ours = [item for item in items if HERE in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.resilience)
    if ours and not on_postgres():
        left_out[:] = ours
        items[:] = [item for item in items if item not in ours]
        config.hook.pytest_deselected(items=ours)


def pytest_terminal_summary(terminalreporter):
    for line in lines:
        terminalreporter.write_line(line)
    if left_out:
        terminalreporter.write_line(
            f"{len(left_out)} resilience tests need PostgreSQL, which DATABASE_URL does not name. "
            "Run them with `make resilience`."
        )


@pytest.fixture
def site(copy_demo):
    """A site without orders and copies, whose mail server is not running yet."""
    mail_port = free_port()
    with copy_demo("resilience") as (var, database):
        site = LiveSite(var, database, mail_environment(mail_port))
        site.mail_port = mail_port
        yield site


@pytest.fixture
def figures():
    """Takes a line of what was measured, for the end of the run."""
    return lines.append


@pytest.fixture
def mail_server(site):
    """The mail server that the site sends to."""
    server = MailServer(site.mail_port)
    yield server
    server.stop()


def mail_environment(port: int) -> dict[str, str]:
    """A mail server on that port, and no patience: moments where production waits for hours."""
    return {
        "EMAIL_FOLDER": "",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(port),
        "EMAIL_TIMEOUT": "1",
        "ORDER_MAIL_RETRY_SECONDS": "0.3",
    }


@contextmanager
def served(site):
    """Serves the site, and ends as a power cut would."""
    server = site.start_server()
    try:
        wait_for(lambda: is_responding(f"{site.url}/bestil/"), 60, "the server answers")
        yield
    finally:
        kill(server)
