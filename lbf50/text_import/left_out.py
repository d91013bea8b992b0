"""What an import could not take along, in sentences for the editor."""

from collections import Counter
from collections.abc import Iterable
from enum import Enum, auto

from django.utils.translation import ngettext


class LeftOut(Enum):
    """A kind of content that our blocks lack."""

    PICTURE = auto()
    FORMULA = auto()
    DRAWING = auto()
    COMMENT = auto()
    TRACKED_CHANGE = auto()
    MERGED_CELL = auto()
    STRIKETHROUGH = auto()
    EMBEDDED = auto()
    TITLE = auto()
    LINK = auto()
    LIST_NUMBERS = auto()
    NESTED_TABLE = auto()
    PAGE_HEADER = auto()
    HIDDEN = auto()


def describe(left_out: Iterable[LeftOut]) -> list[str]:
    """Return a sentence for each kind, in the order in which the kinds occur first."""
    return [_sentence(kind, count) for kind, count in Counter(left_out).items()]


def _sentence(kind: LeftOut, count: int) -> str:
    sentences = {
        LeftOut.PICTURE: ngettext(
            "%(count)d picture cannot be read. Save it as JPEG or PNG, and insert it by hand.",
            "%(count)d pictures cannot be read. Save them as JPEG or PNG, and insert them by hand.",
            count,
        ),
        LeftOut.FORMULA: ngettext(
            "%(count)d formula is left out.", "%(count)d formulas are left out.", count
        ),
        LeftOut.DRAWING: ngettext(
            "%(count)d chart is left out. Save it as a picture, and insert it by hand.",
            "%(count)d charts are left out. Save them as pictures, and insert them by hand.",
            count,
        ),
        LeftOut.COMMENT: ngettext(
            "%(count)d comment is left out.", "%(count)d comments are left out.", count
        ),
        LeftOut.TRACKED_CHANGE: ngettext(
            "%(count)d tracked change is taken over as accepted.",
            "%(count)d tracked changes are taken over as accepted.",
            count,
        ),
        LeftOut.MERGED_CELL: ngettext(
            "%(count)d merged cell of a table is split.",
            "%(count)d merged cells of tables are split.",
            count,
        ),
        LeftOut.STRIKETHROUGH: ngettext(
            "%(count)d crossed-out passage is plain text now.",
            "%(count)d crossed-out passages are plain text now.",
            count,
        ),
        LeftOut.EMBEDDED: ngettext(
            "%(count)d embedded film or form is left out.",
            "%(count)d embedded films or forms are left out.",
            count,
        ),
        LeftOut.TITLE: ngettext(
            "The title of the document is left out: the page has its own.",
            "The titles of the document are left out: the page has its own.",
            count,
        ),
        LeftOut.LINK: ngettext(
            "%(count)d link to a heading or a file is plain text now. Set it by hand.",
            "%(count)d links to headings or files are plain text now. Set them by hand.",
            count,
        ),
        LeftOut.LIST_NUMBERS: ngettext(
            "Check the numbers of %(count)d list: in the document it starts anew or goes on.",
            "Check the numbers of %(count)d lists: in the document they start anew or go on.",
            count,
        ),
        LeftOut.NESTED_TABLE: ngettext(
            "%(count)d table inside a table is plain text now.",
            "%(count)d tables inside tables are plain text now.",
            count,
        ),
        LeftOut.PAGE_HEADER: ngettext(
            "The text at the top or the foot of the document’s pages is left out.",
            "The texts at the top and the foot of the document’s pages are left out.",
            count,
        ),
        LeftOut.HIDDEN: ngettext(
            "%(count)d hidden passage is left out.",
            "%(count)d hidden passages are left out.",
            count,
        ),
    }
    return sentences[kind] % {"count": count}
