"""Packing slips: one page for each order, the address placed for window envelopes."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from lbf50.models import SiteSettings
from orders.models import BookPage, Order
from orders.pdf.document import Box, FittedText, PdfDocument
from orders.pdf.fonts import BOLD, REGULAR, can_print, to_printable

LEFT, WIDTH = 22, 166
# Inside the windows of Nordic and German C5, C4 and E65 envelopes.
WINDOW = Box(LEFT, 48, 80, 26)
SENDER = Box(130, 14, 60, 28)
FACTS_AT, FACT_INDENT = 112, 48
NOTE_ENDS_AT = 255
TEXT, SMALL, HEADING = 11, 9, 22  # points


def add_packing_slips(pdf: PdfDocument, orders: Iterable[Order]) -> None:
    """Draw one page for each order."""
    sender = SiteSettings.load()
    for order in orders:
        pdf.add_page()
        _draw_sender(pdf, sender)
        _draw_recipient(pdf, order)
        y = _draw_facts(pdf, order)
        y = _draw_note(pdf, order, y + 6)
        _draw_thanks(pdf, sender, y + 10)


def _draw_sender(pdf: PdfDocument, sender: Any) -> None:
    lines = [sender.street, sender.postcode_and_city, sender.phone, sender.email]
    with pdf.tag("P"):
        name = pdf.fit_text([sender.organisation], SENDER, TEXT, SMALL)
        y = pdf.draw_text(name, SENDER.x, SENDER.y, BOLD)
        pdf.draw_text(pdf.fit_text(lines, SENDER, SMALL, 7), SENDER.x, y + 1)


def _draw_recipient(pdf: PdfDocument, order: Order) -> None:
    lines = order.address_lines()
    with pdf.tag("P"):
        pdf.draw_text(pdf.fit_text(lines, WINDOW, TEXT, 8), WINDOW.x, WINDOW.y)
    if not all(map(can_print, lines)):
        remark = _("Some letters of the address cannot be printed and are written with Latin ones.")
        with pdf.tag("P"):
            pdf.draw_text(pdf.wrap_text([remark], WIDTH, 7), LEFT, WINDOW.y + WINDOW.height + 8)


def _draw_facts(pdf: PdfDocument, order: Order) -> float:
    with pdf.tag("H1"):
        pdf.draw_text(FittedText([_("Packing slip")], HEADING), LEFT, FACTS_AT - 16, BOLD)
    y: float = FACTS_AT
    for name, value in [
        (_("Order number"), order.number),
        (_("Ordered on"), date_format(localtime(order.created_at), "j. F Y")),
        (_("Book"), order.book_title or BookPage.current_title()),
        *([(_("Edition"), order.book_edition)] if order.book_edition else []),
        (_("Number of copies"), str(order.copies)),
    ]:
        y = _draw_fact(pdf, name, value, y)
    return y


def _draw_fact(pdf: PdfDocument, name: str, value: Any, y: float) -> float:
    with pdf.tag("P"):
        pdf.draw_text(FittedText([name], TEXT), LEFT, y)
        area = WIDTH - FACT_INDENT
        text = pdf.wrap_text([to_printable(value)], area, TEXT)
        return pdf.draw_text(text, LEFT + FACT_INDENT, y, BOLD) + 1.5


def _draw_note(pdf: PdfDocument, order: Order, y: float) -> float:
    """Draw the customer's note. Join its lines if they are too many for the page."""
    lines = [line for line in order.note.splitlines() if line.strip()]
    if not lines:
        return y
    with pdf.tag("P"):
        y = pdf.draw_text(FittedText([_("Your note to us")], SMALL), LEFT, y, BOLD) + 1
        area = Box(LEFT, y, WIDTH, NOTE_ENDS_AT - y)
        if pdf.fit_text(lines, area, TEXT, TEXT).size < SMALL:
            lines = [" · ".join(lines)]
        return pdf.draw_text(pdf.fit_text(lines, area, TEXT, TEXT), LEFT, y, REGULAR)


def _draw_thanks(pdf: PdfDocument, sender: Any, y: float) -> None:
    thanks = _("Thank you for ordering the book. We hope you will enjoy reading it.")
    trouble = _("Is something wrong? Write to %(email)s or call %(phone)s.") % {
        "email": sender.email,
        "phone": sender.phone,
    }
    with pdf.tag("P"):
        y = pdf.draw_text(pdf.wrap_text([thanks], WIDTH, TEXT), LEFT, y)
        pdf.draw_text(pdf.wrap_text([trouble], WIDTH, SMALL), LEFT, y + 1)
