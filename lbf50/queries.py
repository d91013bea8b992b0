"""Queries for the pages that every visitor may see."""

from wagtail.models import Page
from wagtail.query import PageQuerySet

from lbf50.page_cache.fragments import cached_fragment


def filter_public(pages: PageQuerySet) -> PageQuerySet:
    """Return the published pages without view restrictions.

    Wagtail's `public()` queries the restrictions each time. Here they come from the fragment cache.
    """
    return pages.live().exclude(cached_fragment("private", PageQuerySet(Page).private_q))


def published_ancestors(page: Page) -> list[Page]:
    """Return the published ancestors, home page first. Cached on the page object."""
    if not hasattr(page, "_published_ancestors"):
        page._published_ancestors = list(page.get_ancestors().filter(depth__gt=1).live())
    return page._published_ancestors
