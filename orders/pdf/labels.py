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

MAX_SIZE, MIN_SIZE = 11, 8  # points
NUMBER_SIZE = 6.5  # points, of the order number and copies in the corner
NUMBER_HEIGHT = 3  # millimetres reserved for it
# Printers cannot print to the edge of the pdf, where the outer labels are.
PADDING_X, PADDING_Y = 5.5, 4.5


@dataclass(frozen=True)
class Sheet:
    """Measures of an A4 label sheet in millimetres.

    `across` and `down` are the distances from one label to the next.
    """

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
        """Return the number of labels on a sheet."""
        return self.columns * self.rows

    def label(self, index: int) -> Box:
        """Return the box of a label, counted from 0 row by row."""
        row, column = divmod(index, self.columns)
        x, y = self.left + column * self.across, self.top + row * self.down
        return Box(x, y, self.width, self.height)


# Eight labels of 37 mm leave 1 mm of A4's 297 mm. Makers put it at the top, the bottom or half at
# each: an offset of 0.5 mm is at most 0.5 mm wrong.
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
    """Draw one label for each order, from label `start` (1 is the first) of the first sheet."""
    pdf = PdfDocument(_("Address labels"))
    for index, order in enumerate(orders, start - 1):
        if not pdf.page or index % sheet.count == 0:
            pdf.add_page()
        _draw_label(pdf, order, sheet.label(index % sheet.count))
    return bytes(pdf.output())


def _draw_label(pdf: PdfDocument, order: Order, label: Box) -> None:
    area = _printable_area(label)
    with pdf.tag("P"):
        pdf.draw_text(pdf.fit_text(order.address_lines(), area, MAX_SIZE, MIN_SIZE), area.x, area.y)
    with pdf.tag("P"):
        corner = f"{order.number} · {_format_copies(order.copies)}"
        right = area.x + area.width - pdf.text_width(corner) * NUMBER_SIZE
        pdf.draw_text(FittedText([corner], NUMBER_SIZE), right, area.y + area.height)


def _format_copies(copies: int) -> str:
    return ngettext("%(count)d pc.", "%(count)d pcs.", copies) % {"count": copies}


def _printable_area(label: Box) -> Box:
    return Box(
        label.x + PADDING_X,
        label.y + PADDING_Y,
        label.width - 2 * PADDING_X,
        label.height - 2 * PADDING_Y - NUMBER_HEIGHT,
    )
