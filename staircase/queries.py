"""Queries for the views outside the page tree."""

from django.conf import settings
from django.http import Http404
from wagtail.models import Page

from lbf50.queries import filter_public
from staircase.models import StaircasePage


def get_staircase_or_404() -> StaircasePage:
    """Return the published staircase, the oldest if it was copied with its theme.

    Raises:
        Http404: No staircase is published.
    """
    staircase = filter_public(StaircasePage.objects.all()).order_by("pk").first()
    if not staircase:
        raise Http404
    return staircase


def absolute_url(page: Page) -> str:
    """Return the page's URL with the host name."""
    return f"{settings.BASE_URL}{page.url}"
