"""How a page can be shown on another site."""

from django import template

from staircase import embedding

register = template.Library()


@register.simple_tag
def oembed_address(page) -> str:
    """Where other sites ask how to show the page, if it is the staircase that it shows."""
    return embedding.oembed_address(page) if embedding.shows_whole_staircase(page) else ""


@register.simple_tag
def embed_code(staircase) -> str:
    """What to put into a page of another site."""
    return embedding.frame(staircase, embedding.WIDTH, embedding.height_for(embedding.WIDTH))
