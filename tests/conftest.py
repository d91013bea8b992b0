"""Fixtures for all tests."""

import shutil

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import Client, override_settings
from wagtail.models import Site

from tests import database, factories
from tests.concurrency import run_concurrently
from tests.live_site import create_database, on_postgres, running_demo
from tests.once import make_once

PREPARED = {"prepared", "prepared_on_sqlite"}


def pytest_configure(config):
    """Build the migrated database before xdist starts its workers."""
    if not on_postgres() and not hasattr(config, "workerinput") and not config.option.collectonly:
        database.build_snapshot()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Let one process prepare the demo first: later, all would wait for it at once."""
    items.sort(key=lambda item: not PREPARED & set(item.fixturenames))


if not on_postgres():

    @pytest.fixture(scope="session")
    def django_db_setup(django_test_environment, django_db_blocker):
        """Replace pytest-django's fixture: copying a migrated database is faster."""
        with django_db_blocker.unblock():
            database.load_snapshot()


@pytest.fixture(autouse=True)
def _empty_cache():
    """Forget sizes of pictures and fragments: another test's picture may have the same key."""
    cache.clear()


@pytest.fixture(autouse=True)
def _quick_recovery_codes(monkeypatch):
    """Hash recovery codes fast, as settings.PASSWORD_HASHERS does passwords."""
    monkeypatch.setattr("lbf50.access.second_factor.HASH_ROUNDS", 1)


@pytest.fixture(autouse=True)
def _media_root(request, settings, tmp_path):
    """Store the uploads of each test in its own folder, unless its module shares one."""
    if "module_db" not in request.fixturenames:
        settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def editor(db):
    """Return a client of its own, logged in as a user in the group Redaktion."""
    client = Client()
    client.force_login(factories.editor())
    return client


@pytest.fixture
def shared_database(transactional_db, tmp_path, monkeypatch):
    """A database that several threads can use.

    On SQLite it is a file, as in the demo: the in-memory test database has no lock to wait for.
    """
    if connection.vendor == "sqlite":
        path = str(tmp_path / "site.sqlite3")
        connection.cursor().execute("VACUUM INTO %s", [path])
        file_settings = {**connections.settings["default"], "NAME": path}
        monkeypatch.setitem(connections.settings, "default", file_settings)
        # The first connection switches the journal to WAL; two at once would race.
        run_concurrently(lambda: connection.ensure_connection())


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker, tmp_path_factory):
    """Open a transaction and a media folder that the tests of a module share.

    Each test runs in a savepoint. Every test of the module has to use the fixture.
    """
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock():
        # A test with transactions of its own leaves the tables empty.
        if not Site.objects.exists():
            call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
    with media, django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def site(module_db):
    """Create pages of every type. Return their URLs by name."""
    from tests import page_types

    return page_types.create_pages()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """Prepare a demo on PostgreSQL. Yield its VAR_DIR and database name."""
    var = tmp_path_factory.mktemp("prepared")
    with create_database("prepared") as database_url:
        with running_demo(var, database_url, "--no-orders"):
            pass
        yield var, database_url.rpartition("/")[2]


@pytest.fixture(scope="session")
def prepared_on_sqlite(tmp_path_factory):
    """Prepare a demo on SQLite. Return its VAR_DIR, to be copied."""

    def prepare(var):
        # Migrating takes a third of the start.
        shutil.copy(database.snapshot_path(), var / "lbf50.sqlite3")
        with running_demo(var, "", "--no-orders"):
            pass

    return make_once(tmp_path_factory, "prepared", prepare)
