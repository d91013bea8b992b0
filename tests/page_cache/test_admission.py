"""Requests that Django has to answer take no thread from those that memory answers."""

import time
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Thread, get_ident
from urllib.parse import urlencode

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from lbf50.page_cache import version as version_module
from lbf50.page_cache.admission import (
    RUNNING_AT_MOST,
    SERVER_THREADS,
    Admission,
    RequestClasses,
)
from lbf50.page_cache.version import VersionTracker
from lbf50.page_cache.wsgi import PageCacheMiddleware
from lbf50.views import server_error
from tests.page_cache.test_concurrency import ALWAYS_THE_SAME, Django, FixedVersion, ask, respond

pytestmark = pytest.mark.slow

MANY = 30
FLOODS = {
    "log-ins": ("/admin/login/", {"REQUEST_METHOD": "POST"}),
    "searches": ("/soeg/", {"QUERY_STRING": "q=trappe"}),
    "query strings": ("/temaer/", {"QUERY_STRING": "x=1"}),
    "editors": ("/admin/", {"HTTP_COOKIE": "sessionid=abc"}),
    "orders": ("/bestil/", {"REQUEST_METHOD": "POST", "CONTENT_TYPE": "text/plain"}),
}


class Blocked:
    """A Django that answers the page "/held/" and keeps every other request."""

    def __init__(self):
        self.may_go_on = Event()
        self.django = Django(
            lambda path: (path == "/held/" or self.may_go_on.wait(30)) and self._page(path)
        )
        self.store = PageCacheMiddleware(self.django, ALWAYS_THE_SAME)
        ask(self.store, "/held/")
        self.threads, self.refused = [], []

    @staticmethod
    def _page(path):
        """Answer as Django does: a page with a form is not for everybody."""
        if is_form := path == "/bestil/":
            time.sleep(0.05)
        return HttpResponse(path, headers={"Cache-Control": "no-store"} if is_form else {})

    def start(self, path, **more):
        thread = Thread(target=self._ask, args=[path], kwargs=more)
        thread.start()
        self.threads.append(thread)

    def _ask(self, path, **more):
        if respond(self.store, path, **more)[0].startswith("503"):
            self.refused.append(path)


@pytest.fixture
def blocked():
    blocked = Blocked()
    yield blocked
    blocked.may_go_on.set()
    for thread in blocked.threads:
        thread.join(30)


def held_threads(blocked) -> int:
    """Return how many requests are still unanswered when no more answers come."""
    counts = [len(blocked.threads) + 1]
    while len(counts) < 4 or counts[-1] != counts[-4]:
        time.sleep(0.2)
        counts.append(sum(thread.is_alive() for thread in blocked.threads))
    return counts[-1]


def test_all_floods_together_leave_threads_for_cached_pages(blocked):
    for path, more in FLOODS.values():
        for _request in range(MANY):
            blocked.start(path, **more)
    for number in range(MANY):
        blocked.start(f"/intet-{number}/")
    assert held_threads(blocked) <= 24 + MANY  # any order may wait
    assert ask(blocked.store, "/held/") == b"/held/"


@pytest.mark.parametrize("name", ["log-ins", "searches", "query strings"])
def test_flood_of_strangers_leaves_room_for_editors_and_orders(blocked, name):
    path, more = FLOODS[name]
    for _request in range(MANY):
        blocked.start(path, **more)
    assert held_threads(blocked) == 5
    before = len(blocked.django.asked)
    blocked.start("/admin/", HTTP_COOKIE="sessionid=abc")
    blocked.start("/bestil/", **FLOODS["orders"][1])
    time.sleep(0.2)
    assert len(blocked.django.asked) == before + 2
    blocked.start("/ny/")
    time.sleep(0.2)
    assert blocked.django.asked[-1] == "/ny/"


def test_many_open_the_order_form_at_the_same_moment(blocked):
    for _request in range(MANY):
        blocked.start("/bestil/")
    time.sleep(0.2)
    blocked.may_go_on.set()
    assert held_threads(blocked) == 0
    assert blocked.refused == []


def test_threads_are_more_than_all_classes_hold():
    classes = RequestClasses()
    admissions = vars(classes).values()
    assert SERVER_THREADS - sum(admission._places._value for admission in admissions) >= 16


