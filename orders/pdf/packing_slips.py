"""Packing slips: a page for each parcel, the recipient where an envelope has its window."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from lbf50.models import SiteSettings
from orders.models import Order
from orders.pdf.document import BOLD, HOUSE, Box, FittedText, PdfDocument
from orders.pdf.fonts import can_print, to_printable

LEFT, WIDTH = 22, 166
# Inside the windows of Nordic C5, C4 and E65 envelopes, and of German ones.
WINDOW = Box(LEFT, 48, 80, 26)
SENDER = Box(130, 14, 60, 28)
FACTS_AT, FACT_INDENT = 112, 48
NOTE_ENDS_AT = 255
TEXT, SMALL, HEADING = 11, 9, 22  # points


def draw_packing_slips(orders: Iterable[Order], book: str) -> bytes:
    """One page an order, in the given order. `book` is the book's title."""
    paper = PdfDocument(_("Packing slips"))
    sender = SiteSettings.load()
    for order in orders:
        paper.add_page()
        _draw_sender(paper, sender)
        _draw_recipient(paper, order)
        y = _draw_facts(paper, order, book)
        y = _draw_note(paper, order, y + 6)
        _draw_thanks(paper, sender, y + 10)
    return bytes(paper.output())


def _draw_sender(paper: PdfDocument, sender: Any) -> None:
    lines = [sender.street, sender.postcode_and_city, sender.phone, sender.email]
    with paper.tagged("P"):
        name = paper.fit([sender.organisation], SENDER, TEXT, SMALL)
        y = paper.put(name, SENDER.x, SENDER.y, BOLD)
        paper.put(paper.fit(lines, SENDER, SMALL, 7), SENDER.x, y + 1)


def _draw_recipient(paper: PdfDocument, order: Order) -> None:
    lines = order.address_lines()
    with paper.tagged("P"):
        paper.put(paper.fit(lines, WINDOW, TEXT, 8), WINDOW.x, WINDOW.y)
    if not all(map(can_print, lines)):
        remark = _("Some letters of the address cannot be printed and are written with Latin ones.")
        with paper.tagged("P"):
            paper.put(paper.wrapped([remark], WIDTH, 7), LEFT, WINDOW.y + WINDOW.height + 8)


def _draw_facts(paper: PdfDocument, order: Order, book: Any) -> float:
    with paper.tagged("H1"):
        paper.put(FittedText([_("Packing slip")], HEADING), LEFT, FACTS_AT - 16, BOLD)
    y: float = FACTS_AT
    for name, value in [
        (_("Order number"), order.number),
        (_("Ordered on"), date_format(localtime(order.created_at), "j. F Y")),
        (_("Book"), book),
        (_("Number of copies"), str(order.copies)),
    ]:
        y = _draw_fact(paper, name, value, y)
    return y


def _draw_fact(paper: PdfDocument, name: str, value: Any, y: float) -> float:
    with paper.tagged("P"):
        paper.put(FittedText([name], TEXT), LEFT, y)
        room = WIDTH - FACT_INDENT
        text = paper.wrapped([to_printable(value)], room, TEXT)
        return paper.put(text, LEFT + FACT_INDENT, y, BOLD) + 1.5


def _draw_note(paper: PdfDocument, order: Order, y: float) -> float:
    """What the orderer wrote. Where its lines are too many for the page, they run on."""
    lines = [line for line in order.note.splitlines() if line.strip()]
    if not lines:
        return y
    with paper.tagged("P"):
        y = paper.put(FittedText([_("Your note to us")], SMALL), LEFT, y, BOLD) + 1
        room = Box(LEFT, y, WIDTH, NOTE_ENDS_AT - y)
        if paper.fit(lines, room, TEXT, TEXT).size < SMALL:
            lines = [" · ".join(lines)]
        return paper.put(paper.fit(lines, room, TEXT, TEXT), LEFT, y, HOUSE)


def _draw_thanks(paper: PdfDocument, sender: Any, y: float) -> None:
    thanks = _("Thank you for ordering the book. We hope you will enjoy reading it.")
    trouble = _("Is something wrong? Write to %(email)s or call %(phone)s.") % {
        "email": sender.email,
        "phone": sender.phone,
    }
    with paper.tagged("P"):
        y = paper.put(paper.wrapped([thanks], WIDTH, TEXT), LEFT, y)
        paper.put(paper.wrapped([trouble], WIDTH, SMALL), LEFT, y + 1)
