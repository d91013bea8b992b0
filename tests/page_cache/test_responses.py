"""Pages from memory: what is handed out to whom, and in which form."""

import gzip
import time

import brotli
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

from lbf50.page_cache import responses, version
from lbf50.page_cache.responses import ResponseCache
from tests import factories
from tests.page_cache.cached_client import CachedClient, visible_response

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def page():
    return factories.theme("Bygningsarv", [("text", f"<p>{'Huse og hjem. ' * 50}</p>")])


@pytest.fixture
def visitor(page):
    """Somebody at the front door of a site that has a copy of the page. It takes two visits: the
    very first page of a site writes the site's settings."""
    visitor = CachedClient()
    visitor.get(page.url)
    visitor.get(page.url)
    visitor.asked.clear()
    return visitor


@pytest.fixture
def _nobody_else_writes(monkeypatch):
    """Nobody but this process: there is nothing to ask the database for."""
    monkeypatch.setattr(version, "REFRESH_SECONDS", 60)
    monkeypatch.setattr(version, "MAX_AGE_SECONDS", 60)


# --- From the copy ---


@pytest.mark.usefixtures("_nobody_else_writes")
def test_cached_page_is_identical_and_needs_no_query(visitor, page):
    with CaptureQueriesContext(connection) as queries:
        seen = visitor.get(page.url)
    assert not queries
    assert not visitor.asked
    assert visible_response(seen) == visible_response(visitor.fresh(page.url))


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br; q=0.0, *", None),
        ("identity", None),
        ("", None),
        ("nonsense;;q=;,", None),
    ],
)
def test_it_comes_in_the_encoding_the_browser_takes(visitor, page, accepted, encoding):
    seen = visitor.get(page.url, HTTP_ACCEPT_ENCODING=accepted)
    decode = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert seen.get("Content-Encoding") == encoding
    assert decode(seen.content) == visitor.fresh(page.url).content
    assert int(seen["Content-Length"]) == len(seen.content)
    assert "Accept-Encoding" in seen["Vary"]


def test_each_encoding_has_its_own_etag(visitor, page):
    tags = {visitor.get(page.url, HTTP_ACCEPT_ENCODING=name)["ETag"] for name in ("", "gzip", "br")}
    assert len(tags) == 3
    assert not any(tag.startswith("W/") for tag in tags)


