"""The one public name of the page cache: `cached_fragment`."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import TypeVar, cast

from django.core.cache import cache

T = TypeVar("T")

# Scheme and host of the present request if it is an anonymous reader's, else "". Other requests
# neither read nor fill the cache: they may see drafts, or content that is not committed yet.
reader_origin: ContextVar[str] = ContextVar("reader_origin", default="")


def cached_fragment(name: str, render: Callable[[], T]) -> T:
    """Return what `render` returns, computed once under each content version.

    The result may depend only on published content, the host and `name`. The caller gets its own
    copy.
    """
    origin = reader_origin.get()
    if not origin:
        return render()
    return cast(T, cache.get_or_set(f"{origin}-{name}", render, timeout=None))
