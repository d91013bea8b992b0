"""Atom feed of the themes."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from lbf50.queries import filter_public
from themes.models import ThemePage

MAX_THEMES = 20


class ThemeFeed(Feed):
    """The newest themes, newest first."""

    feed_type = Atom1Feed
    title = _("Themes from Landsbyggefonden 50 years")
    subtitle = _("New and changed themes.")
    language = "da"

    def get_object(self, request: HttpRequest) -> Site:
        return Site.find_for_request(request)

    def link(self, site: Site) -> str:
        return f"{site.root_url}/"

    def feed_url(self, site: Site) -> str:
        return site.root_url + reverse("theme_feed")

    def items(self, site: Site) -> QuerySet[ThemePage]:
        themes = filter_public(ThemePage.objects.descendant_of(site.root_page))
        return themes.order_by("-first_published_at", "-pk")[:MAX_THEMES]

    def item_title(self, theme: ThemePage) -> str:
        return theme.title

    def item_description(self, theme: ThemePage) -> str:
        return theme.lead

    def item_link(self, theme: ThemePage) -> str:
        return theme.full_url

    def item_pubdate(self, theme: ThemePage) -> datetime:
        return theme.first_published_at

    def item_updateddate(self, theme: ThemePage) -> datetime:
        return theme.last_published_at
