"""Sheets of address labels."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from orders.models import Order
from orders.pdf.document import Box, FittedText, PdfDocument

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LARGEST, LEAST = 11, 8  # points
NUMBER = 6.5  # points, of the order's number and copies in the corner
NUMBER_HEIGHT = 3  # millimetres kept for it
# No printer reaches the paper's edge, and the outer labels lie there.
PADDING_X, PADDING_Y = 5.5, 4.5


@dataclass(frozen=True)
class Sheet:
    """A4 sheet of labels to buy. Millimetres; `down` and `across` go from label to label."""

    name: "str | StrPromise"
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float
    down: float

    @property
    def count(self) -> int:
        return self.columns * self.rows

    def label(self, place: int) -> Box:
        """The label at a place of the sheet, counted from 0 in the order of reading."""
        row, column = divmod(place, self.columns)
        x, y = self.left + column * self.across, self.top + row * self.down
        return Box(x, y, self.width, self.height)


# Eight times 37 are 296 of the 297 mm that A4 is high: makers leave the last one at the top, at the
# bottom or in halves, and from the middle none is more than half a millimetre away.
SHEETS = {
    "3x8": Sheet(
        gettext_lazy("3 × 8 labels of 70 × 37 mm (for instance Avery 3474 or Herma 4464)"),
        columns=3, rows=8, width=70, height=37, left=0, top=0.5, across=70, down=37,
    ),
    "2x7": Sheet(
        gettext_lazy("2 × 7 labels of 99.1 × 38.1 mm (for instance Avery L7163)"),
        columns=2, rows=7, width=99.1, height=38.1, left=4.65, top=15.15, across=101.6, down=38.1,
    ),
}  # fmt: skip


def draw_labels(orders: Iterable[Order], sheet: Sheet, start: int = 1) -> bytes:
    """The labels in the given order, from place `start` of the first sheet."""
    paper = PdfDocument(_("Address labels"))
    for place, order in enumerate(orders, start - 1):
        if not paper.page or place % sheet.count == 0:
            paper.add_page()
        _draw_label(paper, order, sheet.label(place % sheet.count))
    return bytes(paper.output())


def _draw_label(paper: PdfDocument, order: Order, label: Box) -> None:
    room = _inside(label)
    with paper.tagged("P"):
        paper.put(paper.fit(order.address_lines(), room, LARGEST, LEAST), room.x, room.y)
    with paper.tagged("P"):
        corner = f"{order.number} · {_how_many(order.copies)}"
        right = room.x + room.width - paper.width_of(corner) * NUMBER
        paper.put(FittedText([corner], NUMBER), right, room.y + room.height)


def _how_many(copies: int) -> str:
    return ngettext("%(count)d pc.", "%(count)d pcs.", copies) % {"count": copies}


def _inside(label: Box) -> Box:
    """The part of a label that the address may fill."""
    return Box(
        label.x + PADDING_X,
        label.y + PADDING_Y,
        label.width - 2 * PADDING_X,
        label.height - 2 * PADDING_Y - NUMBER_HEIGHT,
    )
