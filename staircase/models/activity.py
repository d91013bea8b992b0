"""Activity pages and their citations."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from lbf50.blocks import TEXT_FEATURES
from lbf50.queries import filter_public
from lbf50.rich_text import RichTextSerializer
from lbf50.search.fields import TextSearchField
from staircase import advice
from staircase.evidence import Evidence
from staircase.models.preview import StaircasePreviewMixin
from staircase.models.source import Source
from staircase.panels import AdvicePanel


class ActivityPage(StaircasePreviewMixin):
    """A welfare activity: what it is, for whom, the change aimed at, and its sources."""

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
        TextSearchField("what"),
        TextSearchField("residents"),
        TextSearchField("change"),
        TextSearchField("text"),
    ]
    api_fields = [
        APIField("what"),
        APIField("residents"),
        APIField("change"),
        APIField("text", serializer=RichTextSerializer()),
        APIField("citations"),
    ]

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    @classmethod
    def published_below(cls, page: Page) -> list["ActivityPage"]:
        """Return the public activities below `page` in tree order, sources prefetched."""
        activities = filter_public(cls.objects.descendant_of(page)).order_by("path")
        return list(activities.prefetch_related("citations__source"))

    @cached_property
    def tier(self) -> Page:
        """Return the activity's step."""
        return self.get_parent().specific

    @cached_property
    def siblings(self) -> list["ActivityPage"]:
        """Return the other activities on the step."""
        return [activity for activity in self.tier.activities if activity.pk != self.pk]

    @cached_property
    def sources(self) -> list[Source]:
        """Return the published sources in the editors' order, without duplicates."""
        citations = list(self.citations.all())
        models.prefetch_related_objects(citations, "source")
        sources = (citation.source for citation in citations)
        return list({source.pk: source for source in sources if source.live}.values())

    @property
    def evidence(self) -> Evidence:
        """Return the evidence that the sources give."""
        return Evidence.of(self.sources)

    @property
    def editor_advice(self) -> list[advice.Advice]:
        """Return advice for editors, unpublished activities included."""
        return advice.advise_on_activity(
            self, ActivityPage.objects.descendant_of(self.tier.staircase)
        )

    def staircase_with_draft(self) -> Page:
        """Return the staircase as if this draft, and its step, were published."""
        tier = self.tier if self.tier.live else self.tier.get_latest_revision_as_object()
        self.tier = tier
        tier.activities = self.replace_in(tier.activities)
        return tier.staircase_with_draft()


class Citation(Orderable):
    """A source that an activity cites."""

    activity = ParentalKey(ActivityPage, on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="citations"
    )

    panels = [FieldPanel("source")]
    api_fields = [APIField("source")]

    class Meta(Orderable.Meta):
        verbose_name = _("citation")
        verbose_name_plural = _("citations")

    def __str__(self) -> str:
        return str(self.source)
