"""The page of the whole staircase, and what it gathers from the pages below it."""

from collections import defaultdict
from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page, Site
from wagtail.search import index

from lbf50.blocks import TEXT_FEATURES
from lbf50.queries import filter_public
from staircase import advice
from staircase.models.activity import ActivityPage
from staircase.models.source import Source
from staircase.models.tier import TierPage
from staircase.panels import AdvicePanel


class Licence(models.TextChoices):
    """On what terms others may use the staircase's data."""

    BY = "https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"
    ZERO = "https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"


class StaircasePage(Page):
    """The whole staircase: the drawing, and every step from the lowest up."""

    parent_page_types = ["themes.ThemePage"]
    subpage_types = ["staircase.TierPage"]
    max_count = 1
    admin_default_ordering = "ord"

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences."))
    source = models.CharField(
        _("source"),
        max_length=250,
        blank=True,
        help_text=_("Where the classification comes from. Shown below the drawing."),
    )
    research = RichTextField(
        _("about the research"),
        features=TEXT_FEATURES,
        blank=True,
        help_text=_("Shown above the list of sources, which makes itself."),
    )

    licence = models.CharField(
        _("licence of the data"),
        max_length=60,
        choices=Licence,
        blank=True,
        help_text=_("What others may do with the data. Empty: they are told to ask first."),
    )

    content_panels = [
        AdvicePanel(),
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("source"),
        FieldPanel("research"),
        FieldPanel("licence"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("research"),
    ]
    api_fields = [APIField("lead"), APIField("source"), APIField("research"), APIField("licence")]

    class Meta:
        verbose_name = _("staircase")
        verbose_name_plural = _("staircases")

    @cached_property
    def tiers(self) -> list[TierPage]:
        """The published steps from the lowest up, numbered from 1, with their activities. However
        many there are, they cost the same few queries."""
        tiers = filter_public(TierPage.objects.child_of(self)).order_by("path")
        activities = ActivityPage.published_below(self)
        for number, tier in enumerate(tiers, start=1):
            tier.staircase, tier.number = self, number
            tier.activities = [activity for activity in activities if activity.is_child_of(tier)]
            for activity in tier.activities:
                activity.tier = tier
        return list(tiers)

    @property
    def updated(self) -> datetime | None:
        """When something of it was last published, if ever."""
        parts = [self, *self.tiers, *self.activities, *self.sources]
        return max(
            (part.last_published_at for part in parts if part.last_published_at), default=None
        )

    @property
    def structured_data(self) -> dict:
        """What schema.org calls the staircase: data to fetch, on a list of steps."""
        files = {"json": "application/json", "csv": "text/csv"}
        steps = [
            {
                "@type": "ListItem",
                "position": tier.number,
                "name": tier.title,
                "item": tier.full_url,
            }
            for tier in self.tiers
        ]
        known = {
            "description": self.lead,
            "citation": self.source,
            "license": self.licence,
            "dateModified": self.updated and self.updated.isoformat(),
        }
        return {name: value for name, value in known.items() if value} | {
            "@type": "Dataset",
            "name": self.title,
            "isAccessibleForFree": True,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": media_type,
                    "contentUrl": settings.BASE_URL + reverse(f"staircase:{name}"),
                }
                for name, media_type in files.items()
            ],
            "mainEntity": {"@type": "ItemList", "itemListElement": steps},
        }

    def get_sitemap_urls(self, request=None) -> list[dict]:
        """The page, and the list of all activities, which is there when the staircase is."""
        root = Site.find_for_request(request).root_url
        overview = {"location": root + reverse("staircase:overview"), "lastmod": self.updated}
        return [*super().get_sitemap_urls(request), overview]

    @cached_property
    def activities(self) -> list[ActivityPage]:
        """Every activity shown on the staircase, from the lowest step up."""
        return [activity for tier in self.tiers for activity in tier.activities]

    @cached_property
    def sources(self) -> list[Source]:
        """Every source that an activity rests on, once, each with those `activities`."""
        resting = defaultdict(list)
        for activity in self.activities:
            for source in activity.sources:
                resting[source].append(activity)
        for source, activities in resting.items():
            source.activities = activities
        return sorted(resting, key=Source.place_in_list)

    @cached_property
    def other_sources(self) -> list[Source]:
        """The published sources about the field that no activity shown here rests on."""
        others = Source.objects.filter(live=True).exclude(
            pk__in=[source.pk for source in self.sources]
        )
        return sorted(others, key=Source.place_in_list)

    @property
    def editor_advice(self) -> list[advice.Advice]:
        """What an editor may want to put right."""
        return advice.advise_on_staircase(self)
