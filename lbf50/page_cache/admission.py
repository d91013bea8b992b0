"""How many requests may be in Django at a time, so that threads for cached pages stay free.

The web server makes threads when they are needed, so a request that waits costs little.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import BoundedSemaphore

# Threads of the web server: `--blocking-threads`.
SERVER_THREADS = 256
# More renders at a time would slow down each other, and the cache hits between them.
CONCURRENT_RENDERS = 2
# A request that waits longer for its turn is refused.
WAIT_SECONDS = 10.0


class Busy(Exception):
    """Too many requests of this class are running and waiting."""


class Admission:
    """Let some requests run and some more wait."""

    def __init__(self, running: int, waiting: int) -> None:
        self._slots = BoundedSemaphore(running)
        self._places = BoundedSemaphore(running + waiting)

    @contextmanager
    def admitted(self) -> Iterator[None]:
        """Wait for a slot, and hold it.

        Raises:
            Busy: No more requests may wait, or this one waited WAIT_SECONDS.
        """
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            if not self._slots.acquire(timeout=WAIT_SECONDS):
                raise Busy
            try:
                yield
            finally:
                self._slots.release()
        finally:
            self._places.release()


# In all classes together. Each thread that runs Django has a connection to the database.
RUNNING_AT_MOST = 6


class RequestClasses:
    """The classes of requests that Django has to answer."""

    def __init__(self) -> None:
        self._pages = Admission(running=CONCURRENT_RENDERS, waiting=10)
        self._others = Admission(running=2, waiting=6)
        # Many may order at the same moment, after a newsletter.
        self._forms = Admission(running=2, waiting=200)
        # Before `_others`: editors always have a slot there.
        self._costly = Admission(running=1, waiting=4)

    def page(self) -> AbstractContextManager[None]:
        """Admit a request whose response may be cached."""
        return self._pages.admitted()

    def form(self) -> AbstractContextManager[None]:
        """Admit a visitor who opens or sends a form that must not be lost, or sees the result."""
        return self._forms.admitted()

    @contextmanager
    def other(self, is_costly: bool) -> Iterator[None]:
        """Admit any other request.

        Args:
            is_costly: An unknown visitor asks for more than a page: a search, a log-in.
        """
        with self._costly.admitted() if is_costly else nullcontext(), self._others.admitted():
            yield
