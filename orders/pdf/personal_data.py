"""PDF of the data held about a person, for an access request (GDPR, article 15)."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from django.db.models import Field
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from orders.models import Order
from orders.pdf.document import BOLD, FittedText, PdfDocument
from orders.pdf.fonts import to_printable

LEFT, WIDTH, INDENT = 22, 166, 58
TOP, ENDS_AT = 20, 275
TEXT, HEADING = 10, 18  # points
# Derived from other fields, or the hash of an IP address: only in the JSON export.
OMITTED_FIELDS = {"email_key", "address_key", "sender"}


def draw_personal_data(records: list[dict]) -> PdfDocument:
    """Draw the orders, as `export_personal_data` returns them, one to a page."""
    pdf = PdfDocument(_("Personal data"))
    for record in records:
        _draw_order(pdf, record)
    return pdf


def _draw_order(pdf: PdfDocument, record: dict[str, Any]) -> None:
    pdf.add_page()
    with pdf.tag("H1"):
        title = FittedText([_("Order %s") % record["number"]], HEADING)
        y = pdf.draw_text(title, LEFT, TOP, BOLD) + 4
    for heading, rows in (
        ("", _facts(record)),
        (_("What has happened"), _history(record)),
        (_("Mails about the order"), _mails(record)),
    ):
        if heading:
            y = _draw_row(pdf, (heading, ""), y + 4)
        for row in rows:
            y = _draw_row(pdf, row, y)


def _draw_row(pdf: PdfDocument, row: Any, y: float) -> float:
    """Draw a name with its value beside it. Continue on a new page if this one is full."""
    name, value = row
    names = pdf.wrap_text([to_printable(name)], INDENT - 4 if value else WIDTH, TEXT)
    lines = [to_printable(line) for line in str(value).splitlines() if line.strip()]
    values = pdf.wrap_text(lines, WIDTH - INDENT, TEXT)
    for left, right in zip_longest(names.lines, values.lines, fillvalue=" "):
        if y + names.line_height > ENDS_AT:
            pdf.add_page()
            y = TOP
        with pdf.tag("P"):
            pdf.draw_text(FittedText([left], TEXT), LEFT, y, BOLD)
            y = pdf.draw_text(FittedText([right], TEXT), LEFT + INDENT, y)
    return y + 1.5


def _facts(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for field in Order._meta.fields:
        value = record.get(field.name)
        if value and field.name not in OMITTED_FIELDS:
            yield capfirst(str(field.verbose_name)), _format_value(field, value)


def _format_value(field: Field, value: Any) -> str:
    if isinstance(value, date):
        return _format_moment(value)
    if value is True:
        return _("Yes")
    return str(dict(field.flatchoices).get(value, value))


def _history(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for line in record["history"]:
        who = _("the staff") if line["by_staff"] else ""
        yield (
            _format_moment(line["at"]),
            "\n".join(filter(None, [line["what"], line["detail"], who])),
        )
    for line in record["stock_movements"]:
        if line["reason"]:
            yield _format_moment(line["at"]), f"{line['what']}: {line['reason']}"


def _mails(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for mail in record["mails"]:
        tries = [f"{_format_moment(each['at'])}: {each['outcome']}" for each in mail["attempts"]]
        yield _format_moment(mail["written_at"]), "\n".join([mail["what"], *tries])


def _format_moment(moment: date) -> str:
    if isinstance(moment, datetime):
        return date_format(localtime(moment), "j. F Y H.i")
    return date_format(moment, "j. F Y")
