"""Many at once, and more than there is room for. Django is played by a function here, and the
database by a version that never changes."""

import time
from threading import Barrier, Event, Thread

from django.http import HttpResponse
from django.test import RequestFactory

from lbf50.page_cache.admission import CONCURRENT_RENDERS
from lbf50.page_cache.responses import OVERHEAD, CachedResponse, ResponseCache
from lbf50.page_cache.wsgi import PageCacheMiddleware

MEGABYTE = 1024 * 1024


class FixedVersion:
    """A content version that the test sets, from a database that answers."""

    def __init__(self):
        self.now = "1"
        self.hangs = False

    def is_overdue(self) -> bool:
        return self.hangs

    def current(self) -> str:
        return self.now

    def refresh(self, **options):
        pass


ALWAYS_THE_SAME = FixedVersion()


class Django:
    """Answers "/sider/…" with a page and anything else with 404, and notes what it is asked for."""

    def __init__(self, answer=None):
        self.asked = []
        self.answer = answer or (lambda path: HttpResponse(path, status=200))

    def __call__(self, environ, start_response):
        self.asked.append(environ["PATH_INFO"])
        response = self.answer(environ["PATH_INFO"])
        response.close = lambda: None  # which would look after a database
        start_response(f"{response.status_code} {response.reason_phrase}", [*response.items()])
        return response


def respond(store, path, **more) -> tuple[str, dict, bytes]:
    """Return the status, the headers and the body."""
    environ = RequestFactory().get("/", **{"HTTP_HOST": "testserver", **more}).environ
    head = []
    body = store(environ | {"PATH_INFO": path}, lambda *arguments: head.extend(arguments))
    return head[0], dict(head[1]), b"".join(body)


def ask(store, path, **more) -> bytes:
    return respond(store, path, **more)[2]


def at_once(number, act):
    """That many threads do it at the same moment."""
    gun = Barrier(number)

    def wait_and_act(which):
        gun.wait()
        act(which)

    threads = [Thread(target=wait_and_act, args=[which]) for which in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)


def size_of(copies) -> int:
    return sum(copy.size for copy in copies._responses.values())


def test_concurrent_requests_render_once():
    django = Django(lambda path: time.sleep(0.2) or HttpResponse("Siden", status=200))
    store = PageCacheMiddleware(django, ALWAYS_THE_SAME)
    seen = []
    at_once(100, lambda _which: seen.append(ask(store, "/temaer/")))
    assert seen == [b"Siden"] * 100
    assert django.asked == ["/temaer/"]


def test_concurrent_404_requests_render_once():
    django = Django(lambda path: time.sleep(0.2) or HttpResponse("Intet", status=404))
    store = PageCacheMiddleware(django, ALWAYS_THE_SAME)
    at_once(100, lambda _which: ask(store, "/intet/"))
    assert django.asked == ["/intet/"]


def test_uncacheable_response_is_rendered_each_time():
    django = Django(lambda path: HttpResponse("Til dig", headers={"Cache-Control": "private"}))
    store = PageCacheMiddleware(django, ALWAYS_THE_SAME)
    seen = []
    at_once(20, lambda _which: seen.append(ask(store, "/bestil/")))
    assert seen == [b"Til dig"] * 20
    assert len(django.asked) == 20


def test_failed_render_lets_waiting_requests_retry():
    def fail_first(_path):
        if len(django.asked) == 1:
            time.sleep(0.2)
            raise RuntimeError
        return HttpResponse("Siden")

    django = Django(fail_first)
    store = PageCacheMiddleware(django, ALWAYS_THE_SAME)
    seen = []

    def try_it(_which):
        try:
            seen.append(ask(store, "/temaer/"))
        except RuntimeError:
            seen.append(None)

    at_once(10, try_it)
    assert sorted(seen, key=bool) == [None, *[b"Siden"] * 9]


