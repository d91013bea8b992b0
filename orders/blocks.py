"""StreamField blocks about the book and its orders."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from lbf50.blocks import TEXT_BLOCKS, CachedBlock

# Inside a chapter, section titles are the headings.
SECTION_BLOCKS = [block for block in TEXT_BLOCKS if block[0] != "heading"]

# An instance: migrations name a subclass of StaticBlock by its path.
PRIVACY_NOTICE_BLOCK = blocks.StaticBlock(
    icon="lock",
    label=_("Personal data in orders"),
    admin_text=_("The same words as below the order form, with the days set there."),
    template="orders/blocks/privacy_notice.html",
)


class BookBlock(CachedBlock):
    """A box with the book and the links to order it or read it online."""

    heading = blocks.CharBlock(label=_("Heading"))
    book = blocks.PageChooserBlock(label=_("Book"), page_type="orders.BookPage", required=False)
    text = blocks.TextBlock(label=_("Text"), required=False)

    class Meta:
        icon = "mail"
        label = _("Order the book")
        template = "orders/blocks/book.html"
        stylesheet = "orders/css/book_box.css"


class SectionBlock(blocks.StructBlock):
    """A section of a chapter."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    content = blocks.StreamBlock(SECTION_BLOCKS, label=_("Content"))

    class Meta:
        icon = "doc-full"
        label = _("Section")


class ChapterBlock(blocks.StructBlock):
    """A chapter of the book, with an introduction and its sections."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    introduction = blocks.TextBlock(label=_("Introduction"), required=False)
    sections = blocks.ListBlock(SectionBlock(), label=_("Sections"))

    class Meta:
        icon = "doc-full-inverse"
        label = _("Chapter")
