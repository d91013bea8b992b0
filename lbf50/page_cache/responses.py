"""Pages as bytes, ready to be handed out, and the bounded space they are kept in."""

import gzip
import hashlib
import re
import time
from functools import lru_cache
from threading import Lock

import brotli
from django.utils.http import http_date, parse_etags

# More effort takes longer than it saves of a page that may be read once before it changes.
ENCODERS = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}
REFUSED = re.compile(r"q=0(\.0*)?")
REPLACED_HEADERS = {"cache-control", "content-length", "etag", "last-modified", "vary"}
# Last-Modified counts in whole seconds. It is told when none of our processes can hold another
# content of the same second any more, so that it never makes an old page pass for the new one.
SETTLED_SECONDS = 3
FEW = 10  # answers that say nothing yet of how often a page is asked for
OVERHEAD = 4096  # bytes that a copy takes beside its bodies


class CachedResponse:
    """An answer of Django's, in each encoding that makes it smaller."""

    def __init__(self, response, version: str, begun_at: float, request: dict[str, str]):
        """The version and the time are those of before Django was asked. The request is what
        Django can be asked again."""
        self.version = version
        self.request = request
        self.answers = 0
        self.status = f"{response.status_code} {response.reason_phrase}"
        self._is_page = response.status_code == 200
        self._begun_at = int(begun_at)
        self._last_modified = None
        # Browsers and caches may keep the page, and must ask before each use: what has not changed
        # costs an answer without a body, and what has is seen at once.
        common = [("Cache-Control", "no-cache"), ("Vary", _vary(response))]
        own = [item for item in response.items() if item[0].lower() not in REPLACED_HEADERS]
        self._forms = {
            encoding: EncodedBody(encoding, body, common, own)
            for encoding, body in _encoded(response.content)
        }

    @property
    def size(self) -> int:
        """The bytes it takes in memory, about."""
        return OVERHEAD + sum(len(form.body) for form in self._forms.values())

    @property
    def is_busy(self) -> bool:
        """Whether somebody asks each second, more or less."""
        return self.answers > max(FEW, time.time() - self._begun_at)

    def answer(self, environ, start_response) -> list[bytes]:
        """The page in the best encoding that the browser takes, or that it has it already."""
        self.answers += 1
        if not self._last_modified and time.time() > self._begun_at + SETTLED_SECONDS:
            self._tell_last_modified()
        best = best_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        form = self._forms.get(best) or self._forms["identity"]
        if self._is_page and self._is_held(environ, form.etag):
            start_response("304 Not Modified", form.validators.copy())
            return []
        start_response(self.status, form.headers.copy())
        return [form.body] if environ["REQUEST_METHOD"] == "GET" else []

    def _is_held(self, environ, etag) -> bool:
        """Whether the browser asks for the page only if it has changed, and it has not."""
        if (held := environ.get("HTTP_IF_NONE_MATCH")) is not None:
            return held == etag or any(one in ("*", etag) for one in _strong(held))
        since = environ.get("HTTP_IF_MODIFIED_SINCE")
        return since is not None and since == self._last_modified

    def _tell_last_modified(self):
        self._last_modified = http_date(self._begun_at)
        for form in self._forms.values():
            form.tell(("Last-Modified", self._last_modified))


class EncodedBody:
    """A copy in one encoding."""

    def __init__(self, encoding, body, common, own):
        self.body = body
        self.etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        self.validators = [*common, ("ETag", self.etag)]
        self.headers = [*own, *self.validators, ("Content-Length", str(len(body)))]
        if encoding != "identity":
            self.headers.append(("Content-Encoding", encoding))

    def tell(self, header):
        self.validators = [*self.validators, header]
        self.headers = [*self.headers, header]


class ResponseCache:
    """The copies made under one content version, the oldest leaving when the space is full."""

    def __init__(self, most_bytes: int):
        self.most_bytes = most_bytes
        self._lock = Lock()
        self._begin(None)

    def get(self, version: str, key) -> CachedResponse | None:
        copy = self._kept.get(key)
        return copy if copy and copy.version == version else None

    def busiest(self) -> list[tuple[tuple, CachedResponse]]:
        """Those that are asked for all the time, with their keys, the busiest first."""
        with self._lock:
            kept = list(self._kept.items())
        busy = [item for item in kept if item[1].is_busy]
        return sorted(busy, key=lambda item: item[1].answers, reverse=True)

    def put(self, key, copy: CachedResponse):
        size = copy.size + sum(map(len, key))
        with self._lock:
            if copy.version != self._version:
                self._begin(copy.version)
            if key in self._kept or size > self.most_bytes:
                return
            while self._bytes + size > self.most_bytes:
                self._bytes -= self._sizes.pop(oldest := next(iter(self._sizes)))
                del self._kept[oldest]
            self._kept[key], self._sizes[key] = copy, size
            self._bytes += size

    def _begin(self, version):
        self._version = version
        self._kept: dict[tuple[str, ...], CachedResponse] = {}
        self._sizes: dict[tuple[str, ...], int] = {}
        self._bytes = 0


@lru_cache(maxsize=256)
def best_encoding(accepted: str) -> str:
    """Brotli, gzip or "identity", from the Accept-Encoding of a request."""
    wanted = {}
    for part in accepted.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        wanted[name.strip()] = not REFUSED.fullmatch(weight.strip())
    return next((name for name in ENCODERS if wanted.get(name)), "identity")


def _encoded(body: bytes):
    yield "identity", body
    for name, encode in ENCODERS.items():
        if len(smaller := encode(body)) < len(body):
            yield name, smaller


def _strong(etags: str) -> list[str]:
    """The tags of If-None-Match, for which weak and strong are the same."""
    return [tag.removeprefix("W/") for tag in parse_etags(etags)]


def _vary(response) -> str:
    return ", ".join(filter(None, [response.get("Vary", ""), "Accept-Encoding"]))
