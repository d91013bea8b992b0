"""Pages that readers ask for are made anew before the change is told of: nobody waits for them."""

import time
from concurrent.futures import wait
from threading import Event, Thread

import pytest
from django.http import HttpResponse

from lbf50.page_cache.models import ContentVersion
from lbf50.page_cache.wsgi import PageCacheMiddleware
from tests import factories
from tests.page_cache.cached_client import CachedClient, cache_in_front_of
from tests.page_cache.test_concurrency import Django, ask

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_tests_connection_stays(monkeypatch):
    monkeypatch.setattr("lbf50.page_cache.version.close_old_connections", lambda: None)


@pytest.fixture
def theme():
    return factories.theme("Bygningsarv")


@pytest.fixture
def visitor(theme):
    """Somebody at the front door of a site that has a copy of the theme."""
    visitor = CachedClient()
    visitor.get(theme.url)
    visitor.get(theme.url)
    visitor.asked.clear()
    return visitor


@pytest.fixture
def editor(visitor):
    editor = CachedClient(visitor.store)
    editor.force_login(factories.editor())
    return editor


def publish(editor, theme, title):
    form = {"next": "/admin/", "id": theme.pk}
    theme.title = title
    theme.save_revision()
    address = f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={theme.pk}"
    assert editor.post(address, form).status_code == 302


def test_published_page_is_prewarmed(visitor, editor, theme):
    publish(editor, theme, "Huse fra 1967")
    visitor.asked.clear()
    assert "Huse fra 1967" in visitor.get(theme.url).content.decode()
    assert not visitor.asked


def test_page_that_nobody_requests_any_more_is_not_prewarmed(visitor, editor, theme, monkeypatch):
    monkeypatch.setattr("lbf50.page_cache.responses.RECENT_SECONDS", 0)
    publish(editor, theme, "Huse fra 1968")
    visitor.asked.clear()
    assert "Huse fra 1968" in visitor.get(theme.url).content.decode()
    assert visitor.asked == [theme.url]


def test_unpublished_page_is_not_prewarmed(visitor, editor, theme):
    assert editor.post(f"/admin/pages/{theme.pk}/unpublish/").status_code == 302
    assert visitor.get(theme.url).status_code == 302


def test_it_is_made_for_anybody_whoever_asked_last(visitor, editor, theme):
    """The copy is made from the request of a reader, without what it told of him."""
    visitor.store._pages._clear(None)
    visitor.cookies["csrftoken"] = "x" * 32
    visitor.get(theme.url)  # sees a change, and is not kept
    visitor.get(theme.url)
    seen = []
    make_it = visitor.store._django
    visitor.store._django = lambda environ, start: seen.append(environ) or make_it(environ, start)
    publish(editor, theme, "Huse fra 1967")
    [made] = [environ for environ in seen if environ["PATH_INFO"] == theme.url]
    assert not {name for name in made if name.startswith("HTTP_")} - {"HTTP_HOST"}
    assert "REMOTE_ADDR" not in made


# --- Django is played by a function from here on ---


def requested(store: PageCacheMiddleware) -> PageCacheMiddleware:
    ask(store, "/temaer/")
    return store


def change(value="changed"):
    ContentVersion.objects.update(value=value)


def test_readers_have_the_old_page_while_the_new_one_is_made():
    made = iter(["gammel", "ny"])
    told, may_go_on = Event(), Event()

    def answer(_path):
        if (page := next(made)) == "ny":
            told.set()
            assert may_go_on.wait(30)
        return HttpResponse(page)

    store = requested(cache_in_front_of(Django(answer)))
    seen = []

    def read():
        assert told.wait(30)
        seen.append(ask(store, "/temaer/"))
        may_go_on.set()

    reader = Thread(target=read)
    reader.start()
    change()
    store._version.refresh()  # as each request does that has been to Django
    reader.join(timeout=30)
    assert seen == [b"gammel"]
    assert ask(store, "/temaer/") == b"ny"


def test_slow_prewarming_does_not_block():
    may_go_on = Event()

    def answer(_path):
        if len(django.asked) > 1:
            assert may_go_on.wait(30)
        return HttpResponse(str(len(django.asked)))

    django = Django(answer)
    store = requested(cache_in_front_of(django))
    change()
    begun = time.monotonic()
    store._version.refresh()
    assert time.monotonic() - begun < 5
    assert not store._prewarming.done()
    change("again")
    store._version.refresh()  # while the helper still makes the page for the change before
    may_go_on.set()
    wait([store._prewarming])
    assert ask(store, "/temaer/") == b"3"


@pytest.mark.parametrize(
    "then",
    [
        HttpResponse("væk", status=404),
        HttpResponse("til dig", headers={"Cache-Control": "private"}),
        HttpResponse("til dig", headers={"Vary": "Accept-Language"}),
        RuntimeError("no page"),
    ],
)
def test_uncacheable_page_is_not_prewarmed(then):
    def answer(_path):
        if isinstance(then, Exception):
            raise then
        return then

    django = Django()
    store = requested(cache_in_front_of(django))
    django.answer = answer
    change()
    store._version.refresh()
    assert len(django.asked) == 2
    django.answer = lambda _path: HttpResponse("ny")
    assert ask(store, "/temaer/") == b"ny"


def test_failing_prewarming_does_not_break_request(caplog):
    def answer(path):
        if path == "/skriv/":
            change()
        elif len(django.asked) > 1:
            raise RuntimeError
        return HttpResponse(path)

    django = Django(answer)
    store = requested(cache_in_front_of(django))
    assert ask(store, "/skriv/", REQUEST_METHOD="POST") == b"/skriv/"
    assert "Prewarming" in caplog.text


def test_latest_pages_are_prewarmed_first(monkeypatch):
    store = cache_in_front_of(django := Django())
    for number in (3, 1, 2, 3):
        ask(store, f"/{number}/")
    django.asked.clear()
    monkeypatch.setattr("lbf50.page_cache.wsgi.PREWARM_SECONDS", 0.3)
    django.answer = lambda path: time.sleep(0.2) or HttpResponse(path)
    store._prewarm("2")
    wait([store._prewarming])
    assert django.asked == ["/3/", "/2/"]
    assert [copy.version for copy in store._pages._responses.values()] == ["2"]


def test_readers_who_wait_do_not_wait_for_other_pages(monkeypatch):
    """What is known of a quiet site is too old: its first reader waits for the database."""
    store = requested(cache_in_front_of(django := Django()))
    change()
    monkeypatch.setattr("lbf50.page_cache.version.MAX_AGE_SECONDS", 0)
    monkeypatch.setattr("lbf50.page_cache.version.REFRESH_SECONDS", 0)
    assert ask(store, "/andet/") == b"/andet/"
    assert django.asked == ["/temaer/", "/andet/"]
