"""Template tags for StreamField blocks."""

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue

register = template.Library()


@register.simple_tag(takes_context=True)
def block_heads(context: Context, body: StreamValue) -> SafeString:
    """Render what the blocks of a page need in its head, each kind of block once.

    A block names the template with its styles and scripts as `head_template` in its Meta.
    """
    names = dict.fromkeys(getattr(child.block.meta, "head_template", "") for child in body)
    page = {"page": context["page"]}
    heads = [render_to_string(name, page, context["request"]) for name in names if name]
    return mark_safe("".join(heads))  # noqa: S308  # rendered by our own templates
