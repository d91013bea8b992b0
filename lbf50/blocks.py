"""The StreamField blocks that page types share. The lists at the end name who uses which."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from lbf50 import video
from lbf50.page_cache.fragments import cached_fragment

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class QuoteBlock(blocks.StructBlock):
    """A quotation and who said it."""

    text = blocks.TextBlock(label=_("Quotation"))
    who = blocks.CharBlock(label=_("Who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "lbf50/blocks/quote.html"


class PictureBlock(blocks.StructBlock):
    """A picture with a caption. Its credit is kept on the picture and shown wherever it is used."""

    picture = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "lbf50/blocks/picture.html"


class VideoValue(blocks.StructValue):
    """What the template asks a film for."""

    @property
    def film(self) -> video.Video | None:
        return video.parse_video_url(self["address"])


class VideoBlock(blocks.StructBlock):
    """A film on another host. Only its still picture is shown, until the reader asks for it."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    address = blocks.URLBlock(
        label=_("Web address of the film"),
        help_text=_("The film’s own page on YouTube or Vimeo."),
    )
    still = ImageChooserBlock(
        label=_("Still picture"), help_text=_("Stands in place of the film until it is played.")
    )
    length = blocks.RegexBlock(
        label=_("Length"),
        regex=r"^\d{1,3}:[0-5]\d$",
        help_text=_("Minutes and seconds, for instance 4:32"),
        error_messages={"invalid": _("Write minutes and seconds with a colon, for instance 4:32")},
    )
    words = blocks.RichTextBlock(
        label=_("What is said and shown"),
        features=TEXT_FEATURES,
        help_text=_("For those who cannot hear or see the film."),
    )

    class Meta:
        icon = "media"
        label = _("Film")
        template = "lbf50/blocks/video.html"
        value_class = VideoValue

    def clean(self, value):
        """Refuses an address of a film that we cannot show without cookies."""
        value = super().clean(value)
        if value["address"] and not value.film:
            error = ValidationError(video.UNKNOWN_HOST, code="unknown_host")
            raise blocks.StructBlockValidationError({"address": error})
        return value


class PointsBlock(blocks.StructBlock):
    """A list of short points under a heading of its own."""

    heading = blocks.CharBlock(label=_("Heading"), required=False)
    points = blocks.ListBlock(blocks.CharBlock(label=_("Point")), label=_("Points"))
    numbered = blocks.BooleanBlock(label=_("Number the points"), required=False)

    class Meta:
        icon = "list-ul"
        label = _("List")
        template = "lbf50/blocks/points.html"


class FactBlock(blocks.StructBlock):
    """A fact: a label and its value. Without a value it is shown as still to be confirmed."""

    label = blocks.CharBlock(label=_("Label"), max_length=80)
    value = blocks.CharBlock(
        label=_("Value"),
        required=False,
        help_text=_("Leave empty while it is unknown: readers then see that it is being checked."),
    )

    class Meta:
        icon = "tick"
        label = _("Fact")


class FactsBlock(blocks.StructBlock):
    """Facts beside the text, with the source they come from."""

    heading = blocks.CharBlock(label=_("Heading"), required=False)
    facts = blocks.ListBlock(FactBlock(), label=_("Facts"))
    source = blocks.CharBlock(label=_("Source"), required=False)

    class Meta:
        icon = "clipboard-list"
        label = _("Facts")
        template = "lbf50/blocks/facts.html"


class CachedBlock(blocks.StructBlock):
    """What looks the same wherever it stands, and is drawn once for all pages."""

    def render(self, value, context=None):
        chosen = json.dumps(self.get_prep_value(value)).encode()
        name = f"{self.name}-{hashlib.blake2b(chosen).hexdigest()}"
        return cached_fragment(name, lambda: super(CachedBlock, self).render(value, context))


class StaircaseBlock(CachedBlock):
    """The welfare staircase, drawn from the page tree."""

    staircase = blocks.PageChooserBlock(label=_("Staircase"), page_type="staircase.StaircasePage")
    with_texts = blocks.BooleanBlock(
        label=_("Show the text of every step below the drawing"), required=False, default=True
    )

    class Meta:
        icon = "order-up"
        label = _("The welfare staircase")
        template = "staircase/blocks/staircase.html"


class BookBlock(CachedBlock):
    """The box that offers the book in print and online."""

    heading = blocks.CharBlock(label=_("Heading"))
    book = blocks.PageChooserBlock(label=_("Book"), page_type="orders.BookPage")
    text = blocks.TextBlock(label=_("Text"), required=False)

    class Meta:
        icon = "book"
        label = _("Order the book")
        template = "orders/blocks/book.html"


class ThemesBlock(blocks.StructBlock):
    """All themes as cards."""

    heading = blocks.CharBlock(label=_("Heading"))
    index = blocks.PageChooserBlock(label=_("Themes"), page_type="themes.ThemeIndexPage")

    class Meta:
        icon = "grip"
        label = _("Themes")
        template = "themes/blocks/themes.html"


class PageLinkBlock(blocks.StructBlock):
    """A link to a page of this site."""

    page = blocks.PageChooserBlock(label=_("Page"))
    text = blocks.CharBlock(
        label=_("Text"), required=False, help_text=_("Empty: the title of the page.")
    )

    class Meta:
        icon = "doc-empty"
        label = _("Page")
        template = "lbf50/blocks/page_link.html"


class DocumentLinkBlock(blocks.StructBlock):
    """A link to a document to fetch."""

    document = DocumentChooserBlock(label=_("Document"))
    text = blocks.CharBlock(
        label=_("Text"), required=False, help_text=_("Empty: the title of the document.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "lbf50/blocks/document_link.html"


class ExternalLinkBlock(blocks.StructBlock):
    """A link to another host, with what the reader finds there."""

    address = blocks.URLBlock(label=_("Web address"))
    text = blocks.CharBlock(label=_("Text"))
    about = blocks.CharBlock(label=_("What one finds there"), required=False)

    class Meta:
        icon = "link-external"
        label = _("Another site")
        template = "lbf50/blocks/external_link.html"


class VideoLinkBlock(ExternalLinkBlock):
    """A link to a film on another host."""

    class Meta:
        icon = "media"
        label = _("Film")
        template = "lbf50/blocks/video_link.html"


TEXT_BLOCKS = [
    (
        "heading",
        blocks.CharBlock(
            icon="title", label=_("Heading"), template="lbf50/blocks/heading.html", max_length=120
        ),
    ),
    (
        "text",
        blocks.RichTextBlock(
            label=_("Text"), features=TEXT_FEATURES, template="lbf50/blocks/text.html"
        ),
    ),
    ("quote", QuoteBlock()),
    ("picture", PictureBlock()),
    ("points", PointsBlock()),
    ("facts", FactsBlock()),
]
THEME_BLOCKS = [
    *TEXT_BLOCKS,
    ("film", VideoBlock()),
    ("staircase", StaircaseBlock()),
    ("book", BookBlock()),
]
INFORMATION_BLOCKS = [
    *TEXT_BLOCKS,
    (
        "privacy_notice",
        blocks.StaticBlock(
            icon="lock",
            label=_("Personal data in orders"),
            admin_text=_("The same words as below the order form, with the days set there."),
            template="orders/blocks/privacy_notice.html",
        ),
    ),
]
HOME_BLOCKS = [*THEME_BLOCKS, ("themes", ThemesBlock())]
SEE_MORE_BLOCKS = [
    ("page", PageLinkBlock()),
    ("document", DocumentLinkBlock()),
    ("film", VideoLinkBlock()),
    ("site", ExternalLinkBlock()),
]
