"""Template tag for the metadata in the head of a public page."""

from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.encoding import escape_uri_path
from wagtail.models import Site

from lbf50.models import SiteSettings
from lbf50.seo.social_images import social_image_path
from lbf50.seo.structured_data import page_structured_data

register = template.Library()


@register.inclusion_tag("includes/head_metadata.html", takes_context=True)
def head_metadata(context: Context, title: str = "") -> dict[str, Any]:
    """Render the canonical URL, the Open Graph tags and the structured data.

    Args:
        title: Title of a view without a page. It gets the social image of the home page.
    """
    request = context["request"]
    site = Site.find_for_request(request)
    page = context.get("page")
    # The preview of an unsaved page has no primary key, so no image URL.
    picture_page = page if page and page.pk else site.root_page
    picture_url = site.root_url + social_image_path(picture_page)
    metadata = {
        "address": site.root_url + escape_uri_path(request.path),
        "title": title or (page.title if page else settings.WAGTAIL_SITE_NAME),
        "type": "website" if page is None or page.pk == site.root_page_id else "article",
        "picture": picture_url,
    }
    if page:
        site_settings = SiteSettings.load(request_or_site=request)
        metadata["structured_data"] = page_structured_data(site, site_settings, page, picture_url)
    return metadata
