"""What the tests of ordering stand on."""

import time

import pytest
from django.db import connection, connections
from django.test import Client

from tests import factories
from tests.orders import form_client
from tests.orders.concurrency import run_concurrently
from tests.orders.smtp_server import MailServer


class Clock:
    """The time as the slips and their signatures see it. A test makes it pass without waiting."""

    ahead = 0.0

    def time(self) -> float:
        return time.time() + self.ahead

    def wait(self, seconds: float):
        self.ahead += seconds


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("orders.form_tokens.time", clock)
    monkeypatch.setattr("django.core.signing.time", clock)
    return clock


@pytest.fixture
def shelf(db):
    """Copies enough for every order of a test."""
    factories.stock()


@pytest.fixture
def browser(db):
    """A browser: it keeps cookies, and the site checks that forms are its own."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def form(browser, clock):
    """The empty form, opened in `browser` a minute ago."""
    return form_client.open_form(browser, clock)


@pytest.fixture
def mail_server(settings):
    """A mail server of the test's own, which the site sends through."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.stop()


@pytest.fixture
def shared_database(transactional_db, tmp_path, monkeypatch):
    """A database that threads share as visitors do. On SQLite it is a file, as in the demo: the
    database in memory that tests otherwise have knows no waiting for a lock."""
    if connection.vendor == "sqlite":
        file = str(tmp_path / "site.sqlite3")
        connection.cursor().execute("VACUUM INTO %s", [file])
        at_file = {**connections.settings["default"], "NAME": file}
        monkeypatch.setitem(connections.settings, "default", at_file)
        # The first connection turns the file's journal to WAL, which must not happen twice at once.
        run_concurrently(lambda: connection.ensure_connection())
