"""Forged, odd and huge requests: nothing wrong is kept, and nobody else sees what they got."""

from urllib.parse import unquote

import pytest

from tests import factories
from tests.page_cache.cached_client import CachedClient, visible_response

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]

HOSTS = [
    "evil.example",
    "testserver:81",
    "testserver.evil.example",
    "TESTSERVER",
    "testserver.",
    "testserver@evil.example",
    "testserver, evil.example",
    " testserver",
    "[::1]",
    "",
    "x" * 10_000,
]
HEADERS = {
    "HTTP_X_FORWARDED_HOST": "evil.example",
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_PORT": "81",
    "HTTP_X_FORWARDED_FOR": "192.0.2.1",
    "HTTP_X_FORWARDED_SCHEME": "https",
    "HTTP_FORWARDED": "host=evil.example;proto=https",
    "HTTP_X_HOST": "evil.example",
    "HTTP_X_ORIGINAL_URL": "/admin/",
    "HTTP_X_REWRITE_URL": "/admin/",
    "HTTP_X_HTTP_METHOD_OVERRIDE": "POST",
    "HTTP_X_REQUESTED_WITH": "XMLHttpRequest",
    "HTTP_ACCEPT": "application/json",
    "HTTP_ACCEPT_LANGUAGE": "en",
    "HTTP_ACCEPT_ENCODING": "gzip;q=0, br;q=0.000, \x00;q=nan" * 500,
    "HTTP_RANGE": "bytes=0-3",
    "HTTP_IF_RANGE": '"x"',
    "HTTP_IF_MATCH": '"x"',
    "HTTP_IF_NONE_MATCH": '"' * 5000,
    "HTTP_IF_MODIFIED_SINCE": "the day before yesterday",
    "HTTP_IF_UNMODIFIED_SINCE": "Thu, 06 Apr 1967 10:00:00 GMT",
    "HTTP_REFERER": "https://evil.example/<script>",
    "HTTP_USER_AGENT": "<script>" * 1000,
    "HTTP_COOKIE": "csrftoken=<script>",
    "HTTP_ORIGIN": "https://evil.example",
    "HTTP_TE": "trailers",
    "HTTP_EXPECT": "100-continue",
    "HTTP_X_" + "Y" * 5000: "x" * 60_000,
    "CONTENT_LENGTH": "5",
    "CONTENT_TYPE": "application/x-www-form-urlencoded",
}
QUERIES = ["a=b", "?", "utm_source=x&a=b", "%00", "&&&", "=" * 5000, "mode=preview", "x=<script>"]
PATHS = [
    "//temaer/",
    "/temaer//",
    "/temaer/%00",
    "/TEMAER/",
    "/temaer/%2e%2e/",
    "/temaer/;x",
    "/%ff/",
]


@pytest.fixture
def page():
    return factories.theme("Bygningsarv", [("text", f"<p>{'Huse og hjem. ' * 50}</p>")])


@pytest.fixture
def forger(page):
    """Somebody who comes before all others, at a site that has its settings."""
    forger = CachedClient()
    forger.get("/")
    return forger


def check_that_others_see_the_page(forger, page):
    seen = CachedClient(forger.store).get(page.url)
    assert visible_response(seen) == visible_response(forger.fresh(page.url))
    assert seen.status_code == 200
    assert b"evil" not in str(seen.items()).encode() + seen.content


@pytest.mark.parametrize("host", HOSTS)
def test_forged_host_does_not_poison_cache(forger, page, host):
    forger.get(page.url, HTTP_HOST=host)
    forger.get(page.url, HTTP_HOST=host)
    assert forger.asked[-2:] == [page.url, page.url], "it was kept"
    check_that_others_see_the_page(forger, page)


@pytest.mark.parametrize("name", HEADERS, ids=lambda name: name[:40])
def test_forged_header_does_not_poison_cache(forger, page, name):
    """Before there is a copy, and when there is one."""
    for _time in range(2):
        seen = forger.get(page.url, **{name: HEADERS[name]})
        assert seen.status_code == 200
        assert visible_response(seen) == visible_response(forger.fresh(page.url))
    check_that_others_see_the_page(forger, page)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:20])
def test_odd_query_does_not_poison_cache(forger, page, query):
    forger.get(page.url, QUERY_STRING=query)
    forger.get(page.url, QUERY_STRING=query)
    assert forger.asked[-2:] == [page.url, page.url], "it was kept"
    check_that_others_see_the_page(forger, page)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PURGE", "get"])
def test_another_method(forger, page, method):
    forger.generic(method, page.url)
    forger.get(page.url)
    assert forger.asked[-2:] == [page.url, page.url], "it was kept"
    check_that_others_see_the_page(forger, page)


@pytest.mark.parametrize("path", PATHS)
def test_odd_path_has_its_own_cache_entry(forger, page, path):
    for _time in range(2):
        seen = forger.get(path)
        assert visible_response(seen) == visible_response(forger.fresh(path)), unquote(path)
    check_that_others_see_the_page(forger, page)


def test_forwarded_scheme_needs_trusted_proxy(settings, page):
    settings.SECURE_SSL_REDIRECT = True
    secure = {"HTTP_X_FORWARDED_PROTO": "https"}
    direct = CachedClient()
    assert direct.get(page.url, **secure).status_code == 301
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for _time in range(2):
        behind_proxy = CachedClient()
        assert behind_proxy.get(page.url).status_code == 301
        assert behind_proxy.get(page.url, **secure).status_code == 200
        assert behind_proxy.get(page.url, HTTP_X_FORWARDED_PROTO="http").status_code == 301
        assert behind_proxy.get(page.url, HTTP_X_FORWARDED_PROTO="ftp").status_code == 301


def test_head_before_get_keeps_the_whole_page(forger, page):
    assert forger.head(page.url).content == b""
    check_that_others_see_the_page(forger, page)


def test_visitor_never_gets_editors_response(forger, page):
    editor = CachedClient(forger.store)
    editor.force_login(factories.editor())
    page.title = "Kladde, som ingen må se"
    page.save_revision()
    for address in (page.url, f"/admin/pages/{page.pk}/edit/preview/", "/admin/"):
        editor.get(address)
    check_that_others_see_the_page(forger, page)
    assert forger.get("/admin/").status_code == 302
