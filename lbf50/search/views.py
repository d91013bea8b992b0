"""The search page at /soeg/."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from lbf50.search.analysis import excerpt, highlight, query_words
from lbf50.search.results import SearchResults, search_pages, searchable_pages
from lbf50.templatetags.anchors import anchor

MAX_QUERY_LENGTH = 200
HITS_PER_PAGE = 10


@dataclass
class SearchHit:
    """A page in the list of results.

    Title and excerpt are split into pieces, each with whether it is highlighted.
    """

    page: Page
    kind: str
    title: list[tuple[str, bool]]
    excerpt: list[tuple[str, bool]]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the search form, and the results for the query `q`."""
    query = request.GET.get("q", "").strip()[:MAX_QUERY_LENGTH]
    context: dict[str, Any] = {"query": query}
    if words := query_words(query):
        results = search_pages(words, searchable_pages(request))
        context |= {"results": results, "is_exact": results.words == words}
        context |= _list_context(results, request.GET)
    return render(request, "lbf50/search.html", context)


def _list_context(results: SearchResults, filters: QueryDict) -> dict[str, Any]:
    """Return one page of the results of the chosen kind, and the number of each kind."""
    chosen = filters.get("slags", "")
    kinds = Counter(page.specific_class for page in results.pages)
    pages = [
        page for page in results.pages if anchor(_kind(page.specific_class)) == chosen
    ] or results.pages
    page_obj = Paginator(pages, HITS_PER_PAGE).get_page(filters.get("side"))
    return {
        "kinds": [(_kinds(model, n), anchor(_kind(model)), n) for model, n in kinds.most_common()],
        "chosen": chosen,
        "page_obj": page_obj,
        "hits": [_hit(page, results) for page in page_obj],
    }


def _hit(page: Page, results: SearchResults) -> SearchHit:
    _title, text = results.texts[page.pk]
    return SearchHit(
        page,
        _kind(page.specific_class),
        highlight(page.title, results.forms),
        highlight(excerpt(text, results.forms), results.forms),
    )


def _kind(model: type[Page]) -> str:
    """Return the verbose name of a page type."""
    return model._meta.verbose_name


def _kinds(model: type[Page], count: int) -> str:
    """Return the name of a page type for so many pages."""
    return str(model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural)
