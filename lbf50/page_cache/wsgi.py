"""What stands in front of Django: answers from a copy where there is one, asks Django where not."""

import logging
import sys
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from io import BytesIO
from threading import BoundedSemaphore, Event, Lock
from uuid import uuid4

from django.conf import settings
from django.http import HttpResponse

from lbf50.page_cache.fragments import reader_origin
from lbf50.page_cache.responses import CachedResponse, ResponseCache
from lbf50.page_cache.version import VersionTracker, request_version

logger = logging.getLogger(__name__)

# More pages at a time would each take longer, and the hits between them too.
MAX_CONCURRENT_RENDERS = 2
# With the age that a known version may have by then, still within what is trusted of it.
PREWARM_SECONDS = 0.3
MEGABYTE = 1024 * 1024
CACHEABLE_STATUSES = {200, 301, 302, 404}
ADDRESS = {"HTTP_HOST", "PATH_INFO", "SERVER_NAME", "SERVER_PORT", "wsgi.url_scheme"}
GET = {"REQUEST_METHOD": "GET", "SERVER_PROTOCOL": "HTTP/1.1", "SCRIPT_NAME": ""}


class PageCacheMiddleware:
    """A WSGI application around Django's."""

    def __init__(self, django, version=None, helper: Executor | None = None):
        self._django = django
        self._helper = helper or ThreadPoolExecutor(1, "beforehand")
        self._helped: Future = Future()
        self._helped.set_result(None)
        self._version = version or VersionTracker(self._make_beforehand)
        self._scheme = (settings.SECURE_PROXY_SSL_HEADER or ["wsgi.url_scheme"])[0]
        # There are as many addresses with a page as there are pages. Of others there is no end: in
        # a small space of their own they can push out nothing but one another.
        self._pages = ResponseCache(settings.PAGE_CACHE_MEGABYTES * MEGABYTE)
        self._others = ResponseCache(settings.PAGE_CACHE_MEGABYTES * MEGABYTE // 64)
        self._being_made: dict[tuple, InFlightRender] = {}
        self._lock = Lock()
        self._places = BoundedSemaphore(MAX_CONCURRENT_RENDERS)

    def __call__(self, environ, start_response):
        version = self._version.known()
        if not version or not _asks_for_a_public_page(environ):
            return self._ask_django(environ, start_response, version)
        key = *self._host(environ), environ["PATH_INFO"]
        if copy := self._pages.get(version, key) or self._others.get(version, key):
            return copy.answer(environ, start_response)
        with self._after_the_first(version, key) as making:
            if making.copy:
                return making.copy.answer(environ, start_response)
            with self._places:
                return self._make(making, version, key, environ, start_response)

    def _make(self, making, version, key, environ, start_response):
        begun_at = time.time()
        begun: list[tuple] = []
        response = self._ask_django(
            environ | {"REQUEST_METHOD": "GET"}, lambda *head: begun.append(head), version
        )
        if not (self._is_a_known_host(environ) and _is_for_all_until_content_changes(response)):
            start_response(*begun[0])
            return response
        making.copy = CachedResponse(response, version, begun_at, self._without_the_asker(environ))
        response.close()
        # What was written meanwhile makes this copy an old one: those who already wait for it came
        # before that, and are the only ones to get it.
        if version == self._version.known():
            kept = self._pages if response.status_code == 200 else self._others
            kept.put(key, making.copy)
        return making.copy.answer(environ, start_response)

    def _make_beforehand(self, version):
        """Makes the busiest pages under a version that nobody else here has heard of. As long as it
        takes they have the old ones, and whoever wrote has no answer yet. So a helper makes them,
        who is not waited for beyond a moment, and not at all while the last change keeps him."""
        if not self._helped.done() or not (busiest := self._pages.busiest()):
            return
        ready: list[tuple[tuple, CachedResponse]] = []
        is_over = Event()
        self._helped = self._helper.submit(self._make_all, version, busiest, ready, is_over)
        wait([self._helped], PREWARM_SECONDS)
        is_over.set()
        for key, copy in ready.copy():
            self._pages.put(key, copy)

    def _make_all(self, version, copies, ready, is_over):
        """What the helper does: puts each copy that is made anew in `ready`, until it is over."""
        for key, copy in copies:
            if is_over.is_set():
                return
            try:
                begun_at = time.time()
                environ = copy.request | {"wsgi.input": BytesIO(), "wsgi.errors": sys.stderr}
                response = self._ask_under(version, environ, lambda *_head: None)
                if response.status_code == 200 and _is_for_all_until_content_changes(response):
                    ready.append((key, CachedResponse(response, version, begun_at, copy.request)))
                response.close()
            except Exception:
                logger.exception("%s could not be made beforehand", key)

    def _ask_django(self, environ, start_response, version):
        try:
            return self._ask_under(version, environ, start_response)
        finally:
            # What this request has written is known here before its answer leaves.
            self._version.ask()

    def _ask_under(self, version, environ, start_response):
        # Without a version nothing is found in Django's cache, and nothing is left there to find.
        begun = request_version.set(version or uuid4().hex)
        is_a_reader = version and _asks_as_a_reader(environ) and self._is_a_known_host(environ)
        reads = reader_origin.set("://".join(self._host(environ)) if is_a_reader else "")
        try:
            return self._django(environ, start_response)
        finally:
            reader_origin.reset(reads)
            request_version.reset(begun)

    def _without_the_asker(self, environ) -> dict[str, str]:
        """The request as anybody would make it."""
        return {name: environ[name] for name in {*ADDRESS, self._scheme} if name in environ} | GET

    def _host(self, environ) -> tuple[str, str]:
        """The scheme and the host that Django makes addresses from."""
        return environ.get(self._scheme, ""), environ.get("HTTP_HOST", "")

    def _is_a_known_host(self, environ) -> bool:
        """Whether scheme and host are written as one of the few that are ours."""
        scheme, host = self._host(environ)
        name = host.removesuffix(f":{environ['SERVER_PORT']}")
        return scheme in ("http", "https") and name in settings.ALLOWED_HOSTS

    @contextmanager
    def _after_the_first(self, version, key):
        """The first to ask for a page under a version goes on to make it; the others wait."""
        with self._lock:
            making = self._being_made.get((version, key))
            if is_first := making is None:
                making = self._being_made[version, key] = InFlightRender()
        if not is_first:
            making.is_over.wait()
        try:
            yield making
        finally:
            if is_first:
                with self._lock:
                    del self._being_made[version, key]
                making.is_over.set()


class InFlightRender:
    """A page that is being made, and the copy, where it turns out to be one for all."""

    def __init__(self):
        self.is_over = Event()
        self.copy: CachedResponse | None = None


def _asks_for_a_public_page(environ) -> bool:
    """Whether the request says nothing of who asks, or of anything but the address."""
    return not environ.get("QUERY_STRING") and _asks_as_a_reader(environ)


def _asks_as_a_reader(environ) -> bool:
    """Whether the request only reads, and says nothing of who asks."""
    return (
        environ["REQUEST_METHOD"] in ("GET", "HEAD")
        and "HTTP_AUTHORIZATION" not in environ
        and _tells_nothing(environ.get("HTTP_COOKIE"))
    )


def _tells_nothing(cookies: str | None) -> bool:
    """Whether there is no cookie but the one that proves where a form comes from: an answer with
    such a form sets it again, and is not kept."""
    return not cookies or all(
        cookie.partition("=")[0].strip() == settings.CSRF_COOKIE_NAME
        for cookie in cookies.split(";")
    )


def _is_for_all_until_content_changes(response) -> bool:
    """Whether the answer rests on nothing but the address and the content."""
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",")}
    return (
        isinstance(response, HttpResponse)
        and response.status_code in CACHEABLE_STATUSES
        and not response.cookies
        # A view that says for how long its answer is good may mean a time that runs out.
        and "Cache-Control" not in response
        # Without a session cookie all get the answer for those who have none.
        and varies <= {"", "cookie"}
    )
