"""What the head of a public page tells machines."""

from django import template
from django.conf import settings
from django.utils.encoding import escape_uri_path
from wagtail.models import Site

from lbf50.models import SiteSettings
from lbf50.seo.social_images import social_image_path
from lbf50.seo.structured_data import page_structured_data

register = template.Library()


@register.inclusion_tag("includes/head_metadata.html", takes_context=True)
def head_metadata(context, title=""):
    """The page's one address, and how it looks where it is shared. A view that is no page gives its
    title, and is shared with the picture of the home page."""
    request = context["request"]
    site = Site.find_for_request(request)
    page = context.get("page")
    # A page that is previewed before it is saved has no picture of its own yet.
    shown = page if page and page.pk else site.root_page
    picture = site.root_url + social_image_path(shown)
    about = {
        "address": site.root_url + escape_uri_path(request.path),
        "title": title or (page.title if page else settings.WAGTAIL_SITE_NAME),
        "type": "website" if page is None or page.pk == site.root_page_id else "article",
        "picture": picture,
    }
    if page:
        owner = SiteSettings.load(request_or_site=request)
        about["structured_data"] = page_structured_data(site, owner, page, picture)
    return about
