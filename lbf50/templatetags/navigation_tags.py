"""Where the visitor is and can go: the menu and the path to the page, from the page tree."""

from django import template
from wagtail.models import Site

from lbf50.models import InformationPage
from lbf50.page_cache.fragments import cached_fragment
from lbf50.queries import filter_public, published_ancestors

register = template.Library()


@register.inclusion_tag("includes/menu.html", takes_context=True)
def menu(context):
    """The published pages below the home page that the editors want in the menu."""
    request = context["request"]
    site = Site.find_for_request(request)

    def pages():
        return _links(filter_public(site.root_page.get_children()).in_menu(), request)

    items = cached_fragment("menu", pages) if site else []
    return {"items": items, "here": getattr(request, "path", "")}


@register.simple_tag(takes_context=True)
def information_pages(context):
    """The published pages about the site, in the editors' order."""
    request = context["request"]
    site = Site.find_for_request(request)

    def pages():
        pages = InformationPage.objects.child_of(site.root_page).order_by("path")
        return _links(filter_public(pages).defer_streamfields(), request)

    return cached_fragment("information", pages) if site else []


@register.inclusion_tag("includes/breadcrumb.html", takes_context=True)
def breadcrumb(context, page):
    """The pages above `page`, the home page first."""
    return {"request": context["request"], "pages": published_ancestors(page), "page": page}


def _links(pages, request) -> list[dict[str, str]]:
    """Title and address of each page, without the page."""
    return [{"title": page.title, "address": page.get_url(request)} for page in pages]


@register.filter
def starts_with(text: str, beginning: str) -> bool:
    """Whether the address `text` lies at or below `beginning`."""
    return text.startswith(beginning or "\0")
