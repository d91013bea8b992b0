"""The staircase as everybody may see it, for the views that are no pages in the tree."""

from django.conf import settings
from django.http import Http404
from wagtail.models import Page

from lbf50.queries import filter_public
from staircase.models import StaircasePage


def get_staircase_or_404() -> StaircasePage:
    """The published staircase. A copy of it, made together with its theme, comes after it."""
    staircase = filter_public(StaircasePage.objects.all()).order_by("pk").first()
    if not staircase:
        raise Http404
    return staircase


def absolute_url(page: Page) -> str:
    """The page's whole address, for who reads it somewhere else."""
    return f"{settings.BASE_URL}{page.url}"
