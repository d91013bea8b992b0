"""StreamField blocks that several page types use."""

import hashlib
import json
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.rich_text import RichText

from lbf50.footnotes import link_footnotes, remove_references
from lbf50.page_cache.fragments import cached_fragment
from lbf50.rich_text import expand_rich_text, split_paragraphs
from lbf50.video import UNKNOWN_HOST, Video, parse_video_url
from lbf50.web_address import validate_no_email

TEXT_FEATURES = [
    "bold",
    "italic",
    "link",
    "document-link",
    "ol",
    "ul",
    "superscript",
    "subscript",
    "keep-pasted",
]
CELL_FEATURES = ["bold", "italic", "link", "superscript", "subscript", "footnotes", "keep-pasted"]
EXAMPLE = "Boligsocialt arbejde bygger på fællesskaber mellem beboere."
EXAMPLE_TEXT = f"<p>{EXAMPLE}</p>"


class PublicRichTextBlock(blocks.RichTextBlock):
    """Rich text with footnotes, as HTML in the API."""

    def render(self, value: RichText, context: dict[str, Any] | None = None) -> SafeString:
        """Return the HTML, its footnotes linked to the notes of the page."""
        return link_footnotes(super().render(value, context), (context or {}).get("page"))

    def get_api_representation(
        self, value: RichText, context: dict[str, object] | None = None
    ) -> str:
        """Return the HTML that readers get, without footnotes."""
        return expand_rich_text(remove_references(value.source))

    def get_searchable_content(self, value: RichText) -> list[str]:
        """Return the paragraphs without the marks of the footnotes."""
        return split_paragraphs(remove_references(value.source))


