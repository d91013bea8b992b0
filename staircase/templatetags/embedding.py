"""How a page can be shown on another site."""

from django import template

from staircase import embedding

register = template.Library()


@register.simple_tag
def oembed_address(page) -> str:
    """Where other sites ask how to show the page, if it is the staircase that it shows."""
    return embedding.oembed_url(page) if embedding.is_embeddable(page) else ""


@register.simple_tag
def embed_code(staircase) -> str:
    """What to put into a page of another site."""
    return embedding.iframe_html(
        staircase, embedding.WIDTH, embedding.frame_height(embedding.WIDTH)
    )
