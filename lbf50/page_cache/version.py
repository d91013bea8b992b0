"""The content version: what this process knows of it, and the cache keys made from it."""

import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from contextvars import ContextVar
from threading import RLock

from django.db import Error, close_old_connections

from lbf50.page_cache.models import ContentVersion

# After this time the database is asked again, so that other processes' writes are seen.
REFRESH_SECONDS = 0.25
# An older answer is asked for again by every request.
MAX_AGE_SECONDS = 0.9
# A request waits so long for the answer. With REFRESH_SECONDS it stays below MAX_AGE_SECONDS, so
# that readers of a busy site are not held up when the database stops.
ANSWER_SECONDS = 0.6
# The first request that finds a known version old waits so long.
SHORT_WAIT_SECONDS = 0.2
# A database that has not answered after this time counts as one that does not answer.
OVERDUE_SECONDS = 1.0
# While the database does not answer, the last known version counts for so long (docs/adr/0025).
MAX_OUTAGE_SECONDS = 60 * 60

# The version that was current when the present request began.
request_version: ContextVar[str | None] = ContextVar("request_version", default=None)


def cache_key(key: str, prefix: str, version: int) -> str:
    """Return the key that Django's cache stores under: results of other content do not match.

    Wagtail caches site addresses for an hour, and does not invalidate them in other processes.
    """
    return f"{request_version.get()}:{prefix}:{version}:{key}"


class VersionTracker:
    """The content version as the database last reported it, or None if it is not known.

    One background thread asks the database. A request waits at most ANSWER_SECONDS for it, and
    after a write OVERDUE_SECONDS: a database that hangs without an error is treated as one that
    cannot be reached.
    """

    def __init__(
        self,
        before_change: Callable[[str], None] = lambda version: None,
        executor: Executor | None = None,
    ) -> None:
        """Call `before_change` with each new version before it becomes the current one.

        Until it returns, other threads use the old version. It is not called when readers wait for
        the answer because what is known is too old: they would wait for it too.
        """
        self._before_change = before_change
        self._executor = executor or ThreadPoolExecutor(1, "content-version")
        self._value: str | None = None
        self._checked_at = self._known_at = self._distrusted_at = float("-inf")
        self._refresh = _PendingRefresh()
        self._lock = RLock()

    def is_overdue(self) -> bool:
        """Return whether the database does not answer. Wait at most OVERDUE_SECONDS to know."""
        self._refresh.wait(OVERDUE_SECONDS)
        return not self._refresh.is_done()

    def current(self) -> str | None:
        """Return the version, refreshed if it is old.

        While one request waits for the refresh, the others use the value they have.
        """
        now = time.monotonic()
        age = now - self._checked_at
        if age > REFRESH_SECONDS:
            with self._lock:
                if is_first := self._refresh.is_done():
                    self._refresh = self._start()
            if age > MAX_AGE_SECONDS:
                self._refresh.wait(ANSWER_SECONDS)
            elif is_first:
                self._refresh.wait(SHORT_WAIT_SECONDS)
        return self._value if now - self._known_at < MAX_OUTAGE_SECONDS else None

    def refresh(self, may_have_changed: bool = False) -> None:
        """Read the version from the database.

        If the database does not answer, the version stays, unless this process may just have
        changed it.
        """
        refresh = self._start(may_have_changed)
        refresh.wait(OVERDUE_SECONDS)
        if may_have_changed and not refresh.is_done():
            with self._lock:
                self._distrusted_at = time.monotonic()
                self._value = None

    def _start(self, may_have_changed: bool = False) -> "_PendingRefresh":
        return _PendingRefresh(self._executor.submit(self._read, may_have_changed))

    def _read(self, may_have_changed: bool) -> None:
        # Outside a Django request no signal closes a connection that the server has dropped.
        close_old_connections()
        checked_at = time.monotonic()
        value: str | None
        try:
            value = ContentVersion.objects.values_list("value", flat=True).first()
        except Error:
            value = None if may_have_changed else self._value
        else:
            self._known_at = checked_at
        try:
            is_awaited = checked_at - self._checked_at > MAX_AGE_SECONDS and not may_have_changed
            if value and self._value and value != self._value and not is_awaited:
                self._before_change(value)
        finally:
            with self._lock:
                # Ignore a version that was read before a write of unknown outcome.
                self._value = value if checked_at > self._distrusted_at else None
                self._checked_at = checked_at


class _PendingRefresh:
    """A refresh in the background, and how long a request waits for it."""

    def __init__(self, future: Future[None] | None = None) -> None:
        self._future = future
        self._started_at = time.monotonic()

    def is_done(self) -> bool:
        return self._future is None or self._future.done()

    def seconds_left(self, limit: float) -> float:
        return self._started_at + limit - time.monotonic()

    def wait(self, limit: float) -> None:
        if self._future and (seconds := self.seconds_left(limit)) > 0:
            wait([self._future], seconds)
