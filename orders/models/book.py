"""The book's own page. Stock and orders are never kept here: an old draft must not bring back
old numbers."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from lbf50.blocks import TEXT_FEATURES, FactBlock
from lbf50.models import Picture
from lbf50.queries import filter_public
from lbf50.rich_text import RichTextSerializer
from lbf50.search.fields import TextSearchField
from orders.models.online_book import OnlineBookPage

# What the book is called while its page is not published.
TITLE = "Boligområder i bevægelse"


class BookPage(Page):
    """The book: what it is, who wrote it, and how to get it in print or online."""

    parent_page_types = ["lbf50.HomePage"]
    subpage_types = ["orders.OnlineBookPage"]
    max_count = 1

    subtitle = models.CharField(_("subtitle"), max_length=200, blank=True)
    edition = models.CharField(
        _("edition"),
        max_length=60,
        blank=True,
        help_text=_("For instance “2. udgave”. New orders keep it, and packing slips print it."),
    )
    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences."))
    cover = models.ForeignKey(
        Picture,
        verbose_name=_("cover"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    description = RichTextField(_("description"), features=TEXT_FEATURES, blank=True)
    facts = StreamField([("fact", FactBlock())], verbose_name=_("facts"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("subtitle"),
        FieldPanel("edition"),
        InlinePanel("authors", heading=_("Authors"), label=_("Author")),
        FieldPanel("lead"),
        FieldPanel("cover"),
        FieldPanel("description"),
        FieldPanel("facts"),
    ]
    search_fields = [
        *Page.search_fields,
        TextSearchField("subtitle"),
        TextSearchField("lead"),
        TextSearchField("description"),
        index.RelatedFields("authors", [TextSearchField("name")]),
    ]
    api_fields = [
        APIField("subtitle"),
        APIField("edition"),
        APIField("authors"),
        APIField("lead"),
        APIField("cover"),
        APIField("description", serializer=RichTextSerializer()),
        APIField("facts"),
        APIField("online_url"),
    ]

    class Meta:
        verbose_name = _("book")
        verbose_name_plural = _("books")

    @classmethod
    def published(cls) -> "BookPage | None":
        """Return the page of the book if every visitor may see it."""
        return filter_public(cls.objects.all()).select_related("cover").first()

    @classmethod
    def current_title(cls) -> str:
        """Return the title for mails and PDFs."""
        book = cls.published()
        return book.title if book else TITLE

    @classmethod
    def current_edition(cls) -> str:
        """Return the edition that is sent now, or ""."""
        book = cls.published()
        return book.edition if book else ""

    @cached_property
    def online_url(self) -> str:
        """Return the URL of the published online edition, or ""."""
        editions = filter_public(OnlineBookPage.objects.child_of(self)).select_related("document")
        return next((edition.url for edition in editions if edition.can_be_read), "")

    @property
    def structured_data(self) -> dict:
        """Return the page as schema.org's Book."""
        authors = [{"@type": "Person", "name": author.name} for author in self.authors.all()]
        texts = {"alternativeHeadline": self.subtitle, "bookEdition": self.edition}
        stated = {name: text for name, text in texts.items() if text}
        return {"@type": "Book", **stated, "author": authors}

    @property
    def fact_values(self) -> list:
        """Return the values of the facts for the facts template."""
        return [block.value for block in self.facts]


class BookAuthor(Orderable):
    """An author of the book, in title page order."""

    book = ParentalKey(BookPage, on_delete=models.CASCADE, related_name="authors")
    name = models.CharField(_("name"), max_length=100)
    title = models.CharField(_("title"), max_length=100, blank=True)

    panels = [FieldPanel("name"), FieldPanel("title")]
    api_fields = [APIField("name"), APIField("title")]

    class Meta(Orderable.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self) -> str:
        return self.name
