"""The content version: what this process knows of it, and the cache keys made from it."""

import time
from collections.abc import Callable
from contextvars import ContextVar
from threading import Lock

from django.db import Error, close_old_connections

from lbf50.page_cache.models import ContentVersion

# After this time the database is asked again, so that other processes' writes are seen.
REFRESH_SECONDS = 0.25
# An older answer is asked for again by every request.
MAX_AGE_SECONDS = 0.9
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
    """The content version as the database last reported it, or None if it could not."""

    def __init__(self, before_change: Callable[[str], None] = lambda version: None) -> None:
        """Call `before_change` with each new version before it becomes the current one.

        Until it returns, other threads use the old version.
        """
        self._before_change = before_change
        self._value: str | None = None
        self._checked_at = self._known_at = float("-inf")
        self._lock = Lock()

    def current(self) -> str | None:
        """Return the version, refreshed if it is old.

        While one thread refreshes, the others use the value they have.
        """
        age = time.monotonic() - self._checked_at
        if age > MAX_AGE_SECONDS or (age > REFRESH_SECONDS and not self._lock.locked()):
            # Outside a Django request no signal closes a connection that the server has dropped.
            close_old_connections()
            self.refresh()
        return self._value

    def refresh(self, may_have_changed: bool = False) -> None:
        """Read the version from the database.

        The lock keeps an older answer from replacing a newer one. If the database does not answer,
        the version stays, unless this process may just have changed it.
        """
        with self._lock:
            checked_at = time.monotonic()
            try:
                value = ContentVersion.objects.values_list("value", flat=True).first()
            except Error:
                is_recent = checked_at - self._known_at < MAX_OUTAGE_SECONDS
                value = self._value if is_recent and not may_have_changed else None
            else:
                self._known_at = checked_at
            try:
                if value is not None and self._value is not None and value != self._value:
                    self._before_change(value)
            finally:
                self._value, self._checked_at = value, checked_at
