"""Which pages answer a question. The database looks for the words; which words those are is decided
here from the words that the pages have, and so PostgreSQL and SQLite find the same."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet
from wagtail.search.models import IndexEntry
from wagtail.search.query import And, Or, PlainText, SearchQuery

from lbf50.queries import filter_public
from lbf50.search.analysis import WORD, matching_forms, similar_words, stems

KEPT_SECONDS = 24 * 60 * 60
# Where the index keeps what was written: on PostgreSQL, `title` and `body` hold stems.
TEXTS = ("title_text", "body_text") if connection.vendor == "postgresql" else ("title", "body")
# The index joins the parts of a page with commas, whatever they end with, and though they be empty.
AFTER_A_STOP = re.compile(r"(?<=[.?!:,])(?: ?, )+")


@dataclass
class SearchResults:
    """What was found: the pages, the best first, and title and text of each; the words they have,
    in all their forms; and other questions that may have been meant."""

    words: list[str]
    has_all_words: bool = False
    pages: list[Page] = field(default_factory=list)
    texts: dict[int, tuple[str, str]] = field(default_factory=dict)
    forms: set[str] = field(default_factory=set)
    others: list[str] = field(default_factory=list)


def searchable_pages(request: HttpRequest) -> HttpResponse:
    """The published pages of the site that no rule keeps for some."""
    home = Site.find_for_request(request).root_page
    return filter_public(home.get_descendants(inclusive=True)).order_by("path")


def search_pages(asked: list[str], pages: PageQuerySet) -> SearchResults:
    """The pages with all the words; else with those that may have been meant; else with some."""
    known = _known_words(pages)
    meant = list(_meant(asked, known))
    best = meant[0] if meant else asked
    some = [word for word in best if matching_forms(word, known)] or asked
    for words, combine in ((asked, And), (best, And), (some, Or)):
        found = _with_words(words, combine, pages, known)
        if found.pages:
            break
    found.others = [" ".join(other) for other in meant if other != words]
    return found


def _meant(asked: list[str], known: dict[str, str]) -> Iterator[list[str]]:
    """The question with words that are on no page changed to those that are most like them."""
    near = [
        [word] if matching_forms(word, known) else similar_words(word, known) or [word]
        for word in asked
    ]
    first = [words[0] for words in near]
    for place, words in enumerate(near):
        for word in words:
            question = [*first[:place], word, *first[place + 1 :]]
            if question != asked:
                yield question


def _with_words(
    words: list[str], combine: type[SearchQuery], pages: PageQuerySet, known: dict[str, str]
) -> SearchResults:
    groups = [matching_forms(word, known) or [word] for word in words]
    query = combine([Or([PlainText(form) for form in group]) for group in groups])
    found = list(pages.search(query, order_by_relevance=False))
    texts = _texts(found)
    found.sort(key=lambda page: _weight(*texts[page.pk], groups), reverse=True)
    return SearchResults(
        words, combine is And, found, texts, {form for group in groups for form in group}
    )


def _weight(title: str, text: str, groups: list[list[str]]) -> tuple[int, int, int]:
    """How many of the words asked for the page has, how many in its title, and how often."""
    in_title, in_all = _words(title), Counter(_words(title) + _words(text))
    times = [sum(in_all[form] for form in group) for group in groups]
    named = [any(form in in_title for form in group) for group in groups]
    return sum(map(bool, times)), sum(named), sum(times)


def _known_words(pages: PageQuerySet) -> dict[str, str]:
    """Return every word of the pages with its stem. A change of any page makes a new entry."""
    count, newest = pages.aggregate(Count("pk"), Max("last_published_at")).values()
    key = f"words-{count}-{newest and newest.timestamp()}"
    return cast(dict[str, str], cache.get_or_set(key, lambda: _gather(pages), KEPT_SECONDS))


def _gather(pages: PageQuerySet) -> dict[str, str]:
    texts = _texts(list(pages)).values()
    return stems({word for text in texts for part in text for word in _words(part)})


def _texts(pages: list[Page]) -> dict[int, tuple[str, str]]:
    """Title and text of each page, as the index has them."""
    entries = IndexEntry.objects.filter(
        content_type__in={page.content_type_id for page in pages},
        object_id__in=[str(page.pk) for page in pages],
    ).values_list("object_id", *TEXTS)
    return {int(pk): (title, _readable(text or "")) for pk, title, text in entries}


def _readable(text: str) -> str:
    return AFTER_A_STOP.sub(" ", text).strip(" ,")


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())
