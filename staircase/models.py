"""The welfare staircase: a page for the whole, a page for each step, and the step's activities."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from lbf50.blocks import TEXT_FEATURES


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

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("source")]
    search_fields = [*Page.search_fields, index.SearchField("lead")]
    api_fields = [APIField("lead"), APIField("source")]

    class Meta:
        verbose_name = _("staircase")
        verbose_name_plural = _("staircases")

    @cached_property
    def tiers(self) -> list["TierPage"]:
        """The published steps from the lowest up, numbered from 1, with their activities."""
        tiers = list(
            TierPage.objects.child_of(self)
            .live()
            .public()
            .order_by("path")
            .prefetch_related("activities")
        )
        for number, tier in enumerate(tiers, start=1):
            tier.number = number
        return tiers


class TierPage(Page):
    """One step: who it is for, what its activities rest on, and the change they aim at."""

    parent_page_types = ["staircase.StaircasePage"]
    subpage_types: list[str] = []

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
        *Page.content_panels,
        FieldPanel("step_title"),
        MultiFieldPanel(
            [FieldPanel("residents"), FieldPanel("knowledge_base"), FieldPanel("change")],
            heading=_("The three dimensions"),
        ),
        FieldPanel("text"),
        InlinePanel("activities", heading=_("Activities"), label=_("Activity"), max_num=12),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("step_title"),
        index.SearchField("residents"),
        index.SearchField("text"),
        index.RelatedFields("activities", [index.SearchField("name")]),
    ]
    api_fields = [
        APIField("step_title"),
        APIField("residents"),
        APIField("knowledge_base"),
        APIField("change"),
        APIField("text"),
        APIField("activities"),
    ]

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    @cached_property
    def staircase(self) -> StaircasePage:
        """The staircase this step belongs to."""
        return self.get_parent().specific

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

    @cached_property
    def _below(self) -> list["TierPage"]:
        return [tier for tier in self.staircase.tiers if tier.path < self.path]


class Activity(Orderable):
    """A welfare activity on a step, in the editors' order."""

    tier = ParentalKey(TierPage, on_delete=models.CASCADE, related_name="activities")
    name = models.CharField(_("name"), max_length=120)
    description = models.CharField(
        _("what it is"), max_length=300, blank=True, help_text=_("One sentence.")
    )

    panels = [FieldPanel("name"), FieldPanel("description")]
    api_fields = [APIField("name"), APIField("description")]

    class Meta(Orderable.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def __str__(self):
        return self.name
