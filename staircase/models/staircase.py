"""The staircase page, and the licences of its data."""

from collections import defaultdict
from datetime import datetime

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page, Site

from lbf50.blocks import TEXT_FEATURES
from lbf50.queries import filter_public
from lbf50.rich_text import RichTextSerializer
from lbf50.search.fields import TextSearchField
from staircase import advice
from staircase.models.activity import ActivityPage
from staircase.models.source import Source
from staircase.models.tier import TierPage
from staircase.panels import AdvicePanel


class Licence(models.TextChoices):
    """Licences of the open data."""

    BY = "https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"
    ZERO = "https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"


class StaircasePage(Page):
    """The whole staircase: the drawing, and its steps from the lowest up."""

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
        help_text=_("Shown above the list of sources, which is generated."),
    )

    licence = models.CharField(
        _("licence of the data"),
        max_length=60,
        choices=Licence,
        blank=True,
        help_text=_("What others may do with the data. Empty: they are asked to write first."),
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
        TextSearchField("lead"),
        TextSearchField("research"),
    ]
    api_fields = [
        APIField("lead"),
        APIField("source"),
        APIField("research", serializer=RichTextSerializer()),
        APIField("licence"),
    ]

    class Meta:
        verbose_name = _("staircase")
        verbose_name_plural = _("staircases")

    @cached_property
    def tiers(self) -> list[TierPage]:
        """Return the published steps, lowest first, with number and activities.

        The number of queries does not depend on the number of steps.
        """
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
        """Return when any part of the staircase was last published, or None."""
        parts: list[Page | Source] = [self, *self.tiers, *self.activities, *self.sources]
        return max(
            (part.last_published_at for part in parts if part.last_published_at), default=None
        )

    @property
    def structured_data(self) -> dict:
        """Return the staircase as a schema.org Dataset with a list of steps."""
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

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict]:
        """Return the page and the overview of its activities."""
        root = Site.find_for_request(request).root_url
        overview = {"location": root + reverse("staircase:overview"), "lastmod": self.updated}
        return [*super().get_sitemap_urls(request), overview]

    @cached_property
    def activities(self) -> list[ActivityPage]:
        """Return the published activities, lowest step first."""
        return [activity for tier in self.tiers for activity in tier.activities]

    @cached_property
    def sources(self) -> list[Source]:
        """Return the cited sources, each with the `activities` that cite it."""
        citing = defaultdict(list)
        for activity in self.activities:
            for source in activity.sources:
                citing[source].append(activity)
        for source, activities in citing.items():
            source.activities = activities
        return sorted(citing, key=Source.sort_key)

    @cached_property
    def other_sources(self) -> list[Source]:
        """Return the published sources that no activity here cites."""
        others = Source.objects.filter(live=True).exclude(
            pk__in=[source.pk for source in self.sources]
        )
        return sorted(others, key=Source.sort_key)

    @property
    def editor_advice(self) -> list[advice.Advice]:
        """Return advice for editors."""
        return advice.advise_on_staircase(self)