def test_change_during_render_affects_later_requests_only():
    begun, may_go_on = Event(), Event()
    version = FixedVersion()

    def answer(_path):
        made_of = version.now
        begun.set()
        may_go_on.wait(30)
        return HttpResponse(f"Siden {made_of}")

    django = Django(answer)
    store = PageCacheMiddleware(django, version)
    before, after = [], []
    first = [Thread(target=lambda: before.append(ask(store, "/temaer/"))) for _each in range(5)]
    for thread in first:
        thread.start()
    begun.wait(30)
    time.sleep(0.2)  # the four others have come, and wait
    version.now = "2"
    second = [Thread(target=lambda: after.append(ask(store, "/temaer/"))) for _each in range(5)]
    for thread in second:
        thread.start()
    time.sleep(0.2)
    may_go_on.set()
    for thread in first + second:
        thread.join(timeout=30)
    assert before == [b"Siden 1"] * 5
    assert after == [b"Siden 2"] * 5
    assert len(django.asked) == 2
    assert ask(store, "/temaer/") == b"Siden 2"


def test_cached_response_is_served_during_renders():
    may_go_on = Event()
    django = Django(lambda path: (path == "/temaer/" or may_go_on.wait(30)) and HttpResponse(path))
    store = PageCacheMiddleware(django, ALWAYS_THE_SAME)
    ask(store, "/temaer/")
    waiting = [Thread(target=ask, args=[store, f"/{number}/"]) for number in range(12)]
    for thread in waiting:
        thread.start()
    time.sleep(0.2)
    assert len(django.asked) == 1 + CONCURRENT_RENDERS
    assert ask(store, "/temaer/") == b"/temaer/"
    may_go_on.set()
    for thread in waiting:
        thread.join(timeout=30)
    assert len(django.asked) == 1 + 12


def test_cache_size_is_bounded_newest_stay():
    copies = ResponseCache(MEGABYTE)
    for number in range(1000):
        copies.put((str(number),), CachedResponse(HttpResponse("x" * 10_000), "1", 0, {}))
        assert size_of(copies) <= MEGABYTE
    assert copies.get("1", ("999",))
    assert copies.get("1", ("950",))
    assert not copies.get("1", ("1",))


def test_oversized_response_evicts_nothing():
    copies = ResponseCache(MEGABYTE)
    copies.put(("a",), CachedResponse(HttpResponse("x"), "1", 0, {}))
    copies.put(("b",), CachedResponse(HttpResponse("x" * MEGABYTE), "1", 0, {}))
    assert copies.get("1", ("a",))
    assert not copies.get("1", ("b",))


def test_nothing_of_an_earlier_version_is_left():
    copies = ResponseCache(MEGABYTE)
    copies.put(("a",), CachedResponse(HttpResponse("x"), "1", 0, {}))
    assert copies.get("1", ("a",))
    assert not copies.get("2", ("a",))
    copies.put(("b",), CachedResponse(HttpResponse("y"), "2", 0, {}))
    assert not copies.get("1", ("a",))
    assert size_of(copies) == copies.get("2", ("b",)).size


def test_outdated_response_is_not_stored():
    version = FixedVersion()

    def change(path):
        version.now = "2"
        return HttpResponse(path)

    django = Django()
    store = PageCacheMiddleware(django, version)
    version.now = "2"
    ask(store, "/temaer/")
    version.now, django.answer = "1", change
    assert ask(store, "/bogen/") == b"/bogen/"
    ask(store, "/temaer/")
    assert django.asked == ["/temaer/", "/bogen/"]


def test_flood_of_404s_evicts_no_page(settings):
    settings.PAGE_CACHE_MEGABYTES = 1
    pages = {f"/side-{number}/" for number in range(20)}
    django = Django(lambda path: HttpResponse(path, status=200 if path in pages else 404))
    store = PageCacheMiddleware(django, ALWAYS_THE_SAME)
    for path in pages:
        ask(store, path)
    for number in range(2000):
        ask(store, f"/{'x' * 200}{number}/")
    assert 0 < size_of(store._others) <= MEGABYTE // 16
    django.asked.clear()
    for path in pages:
        ask(store, path)
    assert not django.asked


def test_zero_memory_disables_cache(settings):
    settings.PAGE_CACHE_MEGABYTES = 0
    django = Django()
    store = PageCacheMiddleware(django, ALWAYS_THE_SAME)
    assert ask(store, "/temaer/") == ask(store, "/temaer/") == b"/temaer/"
    assert len(django.asked) == 2


def test_size_of_response_includes_headers():
    response = HttpResponse("Huse og hjem. " * 1000)
    copy = CachedResponse(response, "1", 0, {})
    bodies = [body.content for body in copy._bodies.values()]
    assert len(bodies) == 3
    assert copy.size == OVERHEAD + sum(map(len, bodies))
