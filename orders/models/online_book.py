"""The page of the online edition, a child of the book page, with its chapters."""

from dataclasses import dataclass
from io import BytesIO
from itertools import chain, count
from typing import Any
from urllib.parse import urlsplit

from django.db import models
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.blocks import BoundBlock, StructValue
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page

from lbf50.models import FOOTNOTES_INDEX, footnotes_panel
from lbf50.search.fields import TextSearchField
from lbf50.templatetags.anchors import anchor
from orders import epub
from orders.blocks import ChapterBlock


@dataclass(frozen=True)
class Chapter:
    """A chapter of the book, with the last part of its address."""

    slug: str
    value: StructValue

    @property
    def title(self) -> str:
        """The title of the chapter."""
        return self.value["title"]

    @property
    def blocks(self) -> list[BoundBlock]:
        """The blocks of all sections."""
        return [block for section in self.value["sections"] for block in section["content"]]


class OnlineBookPage(RoutablePageMixin, Page):
    """Online edition: chapters with addresses below this page, a PDF, or a link to another site."""

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
        help_text=_("Readers see it beside the size of the file."),
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
        TextSearchField("lead"),
        TextSearchField("chapters"),
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

    @path("epub/", name="epub")
    def epub(self, request: HttpRequest) -> FileResponse:
        """Send the chapters as an EPUB.

        Raises:
            Http404: There are no chapters.
        """
        if not self.chapters:
            raise Http404
        book = self.get_parent().specific
        chapters: list[tuple[str, str]] = []
        for chapter in self.all_chapters:
            # Notes are numbered in each chapter.
            self.__dict__.pop("used_footnotes", None)
            context = {"page": self, "chapter": chapter}
            html = render_to_string("orders/includes/chapter.html", context, request)
            chapters.append((chapter.title, html))
        authors = [str(author) for author in book.authors.all()]
        base = request.build_absolute_uri("/")
        content = BytesIO(epub.make_epub(book.title, authors, chapters, base))
        name = f"{anchor(book.title)}.epub"
        return FileResponse(
            content, as_attachment=True, filename=name, content_type="application/epub+zip"
        )

    @path("<slug:slug>/", name="chapter")
    def chapter(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show a chapter.

        Raises:
            Http404: There is no such chapter.
        """
        chapters = self.all_chapters
        number = next((n for n, chapter in enumerate(chapters) if chapter.slug == slug), None)
        if number is None:
            raise Http404
        context = {
            "chapter": chapters[number],
            "previous": chapters[number - 1] if number else None,
            "next": chapters[number + 1] if number + 1 < len(chapters) else None,
        }
        return self.render(request, context_overrides=context, template="orders/chapter.html")

    @cached_property
    def all_chapters(self) -> list[Chapter]:
        """Return the chapters in order. Later ones have a number where an address is taken."""
        chapters: list[Chapter] = []
        taken = {"epub"}
        for block in self.chapters:
            base = anchor(block.value["title"]) or "kapitel"
            numbered = (f"{base}-{number}" for number in count(2))
            slug = next(slug for slug in chain([base], numbered) if slug not in taken)
            taken.add(slug)
            chapters.append(Chapter(slug, block.value))
        return chapters

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return the addresses of the page and of its chapters."""
        [page] = super().get_sitemap_urls(request)
        chapters = [f"{page['location']}{chapter.slug}/" for chapter in self.all_chapters]
        return [page, *({**page, "location": address} for address in chapters)]

    @property
    def can_be_read(self) -> bool:
        """Whether the page has a PDF, a link or chapters."""
        return bool(self.document or self.address or self.chapters)

    @property
    def host(self) -> str:
        """Host name of the other site, without "www."."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")
