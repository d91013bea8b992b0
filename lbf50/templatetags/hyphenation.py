"""Soft hyphens in long words of headings: few browsers hyphenate Danish."""

import re
from functools import lru_cache

from django import template
from django.template.context import Context

from lbf50.models import SiteSettings

register = template.Library()

SOFT_HYPHEN = "\u00ad"


@register.simple_tag(takes_context=True)
def with_soft_hyphens(context: Context, text: str) -> str:
    """Insert soft hyphens into the words that the site settings list.

    A listed word also matches with an ending, or as part of a longer word.
    """
    pattern, parts = _parse_long_words(
        SiteSettings.load(request_or_site=context["request"]).long_words
    )
    if not parts:
        return text
    return pattern.sub(lambda match: _hyphenate(match[0], parts[match[0].lower()]), str(text))


@lru_cache(maxsize=2)
def _parse_long_words(long_words: str) -> tuple[re.Pattern[str], dict[str, list[str]]]:
    """Return a pattern of the listed words, and the parts of each."""
    parts = {word.replace("-", "").lower(): word.split("-") for word in long_words.split()}
    longest_first = sorted(parts, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE), parts


def _hyphenate(word: str, parts: list[str]) -> str:
    lengths = iter(map(len, parts))
    letters = iter(word)
    return SOFT_HYPHEN.join("".join(next(letters) for _ in range(n)) for n in lengths)
