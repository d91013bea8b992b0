"""Where the visitor is and can go: the menu and the path to the page, from the page tree."""

from django import template
from wagtail.models import Site

from lbf50.models import InformationPage

register = template.Library()


@register.inclusion_tag("includes/menu.html", takes_context=True)
def menu(context):
    """The published pages below the home page that the editors want in the menu."""
    request = context["request"]
    site = Site.find_for_request(request)
    home = site.root_page if site else None
    pages = home.get_children().live().public().in_menu() if home else []
    return {"request": request, "pages": pages, "here": getattr(request, "path", "")}


@register.simple_tag(takes_context=True)
def information_pages(context):
    """The published pages about the site, in the editors' order."""
    site = Site.find_for_request(context["request"])
    pages = InformationPage.objects.live().public().order_by("path").defer_streamfields()
    return pages.child_of(site.root_page) if site else pages.none()


@register.inclusion_tag("includes/breadcrumb.html", takes_context=True)
def breadcrumb(context, page):
    """The pages above `page`, the home page first."""
    above = page.get_ancestors().filter(depth__gt=1).live()
    return {"request": context["request"], "pages": above, "page": page}


@register.filter
def starts_with(text: str, beginning: str) -> bool:
    """Whether the address `text` lies at or below `beginning`."""
    return text.startswith(beginning or "\0")
