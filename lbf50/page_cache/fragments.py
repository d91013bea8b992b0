"""What pages have in common, worked out once under each content version."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import TypeVar

from django.core.cache import cache

T = TypeVar("T")

# Where somebody reads, as far as can be told of the request at hand: scheme and host. Nobody else
# keeps anything: an editor may see drafts, and what is being written may yet be undone.
reader_origin: ContextVar[str] = ContextVar("read_at", default="")


def cached_fragment(name: str, make: Callable[[], T]) -> T:
    """What `make` gives, from memory until content changes. It may rest on nothing but published
    content, the host and what its name tells. What is given is the caller's own copy."""
    host = reader_origin.get()
    return cache.get_or_set(f"{host}-{name}", make, timeout=None) if host else make()
