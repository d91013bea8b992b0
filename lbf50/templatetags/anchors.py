"""Filter for the ids of headings."""

from django import template
from django.utils.text import slugify

register = template.Library()

DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


@register.filter
def anchor(text: str) -> str:
    """Return the id of a heading, with Danish letters transliterated as in page slugs."""
    return slugify(str(text).translate(DANISH))
