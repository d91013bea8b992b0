"""What every reader may see."""

from wagtail.models import Page
from wagtail.query import PageQuerySet

from lbf50.page_cache.fragments import cached_fragment


def filter_public(pages: PageQuerySet) -> PageQuerySet:
    """Those of the pages that are published, and for all. Wagtail's own `public()` asks the
    database each time what is not."""
    return pages.live().exclude(cached_fragment("private", PageQuerySet(Page).private_q))


def published_ancestors(page: Page) -> list[Page]:
    """The published pages that lead to this one, the home page first. Asked for once a page,
    whoever else needs them for the same answer."""
    if not hasattr(page, "_pages_above"):
        page._pages_above = list(page.get_ancestors().filter(depth__gt=1).live())
    return page._pages_above