def test_refused_request_gets_a_danish_page(blocked):
    path, more = FLOODS["searches"]
    for _request in range(MANY):
        blocked.start(path, **more)
    held_threads(blocked)
    status, headers, body = respond(blocked.store, path, **more)
    assert status == "503 Service Unavailable"
    assert headers["Retry-After"] == "30"
    assert headers["Cache-Control"] == "no-store"
    assert "Vi kan ikke svare lige nu" in body.decode()


def test_request_waits_a_limited_time(monkeypatch, blocked):
    monkeypatch.setattr("lbf50.page_cache.admission.WAIT_SECONDS", 0.1)
    path, more = FLOODS["searches"]
    blocked.start(path, **more)
    time.sleep(0.1)
    assert respond(blocked.store, path, **more)[0].startswith("503")


def test_same_page_is_not_waited_for_without_end(monkeypatch, blocked):
    monkeypatch.setattr("lbf50.page_cache.wsgi.SHARED_RENDER_SECONDS", 0.1)
    blocked.start("/ny/")
    time.sleep(0.2)
    assert respond(blocked.store, "/ny/")[0].startswith("503")


def test_slots_are_free_again_after_an_error():
    admission = Admission(running=1, waiting=0)
    for _request in range(3):
        with pytest.raises(ZeroDivisionError), admission.admitted():
            1 / 0  # noqa: B018


def test_static_file_and_healthz_need_no_room(blocked, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "a.css").write_text("")
    for path, more in FLOODS.values():
        for _request in range(MANY):
            blocked.start(path, **more)
    held_threads(blocked)
    blocked.may_go_on.set()
    for path in ("/static/a.css", "/healthz"):
        assert ask(blocked.store, path) == path.encode()


@pytest.mark.parametrize("more", [{"REQUEST_METHOD": "POST"}, {"HTTP_COOKIE": "sessionid=abc"}])
def test_healthz_asked_in_another_way_needs_room(blocked, more):
    for _request in range(MANY):
        blocked.start("/healthz", **more)
    assert held_threads(blocked) < MANY


@pytest.mark.parametrize(
    "path",
    [
        "/static/../static/a.css",
        "/static/x/../a.css",
        "/static/./a.css",
        "/static/{folder}/a.css",
        "/static/" + "a" * 300,
    ],
)
def test_path_that_is_no_static_file_needs_room(settings, tmp_path, path):
    settings.STATIC_ROOT = tmp_path / "static"
    for folder in (settings.STATIC_ROOT, settings.STATIC_ROOT / "x"):
        folder.mkdir()
    (settings.STATIC_ROOT / "a.css").write_text("")
    version = FixedVersion()
    version.hangs = True
    store = PageCacheMiddleware(Django(), version)
    assert respond(store, "/static/a.css")[0] == "200 OK"
    path = path.format(folder=settings.STATIC_ROOT)
    assert respond(store, path)[0].startswith("503")


ANSWERS = {"name": "Ærø & søn <b>", "copies": "2", "csrfmiddlewaretoken": "abc"}


def posted(path="/bestil/", data=None):
    body = urlencode(data or ANSWERS)
    return RequestFactory().post(path, body, content_type="application/x-www-form-urlencoded")


def test_order_is_kept_on_the_page_while_there_is_no_room(monkeypatch, blocked):
    monkeypatch.setattr("lbf50.page_cache.admission.WAIT_SECONDS", 0.1)
    for _request in range(MANY):
        blocked.start("/bestil/", **FLOODS["orders"][1])
    held_threads(blocked)
    request = posted()
    status, _headers, content = respond(blocked.store, "/bestil/", **request.environ)
    body = content.decode()
    assert status.startswith("503")
    assert 'action="/bestil/"' in body
    assert 'name="name" value="Ærø &amp; søn &lt;b&gt;"' in body
    assert 'name="copies" value="2"' in body
    assert "Send igen" in body


def without_database(request):
    try:
        raise OperationalError
    except OperationalError:
        return server_error(request)


def test_order_is_kept_on_the_page_while_the_database_is_away():
    response = without_database(posted())
    assert response.status_code == 503
    assert 'name="copies" value="2"' in response.content.decode()


def test_password_is_not_kept_on_the_page():
    response = without_database(posted("/admin/login/", {"password": "hemmelig"}))
    assert "hemmelig" not in response.content.decode()


