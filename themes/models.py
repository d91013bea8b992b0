"""Theme pages and their overview."""

from django.db import models
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page

from lbf50.blocks import SEE_MORE_BLOCKS, TEXT_BLOCKS, VideoBlock
from lbf50.models import FOOTNOTES_INDEX, Picture, VideoPageMixin, footnotes_panel
from lbf50.queries import filter_public
from lbf50.search.fields import TextSearchField
from orders.blocks import BookBlock
from staircase.blocks import StaircaseBlock

THEME_BLOCKS = [
    *TEXT_BLOCKS,
    ("film", VideoBlock()),
    ("staircase", StaircaseBlock()),
    ("book", BookBlock()),
]


class ThemeIndexPage(Page):
    """The overview of all themes in the editors' order."""

    parent_page_types = ["lbf50.HomePage"]
    subpage_types = ["themes.ThemePage"]
    max_count = 1

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences."))

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    search_fields = [*Page.search_fields, TextSearchField("lead")]
    api_fields = [APIField("lead")]

    class Meta:
        verbose_name = _("overview of themes")
        verbose_name_plural = _("overviews of themes")

    def themes(self) -> "QuerySet[ThemePage]":
        """Return the published themes in tree order, pictures prefetched."""
        themes = filter_public(ThemePage.objects.child_of(self)).order_by("path")
        return with_pictures(themes.defer_streamfields())


class ThemePage(VideoPageMixin, Page):
    """A theme: a lead, its content, and links to more."""

    parent_page_types = ["themes.ThemeIndexPage"]

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
        footnotes_panel(),
        FieldPanel("see_more_heading", heading=_("Heading above “see more”")),
        FieldPanel("see_more"),
    ]
    search_fields = [
        *Page.search_fields,
        TextSearchField("lead"),
        TextSearchField("body"),
        TextSearchField("see_more"),
        FOOTNOTES_INDEX,
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
        """Return the published theme before this one, or None."""
        return next((theme for theme in self._neighbours if theme.path < self.path), None)

    @cached_property
    def next_theme(self) -> Page | None:
        """Return the published theme after this one, or None."""
        return next((theme for theme in self._neighbours if theme.path > self.path), None)

    @property
    def structured_data(self) -> dict:
        """Return the theme as a schema.org Article."""
        dates = {
            "datePublished": self.first_published_at,
            "dateModified": self.last_published_at,
        }
        article = {"@type": "Article", "headline": self.title, "description": self.lead}
        return article | {name: date.isoformat() for name, date in dates.items() if date}

    def first_themes(self, limit: int) -> list["ThemePage"]:
        """Return the first published themes, possibly with this one, pictures prefetched."""
        themes = filter_public(ThemePage.objects.sibling_of(self)).order_by("path")
        return list(with_pictures(themes.defer_streamfields())[:limit])

    @cached_property
    def _neighbours(self) -> list[Page]:
        """Return the themes before and after this one, in one query."""
        siblings = filter_public(Page.objects.sibling_of(self)).order_by("path")
        before = siblings.filter(path__lt=self.path).order_by("-path").values("path")[:1]
        after = siblings.filter(path__gt=self.path).values("path")[:1]
        pages = Page.objects.only("path", "title", "url_path", "locale")
        return list(pages.filter(models.Q(path=before) | models.Q(path=after)))


def with_pictures(themes: "QuerySet[ThemePage]") -> "QuerySet[ThemePage]":
    """Prefetch the picture of each theme, and the renditions of the picture."""
    return themes.select_related("picture").prefetch_related("picture__renditions")