class QuoteBlock(blocks.StructBlock):
    """A quotation with the name of the speaker."""

    text = blocks.TextBlock(label=_("Quotation"))
    who = blocks.CharBlock(label=_("Who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "lbf50/blocks/quote.html"
        stylesheet = "lbf50/css/quote.css"
        preview_value = {"text": EXAMPLE, "who": "En beboer"}


def render_yes_or_no(block: blocks.BooleanBlock, value: bool, context: Any = None) -> str:
    """Return the value of a checkbox as a word."""
    return gettext("Yes") if value else gettext("No")


class DescribedImageBlock(ImageBlock):
    """Wagtail's block of a picture and its text alternative. Wagtail labels it in English only."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        chooser = ImageChooserBlock(required=required, label=_("Picture"))
        chooser.set_name("image")
        self.child_blocks["image"] = chooser


class PictureBlock(blocks.StructBlock):
    """A picture with a caption. The credit comes from the picture itself."""

    picture = DescribedImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption of the picture"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "lbf50/blocks/picture.html"


class PictureBesideTextBlock(PictureBlock):
    """A picture with a text to the right or left of it; below each other on a phone."""

    text = PublicRichTextBlock(label=_("Text"), features=TEXT_FEATURES)
    side = blocks.ChoiceBlock(
        label=_("The picture stands"),
        choices=[("left", _("left of the text")), ("right", _("right of the text"))],
        default="left",
    )

    class Meta:
        icon = "image"
        label = _("Picture beside text")
        template = "lbf50/blocks/picture_beside_text.html"
        stylesheet = "lbf50/css/picture_beside_text.css"
        preview_value = {"picture": None, "caption": "", "text": EXAMPLE_TEXT, "side": "left"}


class NoticeBlock(blocks.StructBlock):
    """A text that stands out, such as a change of address."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    text = PublicRichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Notice")
        template = "lbf50/blocks/notice.html"
        preview_value = {"heading": "Bemærk", "text": EXAMPLE_TEXT}


class VideoValue(blocks.StructValue):
    """The value of a VideoBlock."""

    @property
    def video(self) -> Video | None:
        """The video at the URL, or None if its host is unknown."""
        return parse_video_url(self["address"])


class VideoBlock(blocks.StructBlock):
    """A video on another host. A still picture replaces the player until a click."""

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
    words = PublicRichTextBlock(
        label=_("What is said and shown"),
        features=TEXT_FEATURES,
        help_text=_("For those who cannot hear or see the film."),
    )

    class Meta:
        icon = "media"
        label = _("Film")
        template = "lbf50/blocks/video.html"
        stylesheet = "lbf50/css/video.css"
        script = "lbf50/js/video.js"
        value_class = VideoValue

    def clean(self, value: VideoValue) -> VideoValue:
        """Validate that the video's host has a player without cookies.

        Raises:
            StructBlockValidationError: The host is not YouTube or Vimeo.
        """
        value = super().clean(value)
        if value["address"] and not value.video:
            error = ValidationError(UNKNOWN_HOST, code="unknown_host")
            raise blocks.StructBlockValidationError({"address": error})
        return value


class PointsBlock(blocks.StructBlock):
    """A list of short points with its own heading."""

    heading = blocks.CharBlock(label=_("Heading"), required=False)
    points = blocks.ListBlock(blocks.CharBlock(label=_("Point")), label=_("Points"))
    numbered = blocks.BooleanBlock(label=_("Number the points"), required=False)

    class Meta:
        icon = "list-ul"
        label = _("List")
        template = "lbf50/blocks/points.html"
        preview_value = {
            "heading": "Sådan hjælper naboer",
            "points": ["Lektiecafé", "Fællesspisning"],
            "numbered": False,
        }


class FactBlock(blocks.StructBlock):
    """A label and its value. A fact without a value is shown as being checked."""

    label = blocks.CharBlock(label=_("Label"), max_length=80)
    value = blocks.CharBlock(
        label=_("Value"),
        required=False,
        help_text=_("Leave empty while it is unknown: readers see the fact when it is written."),
    )

    class Meta:
        icon = "tick"
        label = _("Fact")


class FactsBlock(blocks.StructBlock):
    """A list of facts with their source."""

    heading = blocks.CharBlock(label=_("Heading"), required=False)
    facts = blocks.ListBlock(FactBlock(), label=_("Facts"))
    source = blocks.CharBlock(label=_("Source"), required=False)

    class Meta:
        icon = "clipboard-list"
        label = _("Facts")
        template = "lbf50/blocks/facts.html"
        stylesheet = "lbf50/css/facts.css"
        preview_value = {
            "heading": "Fakta",
            "facts": [{"label": "Stiftet", "value": "1967"}],
            "source": "Landsbyggefonden",
        }


class TimelineEventBlock(blocks.StructBlock):
    """A year, or a date, and what happened then."""

    when = blocks.CharBlock(label=_("When"), max_length=30, help_text=_("For instance 1967"))
    what = blocks.CharBlock(label=_("What happened"), max_length=160)

    class Meta:
        icon = "date"
        label = _("Event")


class TimelineBlock(blocks.StructBlock):
    """Events in the order of time."""

    heading = blocks.CharBlock(label=_("Heading"), required=False)
    events = blocks.ListBlock(TimelineEventBlock(), label=_("Events"))
    source = blocks.CharBlock(label=_("Source"), required=False)

    class Meta:
        icon = "history"
        label = _("Timeline")
        template = "lbf50/blocks/timeline.html"
        stylesheet = "lbf50/css/timeline.css"
        preview_value = {
            "heading": "Sådan begyndte det",
            "events": [
                {"when": "1966", "what": "Boligforliget bliver indgået."},
                {"when": "1967", "what": "Landsbyggefonden bliver stiftet."},
            ],
            "source": "",
        }


class CachedBlock(blocks.StructBlock):
    """A block with the same HTML on every page, rendered once per content version."""

    def render(
        self, value: blocks.StructValue, context: dict[str, object] | None = None
    ) -> SafeString:
        """Return the block's HTML from the fragment cache."""
        stored_value = json.dumps(self.get_prep_value(value)).encode()
        name = f"{self.name}-{hashlib.blake2b(stored_value).hexdigest()}"
        return cached_fragment(name, lambda: super(CachedBlock, self).render(value, context))


class PageLinkBlock(blocks.StructBlock):
    """A link to a page of this site. Without one, as once it is deleted, readers see no link."""

    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    text = blocks.CharBlock(
        label=_("Text"), required=False, help_text=_("Empty: the title of the page.")
    )

    class Meta:
        icon = "doc-empty"
        label = _("Page")
        template = "lbf50/blocks/page_link.html"


class DocumentLinkBlock(blocks.StructBlock):
    """A link to a document. Without one, as once it is deleted, readers see no link."""

    document = DocumentChooserBlock(label=_("Document"), required=False)
    text = blocks.CharBlock(
        label=_("Text"), required=False, help_text=_("Empty: the title of the document.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "lbf50/blocks/document_link.html"


class ExternalLinkBlock(blocks.StructBlock):
    """A link to another host, with a description of the target."""

    address = blocks.URLBlock(label=_("Web address"))
    text = blocks.CharBlock(label=_("Text"))
    about = blocks.CharBlock(label=_("What one finds there"), required=False)

    class Meta:
        icon = "link-external"
        label = _("Another site")
        template = "lbf50/blocks/external_link.html"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Validate that the address is no e-mail address.

        Raises:
            StructBlockValidationError: It is one.
        """
        value = super().clean(value)
        try:
            validate_no_email(value["address"])
        except ValidationError as error:
            raise blocks.StructBlockValidationError({"address": error}) from error
        return value


class VideoLinkBlock(ExternalLinkBlock):
    """A link to a video on another host."""

    class Meta:
        icon = "media"
        label = _("Film")
        template = "lbf50/blocks/video_link.html"


class TableBlock(TypedTableBlock):
    """A table, whose columns hold text or figures."""

    text = PublicRichTextBlock(label=_("Text"), features=CELL_FEATURES, required=False)
    figures = blocks.CharBlock(label=_("Figures"), required=False)

    class Meta:
        icon = "table"
        label = _("Table")
        stylesheet = "lbf50/css/table.css"
        preview_value = {
            "columns": [
                {"type": "text", "heading": "Midler"},
                {"type": "figures", "heading": "Mio. kr."},
            ],
            "rows": [{"values": ["<p>Boligsociale indsatser</p>", "150"]}],
            "caption": "Et eksempel",
        }


TEXT_BLOCKS = [
    (
        "heading",
        blocks.CharBlock(
            icon="h2",
            label=_("Heading"),
            template="lbf50/blocks/heading.html",
            max_length=120,
            preview_value="En overskrift",
        ),
    ),
    (
        "sub_heading",
        blocks.CharBlock(
            icon="h3",
            label=_("Sub-heading"),
            template="lbf50/blocks/sub_heading.html",
            max_length=120,
            preview_value="En underoverskrift",
        ),
    ),
    (
        "text",
        PublicRichTextBlock(
            icon="pilcrow",
            label=_("Text"),
            features=["h3", *TEXT_FEATURES, "footnotes"],
            template="lbf50/blocks/text.html",
            preview_value=EXAMPLE_TEXT,
        ),
    ),
    ("quote", QuoteBlock()),
    ("picture", PictureBlock()),
    ("picture_beside_text", PictureBesideTextBlock()),
    ("points", PointsBlock()),
    ("facts", FactsBlock()),
    ("timeline", TimelineBlock()),
    ("table", TableBlock()),
    ("notice", NoticeBlock()),
]
SEE_MORE_BLOCKS = [
    ("page", PageLinkBlock()),
    ("document", DocumentLinkBlock()),
    ("film", VideoLinkBlock()),
    ("site", ExternalLinkBlock()),
]
