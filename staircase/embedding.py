"""Embedding of the staircase in other sites: a page to frame, and oEmbed."""

import re
from urllib.parse import unquote, urlencode, urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import validate_host
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe
from wagtail.models import Page

from lbf50.queries import is_public
from staircase.models import StaircasePage
from staircase.queries import absolute_url, get_staircase_or_404

WIDTH = 960
# Minimum width and height of the frame in pixels, measured with three steps. Narrow steps have more
# lines; below 500 px they have names only. More steps scroll.
HEIGHT_BY_MIN_WIDTH = ((768, 1100), (500, 1350), (0, 850))
CACHE_SECONDS = 86_400


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@require_safe
def embedded_drawing(request: HttpRequest) -> HttpResponse:
    """Show the drawing alone, the only page that any site may frame."""
    staircase = get_staircase_or_404()
    response = render(request, "staircase/embedded.html", {"staircase": staircase})
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer an oEmbed request about a page that shows the staircase: https://oembed.com"""
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Only format=json is supported.", content_type="text/plain", status=501)
    if not _shows_staircase(request, request.GET.get("url", "")):
        raise Http404
    staircase = get_staircase_or_404()
    width = _limit(WIDTH, request.GET.get("maxwidth"))
    height = _limit(frame_height(width), request.GET.get("maxheight"))
    return JsonResponse(
        {
            "version": "1.0",
            "type": "rich",
            "title": staircase.title,
            "provider_name": settings.WAGTAIL_SITE_NAME,
            "provider_url": settings.BASE_URL,
            "cache_age": CACHE_SECONDS,
            "html": iframe_html(staircase, width, height),
            "width": width,
            "height": height,
        }
    )


def frame_height(width: int) -> int:
    """Return the height of a frame of that width, in pixels."""
    return next(height for min_width, height in HEIGHT_BY_MIN_WIDTH if width >= min_width)


def iframe_html(staircase: StaircasePage, width: int, height: int) -> str:
    """Return the HTML that another site puts into its page."""
    address = settings.BASE_URL + reverse("staircase:embedded")
    context = {"address": address, "title": staircase.title, "width": width, "height": height}
    return render_to_string("staircase/includes/iframe.html", context).strip()


def is_embeddable(page: Page | None) -> bool:
    """Return whether oEmbed answers for the page: it is public, and is or shows the staircase."""
    if not is_public(page):
        return False
    if isinstance(page, StaircasePage):
        return True
    blocks = getattr(page, "body", None) or ()
    return any(block.block_type == "staircase" and block.value["with_texts"] for block in blocks)


def oembed_url(page: Page) -> str:
    """Return the URL of the oEmbed answer about the page."""
    query = urlencode({"url": absolute_url(page), "format": "json"})
    return f"{settings.BASE_URL}{reverse('staircase:oembed')}?{query}"


def _shows_staircase(request: HttpRequest, url: str) -> bool:
    """Return whether a public page of this site at the URL shows the staircase."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    if not host or not validate_host(host, settings.ALLOWED_HOSTS):
        return False
    path = unquote(parts.path)
    if "\0" in path:  # PostgreSQL raises an error on it.
        return False
    if parts.path == reverse("staircase:embedded"):
        return True
    return is_embeddable(Page.find_for_request(request, path))


def _limit(pixels: int, maximum: str | None) -> int:
    """Return the number of pixels, limited by a maximum from a query string."""
    if maximum and re.fullmatch("[1-9][0-9]{0,4}", maximum):
        return min(pixels, int(maximum))
    return pixels
