"""What an import could not take along, in sentences for the editor."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LeftOut(TextChoices):
    """A kind of content that our blocks lack, and what the editor reads about it."""

    PICTURE = (
        "picture",
        _(
            "Pictures that cannot be read: %(count)d. Save them as JPEG or PNG, and insert them by "
            "hand."
        ),
    )
    FORMULA = "formula", _("Formulas left out: %(count)d.")
    DRAWING = (
        "drawing",
        _("Charts left out: %(count)d. Save them as pictures, and insert them by hand."),
    )
    COMMENT = "comment", _("Comments left out: %(count)d.")
    TRACKED_CHANGE = "tracked_change", _("Tracked changes taken over as accepted: %(count)d.")
    MERGED_CELL = "merged_cell", _("Merged cells of tables that are split: %(count)d.")
    STRIKETHROUGH = "strikethrough", _("Crossed-out passages that are plain text now: %(count)d.")
    EMBEDDED = "embedded", _("Embedded films and forms left out: %(count)d.")
    TITLE = "title", _("The title of the document is left out: the page has its own.")
    TITLE_HEADING = (
        "title_heading",
        _("The first heading is perhaps the title of the document. Delete it if it is."),
    )
    LINK = (
        "link",
        _("Links to headings or files that are plain text now: %(count)d. Set them by hand."),
    )
    LIST_NUMBERS = (
        "list_numbers",
        _("Lists that restart or continue in the document: %(count)d. Check their numbers."),
    )
    NESTED_TABLE = "nested_table", _("Tables inside tables that are plain text now: %(count)d.")
    HEADER_OR_FOOTER = (
        "header_or_footer",
        _("The texts at the top and the foot of the document’s pages are left out."),
    )
    HIDDEN = "hidden", _("Hidden passages left out: %(count)d.")
    DESCRIPTION = (
        "description",
        _("Pictures without a description: %(count)d. Write what they show before you publish."),
    )


def describe(left_out: Iterable[LeftOut]) -> list[str]:
    """Return a sentence for each kind, in the order in which the kinds occur first."""
    return [str(kind.label) % {"count": count} for kind, count in Counter(left_out).items()]
