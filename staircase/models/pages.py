"""The welfare staircase: a page for the whole, for each step, and for each activity on a step."""

from collections import defaultdict
from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from lbf50.blocks import TEXT_FEATURES
from staircase import advice
from staircase.evidence import Evidence
from staircase.models.source import Source
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
    def tiers(self) -> list["TierPage"]:
        """The published steps from the lowest up, numbered from 1, with their activities. However
        many there are, they cost the same few queries."""
        tiers = TierPage.objects.child_of(self).live().public().order_by("path")
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
    def linked_data(self) -> dict:
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

    @cached_property
    def activities(self) -> list["ActivityPage"]:
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
    def to_put_right(self) -> list[advice.Advice]:
        """What an editor may want to put right."""
        return advice.on_staircase(self)


class PreviewedInStaircase(Page):
    """A page that the editor sees as a page, or in its place in the whole drawing."""

    preview_modes = [("", _("The page")), ("staircase", _("The whole staircase"))]

    class Meta:
        abstract = True

    def serve_preview(self, request, mode_name):
        """The staircase as it would be with this draft published."""
        if mode_name == "staircase":
            return self.staircase_with_draft().serve_preview(request, "")
        return super().serve_preview(request, mode_name)

    def among(self, pages: list) -> list:
        """The same pages with this draft in its place."""
        others = (page for page in pages if page.path != self.path)
        return sorted([*others, self], key=lambda page: page.path)


class TierPage(PreviewedInStaircase):
    """One step: who it is for, what its activities rest on, and the change they aim at."""

    parent_page_types = ["staircase.StaircasePage"]
    subpage_types = ["staircase.ActivityPage"]
    max_count_per_parent = 6

    step_title = models.CharField(
        _("step title"),
        max_length=160,
        help_text=_("A sentence that says what the step brings. Shown as the step's heading."),
    )
    residents = models.CharField(
        _("residents"), max_length=200, help_text=_("Whom the step's activities are for.")
    )
    knowledge_base = models.CharField(
        _("knowledge base"), max_length=200, help_text=_("How much is known of their effect.")
    )
    change = models.CharField(
        _("change aimed at"), max_length=200, help_text=_("The change in welfare aimed at.")
    )
    text = RichTextField(_("text"), features=TEXT_FEATURES)

    content_panels = [
        AdvicePanel(),
        *Page.content_panels,
        FieldPanel("step_title"),
        MultiFieldPanel(
            [FieldPanel("residents"), FieldPanel("knowledge_base"), FieldPanel("change")],
            heading=_("The three dimensions"),
        ),
        FieldPanel("text"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("step_title"),
        index.SearchField("residents"),
        index.SearchField("text"),
    ]
    api_fields = [
        APIField("step_title"),
        APIField("residents"),
        APIField("knowledge_base"),
        APIField("change"),
        APIField("text"),
    ]

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    @cached_property
    def staircase(self) -> StaircasePage:
        """The staircase this step belongs to."""
        return self.get_parent().specific

    @cached_property
    def activities(self) -> list["ActivityPage"]:
        """The published activities on this step, in the editors' order."""
        return ActivityPage.published_below(self)

    @cached_property
    def number(self) -> int:
        """The step's place counted from the lowest, 1; a draft counts as if it were published."""
        return len(self._below) + 1

    @cached_property
    def step_below(self) -> "TierPage | None":
        """The next published step down."""
        return self._below[-1] if self._below else None

    @cached_property
    def step_above(self) -> "TierPage | None":
        """The next published step up."""
        return next((tier for tier in self.staircase.tiers if tier.path > self.path), None)

    @property
    def to_put_right(self) -> list[advice.Advice]:
        """What an editor may want to put right."""
        return advice.on_step(self)

    def staircase_with_draft(self) -> StaircasePage:
        """The staircase with this draft among its published steps."""
        staircase = self.staircase
        staircase.tiers = self.among(staircase.tiers)
        for number, tier in enumerate(staircase.tiers, start=1):
            tier.number = number
        return staircase

    @cached_property
    def _below(self) -> list["TierPage"]:
        return [tier for tier in self.staircase.tiers if tier.path < self.path]


class ActivityPage(PreviewedInStaircase):
    """One welfare activity: what it is, whom it is for, the change aimed at, and its sources."""

    parent_page_types = ["staircase.TierPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 12

    what = models.CharField(_("what it is"), max_length=300, help_text=_("One sentence."))
    residents = models.CharField(_("whom it is for"), max_length=200)
    change = models.CharField(_("change aimed at"), max_length=200)
    text = RichTextField(_("text"), features=TEXT_FEATURES, blank=True)

    content_panels = [
        AdvicePanel(),
        *Page.content_panels,
        FieldPanel("what"),
        FieldPanel("residents"),
        FieldPanel("change"),
        FieldPanel("text"),
        InlinePanel("citations", heading=_("Sources"), label=_("Source")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("what"),
        index.SearchField("residents"),
        index.SearchField("change"),
        index.SearchField("text"),
    ]
    api_fields = [
        APIField("what"),
        APIField("residents"),
        APIField("change"),
        APIField("text"),
        APIField("citations"),
    ]

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    @classmethod
    def published_below(cls, page) -> list["ActivityPage"]:
        """The activities that readers may see below `page`, in tree order, with their sources."""
        activities = cls.objects.descendant_of(page).live().public().order_by("path")
        return list(activities.prefetch_related("citations__source"))

    @cached_property
    def tier(self) -> TierPage:
        """The step this activity stands on."""
        return self.get_parent().specific

    @cached_property
    def beside(self) -> list["ActivityPage"]:
        """The other activities on the step."""
        return [activity for activity in self.tier.activities if activity.pk != self.pk]

    @cached_property
    def sources(self) -> list[Source]:
        """The published sources, in the editors' order, each once."""
        citations = list(self.citations.all())
        models.prefetch_related_objects(citations, "source")
        sources = (citation.source for citation in citations)
        return list({source.pk: source for source in sources if source.live}.values())

    @property
    def evidence(self) -> Evidence:
        """What the activity rests on, judged by its sources alone."""
        return Evidence.of(self.sources)

    @property
    def to_put_right(self) -> list[advice.Advice]:
        """What an editor may want to put right, drafts on the staircase counted too."""
        return advice.on_activity(self, ActivityPage.objects.descendant_of(self.tier.staircase))

    def staircase_with_draft(self) -> StaircasePage:
        """The staircase with this draft on its step, even where the step is a draft too."""
        tier = self.tier if self.tier.live else self.tier.get_latest_revision_as_object()
        self.tier = tier
        tier.activities = self.among(tier.activities)
        return tier.staircase_with_draft()


class Citation(Orderable):
    """A source that an activity rests on."""

    activity = ParentalKey(ActivityPage, on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="citations"
    )

    panels = [FieldPanel("source")]
    api_fields = [APIField("source")]

    class Meta(Orderable.Meta):
        verbose_name = _("citation")
        verbose_name_plural = _("citations")

    def __str__(self):
        return str(self.source)
