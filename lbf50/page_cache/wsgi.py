"""The WSGI middleware in front of Django: answers from the cache, or renders and stores."""

import logging
import os
import posixpath
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from threading import Event, Lock, get_native_id
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from prometheus_client import Counter

from lbf50.declarations import declared
from lbf50.page_cache.admission import RUNNING_AT_MOST, Busy, RequestClasses
from lbf50.page_cache.fragments import reader_origin
from lbf50.page_cache.responses import (
    CachedResponse,
    CacheKey,
    Environ,
    ResponseCache,
    StartResponse,
)
from lbf50.page_cache.version import VersionTracker, request_version
from lbf50.unavailable import is_kept_form, unavailable

logger = logging.getLogger(__name__)

DjangoApplication = Callable[[Environ, StartResponse], HttpResponseBase]

# A request waits so long for another one that renders the same page.
SHARED_RENDER_SECONDS = 2.0
# Together with the age of a known version this stays below version.MAX_AGE_SECONDS.
PREWARM_SECONDS = 0.3
MEGABYTE = 1024 * 1024
# Of the threads that run Django. 0 is the default, 19 the lowest priority.
DJANGO_NICENESS = 10
# A monitor asks whether the process lives, and how it does.
MONITORED = {"/healthz", "/metrics"}
READ_METHODS = {"GET", "HEAD"}
CACHEABLE_STATUSES = {200, 301, 302, 404}
URL_VARIABLES = {"HTTP_HOST", "PATH_INFO", "SERVER_NAME", "SERVER_PORT", "wsgi.url_scheme"}
REFUSED = Counter("lbf50_page_cache_refused", "Requests that there was no room for.")
# Added to links by newsletters, advertisements and social media.
TRACKING = re.compile(
    r"(utm_\w+|mtm_\w+|pk_\w+|fbclid|gclid|gbraid|wbraid|msclkid|ttclid|twclid|li_fat_id|igshid|"
    r"mc_[ce]id|_hsenc|_hsmi|_gl)(=|$)"
)
GET = {"REQUEST_METHOD": "GET", "SERVER_PROTOCOL": "HTTP/1.1", "SCRIPT_NAME": ""}


