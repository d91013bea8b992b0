"""Pictures, home page, information pages, notices, links of pages, and the site's settings."""

import logging
import secrets
from contextlib import suppress
from html import unescape
from typing import Any

from csp.decorators import csp_update
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.api import APIField
from wagtail.blocks import StreamValue
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    SourceImageIOError,
    get_upload_to,
)
from wagtail.models import DraftStateMixin, Page, RevisionMixin
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_footnotes.widgets import ReadonlyUUIDInput

from lbf50.blocks import TEXT_BLOCKS, VideoBlock
from lbf50.concurrent_edits import ConcurrentEditForm
from lbf50.dates import ScheduleForm
from lbf50.pictures import PictureFileField
from lbf50.search.fields import TextSearchField
from lbf50.telephone import format_phone, parse_phone, phone_link
from orders.blocks import PRIVACY_NOTICE_BLOCK, BookBlock
from staircase.blocks import StaircaseBlock
from themes.blocks import ThemesBlock

log = logging.getLogger(__name__)

HOME_BLOCKS = [
    *TEXT_BLOCKS,
    ("film", VideoBlock()),
    ("staircase", StaircaseBlock()),
    ("book", BookBlock()),
    ("themes", ThemesBlock()),
]
INFORMATION_BLOCKS = [*TEXT_BLOCKS, ("privacy_notice", PRIVACY_NOTICE_BLOCK)]


def footnotes_panel() -> InlinePanel:
    """Return the panel of a page whose texts may have footnotes."""
    shown_id = FieldPanel(
        "uuid",
        widget=ReadonlyUUIDInput,
        heading=_("Mark"),
        help_text=_("It stands in the text where that refers to the note. Readers see a number."),
    )
    return InlinePanel(
        "footnotes",
        panels=[FieldPanel("text", heading=_("Text")), shown_id],
        heading=_("Notes"),
        label=pgettext_lazy("footnote", "Note"),
        icon="list-ol",
    )


# What the search finds of the notes.
FOOTNOTES_INDEX = index.RelatedFields("footnotes", [TextSearchField("text")])


