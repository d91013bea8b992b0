"""The themes as an Atom feed, the newest first."""

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from lbf50.queries import filter_public
from themes.models import ThemePage

MOST_THEMES = 20


class ThemeFeed(Feed):
    """What is new, for those who let a program look."""

    feed_type = Atom1Feed
    title = _("Themes from Landsbyggefonden 50 years")
    subtitle = _("New and changed themes.")
    language = "da"

    def get_object(self, request):
        return Site.find_for_request(request)

    def link(self, site):
        return f"{site.root_url}/"

    def feed_url(self, site):
        return site.root_url + reverse("theme_feed")

    def items(self, site):
        themes = filter_public(ThemePage.objects.descendant_of(site.root_page))
        return themes.order_by("-first_published_at", "-pk")[:MOST_THEMES]

    def item_title(self, theme):
        return theme.title

    def item_description(self, theme):
        return theme.lead

    def item_link(self, theme):
        return theme.full_url

    def item_pubdate(self, theme):
        return theme.first_published_at

    def item_updateddate(self, theme):
        return theme.last_published_at
