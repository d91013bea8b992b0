"""Sheets of address labels."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import ngettext

from orders.models import Order
from orders.pdf.document import Box, FittedText, PdfDocument

MAX_SIZE, MIN_SIZE = 11, 8  # points
NUMBER_SIZE, SENDER_SIZE = 6.5, 5.5  # points
READABLE_SIZE = 6  # points
NUMBER_HEIGHT = 3  # millimetres reserved for the line with number and copies
SENDER_HEIGHT = 3.5  # millimetres reserved for the line with the sender
# Printers cannot print to the edge of the paper, where the outer labels are.
PADDING_X, PADDING_Y = 5.5, 4.5
PAPER_WIDTH, PAPER_HEIGHT = 210, 297  # millimetres, A4


@dataclass(frozen=True)
class Sheet:
    """Measures of an A4 label sheet in millimetres.

    The margins are the same on both sides; the labels are spread evenly between them.
    """

    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float

    @property
    def count(self) -> int:
        """Return the number of labels on a sheet."""
        return self.columns * self.rows

    def label(self, index: int) -> Box:
        """Return the box of a label, counted from 0 row by row."""
        row, column = divmod(index, self.columns)
        across = (PAPER_WIDTH - 2 * self.left - self.width) / max(self.columns - 1, 1)
        down = (PAPER_HEIGHT - 2 * self.top - self.height) / max(self.rows - 1, 1)
        return Box(self.left + column * across, self.top + row * down, self.width, self.height)


# Measures from the makers' product pages. Eight labels of 37 mm leave 1 mm of A4's 297 mm. Makers
# put it at the top, the bottom or half at each: an offset of 0.5 mm is at most 0.5 mm wrong.
SHEETS = {
    "3x8": ("3 × 8, 70 × 37 mm: Avery 3474, Herma 4464", Sheet(3, 8, 70, 37, 0, 0.5)),
    "L7159": ("3 × 8, 63,5 × 33,9 mm: Avery L7159", Sheet(3, 8, 63.5, 33.9, 7.25, 12.9)),
    "L7160": ("3 × 7, 63,5 × 38,1 mm: Avery L7160", Sheet(3, 7, 63.5, 38.1, 7.25, 15.15)),
    "2x7": ("2 × 7, 99,1 × 38,1 mm: Avery L7163", Sheet(2, 7, 99.1, 38.1, 4.65, 15.15)),
}


def add_labels(
    pdf: PdfDocument, orders: Iterable[Order], sheet: Sheet, start: int = 1, sender: str = ""
) -> list[Order]:
    """Draw one label for each order. Return the orders whose address is too small to read.

    Args:
        start: The first free label of the first sheet; 1 is the one at the top left.
        sender: The sender's address on one line, or "" for labels without it.
    """
    unreadable = []
    for index, order in enumerate(orders, start - 1):
        if index == start - 1 or index % sheet.count == 0:
            pdf.add_page()
        if _draw_label(pdf, order, sheet.label(index % sheet.count), sender) < READABLE_SIZE:
            unreadable.append(order)
    return unreadable


def _draw_label(pdf: PdfDocument, order: Order, label: Box, sender: str) -> float:
    """Draw a label. Return the size of its address in points."""
    area = _printable_area(label)
    if sender:
        with pdf.tag("P"):
            line = Box(area.x, area.y, area.width, SENDER_HEIGHT)
            pdf.draw_text(pdf.fit_text([sender], line, SENDER_SIZE, 4), area.x, area.y)
        area = Box(area.x, area.y + SENDER_HEIGHT, area.width, max(area.height - SENDER_HEIGHT, 4))
    with pdf.tag("P"):
        text = pdf.fit_text(order.address_lines(), area, MAX_SIZE, MIN_SIZE)
        pdf.draw_text(text, area.x, area.y)
    with pdf.tag("P"):
        corner = f"{order.number} · {_format_copies(order.copies)}"
        right = area.x + area.width - pdf.text_width(corner) * NUMBER_SIZE
        pdf.draw_text(FittedText([corner], NUMBER_SIZE), right, area.y + area.height)
    return text.size


def _format_copies(copies: int) -> str:
    return ngettext("%(count)d pc.", "%(count)d pcs.", copies) % {"count": copies}


def _printable_area(label: Box) -> Box:
    return Box(
        label.x + PADDING_X,
        label.y + PADDING_Y,
        label.width - 2 * PADDING_X,
        label.height - 2 * PADDING_Y - NUMBER_HEIGHT,
    )
