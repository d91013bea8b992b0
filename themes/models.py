"""The themes: an overview and a page for each."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from lbf50.blocks import SEE_MORE_BLOCKS, TEXT_BLOCKS, VideoBlock
from lbf50.models import Picture, VideoPageMixin
from lbf50.queries import filter_public
from orders.blocks import BookBlock
from staircase.blocks import StaircaseBlock

THEME_BLOCKS = [
    *TEXT_BLOCKS,
    ("film", VideoBlock()),
    ("staircase", StaircaseBlock()),
    ("book", BookBlock()),
]


class ThemeIndexPage(Page):
    """All themes, in the editors' order."""

    parent_page_types = ["lbf50.HomePage"]
    subpage_types = ["themes.ThemePage"]
    max_count = 1

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences."))

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    search_fields = [*Page.search_fields, index.SearchField("lead")]
    api_fields = [APIField("lead")]

    class Meta:
        verbose_name = _("overview of themes")
        verbose_name_plural = _("overviews of themes")

    def themes(self):
        """The published themes in tree order, as cards show them."""
        themes = filter_public(ThemePage.objects.child_of(self)).order_by("path")
        return with_pictures(themes.defer_streamfields())


class ThemePage(VideoPageMixin, Page):
    """One theme: a lead, its content, and where to read on."""

    parent_page_types = ["themes.ThemeIndexPage"]
    subpage_types = ["staircase.StaircasePage"]

    lead = models.TextField(
        _("lead"), help_text=_("One or two sentences. Also shown on the theme's card.")
    )
    picture = models.ForeignKey(
        Picture,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(THEME_BLOCKS, verbose_name=_("content"), blank=True)
    see_more_heading = models.CharField(
        _("heading"),
        max_length=120,
        blank=True,
        help_text=_("For instance: Hvis du vil se mere om velfærd"),
    )
    see_more = StreamField(SEE_MORE_BLOCKS, verbose_name=_("see more"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldPanel("body"),
        FieldPanel("see_more_heading", heading=_("Heading above “see more”")),
        FieldPanel("see_more"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.SearchField("see_more"),
    ]
    api_fields = [
        APIField("lead"),
        APIField("picture"),
        APIField("body"),
        APIField("see_more_heading"),
        APIField("see_more"),
    ]

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    @cached_property
    def previous_theme(self) -> Page | None:
        """The published theme before this one, in the editors' order."""
        return next((theme for theme in self._neighbours if theme.path < self.path), None)

    @cached_property
    def next_theme(self) -> Page | None:
        """The published theme after this one."""
        return next((theme for theme in self._neighbours if theme.path > self.path), None)

    @property
    def structured_data(self) -> dict:
        """What schema.org calls the theme."""
        dates = {
            "datePublished": self.first_published_at,
            "dateModified": self.last_published_at,
        }
        article = {"@type": "Article", "headline": self.title, "description": self.lead}
        return article | {name: date.isoformat() for name, date in dates.items() if date}

    def first_themes(self, most: int) -> list["ThemePage"]:
        """The first published themes in the editors' order, this one among them, as cards show
        them."""
        themes = filter_public(ThemePage.objects.sibling_of(self)).order_by("path")
        return list(with_pictures(themes.defer_streamfields())[:most])

    @cached_property
    def _neighbours(self) -> list[Page]:
        """The one before and the one after, as far as there is one, in one query."""
        beside = filter_public(Page.objects.sibling_of(self)).order_by("path")
        before = beside.filter(path__lt=self.path).order_by("-path").values("path")[:1]
        after = beside.filter(path__gt=self.path).values("path")[:1]
        shown = Page.objects.only("path", "title", "url_path", "locale")
        return list(shown.filter(models.Q(path=before) | models.Q(path=after)))


def with_pictures(themes):
    """The themes as cards show them: each with its picture and that picture's sizes."""
    return themes.select_related("picture").prefetch_related("picture__renditions")