class Picture(AbstractImage):
    """An image with a text alternative and a credit."""

    file = PictureFileField(
        _("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    description = models.CharField(
        _("description"),
        max_length=255,
        help_text=_(
            "What the picture shows, in a sentence. It is read aloud to those who cannot see it, "
            "wherever the page has no words of its own for the picture."
        ),
    )
    credit = models.CharField(
        _("credit"),
        max_length=120,
        blank=True,
        help_text=_("Who made the picture. Stands below it, but not on cards."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def get_upload_to(self, filename: str) -> str:
        """Return a path that no file has had before.

        Browsers and proxies keep pictures for a long time. A name that a deleted or replaced file
        has freed must not get other content. Renditions have the name of their picture.
        """
        return super().get_upload_to(f"{secrets.token_hex(4)}-{filename}")

    def generate_rendition_file(self, filter: Filter, **options: Any) -> File:
        """Draw the picture in one size and format.

        Raises:
            SourceImageIOError: The file cannot be drawn. Wagtail then shows no picture, where
                another exception would take the page down.
        """
        try:
            return super().generate_rendition_file(filter, **options)
        except Exception as error:  # The decoders raise many types.
            log.warning("Picture %s cannot be drawn: %s", self.pk, type(error).__name__)
            raise SourceImageIOError from error

    @property
    def default_alt_text(self) -> str:
        """The description. The title is often a file name."""
        return self.description


class PictureRendition(AbstractRendition):
    """One size of a picture."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_size"
            )
        ]


class VideoPageMixin:
    """A page whose body may have videos. Its CSP allows only the hosts of those."""

    body: StreamValue

    @property
    def video_origins(self) -> list[str]:
        """The origins of the players in the body, sorted."""
        videos = [block.value.video for block in self.body.blocks_by_name("film")]
        return sorted({video.origin for video in videos if video})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the page with its video hosts in the `frame-src` directive."""
        directives = {"frame-src": self.video_origins} if self.video_origins else {}
        serve = super().serve  # type: ignore[misc]  # Page, the next base class, has it.
        return csp_update(directives)(serve)(request, *args, **kwargs)


class HomePage(VideoPageMixin, Page):
    """The front page: a lead, a picture and a choice of blocks."""

    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences."))
    picture = models.ForeignKey(
        Picture,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(HOME_BLOCKS, verbose_name=_("content"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldPanel("body"),
        footnotes_panel(),
    ]
    search_fields = [
        *Page.search_fields,
        TextSearchField("lead"),
        TextSearchField("body"),
        FOOTNOTES_INDEX,
    ]
    api_fields = [APIField("lead"), APIField("picture"), APIField("body")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page by its whole path in one query. Wagtail makes one per segment."""
        if path_components:
            url_path = self.url_path + "".join(f"{slug}/" for slug in path_components)
            pages = self.get_descendants().filter(slug=path_components[-1], url_path=url_path)
            if page := pages.first():
                return page.specific.route(request, [])
        return super().route(request, path_components)


class InformationPage(Page):
    """A text page about the site, such as contact, cookies or privacy."""

    parent_page_types = ["lbf50.HomePage"]
    subpage_types: list[str] = []

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences."))
    body = StreamField(INFORMATION_BLOCKS, verbose_name=_("content"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        footnotes_panel(),
    ]
    search_fields = [
        *Page.search_fields,
        TextSearchField("lead"),
        TextSearchField("body"),
        FOOTNOTES_INDEX,
    ]
    api_fields = [APIField("lead"), APIField("body")]

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")


class Notice(DraftStateMixin, RevisionMixin, models.Model):
    """A notice on top of every page, from one time to another if the editors say so."""

    text = RichTextField(
        _("text"), features=["bold", "link"], max_length=300, help_text=_("One or two sentences.")
    )

    base_form_class = ScheduleForm
    panels = [FieldPanel("text"), PublishingPanel()]

    class Meta:
        verbose_name = _("notice on top of the site")
        verbose_name_plural = _("notices on top of the site")

    def __str__(self) -> str:
        text = unescape(strip_tags(self.text)).strip()
        return Truncator(text).chars(60) or str(_("Notice without text"))


class LinkQuerySet(models.QuerySet["Link"]):
    """Queries for the links of pages."""

    def dead(self) -> "LinkQuerySet":
        """Return the links that failed often enough in a row to count as dead."""
        return self.filter(failures__gte=Link.FAILURES)


class Link(models.Model):
    """A link of a published page, with the number of its last checks in a row that failed."""

    # Checks that have to fail, a day apart: a host may be down for a day.
    FAILURES = 2

    class Kind(models.TextChoices):
        """What `target` holds: the key of a page or document, a typed path, or a URL elsewhere."""

        INSIDE = "inside", _("inside the site")
        DOCUMENT = "document", _("to a document")
        PATH = "path", _("to a path of the site")
        OUTSIDE = "outside", _("to another site")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    target = models.TextField()
    checked_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return self.target

    @property
    def description(self) -> str:
        """The address, or that the page or document is gone."""
        if self.kind in (self.Kind.OUTSIDE, self.Kind.PATH):
            return self.target
        if self.kind == self.Kind.DOCUMENT:
            return gettext("A document that is deleted or not for everybody")
        page = Page.objects.filter(pk=self.target).first() if self.target else None
        return (
            gettext("“%(title)s”, which is not published") % {"title": page}
            if page
            else gettext("A page that is deleted")
        )

    @property
    def edit_url(self) -> str:
        """The URL of the page in the admin."""
        return reverse("wagtailadmin_pages:edit", args=[self.page_id])


DEFAULT_HYPHENATION = (
    "beboer-demokrati",
    "bevægelses-baner",
    "bolig-foreninger",
    "bolig-område",
    "bolig-organisation",
    "bolig-politiske",
    "bolig-sociale",
    "bygnings-arv",
    "evidens-baserede",
    "mellem-gruppen",
    "tilgængeligheds-erklæring",
    "velfærds-aktiviteter",
    "velfærds-trappe",
)


def validate_phone(text: str) -> None:
    """Check that the text is a telephone number. Pages link to it.

    Raises:
        ValidationError: It is none.
    """
    try:
        parse_phone(text)
    except ValueError:
        raise ValidationError(
            _("Write a telephone number with eight digits, or with + and a country code")
        ) from None


NOT_FOUND_TEXT = (
    "Den kan være flyttet, eller der kan være en slåfejl i adressen. Prøv fra forsiden."
)
FORBIDDEN_TEXT = (
    "Måske har siden stået åben længe, eller også gemmer din browser ikke cookies. "
    "Hent siden igen, og prøv en gang til."
)
BAD_REQUEST_TEXT = (
    "Det blev sendt på en måde, vi ikke forstår. Gå tilbage, hent siden igen, og prøv en gang til."
)
TOO_LARGE_TEXT = (
    "Det, der blev sendt, fylder for meget, så intet er gemt. Gå tilbage, kort det af, og send det "
    "igen."
)
SERVER_ERROR_TEXT = (
    "Det er ikke din skyld. Vent et par minutter, og prøv igen. Bliver det ved, så skriv til "
    "lbf@lbf.dk, eller ring på 33 76 20 00."
)


@register_setting(icon="site")
class SiteSettings(BaseGenericSetting):
    """The footer's contact details, and texts that stand on no page of their own."""

    organisation = models.CharField(_("organisation"), max_length=80, default="Landsbyggefonden")
    street = models.CharField(_("street"), max_length=80, default="Studiestræde 50")
    postcode_and_city = models.CharField(
        _("postcode and city"), max_length=80, default="1554 København V"
    )
    phone = models.CharField(
        _("telephone"), max_length=20, default="33 76 20 00", validators=[validate_phone]
    )
    email = models.EmailField(_("e-mail"), default="lbf@lbf.dk")
    cvr = models.CharField(_("CVR number"), max_length=8, default="62475412")
    foot_text = models.CharField(
        _("text at the foot"),
        max_length=200,
        blank=True,
        default="Landsbyggefonden er en selvejende institution, stiftet 6. april 1967.",
    )

    not_found_text = models.CharField(
        _("a page is not found"), max_length=200, default=NOT_FOUND_TEXT
    )
    forbidden_text = models.CharField(
        _("no access to a page"), max_length=200, default=FORBIDDEN_TEXT
    )
    bad_request_text = models.CharField(
        _("what was sent is not understood"), max_length=200, default=BAD_REQUEST_TEXT
    )
    too_large_text = models.CharField(
        _("what was sent is too large"), max_length=200, default=TOO_LARGE_TEXT
    )
    server_error_text = models.CharField(
        _("the website has failed"), max_length=200, default=SERVER_ERROR_TEXT
    )

    long_words = models.TextField(
        _("long words"),
        blank=True,
        default="\n".join(DEFAULT_HYPHENATION),
        help_text=_(
            "One word on each line, with a hyphen wherever it may be broken at the end of a line,"
            " for instance: velfærds-trappe. Headings on a phone need it. Endings need not be"
            " listed: velfærdstrappens is broken likewise."
        ),
    )

    base_form_class = ConcurrentEditForm
    panels = [
        FieldPanel("foot_text"),
        MultiFieldPanel(
            [
                FieldPanel("not_found_text"),
                FieldPanel("forbidden_text"),
                FieldPanel("bad_request_text"),
                FieldPanel("too_large_text"),
                FieldPanel("server_error_text"),
            ],
            heading=_("Texts where something goes wrong"),
        ),
        FieldPanel("long_words"),
        MultiFieldPanel(
            [
                FieldPanel("organisation"),
                FieldPanel("street"),
                FieldPanel("postcode_and_city"),
                FieldPanel("phone"),
                FieldPanel("email"),
                FieldPanel("cvr"),
            ],
            heading=_("Contact"),
        ),
    ]

    class Meta:
        verbose_name = _("contact and foot of the page")

    def clean(self) -> None:
        """Write the telephone number in the Danish way."""
        super().clean()
        with suppress(ValueError):
            self.phone = format_phone(self.phone)

    @property
    def phone_link(self) -> str:
        """Return the address of a link to the telephone."""
        return phone_link(self.phone)
