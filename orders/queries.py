"""Queries about the book for views that are no pages."""

from lbf50.page_cache.fragments import cached_fragment
from orders.models import BookPage


def published_book() -> BookPage | None:
    """Return the published book, its `online_url` from the fragment cache."""
    book = BookPage.published()
    if book:
        book.online_url = cached_fragment(f"online-{book.pk}", lambda: book.online_url)
    return book
