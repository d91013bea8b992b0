"""The page at /soeg/: what was asked for, and what was found."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from lbf50.search.analysis import excerpt, highlight, query_words
from lbf50.search.results import SearchResults, search_pages, searchable_pages
from lbf50.templatetags.anchors import anchor

LONGEST_QUERY = 200
HITS_A_PAGE = 10


@dataclass
class SearchHit:
    """A page as the list shows it: title and extract in pieces, each with whether it is marked."""

    page: Page
    kind: str
    title: list[tuple[str, bool]]
    extract: list[tuple[str, bool]]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The form, and below it what was found."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    context = {"query": query}
    if asked := query_words(query):
        found = search_pages(asked, searchable_pages(request))
        context |= {"found": found, "as_asked": found.words == asked} | _list(found, request.GET)
    return render(request, "lbf50/search.html", context)


def _list(found: SearchResults, wishes: Any) -> dict:
    """The part of the list that the visitor wishes to see, and how many there are of each kind."""
    chosen = wishes.get("slags", "")
    kinds = Counter(_kind(page) for page in found.pages)
    pages = [page for page in found.pages if anchor(_kind(page)) == chosen] or found.pages
    part = Paginator(pages, HITS_A_PAGE).get_page(wishes.get("side"))
    return {
        "kinds": [(kind, anchor(kind), count) for kind, count in kinds.most_common()],
        "chosen": chosen,
        "part": part,
        "hits": [_hit(page, found) for page in part],
    }


def _hit(page: Page, found: SearchResults) -> SearchHit:
    _title, text = found.texts[page.pk]
    shown = excerpt(text, found.forms)
    return SearchHit(
        page, _kind(page), highlight(page.title, found.forms), highlight(shown, found.forms)
    )


def _kind(page: Page) -> str:
    """What the page is, in the words of its type."""
    return page.specific_class._meta.verbose_name
