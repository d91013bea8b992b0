"""What pages have in common is worked out once, for those who read."""

from itertools import count

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lbf50 import draft_links
from lbf50.page_cache import fragments
from lbf50.page_cache.fragments import cached_fragment, reader_origin
from lbf50.page_cache.models import ContentVersion
from lbf50.page_cache.version import request_version
from tests import factories
from tests.page_cache.cached_client import CachedClient, cache_in_front_of
from tests.page_cache.test_concurrency import Django, ask

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_tests_connection_stays(monkeypatch):
    monkeypatch.setattr("lbf50.page_cache.version.close_old_connections", lambda: None)


@pytest.fixture
def store():
    """In front of a Django that answers how often it worked out something."""
    cache.clear()
    numbers = count(1)
    return cache_in_front_of(
        Django(lambda _path: HttpResponse(str(cached_fragment("number", lambda: next(numbers)))))
    )


def test_it_is_worked_out_once_for_all_who_read(store):
    assert ask(store, "/a/") == ask(store, "/b/") == ask(store, "/c/", QUERY_STRING="x") == b"1"


def test_change_invalidates_fragment(store):
    ask(store, "/a/")
    ContentVersion.objects.update(value="changed")
    store._version.refresh()
    assert ask(store, "/a/") == b"2"


@pytest.mark.parametrize(
    "request_of_another",
    [
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_AUTHORIZATION": "Basic abc"},
        {"REQUEST_METHOD": "POST"},
        {"HTTP_HOST": "evil.example"},
    ],
)
def test_logged_in_and_post_requests_bypass_fragments(store, request_of_another):
    assert ask(store, "/a/", **request_of_another) == b"1"
    assert ask(store, "/a/") == b"2"
    assert ask(store, "/a/", **request_of_another) == b"3"


def test_nothing_is_left_to_find_while_the_database_does_not_answer(store, monkeypatch):
    """Neither the parts of one such time at the next, nor a page drawn with them afterwards."""
    known = {"now": None}
    monkeypatch.setattr(store._version, "current", lambda: known["now"])
    monkeypatch.setattr(store._version, "refresh", lambda **_options: None)
    assert ask(store, "/a/") == b"1"
    known["now"] = "changed-meanwhile"
    assert ask(store, "/b/") == b"2"
    known["now"] = None
    assert ask(store, "/c/") == b"3"


def test_nothing_of_a_request_is_left_behind(store):
    ask(store, "/a/")
    assert (request_version.get(), reader_origin.get()) == (None, "")


def test_fragment_outside_request_is_not_cached():
    numbers = count(1)
    assert [cached_fragment("number", lambda: next(numbers)) for _time in range(2)] == [1, 2]


def test_cached_staircase_saves_queries():
    cache.clear()
    stairs = factories.staircase()
    body = [("staircase", {"staircase": stairs, "with_texts": True})]
    pages = [factories.theme(title, body) for title in ("Bygningsarv", "Velfærd")]
    visitor = CachedClient()
    visitor.get("/")  # writes the site's settings

    def queries_for(page) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert visitor.get(page.url).status_code == 200
        return len(queries)

    first, second = map(queries_for, pages)
    assert second < first * 0.6


def test_draft_shown_by_its_link_fills_no_cache(monkeypatch):
    theme = factories.theme("Kladde")
    theme.save_revision()
    link = reverse("draft", args=[draft_links.signer.sign(str(theme.pk))])
    visitor = CachedClient()
    monkeypatch.setattr(fragments.cache, "get_or_set", lambda *a, **k: pytest.fail("cached"))
    assert visitor.get(link).status_code == 200
