"""Where a long word may be broken, which few browsers know for Danish."""

import re

from django import template

from lbf50.models import SiteSettings

register = template.Library()

SOFT_HYPHEN = "\u00ad"


@register.simple_tag(takes_context=True)
def with_soft_hyphens(context, text: str) -> str:
    """The heading `text`, with a soft hyphen at each place where the editors' list lets a word be
    broken. A word with an ending, or within a longer one, is known too."""
    words = SiteSettings.load(request_or_site=context["request"]).long_words.split()
    parts = {word.replace("-", "").lower(): word.split("-") for word in words}
    if not parts:
        return text
    longest_first = sorted(parts, key=len, reverse=True)
    known = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)
    return known.sub(lambda found: _broken(found[0], parts[found[0].lower()]), str(text))


def _broken(word: str, parts: list[str]) -> str:
    lengths = iter(map(len, parts))
    letters = iter(word)
    return SOFT_HYPHEN.join("".join(next(letters) for _ in range(n)) for n in lengths)
