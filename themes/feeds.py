"""Atom feed of the themes."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _
from django.utils.xmlutils import SimplerXMLGenerator
from wagtail.models import Site

from lbf50.models import SiteSettings
from lbf50.queries import filter_public
from themes.models import ThemePage

MAX_THEMES = 20
# A tag URI has a year in which we had the host.
START_YEAR = 2017


class AtomFeed(Atom1Feed):
    """Django's Atom feed with what RFC 4287 asks for besides: plain text as such."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write the entry, its summary as text. Django says it is HTML."""
        summary = item["description"]
        super().add_item_elements(handler, item | {"description": None})
        handler.addQuickElement("summary", summary, {"type": "text"})


class ThemeFeed(Feed):
    """The newest themes, newest first."""

    feed_type = AtomFeed
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

    def author_name(self, site: Site) -> str:
        return SiteSettings.load().organisation

    def item_guid(self, theme: ThemePage) -> str:
        """Return an id that stays when the theme gets another address (RFC 4151)."""
        host = urlsplit(settings.BASE_URL).hostname
        return f"tag:{host},{START_YEAR}:{theme.translation_key}"

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
