"""Template tags for StreamField blocks."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import BoundBlock, StreamValue
from wagtail.models import Page

from lbf50.queries import is_public as page_is_public
from lbf50.queries import is_public_document
from lbf50.rich_text import remove_links_without_target
from lbf50.templatetags.anchors import anchor

register = template.Library()

# With fewer headings a page needs no list of contents.
LONG_PAGE = 4


@register.filter
def is_public(page: Page | None) -> bool:
    """Return whether every visitor may see the page."""
    return page_is_public(page)


@register.filter
def visible(links: StreamValue) -> list[StreamValue.StreamChild]:
    """Return the link blocks without those to pages and documents that not everybody may see."""
    return [
        link
        for link in links
        if ("page" not in link.value or page_is_public(link.value["page"]))
        and ("document" not in link.value or is_public_document(link.value["document"]))
    ]


@register.filter
def without_dead_links(html: str) -> str:
    """Return the HTML with the text of links that lead nowhere alone."""
    return remove_links_without_target(html)


@register.inclusion_tag("includes/contents.html")
def contents(body: StreamValue) -> dict[str, list[tuple[str, str]]]:
    """Render links to the headings of a long page, the steps of the staircase included.

    A block that shows headings of its own returns their ids and texts from `contents`.
    """
    headings: list[tuple[str, str]] = []
    for child in body:
        if child.block_type == "heading":
            headings.append((anchor(child.value), child.value))
        elif own := getattr(child.block, "contents", None):
            headings += own(child.value)
    return {"headings": headings if len(headings) >= LONG_PAGE else []}


@register.simple_tag(takes_context=True)
def block_heads(context: Context, body: StreamValue) -> SafeString:
    """Render the `head_template` of the blocks of a page, for its head, each kind once."""
    names = dict.fromkeys(getattr(child.block.meta, "head_template", "") for child in body)
    page = {"page": context["page"]}
    parts = [render_to_string(name, page, context["request"]) for name in names if name]
    return mark_safe("".join(parts))  # noqa: S308  # rendered by our own templates


@register.simple_tag
def block_assets(blocks: Iterable[BoundBlock] | BoundBlock) -> SafeString:
    """Link to the `stylesheet` and `script` of a block or of several, each once.

    They stand just above the blocks: a browser paints what is above without waiting for them.
    """
    children = [blocks] if isinstance(blocks, BoundBlock) else blocks
    metas = [child.block.meta for child in children]
    link = '<link rel="stylesheet" href="{}">'
    script = '<script type="module" src="{}"></script>'
    return format_html("{}{}", _assets(metas, "stylesheet", link), _assets(metas, "script", script))


def _assets(metas: list[Any], name: str, html: str) -> SafeString:
    """Return the HTML for each static file that a Meta names."""
    files = dict.fromkeys(path for meta in metas if (path := getattr(meta, name, "")))
    return format_html_join("", html, ((static(path),) for path in files))