class Hanging:
    """An executor whose database does not answer until `answer` is called."""

    def __init__(self):
        self.waiting = []

    def submit(self, act, *arguments):
        self.waiting.append((future := Future(), act, arguments))
        return future

    def answer(self):
        for future, act, arguments in self.waiting:
            future.set_result(act(*arguments))
        self.waiting.clear()


@pytest.fixture
def hanging(monkeypatch):
    monkeypatch.setattr(version_module, "close_old_connections", lambda: None)
    monkeypatch.setattr(version_module, "ANSWER_SECONDS", 0.3)
    monkeypatch.setattr(version_module, "OVERDUE_SECONDS", 0.3)
    executor = Hanging()
    tracker = VersionTracker(executor=executor)
    tracker._start()
    executor.answer()
    assert tracker.current()
    tracker._checked_at -= 10
    return tracker, executor


def test_few_threads_have_a_connection_to_the_database():
    """However many threads the server makes: each that runs Django opens a connection."""
    idents = set()

    def answer(path):
        idents.add(get_ident())
        time.sleep(0.01)
        return HttpResponse(path, headers={"Cache-Control": "no-store"})

    store = PageCacheMiddleware(Django(answer), ALWAYS_THE_SAME)
    with ThreadPoolExecutor(60) as pool:
        list(pool.map(lambda number: ask(store, "/bestil/"), range(60)))
        list(pool.map(lambda number: ask(store, f"/side-{number}/"), range(10)))
        list(pool.map(lambda number: ask(store, "/admin/", HTTP_COOKIE="sessionid=a"), range(6)))
    assert len(idents) <= RUNNING_AT_MOST == 6


def seconds(act) -> float:
    before = time.monotonic()
    act()
    return time.monotonic() - before


@pytest.mark.django_db
def test_database_that_hangs_holds_up_one_request_once(hanging):
    tracker, executor = hanging
    known = tracker._value
    assert 0.2 < seconds(tracker.current) < 1
    assert seconds(lambda: [tracker.current() for _request in range(1000)]) < 0.2
    assert tracker.current() == known
    assert len(executor.waiting) == 1
    version_module.ContentVersion.objects.update(value="changed")
    executor.answer()
    assert tracker.current() == "changed"


@pytest.mark.django_db
def test_database_that_begins_to_hang_holds_up_readers_for_a_moment_only(hanging, monkeypatch):
    """A site that is read all the time knew the version a moment ago."""
    monkeypatch.setattr(version_module, "ANSWER_SECONDS", 10)
    tracker, executor = hanging
    tracker._checked_at = time.monotonic() - version_module.REFRESH_SECONDS - 0.01
    assert seconds(tracker.current) < 0.5
    assert seconds(lambda: [tracker.current() for _request in range(1000)]) < 0.2
    assert len(executor.waiting) == 1


def test_version_is_asked_for_in_time_for_those_who_wait():
    """Readers who may use the version they have need not wait once it is too old."""
    seconds_left = version_module.MAX_AGE_SECONDS - version_module.REFRESH_SECONDS
    assert seconds_left >= version_module.ANSWER_SECONDS
    assert version_module.ANSWER_SECONDS < version_module.OVERDUE_SECONDS


@pytest.mark.django_db
def test_version_is_unknown_after_a_write_that_the_database_did_not_confirm(hanging):
    tracker, executor = hanging
    tracker.current()
    tracker.refresh(may_have_changed=True)
    assert tracker.current() is None
    # An answer from before the write tells nothing, one from after it does.
    distrusted_at, tracker._distrusted_at = tracker._distrusted_at, time.monotonic() + 60
    executor.answer()
    assert tracker.current() is None
    tracker._distrusted_at = distrusted_at
    tracker._checked_at -= 10
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(tracker.current)
        time.sleep(0.1)
        executor.answer()
        assert answer.result()


def test_nothing_new_is_tried_while_the_database_hangs():
    version = FixedVersion()
    store = PageCacheMiddleware(Django(), version)
    ask(store, "/held/")
    version.hangs = True
    assert respond(store, "/held/")[0] == "200 OK"
    for path, more in [*FLOODS.values(), ("/ny/", {})]:
        assert respond(store, path, **more)[0].startswith("503")


@pytest.mark.django_db
def test_version_is_unknown_after_an_hour_without_an_answer(hanging):
    tracker, _executor = hanging
    tracker._known_at -= version_module.MAX_OUTAGE_SECONDS
    assert tracker.current() is None
