"""Places within a page that can be linked to."""

from django import template
from django.utils.text import slugify

register = template.Library()

DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


@register.filter
def anchor(text: str) -> str:
    """The id of a heading, with the Danish letters written out as in the site's addresses."""
    return slugify(str(text).translate(DANISH))
