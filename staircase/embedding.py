"""The staircase on other people's sites: a page for their frames, and oEmbed, which finds it."""

import re
from urllib.parse import unquote, urlencode, urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.http.request import validate_host
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe
from wagtail.models import Page

from staircase.models import StaircasePage
from staircase.queries import absolute_url, get_staircase_or_404

WIDTH = 960
# From each width on, the height that the drawing of three steps needs: the less room a step has for
# its words the more, and the most when the steps stand one above the other.
HEIGHTS = ((768, 1100), (530, 1400), (0, 2100))
A_DAY = 86_400


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@require_safe
def embedded_drawing(request):
    """The drawing alone, the one page of ours that any site may frame."""
    staircase = get_staircase_or_404()
    return render(request, "staircase/embedded.html", {"staircase": staircase})


@require_safe
def oembed(request):
    """How to show what stands at an address of ours: https://oembed.com"""
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Only format=json is supported.", content_type="text/plain", status=501)
    if not _shows_it(request, request.GET.get("url", "")):
        raise Http404
    staircase = get_staircase_or_404()
    width = _at_most(WIDTH, request.GET.get("maxwidth"))
    height = _at_most(frame_height(width), request.GET.get("maxheight"))
    return JsonResponse(
        {
            "version": "1.0",
            "type": "rich",
            "title": staircase.title,
            "provider_name": settings.WAGTAIL_SITE_NAME,
            "provider_url": settings.BASE_URL,
            "cache_age": A_DAY,
            "html": iframe_html(staircase, width, height),
            "width": width,
            "height": height,
        }
    )


def frame_height(width: int) -> int:
    """How high a frame of that width is to be."""
    return next(height for least, height in HEIGHTS if width >= least)


def iframe_html(staircase: StaircasePage, width: int, height: int) -> str:
    """The HTML that shows the drawing in a page of another site."""
    address = settings.BASE_URL + reverse("staircase:embedded")
    context = {"address": address, "title": staircase.title, "width": width, "height": height}
    return render_to_string("staircase/includes/iframe.html", context).strip()


def is_embeddable(page) -> bool:
    """Whether who pastes the page's address somewhere else means the staircase."""
    if isinstance(page, StaircasePage):
        return True
    blocks = getattr(page, "body", None) or ()
    return any(block.block_type == "staircase" and block.value["with_texts"] for block in blocks)


def oembed_url(page) -> str:
    """Where other sites ask how to show the page."""
    query = urlencode({"url": absolute_url(page), "format": "json"})
    return f"{settings.BASE_URL}{reverse('staircase:oembed')}?{query}"


def _shows_it(request, address: str) -> bool:
    """Whether the staircase stands at the address, on this site, for everybody to see."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    if not host or not validate_host(host, settings.ALLOWED_HOSTS):
        return False
    page = Page.find_for_request(request, unquote(parts.path))
    return parts.path == reverse("staircase:embedded") or is_embeddable(page)


def _at_most(usual: int, asked: str | None) -> int:
    """The usual number of pixels, or fewer where the other site has asked for fewer."""
    return min(usual, int(asked)) if re.fullmatch("[1-9][0-9]{0,4}", asked or "") else usual
