"""The page at /soeg/: what was asked for, and what was found."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from lbf50.search.analysis import asked_words, extract, marked
from lbf50.search.results import Found, find, public_pages
from lbf50.templatetags.anchors import anchor

LONGEST_QUERY = 200
HITS_A_PAGE = 10


@dataclass
class Hit:
    """A page as the list shows it: title and extract in pieces, each with whether it is marked."""

    page: Page
    kind: str
    title: list[tuple[str, bool]]
    extract: list[tuple[str, bool]]


@require_safe
def search(request):
    """The form, and below it what was found."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    context = {"query": query}
    if asked := asked_words(query):
        found = find(asked, public_pages(request))
        context |= {"found": found, "as_asked": found.words == asked} | _list(found, request.GET)
    return render(request, "lbf50/search.html", context)


def _list(found: Found, wishes) -> dict:
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


def _hit(page: Page, found: Found) -> Hit:
    _title, text = found.texts[page.pk]
    shown = extract(text, found.forms)
    return Hit(page, _kind(page), marked(page.title, found.forms), marked(shown, found.forms))


def _kind(page: Page) -> str:
    """What the page is, in the words of its type."""
    return page.specific_class._meta.verbose_name
