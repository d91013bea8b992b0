"""Fixtures for all tests."""

import os
import shutil
from contextlib import contextmanager
from threading import Thread

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import Client, override_settings
from wagtail.models import Site

from tests import database, factories
from tests.concurrency import run_concurrently
from tests.live_site import (
    create_database,
    drop_database,
    make_database,
    on_postgres,
    running_demo,
)
from tests.once import make_once
from tests.scheduling import OneTestScheduling


def pytest_configure(config):
    """Build the migrated database before xdist starts its workers."""
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    if on_postgres():
        # The workers inherit the names: they copy these databases.
        os.environ["MIGRATED_DATABASE"] = f"lbf50_migrated_{os.getpid()}"
        os.environ["PREPARED_DATABASE"] = f"lbf50_prepared_{os.getpid()}"
        database.migrate(make_database(os.environ["MIGRATED_DATABASE"]))
    else:
        database.build_snapshot()


def pytest_unconfigure(config):
    """Drop the databases that were copied after the last worker."""
    if "MIGRATED_DATABASE" in os.environ and not hasattr(config, "workerinput"):
        drop_database(os.environ["MIGRATED_DATABASE"])
        drop_database(os.environ["PREPARED_DATABASE"])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Distribute the tests ourselves."""
    return OneTestScheduling(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items):
    """Put the tests of the demo after others of their sort: it takes time to prepare.

    pytest-django sorts meanwhile: tests that empty the tables come after those that need them.
    Processes take one test at a time, in this order: see OneTestScheduling. The longest come first,
    so that none is last alone: those of tests/resilience of their sort, the installation of all.
    """
    items.sort(
        key=lambda item: (
            "resilience" not in item.path.parts,
            "copy_demo" in item.fixturenames,
        )
    )
    result = yield
    items.sort(key=lambda item: item.path.name != "test_install.py")
    return result


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """Replace pytest-django's fixture: copying a migrated database is faster."""
    with django_db_blocker.unblock(), database.copy_migrated():
        yield


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


def prepare_demo(var):
    """Prepare the demo in a folder, as its first start does, but in a migrated database."""
    url = ""
    if on_postgres():
        url = make_database(os.environ["PREPARED_DATABASE"], os.environ["MIGRATED_DATABASE"])
    else:
        shutil.copy(database.snapshot_path(), var / "lbf50.sqlite3")
    with running_demo(var, url, "--no-orders"):
        pass


@pytest.fixture(scope="session", autouse=True)
def _demo_in_advance(request, tmp_path_factory):
    """Begin to prepare the demo while other tests run, if any test will need it."""
    if any("copy_demo" in item.fixturenames for item in request.session.items):
        tmp_path_factory.getbasetemp()  # two threads must not create it at the same time
        thread = Thread(target=make_once, args=(tmp_path_factory, "prepared", prepare_demo))
        thread.start()
        yield
        thread.join()
    else:
        yield


@pytest.fixture(scope="session")
def copy_demo(tmp_path_factory):
    """Prepare a demo, once for all workers. Return a function that copies it.

    The function is a context manager. It yields the VAR_DIR and DATABASE_URL of the copy.
    """
    prepared = make_once(tmp_path_factory, "prepared", prepare_demo)

    @contextmanager
    def copy(name):
        var = tmp_path_factory.mktemp(name)
        shutil.copytree(prepared, var, dirs_exist_ok=True)
        if on_postgres():
            with create_database(name, os.environ["PREPARED_DATABASE"]) as url:
                yield var, url
        else:
            yield var, f"sqlite:///{var / 'lbf50.sqlite3'}"

    return copy
