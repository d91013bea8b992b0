"""Where a long word may be broken, which few browsers know for Danish."""

import re
from functools import lru_cache

from django import template

from lbf50.models import SiteSettings

register = template.Library()

SOFT_HYPHEN = "\u00ad"


@register.simple_tag(takes_context=True)
def with_soft_hyphens(context, text: str) -> str:
    """The heading `text`, with a soft hyphen at each place where the editors' list lets a word be
    broken. A word with an ending, or within a longer one, is known too."""
    known, parts = _listed(SiteSettings.load(request_or_site=context["request"]).long_words)
    if not parts:
        return text
    return known.sub(lambda found: _broken(found[0], parts[found[0].lower()]), str(text))


@lru_cache(maxsize=2)
def _listed(long_words: str) -> tuple[re.Pattern, dict[str, list[str]]]:
    """What finds the listed words, and the parts of each. Asked for by each heading of a page."""
    parts = {word.replace("-", "").lower(): word.split("-") for word in long_words.split()}
    longest_first = sorted(parts, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE), parts


def _broken(word: str, parts: list[str]) -> str:
    lengths = iter(map(len, parts))
    letters = iter(word)
    return SOFT_HYPHEN.join("".join(next(letters) for _ in range(n)) for n in lengths)
