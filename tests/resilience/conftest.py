"""The running site for the proofs: server, worker and mail server as processes and sockets of
their own, on a PostgreSQL database that no other test sees.

Everything in this folder is marked `proof`. `make proofs` runs it at full size.
"""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.live_site import (
    LiveSite,
    create_database,
    free_port,
    is_responding,
    kill,
    on_postgres,
    wait_for,
)
from tests.orders.smtp_server import MailServer

HERE = Path(__file__).parent
# `make proofs` lets a thousand come; in a run of all tests there are fewer, to the same end.
ORDERS = int(os.environ.get("RESILIENCE_ORDERS", "60"))
left_out = []
lines = []


def pytest_collection_modifyitems(config, items):
    """Marks the proofs, and leaves them out where there is no PostgreSQL to prove it on."""
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
            f"{len(left_out)} proofs left out: DATABASE_URL names no PostgreSQL. `make proofs` "
            "starts one and runs them."
        )


@pytest.fixture
def site(prepared):
    """A site with neither orders nor copies, that mails to a port where nobody listens yet."""
    var, template = prepared
    mail_port = free_port()
    with create_database("proof", template) as database:
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
