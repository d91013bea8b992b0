"""The page of the online edition, a child of the book page."""

from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from lbf50.models import FOOTNOTES_INDEX, footnotes_panel
from orders.blocks import ChapterBlock


class OnlineBookPage(Page):
    """Online edition: chapters on this page, a PDF, or a link to another site."""

    parent_page_types = ["orders.BookPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences."))
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("the book as a PDF"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    document_pages = models.PositiveSmallIntegerField(
        _("pages in the PDF"),
        null=True,
        blank=True,
        help_text=_("Readers are told it beside the size of the file."),
    )
    address = models.URLField(
        _("web address of the book on another site"),
        blank=True,
        help_text=_("For instance a web edition."),
    )
    chapters = StreamField(
        [("chapter", ChapterBlock())],
        verbose_name=_("chapters"),
        blank=True,
        help_text=_("The text of the book, for those who cannot read a PDF or would rather not."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel("document"), FieldPanel("document_pages")], heading=_("To fetch")
        ),
        FieldPanel("address"),
        FieldPanel("chapters"),
        footnotes_panel(),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("chapters"),
        FOOTNOTES_INDEX,
    ]
    api_fields = [
        APIField("lead"),
        APIField("document"),
        APIField("document_pages"),
        APIField("address"),
        APIField("chapters"),
    ]

    class Meta:
        verbose_name = _("online edition of the book")
        verbose_name_plural = _("online editions of the book")

    @property
    def can_be_read(self) -> bool:
        """Whether the page has a PDF, a link or chapters."""
        return bool(self.document or self.address or self.chapters)

    @property
    def host(self) -> str:
        """Host name of the other site, without "www."."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")
