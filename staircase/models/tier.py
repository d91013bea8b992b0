"""Step pages."""

from collections import Counter

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page

from lbf50.blocks import TEXT_FEATURES
from lbf50.rich_text import RichTextSerializer
from lbf50.search.fields import TextSearchField
from staircase import advice
from staircase.evidence import Light
from staircase.models.activity import ActivityPage
from staircase.models.preview import StaircasePreviewMixin
from staircase.panels import AdvicePanel


class TierPage(StaircasePreviewMixin):
    """A step: its residents, its knowledge base, the change aimed at, and its activities."""

    parent_page_types = ["staircase.StaircasePage"]
    subpage_types = ["staircase.ActivityPage"]
    max_count_per_parent = 6
    admin_default_ordering = "ord"

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
        TextSearchField("step_title"),
        TextSearchField("residents"),
        TextSearchField("text"),
    ]
    api_fields = [
        APIField("step_title"),
        APIField("residents"),
        APIField("knowledge_base"),
        APIField("change"),
        APIField("text", serializer=RichTextSerializer()),
    ]

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    @cached_property
    def staircase(self) -> Page:
        """Return the staircase of the step."""
        return self.get_parent().specific

    @cached_property
    def activities(self) -> list[ActivityPage]:
        """Return the published activities in the editors' order."""
        return ActivityPage.published_below(self)

    @cached_property
    def lights(self) -> Counter[Light]:
        """Return how many activities have a window of each light."""
        return Counter(activity.evidence.light for activity in self.activities)

    @property
    def evidence_summary(self) -> str:
        """Return in words what the windows of the step show."""
        counts = [f"{light.label}: {self.lights[light]}." for light in Light if self.lights[light]]
        return " ".join([gettext("Activities: %d.") % len(self.activities), *counts])

    @property
    def unstudied(self) -> int:
        """Return how many activities have no source."""
        return self.lights[Light.NONE]

    @cached_property
    def number(self) -> int:
        """Return the number of the step; 1 is the lowest. A draft counts as published."""
        return len(self._tiers_below) + 1

    @cached_property
    def step_below(self) -> "TierPage | None":
        """Return the published step below, or None."""
        return self._tiers_below[-1] if self._tiers_below else None

    @cached_property
    def step_above(self) -> "TierPage | None":
        """Return the published step above, or None."""
        return next((tier for tier in self.staircase.tiers if tier.path > self.path), None)

    @property
    def editor_advice(self) -> list[advice.Advice]:
        """Return advice for editors."""
        return advice.advise_on_tier(self)

    def staircase_with_draft(self) -> Page:
        """Return the staircase as if this draft were published."""
        staircase = self.staircase
        staircase.tiers = self.replace_in(staircase.tiers)
        for number, tier in enumerate(staircase.tiers, start=1):
            tier.number = number
        return staircase

    @cached_property
    def _tiers_below(self) -> list["TierPage"]:
        return [tier for tier in self.staircase.tiers if tier.path < self.path]
