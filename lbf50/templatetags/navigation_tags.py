"""Template tags for what stands on every page: notices, menu, footer links, breadcrumb."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import Context
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from lbf50.declarations import declared
from lbf50.models import InformationPage, Notice
from lbf50.page_cache.fragments import cached_fragment
from lbf50.queries import filter_public, published_ancestors

register = template.Library()


@register.inclusion_tag("includes/menu.html", takes_context=True)
def menu(context: Context) -> dict[str, Any]:
    """Render the menu."""
    return {"items": menu_links(context), "current_path": getattr(context["request"], "path", "")}


@register.simple_tag(takes_context=True)
def menu_links(context: Context) -> list[dict[str, str]]:
    """Return links to the public pages of all levels that are marked for menus."""
    request = context["request"]
    site = Site.find_for_request(request)

    def links() -> list[dict[str, str]]:
        return _links(filter_public(site.root_page.get_descendants()).in_menu(), request)

    return cached_fragment("menu", links) if site else []


@register.simple_tag
def notices() -> list[str]:
    """Return the texts of the live notices, the oldest first."""
    return cached_fragment(
        "notices",
        lambda: list(
            Notice.objects.filter(live=True).order_by("pk").values_list("text", flat=True)
        ),
    )


@register.simple_tag(takes_context=True)
def information_pages(context: Context) -> list[dict[str, str]]:
    """Return links to the public information pages, in tree order."""
    request = context["request"]
    site = Site.find_for_request(request)

    def links() -> list[dict[str, str]]:
        pages = InformationPage.objects.child_of(site.root_page).order_by("path")
        return _links(filter_public(pages).defer_streamfields(), request)

    return cached_fragment("information", links) if site else []


@register.inclusion_tag("includes/breadcrumb.html", takes_context=True)
def breadcrumb(context: Context, page: Page, part: str = "") -> dict[str, Any]:
    """Render links to the published ancestors of the page, home page first.

    A part of the page with an address of its own, such as a chapter, stands below the page.
    """
    pages = [*published_ancestors(page), *([page] if part else [])]
    return {"request": context["request"], "pages": pages, "title": part or page.title}


def _links(pages: PageQuerySet, request: HttpRequest) -> list[dict[str, str]]:
    """Return title and URL of each page, which take less cache memory than pages."""
    return [{"title": page.title, "address": page.get_url(request)} for page in pages]


@register.simple_tag
def menu_views() -> list[tuple[str, str]]:
    """Return name and label of the public views outside the page tree."""
    return declared("menu_views")


@register.filter
def starts_with(path: str, prefix: str) -> bool:
    """Return whether the path starts with the prefix. An empty one never matches."""
    return path.startswith(prefix or "\0")