def test_browsers_and_caches_may_keep_it_and_must_ask_each_time(visitor, page):
    assert visitor.get(page.url)["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("held", ["{}", 'W/{}, "other"', "*", '"other",{}'])
def test_matching_etag_gets_304(visitor, page, held):
    tag = visitor.get(page.url)["ETag"]
    seen = visitor.get(page.url, HTTP_IF_NONE_MATCH=held.format(tag))
    assert (seen.status_code, seen.content, seen["ETag"]) == (304, b"", tag)


def test_other_etag_gets_page(visitor, page):
    tag = visitor.get(page.url)["ETag"]
    held = {"HTTP_IF_NONE_MATCH": tag}
    assert visitor.get(page.url, HTTP_ACCEPT_ENCODING="gzip", **held).status_code == 200
    page.title = "Et andet navn"
    page.save_revision().publish()
    time.sleep(version.REFRESH_SECONDS)
    assert visitor.get(page.url, **held).status_code == 200


def test_last_modified_is_sent_after_its_second(visitor, page, monkeypatch):
    """Two contents of one second would have the same time, and one be taken for the other."""
    assert "Last-Modified" not in visitor.get(page.url)
    monkeypatch.setattr(responses, "SETTLED_SECONDS", -1)
    told = visitor.get(page.url)["Last-Modified"]
    since = visitor.get(page.url, HTTP_IF_MODIFIED_SINCE=told)
    assert (since.status_code, since["Last-Modified"]) == (304, told)
    other = visitor.get(page.url, HTTP_IF_MODIFIED_SINCE="Thu, 06 Apr 2017 10:00:00 GMT")
    assert other.status_code == 200
    tagged = visitor.get(page.url, HTTP_IF_MODIFIED_SINCE=told, HTTP_IF_NONE_MATCH='"other"')
    assert tagged.status_code == 200


def test_head_gets_the_headers_alone(visitor, page):
    seen, page = visitor.head(page.url), visitor.get(page.url)
    assert not visitor.asked
    assert dict(seen.items()) == dict(page.items())
    assert seen.content == b""


def test_404_and_redirect_are_cached(page):
    Redirect.add_redirect("/gammel/", page, is_permanent=True)
    visitor = CachedClient()
    visitor.get("/")
    for _time in range(2):
        assert visitor.get("/intet/", HTTP_IF_NONE_MATCH="*").status_code == 404
        assert visitor.get("/gammel/")["Location"] == page.url
    assert visitor.asked == ["/", "/intet/", "/gammel/"]


def test_cached_404_gives_way_to_a_new_redirect(page):
    visitor = CachedClient()
    visitor.get("/")
    for _time in range(2):
        assert visitor.get("/gammel/").status_code == 404
    assert visitor.asked == ["/", "/gammel/"]
    redirect = Redirect.add_redirect("/gammel/", page, is_permanent=True)
    time.sleep(version.REFRESH_SECONDS)
    assert visitor.get("/gammel/")["Location"] == page.url
    redirect.delete()
    time.sleep(version.REFRESH_SECONDS)
    assert visitor.get("/gammel/").status_code == 404


# --- Never from a copy, and never kept ---


def personal(visitor, page):
    """Requests that say something of who asks, by what they say."""
    return {
        "session": lambda: visitor.get(page.url, HTTP_COOKIE="sessionid=x"),
        "order form": lambda: visitor.get(page.url, HTTP_COOKIE="a=b; bestilling=x"),
        "among others": lambda: visitor.get(page.url, HTTP_COOKIE="csrftoken=x; messages=y"),
        "login": lambda: visitor.get(page.url, HTTP_AUTHORIZATION="Basic x"),
        "query": lambda: visitor.get(page.url, {"q": "x"}),
        "post": lambda: visitor.post(page.url),
        "put": lambda: visitor.put(page.url),
        "options": lambda: visitor.options(page.url),
    }


def test_identified_request_bypasses_cache(visitor, page):
    for name, ask in personal(visitor, page).items():
        ask()
        assert visitor.asked == [page.url], name
        visitor.asked.clear()


def test_identified_response_is_not_stored(visitor, page):
    other = factories.theme("Et andet tema")
    visitor.get(page.url, {"so": "that the new page is known"})
    for name, ask in personal(visitor, other).items():
        ask()
        visitor.asked.clear()
        assert b"<html" in visitor.get(other.url).content
        assert visitor.asked == [other.url], name
        visitor.store._pages = ResponseCache(1_000_000)


def test_form_cookie_does_not_bypass_cache(visitor, page):
    visitor.get(page.url, HTTP_COOKIE="csrftoken=abc")
    assert not visitor.asked


@pytest.mark.parametrize(
    "request_data",
    [
        {"QUERY_STRING": "utm_source=nyhedsbrev&utm_medium=mail&fbclid=x"},
        {"HTTP_COOKIE": "_ga=GA1.2.3; CookieConsent=ja"},
        {"QUERY_STRING": "mc_cid=1&mc_eid=2", "HTTP_COOKIE": "_ga=1"},
    ],
)
def test_strange_parameters_and_cookies_are_of_no_consequence(visitor, page, request_data):
    assert visitor.get(page.url, **request_data).content == visitor.get(page.url).content
    assert not visitor.asked
    visitor.get("/temaer/", **request_data)
    visitor.get("/temaer/")
    assert visitor.asked == ["/temaer/"], "what others see was rendered without them"


def test_search_keeps_its_own_parameters(visitor):
    response = visitor.get("/soeg/", QUERY_STRING="utm_source=x&q=trappe")
    assert 'value="trappe"' in response.content.decode()
    assert "utm_source" not in response.content.decode()


def test_only_editor_sees_userbar(visitor, page):
    editor = CachedClient(visitor.store)
    editor.force_login(factories.editor())
    assert b"wagtail-userbar" in editor.get(page.url).content
    assert b"wagtail-userbar" not in visitor.get(page.url).content


@pytest.mark.parametrize("address", ["/bestil/", "/admin/", "/admin/login/", "/soeg/?q=hus"])
def test_forms_logins_and_searches_are_made_for_each(visitor, address):
    for _time in range(2):
        visitor.get(address)
    assert visitor.asked.count(address.partition("?")[0]) == 2


def test_order_status_page_is_not_cached(visitor):
    factories.stock()
    order = factories.placed_order()
    address = f"/bestil/ordre/{order.secret}/"
    for _time in range(2):
        assert order.name in visitor.get(address).content.decode()
    assert visitor.asked.count(address) == 2


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Cache-Control", "private"),
        ("Cache-Control", "public, max-age=86400"),
        ("Vary", "Cookie, Accept-Language"),
    ],
)
def test_private_response_is_not_stored(header, value):
    visitor = CachedClient(django=lambda environ: HttpResponse("Hej", headers={header: value}))
    visitor.get("/")
    visitor.get("/")
    assert visitor.asked == ["/", "/"]


def test_response_with_cookie_is_not_stored():
    def django(environ):
        response = HttpResponse("Hej")
        response.set_cookie("a", "b")
        return response

    visitor = CachedClient(django=django)
    visitor.get("/")
    CachedClient(visitor.store).get("/")
    assert visitor.asked == ["/", "/"]


def test_server_error_is_not_stored():
    visitor = CachedClient(django=lambda environ: HttpResponse("Hov", status=500))
    visitor.get("/")
    visitor.get("/")
    assert visitor.asked == ["/", "/"]
