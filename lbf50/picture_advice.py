"""Advice to editors about the pictures of a page."""

from collections.abc import Iterator

from wagtail.blocks import StreamValue
from wagtail.models import Page

from lbf50.models import Picture

# What a picture across the page needs on a screen of normal density.
FULL_WIDTH = 960


def small_pictures(page: Page) -> list[Picture]:
    """Return the pictures of the page that are stretched on a wide screen."""
    keys = set(_pictures(page))
    return list(Picture.objects.filter(pk__in=keys, width__lt=FULL_WIDTH).order_by("title"))


def _pictures(page: Page) -> Iterator[int]:
    """Yield the keys of the pictures in the fields and blocks of the page."""
    for field in page._meta.get_fields():
        value = getattr(page, field.name, None) if field.concrete else None
        if isinstance(value, Picture):
            yield value.pk
        elif isinstance(value, StreamValue):
            for model, key, *_path in value.stream_block.extract_references(value):
                if model is Picture:
                    yield int(key)