class PageCacheMiddleware:
    """A WSGI application around Django's."""

    def __init__(
        self,
        django: DjangoApplication,
        version: VersionTracker | None = None,
        executor: Executor | None = None,
        version_executor: Executor | None = None,
        django_executor: Executor | None = None,
    ) -> None:
        self._django = django
        # The server's threads are many and come and go. These few keep their connections to the
        # database.
        self._django_executor = django_executor or ThreadPoolExecutor(
            RUNNING_AT_MOST, "django", _lower_priority
        )
        self._executor = executor or ThreadPoolExecutor(1, "prewarm")
        self._prewarming: Future[None] = Future()
        self._prewarming.set_result(None)
        self._version = version or VersionTracker(self._prewarm, version_executor)
        self._scheme_variable = (settings.SECURE_PROXY_SSL_HEADER or ["wsgi.url_scheme"])[0]
        # The number of pages is limited. Other responses, such as 404, are unlimited: in a small
        # cache of their own they cannot push out a page.
        self._pages = ResponseCache(settings.PAGE_CACHE_MEGABYTES * MEGABYTE)
        self._others = ResponseCache(settings.PAGE_CACHE_MEGABYTES * MEGABYTE // 64)
        self._in_flight: dict[tuple[str, CacheKey], InFlightRender] = {}
        self._lock = Lock()
        self._classes = RequestClasses()
        self._own_cookies = {
            settings.SESSION_COOKIE_NAME,
            settings.CSRF_COOKIE_NAME,
            CookieStorage.cookie_name,
            *declared("cookies"),
        }

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request from the cache if possible, else by Django if that has room."""
        environ = self._without_strange_data(environ)
        if _is_for_monitors(environ) or _is_static_file(environ["PATH_INFO"]):
            return self._render_uncached(None, environ, start_response)
        try:
            return self._answer(environ, start_response)
        except Busy:
            REFUSED.inc()
            return _refuse(environ, start_response)

    def _answer(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request.

        Raises:
            Busy: Too many requests of its class are running and waiting.
        """
        version = self._version.current()
        if not version or not _is_cacheable_request(environ):
            with self._admitted(environ):
                return self._call_django(environ, start_response, version)
        key: CacheKey = (*self._origin(environ), environ["PATH_INFO"])
        if cached := self._pages.get(version, key) or self._others.get(version, key):
            return cached.answer(environ, start_response)
        with self._single_render(version, key) as render:
            if render.response:
                return render.response.answer(environ, start_response)
            with self._admitted(environ):
                return self._render(render, version, key, environ, start_response)

    def _without_strange_data(self, environ: Environ) -> Environ:
        """Return the request without parameters and cookies that no page of ours reads.

        Newsletters and social media add the parameters, and other sites of the same domain the
        cookies. Nobody sees them, so they are no reason to render the page once more.
        """
        query, cookies = environ.get("QUERY_STRING"), environ.get("HTTP_COOKIE")
        if not (query or cookies) or environ["REQUEST_METHOD"] not in READ_METHODS:
            return environ
        kept = [part for part in (cookies or "").split(";") if _name(part) in self._own_cookies]
        if settings.SESSION_COOKIE_NAME in map(_name, kept):
            # Wagtail's admin reads more.
            return environ
        parts = [part for part in (query or "").split("&") if not TRACKING.match(part)]
        environ = environ | {"QUERY_STRING": "&".join(parts), "HTTP_COOKIE": ";".join(kept)}
        if not kept:
            del environ["HTTP_COOKIE"]
        return environ

    def _admitted(self, environ: Environ) -> AbstractContextManager[None]:
        """Admit a request to Django.

        Raises:
            Busy: The database hangs. It would hold the request.
        """
        if self._version.is_overdue():
            raise Busy
        if is_kept_form(environ["PATH_INFO"]):
            return self._classes.form()
        if _is_cacheable_request(environ):
            return self._classes.page()
        return self._classes.other(is_costly=not _has_session(environ))

    def _render(
        self,
        render: "InFlightRender",
        version: str,
        key: CacheKey,
        environ: Environ,
        start_response: StartResponse,
    ) -> Iterable[bytes]:
        """Let Django render the page, and store the response if it is the same for everybody."""
        started_at = time.time()
        head: list[tuple[Any, ...]] = []
        response = self._call_django(
            environ | {"REQUEST_METHOD": "GET"}, lambda *args: head.append(args), version
        )
        if not (self._is_known_host(environ) and _is_cacheable_response(response)):
            start_response(*head[0])
            return response
        cached = CachedResponse(response, version, started_at, self._anonymous_request(environ))
        render.response = cached
        response.close()
        # After a write during the render the response is outdated. Requests already waiting for it
        # came before the write and may still get it; it is not stored.
        if version == self._version.current():
            (self._pages if response.status_code == 200 else self._others).put(key, cached)
        return cached.answer(environ, start_response)

    def _prewarm(self, version: str) -> None:
        """Render what readers requested lately, before any of them sees the new version.

        Works in a background thread. Wait at most PREWARM_SECONDS; skip if one is running.
        """
        if not self._prewarming.done() or not (recent := self._pages.recent()):
            return
        rendered: list[tuple[CacheKey, CachedResponse]] = []
        is_over = Event()
        self._prewarming = self._executor.submit(
            self._render_all, version, recent, rendered, is_over
        )
        wait([self._prewarming], PREWARM_SECONDS)
        is_over.set()
        for key, cached in rendered.copy():
            self._pages.put(key, cached)

    def _render_all(
        self,
        version: str,
        recent: list[tuple[CacheKey, CachedResponse]],
        rendered: list[tuple[CacheKey, CachedResponse]],
        is_over: Event,
    ) -> None:
        """Render the pages anew and append them to `rendered`, until `is_over` is set."""
        for key, cached in recent:
            if is_over.is_set():
                return
            try:
                started_at = time.time()
                environ = cached.request | {"wsgi.input": BytesIO(), "wsgi.errors": sys.stderr}
                response = self._render_uncached(version, environ, lambda *_head: None)
                if response.status_code == 200 and _is_cacheable_response(response):
                    fresh = CachedResponse(response, version, started_at, cached.request)
                    fresh.requested_at = cached.requested_at
                    rendered.append((key, fresh))
                response.close()
            except Exception:
                logger.exception("Prewarming %s failed", key)

    def _call_django(
        self, environ: Environ, start_response: StartResponse, version: str | None
    ) -> HttpResponseBase:
        try:
            rendering = self._django_executor.submit(
                self._render_uncached, version, environ, start_response
            )
            return rendering.result()
        finally:
            # This process knows what the request has written before the response is sent.
            self._version.refresh(may_have_changed=environ["REQUEST_METHOD"] not in READ_METHODS)

    def _render_uncached(
        self, version: str | None, environ: Environ, start_response: StartResponse
    ) -> HttpResponseBase:
        # Without a version, a random key keeps the request from reading or filling Django's cache.
        version_token = request_version.set(version or uuid4().hex)
        is_reader = (
            version
            and _is_anonymous_read(environ)
            and self._is_known_host(environ)
            and not _has_secret(environ)
        )
        origin_token = reader_origin.set("://".join(self._origin(environ)) if is_reader else "")
        try:
            return self._django(environ, start_response)
        finally:
            reader_origin.reset(origin_token)
            request_version.reset(version_token)

    def _anonymous_request(self, environ: Environ) -> dict[str, str]:
        """Return the request without anything but its URL."""
        names = {*URL_VARIABLES, self._scheme_variable}
        return {name: environ[name] for name in names if name in environ} | GET

    def _origin(self, environ: Environ) -> tuple[str, str]:
        """Return the scheme and host from which Django builds URLs."""
        return environ.get(self._scheme_variable, ""), environ.get("HTTP_HOST", "")

    def _is_known_host(self, environ: Environ) -> bool:
        """Return whether scheme and host are spelled exactly as one of ours."""
        scheme, host = self._origin(environ)
        name = host.removesuffix(f":{environ['SERVER_PORT']}")
        return scheme in ("http", "https") and name in settings.ALLOWED_HOSTS

    @contextmanager
    def _single_render(self, version: str, key: CacheKey) -> Iterator["InFlightRender"]:
        """Let the first request for a page go on to render it. Later ones wait for the result.

        Raises:
            Busy: The page is not there in time.
        """
        with self._lock:
            render = self._in_flight.get((version, key))
            if is_first := render is None:
                render = self._in_flight[version, key] = InFlightRender()
        if not is_first and not render.is_over.wait(render.seconds_left()):
            raise Busy
        try:
            yield render
        finally:
            if is_first:
                with self._lock:
                    del self._in_flight[version, key]
                render.is_over.set()


def _lower_priority() -> None:
    """Lower the priority of this thread below those that answer from memory."""
    os.setpriority(os.PRIO_PROCESS, get_native_id(), DJANGO_NICENESS)


class InFlightRender:
    """A page that is being rendered, and its response if that can be shared."""

    def __init__(self) -> None:
        self.is_over = Event()
        self.response: CachedResponse | None = None
        self._started_at = time.monotonic()

    def seconds_left(self) -> float:
        """Return how long a request may go on waiting."""
        return self._started_at + SHARED_RENDER_SECONDS - time.monotonic()


def _is_cacheable_request(environ: Environ) -> bool:
    """Return whether the request carries nothing but the URL of a page."""
    return not environ.get("QUERY_STRING") and _is_anonymous_read(environ)


def _has_session(environ: Environ) -> bool:
    """Return whether the request has a session cookie, valid or not."""
    return f"{settings.SESSION_COOKIE_NAME}=" in environ.get("HTTP_COOKIE", "")


def _refuse(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Answer with the page for a request that there is no room for."""
    response = unavailable(WSGIRequest(environ))
    start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
    return [response.content]


def _is_for_monitors(environ: Environ) -> bool:
    """Return whether the answer needs no query. Other methods and cookies lead to pages."""
    is_read = environ["REQUEST_METHOD"] in READ_METHODS
    return is_read and environ["PATH_INFO"] in MONITORED and "HTTP_COOKIE" not in environ


def _is_static_file(path: str) -> bool:
    """Return whether WhiteNoise answers, without a view and without the database.

    It knows the plain spelling of a path only: anything else would reach Django unbounded.
    """
    prefix = settings.STATIC_URL
    return (
        path.startswith(prefix)
        and posixpath.normpath(path) == path
        and os.path.isfile(os.path.join(settings.STATIC_ROOT, path[len(prefix) :]))
    )


def _name(cookie: str) -> str:
    return cookie.partition("=")[0].strip()


def _is_anonymous_read(environ: Environ) -> bool:
    """Return whether the request only reads and identifies no user."""
    return (
        environ["REQUEST_METHOD"] in ("GET", "HEAD")
        and "HTTP_AUTHORIZATION" not in environ
        and _has_only_csrf_cookie(environ.get("HTTP_COOKIE"))
    )


def _has_secret(environ: Environ) -> bool:
    """Return whether the URL lets its holder see what other visitors do not, such as a draft."""
    return environ["PATH_INFO"].startswith(tuple(declared("secret_paths")))


def _has_only_csrf_cookie(cookies: str | None) -> bool:
    """Return whether there is no cookie but the CSRF cookie.

    A response with a form sets that cookie again, and is not cached.
    """
    return not cookies or all(
        _name(cookie) == settings.CSRF_COOKIE_NAME for cookie in cookies.split(";")
    )


def _is_cacheable_response(response: HttpResponseBase) -> bool:
    """Return whether the response depends on nothing but the URL and the content."""
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",")}
    return (
        isinstance(response, HttpResponse)
        and response.status_code in CACHEABLE_STATUSES
        and not response.cookies
        # A view that sets Cache-Control may mean a time after which the response is outdated.
        and "Cache-Control" not in response
        # Requests with a session cookie are never answered from the cache.
        and varies <= {"", "cookie"}
    )
