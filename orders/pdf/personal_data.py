"""One person's data on paper, for whoever asks to see them (GDPR, article 15)."""

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
# Copies of what stands beside them, and the hash of a network address: in the file for machines.
LEFT_OUT = {"email_key", "house_key", "sender"}


def draw_personal_data(records: list[dict]) -> bytes:
    """The orders as `people.export` gives them, each on a page of its own."""
    paper = PdfDocument(_("Personal data"))
    for record in records:
        _draw_order(paper, record)
    return bytes(paper.output())


def _draw_order(paper: PdfDocument, record: dict[str, Any]) -> None:
    paper.add_page()
    with paper.tagged("H1"):
        title = FittedText([_("Order %s") % record["number"]], HEADING)
        y = paper.put(title, LEFT, TOP, BOLD) + 4
    for heading, rows in (
        ("", _facts(record)),
        (_("What has happened"), _history(record)),
        (_("Mails about the order"), _mails(record)),
    ):
        if heading:
            y = _draw_row(paper, (heading, ""), y + 4)
        for row in rows:
            y = _draw_row(paper, row, y)


def _draw_row(paper: PdfDocument, row: Any, y: float) -> float:
    """A name and its value beside it. Where the page is full, both run on to the next."""
    name, value = row
    names = paper.wrapped([to_printable(name)], INDENT - 4 if value else WIDTH, TEXT)
    lines = [to_printable(line) for line in str(value).splitlines() if line.strip()]
    values = paper.wrapped(lines, WIDTH - INDENT, TEXT)
    for left, right in zip_longest(names.lines, values.lines, fillvalue=" "):
        if y + names.line_height > ENDS_AT:
            paper.add_page()
            y = TOP
        with paper.tagged("P"):
            paper.put(FittedText([left], TEXT), LEFT, y, BOLD)
            y = paper.put(FittedText([right], TEXT), LEFT + INDENT, y)
    return y + 1.5


def _facts(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for field in Order._meta.fields:
        value = record.get(field.name)
        if value and field.name not in LEFT_OUT:
            yield capfirst(str(field.verbose_name)), _format_value(field, value)


def _format_value(field: Field, value: Any) -> str:
    if isinstance(value, date):
        return _when(value)
    if value is True:
        return _("Yes")
    return str(dict(field.flatchoices).get(value, value))


def _history(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for line in record["history"]:
        who = _("the staff") if line["by_staff"] else ""
        yield _when(line["at"]), "\n".join(filter(None, [line["what"], line["detail"], who]))
    for line in record["stock_movements"]:
        if line["reason"]:
            yield _when(line["at"]), f"{line['what']}: {line['reason']}"


def _mails(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for mail in record["mails"]:
        tries = [f"{_when(each['at'])}: {each['outcome']}" for each in mail["attempts"]]
        yield _when(mail["written_at"]), "\n".join([mail["what"], *tries])


def _when(moment: date) -> str:
    if isinstance(moment, datetime):
        return date_format(localtime(moment), "j. F Y H.i")
    return date_format(moment, "j. F Y")
