"""What raises the content version, what does not, and how soon it is known."""

import time

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.db import OperationalError, connection
from wagtail.models import Site

from lbf50.page_cache import triggers, version
from lbf50.page_cache.models import ContentVersion
from lbf50.page_cache.version import REFRESH_SECONDS
from tests import factories
from tests.page_cache.cached_client import CachedClient

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _no_sites_of_other_tests():
    cache.clear()


@pytest.fixture
def index():
    return factories.theme_index()


@pytest.fixture
def visitor(index):
    """Somebody at the front door of a site that has a copy of the overview of themes."""
    visitor = CachedClient()
    visitor.get(index.url)
    visitor.get(index.url)
    visitor.asked.clear()
    return visitor


@pytest.fixture
def editor(visitor):
    """An editor at another computer, served by the same process."""
    editor = CachedClient(visitor.store)
    editor.force_login(factories.editor())
    return editor


def content_version() -> str:
    return ContentVersion.objects.get().value


def execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


# --- What raises it ---


def test_all_tables_but_declared_ones_are_watched():
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert tables - set(triggers.watched_tables(connection)) == triggers.unwatched_tables() & tables


def test_watched_tables_have_triggers():
    query = {
        "postgresql": "SELECT event_object_table FROM information_schema.triggers"
        " WHERE trigger_name = 'raise_content_version'",
        "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'",
    }[connection.vendor]
    found = [table for (table,) in execute(query)]
    for table in triggers.watched_tables(connection):
        assert found.count(table) == 3, table  # one for each event


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO taggit_tag (name, slug) VALUES ('hus', 'hus')",
        "UPDATE wagtailcore_page SET title = title",
        "UPDATE wagtailcore_page SET draft_title = title, live = live",
        "UPDATE auth_user SET first_name = ''",
        "DELETE FROM auth_user",
    ],
)
def test_any_statement_changes_version(statement):
    factories.theme()
    factories.editor().groups.clear()
    before = content_version()
    execute(statement)
    assert content_version() != before


def test_new_column_is_watched_after_migration():
    execute("ALTER TABLE taggit_tag ADD COLUMN colour text")
    triggers.install_triggers("default")
    execute("INSERT INTO taggit_tag (name, slug) VALUES ('hus', 'hus')")
    before = content_version()
    execute("UPDATE taggit_tag SET colour = 'red'")
    assert content_version() != before


def test_versions_are_unique():
    factories.theme()
    seen = set()
    for _time in range(20):
        execute("UPDATE wagtailcore_page SET title = title")
        seen.add(content_version())
    assert len(seen) == 20


# --- What does not ---


def test_login_and_drafts_do_not_change_version(editor, index):
    editor.get(f"/admin/pages/{index.pk}/edit/")
    before = content_version()
    editor.login(username="redaktør", password="hemmeligt")
    for number in range(3):
        form = {"title": f"Kladde {number}", "slug": index.slug, "lead": "Ny"}
        assert editor.post(f"/admin/pages/{index.pk}/edit/", form).status_code == 302
    assert content_version() == before


def test_orders_and_their_mail_raise_nothing(client):
    factories.stock()
    factories.placed_order()
    client.get("/bestil/")
    before = content_version()
    factories.stock()
    order = factories.placed_order(copies=2)
    client.get(order.get_absolute_url())
    call_command("run_order_worker", once=True)
    assert content_version() == before


# --- How soon it is known ---


def test_own_publication_is_shown_at_once(visitor, editor, index):
    form = {"title": "Emner", "slug": index.slug, "lead": "Nyt", "action-publish": "1"}
    assert editor.post(f"/admin/pages/{index.pk}/edit/", form).status_code == 302
    assert "<h1>Emner</h1>" in visitor.get(index.url).content.decode()


def test_change_by_other_process_is_shown_within_a_second(visitor, index):
    execute("UPDATE wagtailcore_page SET title = 'Emner' WHERE id = %s", index.pk)
    time.sleep(REFRESH_SECONDS * 1.1)
    assert "<h1>Emner</h1>" in visitor.get(index.url).content.decode()


def test_nothing_is_taken_from_wagtails_cache_that_another_process_made_old(visitor, index):
    """It keeps the root of each site for an hour."""
    execute("UPDATE wagtailcore_site SET root_page_id = %s", index.pk)
    time.sleep(REFRESH_SECONDS * 1.1)
    assert visitor.get("/").content.count(b'href="/temaer/"') == 0
    assert Site.objects.get().root_page_id == index.pk


def test_page_changed_during_render_is_not_stored(index, monkeypatch):
    visitor = CachedClient()
    ask_django = visitor.django

    def change_meanwhile(environ):
        response = ask_django(environ)
        execute("UPDATE wagtailcore_page SET title = 'Emner' WHERE id = %s", index.pk)
        return response

    monkeypatch.setattr(visitor, "django", change_meanwhile)
    assert "<h1>Temaer</h1>" in visitor.get(index.url).content.decode()
    monkeypatch.setattr(visitor, "django", ask_django)
    assert "<h1>Emner</h1>" in visitor.get(index.url).content.decode()


@pytest.fixture
def out_of_reach(monkeypatch):
    """Let the database answer nobody who asks for the version. Return a function that ends it."""

    def fail(*_names, **_options):
        raise OperationalError("the server closed the connection unexpectedly")

    monkeypatch.setattr(version, "REFRESH_SECONDS", 0)
    monkeypatch.setattr(ContentVersion.objects, "values_list", fail)
    return monkeypatch.undo


def test_pages_in_memory_outlast_the_database(visitor, index, out_of_reach):
    for _time in range(2):
        assert visitor.get(index.url).status_code == 200
    assert not visitor.asked


def test_change_after_an_outage_is_seen(visitor, index, out_of_reach):
    visitor.get(index.url)
    out_of_reach()
    execute("UPDATE wagtailcore_page SET title = 'Emner' WHERE id = %s", index.pk)
    time.sleep(REFRESH_SECONDS * 1.1)
    assert "<h1>Emner</h1>" in visitor.get(index.url).content.decode()


def test_long_outage_ends_the_use_of_the_cache(visitor, index, out_of_reach, monkeypatch):
    monkeypatch.setattr(version, "MAX_OUTAGE_SECONDS", 0)
    for _time in range(2):
        visitor.get(index.url)
    assert visitor.asked == [index.url, index.url]


def test_outage_after_a_write_of_this_process_ends_the_use_of_the_cache(
    visitor, index, out_of_reach
):
    visitor.post("/findes-ikke/")
    visitor.asked.clear()
    visitor.get(index.url)
    assert visitor.asked == [index.url]
