"""Filter for the ids of headings."""

from django import template
from django.utils.text import slugify

from lbf50.danish import TWO_LETTERS

register = template.Library()


@register.filter
def anchor(text: str) -> str:
    """Return the id of a heading, with Danish letters transliterated as in page slugs."""
    return slugify(str(text).translate(TWO_LETTERS))
