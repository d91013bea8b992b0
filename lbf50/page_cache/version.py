"""What this process knows of the content version."""

import time
from contextvars import ContextVar
from threading import Lock

from django.db import Error, close_old_connections

from lbf50.page_cache.models import ContentVersion

# A write by another process is seen when so old an answer is asked for anew …
REFRESH_SECONDS = 0.25
# … and an answer so old is not used at all, whatever keeps the database from giving a new one.
MAX_AGE_SECONDS = 0.9

# The version that was known when the request at hand began.
request_version: ContextVar[str | None] = ContextVar("begun_under", default=None)


def cache_key(key: str, prefix: str, version: int) -> str:
    """The name under which Django's cache keeps something: what was worked out from other content
    is not found. Wagtail keeps the addresses of sites for an hour, and tells no other process."""
    return f"{request_version.get()}:{prefix}:{version}:{key}"


class VersionTracker:
    """The content version as the database last told it, or None where it could not."""

    def __init__(self, before_change=lambda version: None):
        """Before a new version is the known one, `before_change` is called with it: the others go
        on with the old one until it is done."""
        self._before_change = before_change
        self._value = None
        self._asked_at = float("-inf")
        self._lock = Lock()

    def known(self) -> str | None:
        """The version, asked for where the last answer is old. While one thread asks, the others
        go on with what they have."""
        age = time.monotonic() - self._asked_at
        if age > MAX_AGE_SECONDS or (age > REFRESH_SECONDS and not self._lock.locked()):
            # Nobody else looks after a connection that is used outside Django's own requests.
            close_old_connections()
            self.ask()
        return self._value

    def ask(self):
        """Asks the database. The lock keeps an older answer from replacing a newer one."""
        with self._lock:
            asked_at = time.monotonic()
            try:
                value = ContentVersion.objects.values_list("value", flat=True).first()
            except Error:
                value = None
            try:
                if None not in (value, self._value) and value != self._value:
                    self._before_change(value)
            finally:
                self._value, self._asked_at = value, asked_at
