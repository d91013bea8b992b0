"""What every visitor may see: published, and without a login or password."""

from collections.abc import Sequence

from django.db.models import Q
from wagtail.documents.models import AbstractDocument
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.query import PageQuerySet

from lbf50.page_cache.fragments import cached_fragment


def filter_public(pages: PageQuerySet) -> PageQuerySet:
    """Return the published pages without view restrictions."""
    is_private = Q()
    for path in _private_paths():
        is_private |= Q(path__startswith=path)
    return pages.live().exclude(is_private) if is_private else pages.live()


def public_pages(pages: Sequence[Page | None]) -> list[Page | None]:
    """Return the pages with None in place of those that not every visitor may see."""
    private = _private_paths()
    return [
        page if page and page.live and not page.path.startswith(private) else None for page in pages
    ]


def is_public(page: Page | None) -> bool:
    """Return whether every visitor may see the page."""
    return public_pages([page]) != [None]


def is_public_document(document: AbstractDocument | None) -> bool:
    """Return whether every visitor may read the document."""
    if document is None:
        return False
    private = _private_collections()
    return not private or not document.collection.path.startswith(private)


def published_ancestors(page: Page) -> list[Page]:
    """Return the published ancestors, home page first. Cached on the page object.

    Who may see the page may see them: a restriction holds for all pages below.
    """
    if not hasattr(page, "_published_ancestors"):
        page._published_ancestors = list(page.get_ancestors().filter(depth__gt=1).live())
    return page._published_ancestors


def _private_paths() -> tuple[str, ...]:
    """Return the tree paths of the pages that have a view restriction."""
    restrictions = PageViewRestriction.objects.values_list("page__path", flat=True)
    return cached_fragment("private", lambda: tuple(restrictions.distinct()))


def _private_collections() -> tuple[str, ...]:
    """Return the tree paths of the collections that have a view restriction."""
    restrictions = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    return cached_fragment("private-collections", lambda: tuple(restrictions.distinct()))
