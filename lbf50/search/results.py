"""Full-text search of the public pages.

The database finds the pages that contain given words. Inflections, compounds and corrections of
those words come from the vocabulary of the pages, so PostgreSQL and SQLite return the same results.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection
from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet
from wagtail.search.models import IndexEntry
from wagtail.search.query import And, Or, PlainText, SearchQuery

from lbf50.page_cache.fragments import cached_fragment
from lbf50.queries import filter_public
from lbf50.search.analysis import matching_forms, similar_words, split_words, stems
from lbf50.search.fields import SEPARATOR

# Index columns with the original text. On PostgreSQL, `title` and `body` hold stems.
TEXT_COLUMNS = (
    ("title_text", "body_text") if connection.vendor == "postgresql" else ("title", "body")
)


@dataclass
class SearchResults:
    """The pages that match the words.

    `pages` is sorted, best first. `texts` holds title and text of each page by primary key.
    `forms` are the words to highlight. `suggestions` are other queries.
    """

    words: list[str]
    has_all_words: bool = False
    pages: list[Page] = field(default_factory=list)
    texts: dict[int, tuple[str, str]] = field(default_factory=dict)
    forms: set[str] = field(default_factory=set)
    suggestions: list[str] = field(default_factory=list)


def searchable_pages(request: HttpRequest) -> PageQuerySet:
    """Return the public pages of the site."""
    home = Site.find_for_request(request).root_page
    return filter_public(home.get_descendants(inclusive=True)).order_by("path")


def search_pages(query_words: list[str], pages: PageQuerySet) -> SearchResults:
    """Search for all words, else for all corrected words, else for any of them."""
    vocabulary = cached_fragment("vocabulary", lambda: _vocabulary(pages))
    corrections = list(_corrections(query_words, vocabulary))
    best = corrections[0] if corrections else query_words
    known = [word for word in best if matching_forms(word, vocabulary)] or query_words
    for words, combine in ((query_words, And), (best, And), (known, Or)):
        results = _search(words, combine, pages, vocabulary)
        if results.pages:
            break
    results.suggestions = [" ".join(other) for other in corrections if other != words]
    return results


def _corrections(query_words: list[str], vocabulary: dict[str, str]) -> Iterator[list[str]]:
    """Yield the query with unknown words replaced by similar known ones, best first."""
    candidates = [
        [word] if matching_forms(word, vocabulary) else similar_words(word, vocabulary) or [word]
        for word in query_words
    ]
    first = [words[0] for words in candidates]
    for position, words in enumerate(candidates):
        for word in words:
            correction = [*first[:position], word, *first[position + 1 :]]
            if correction != query_words:
                yield correction


def _search(
    words: list[str], combine: type[SearchQuery], pages: PageQuerySet, vocabulary: dict[str, str]
) -> SearchResults:
    groups = [matching_forms(word, vocabulary) or [word] for word in words]
    query = combine([Or([PlainText(form) for form in group]) for group in groups])
    matches = list(pages.search(query, order_by_relevance=False))
    texts = _texts(matches)
    matches.sort(key=lambda page: _relevance(*texts[page.pk], groups), reverse=True)
    return SearchResults(
        words, combine is And, matches, texts, {form for group in groups for form in group}
    )


def _relevance(title: str, text: str, groups: list[list[str]]) -> tuple[int, int, int]:
    """Return how many query words the page has, how many in its title, and how often."""
    title_words, counts = _words(title), Counter(_words(title) + _words(text))
    occurrences = [sum(counts[form] for form in group) for group in groups]
    is_in_title = [any(form in title_words for form in group) for group in groups]
    return sum(map(bool, occurrences)), sum(is_in_title), sum(occurrences)


def _vocabulary(pages: PageQuerySet) -> dict[str, str]:
    """Map every word of the pages to its stem."""
    texts = _texts(list(pages)).values()
    return stems({word for text in texts for part in text for word in _words(part)})


def _texts(pages: list[Page]) -> dict[int, tuple[str, str]]:
    """Return title and text of each page from the search index."""
    entries = IndexEntry.objects.filter(
        content_type__in={page.content_type_id for page in pages},
        object_id__in=[str(page.pk) for page in pages],
    ).values_list("object_id", *TEXT_COLUMNS)
    return {int(pk): (title, (text or "").rstrip(f" {SEPARATOR}")) for pk, title, text in entries}


def _words(text: str) -> list[str]:
    return split_words(text)
