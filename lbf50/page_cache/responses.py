"""Cached responses, encoded once, and the bounded cache that holds them."""

import gzip
import hashlib
import re
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from threading import Lock
from typing import Any

import brotli
from django.http.response import HttpResponseBase
from django.utils.http import http_date, parse_etags

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Headers = list[tuple[str, str]]
# Scheme, host and path.
CacheKey = tuple[str, ...]

# A higher quality costs more time than it saves for a page that may soon change.
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}
REFUSED = re.compile(r"q=0(\.0*)?")
REPLACED_HEADERS = {"cache-control", "content-length", "etag", "last-modified", "vary"}
# Last-Modified has a resolution of one second. It is sent only when no process can still hold other
# content of the same second, so that it cannot make an old page pass for the new one.
SETTLED_SECONDS = 3
# A page that nobody requested for so long is not rendered again before somebody asks for it.
RECENT_SECONDS = 600
# Bytes that a cached response takes beside its bodies.
OVERHEAD = 4096


class CachedResponse:
    """A response of Django's, in each encoding that makes it smaller."""

    def __init__(
        self, response: Any, version: str, started_at: float, request: dict[str, str]
    ) -> None:
        """Encode the response.

        Args:
            response: A complete HttpResponse.
            version: The content version before Django was called.
            started_at: The time before Django was called, in seconds since 1970.
            request: The WSGI variables to render the page again with.
        """
        self.version = version
        self.request = request
        self.requested_at = started_at
        self.status = f"{response.status_code} {response.reason_phrase}"
        self._is_page = response.status_code == 200
        self._started_at = int(started_at)
        self._last_modified: str | None = None
        # Browsers and proxies may store the page but have to revalidate it before each use.
        validators = [("Cache-Control", "no-cache"), ("Vary", _vary(response))]
        headers = [item for item in response.items() if item[0].lower() not in REPLACED_HEADERS]
        self._bodies = {
            encoding: EncodedBody(encoding, body, validators, headers)
            for encoding, body in _encode(response.content)
        }

    @property
    def size(self) -> int:
        """Return the approximate bytes in memory."""
        return OVERHEAD + sum(len(body.content) for body in self._bodies.values())

    def answer(self, environ: Environ, start_response: StartResponse) -> list[bytes]:
        """Send the page in the best encoding that the browser accepts, or 304 Not Modified."""
        self.requested_at = time.time()
        if not self._last_modified and self.requested_at > self._started_at + SETTLED_SECONDS:
            self._add_last_modified()
        encoding = best_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        body = self._bodies.get(encoding) or self._bodies["identity"]
        if self._is_page and self._is_not_modified(environ, body.etag):
            start_response("304 Not Modified", body.validators.copy())
            return []
        start_response(self.status, body.headers.copy())
        return [body.content] if environ["REQUEST_METHOD"] == "GET" else []

    def _is_not_modified(self, environ: Environ, etag: str) -> bool:
        """Return whether the request is conditional and the browser has this page."""
        if (known := environ.get("HTTP_IF_NONE_MATCH")) is not None:
            return known == etag or any(tag in ("*", etag) for tag in _strong_etags(known))
        since = environ.get("HTTP_IF_MODIFIED_SINCE")
        return since is not None and since == self._last_modified

    def _add_last_modified(self) -> None:
        self._last_modified = http_date(self._started_at)
        for body in self._bodies.values():
            body.add_validator(("Last-Modified", self._last_modified))


class EncodedBody:
    """The body of a response in one encoding, with its headers."""

    def __init__(
        self, encoding: str, content: bytes, validators: Headers, headers: Headers
    ) -> None:
        self.content = content
        self.etag = f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
        self.validators = [*validators, ("ETag", self.etag)]
        self.headers = [*headers, *self.validators, ("Content-Length", str(len(content)))]
        if encoding != "identity":
            self.headers.append(("Content-Encoding", encoding))

    def add_validator(self, header: tuple[str, str]) -> None:
        """Add a header to full and to 304 responses."""
        self.validators = [*self.validators, header]
        self.headers = [*self.headers, header]


class ResponseCache:
    """The responses of one content version. When it is full, the oldest is dropped."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self._lock = Lock()
        self._clear(None)

    def get(self, version: str, key: CacheKey) -> CachedResponse | None:
        """Return the response of that version, if it is cached."""
        cached = self._responses.get(key)
        return cached if cached and cached.version == version else None

    def recent(self) -> list[tuple[CacheKey, CachedResponse]]:
        """Return the responses of the last RECENT_SECONDS with their keys, the latest first."""
        since = time.time() - RECENT_SECONDS
        with self._lock:
            items = [item for item in self._responses.items() if item[1].requested_at > since]
        return sorted(items, key=lambda item: item[1].requested_at, reverse=True)

    def put(self, key: CacheKey, cached: CachedResponse) -> None:
        """Store the response. One of a new version clears the cache first."""
        size = cached.size + sum(map(len, key))
        with self._lock:
            if cached.version != self._version:
                self._clear(cached.version)
            if key in self._responses or size > self.max_bytes:
                return
            while self._bytes + size > self.max_bytes:
                self._bytes -= self._sizes.pop(oldest := next(iter(self._sizes)))
                del self._responses[oldest]
            self._responses[key], self._sizes[key] = cached, size
            self._bytes += size

    def _clear(self, version: str | None) -> None:
        self._version = version
        self._responses: dict[CacheKey, CachedResponse] = {}
        self._sizes: dict[CacheKey, int] = {}
        self._bytes = 0


@lru_cache(maxsize=256)
def best_encoding(accepted: str) -> str:
    """Return "br", "gzip" or "identity" for the Accept-Encoding of a request."""
    is_accepted = {}
    for part in accepted.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        is_accepted[name.strip()] = not REFUSED.fullmatch(weight.strip())
    return next((name for name in ENCODERS if is_accepted.get(name)), "identity")


def _encode(body: bytes) -> Iterator[tuple[str, bytes]]:
    yield "identity", body
    for name, encode in ENCODERS.items():
        if len(smaller := encode(body)) < len(body):
            yield name, smaller


def _strong_etags(etags: str) -> list[str]:
    """Return the tags of If-None-Match, which compares weak tags as strong ones."""
    return [tag.removeprefix("W/") for tag in parse_etags(etags)]


def _vary(response: HttpResponseBase) -> str:
    return ", ".join(filter(None, [response.get("Vary", ""), "Accept-Encoding"]))
