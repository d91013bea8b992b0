"""Template tags for embedding the staircase in other sites."""

from django import template
from wagtail.models import Page

from staircase import embedding
from staircase.models import StaircasePage

register = template.Library()


@register.simple_tag
def oembed_address(page: Page) -> str:
    """Return the oEmbed URL of a page that shows the staircase, else ""."""
    return embedding.oembed_url(page) if embedding.is_embeddable(page) else ""


@register.simple_tag
def embed_code(staircase: StaircasePage) -> str:
    """Return the HTML to put into a page of another site."""
    return embedding.iframe_html(
        staircase, embedding.WIDTH, embedding.frame_height(embedding.WIDTH)
    )
