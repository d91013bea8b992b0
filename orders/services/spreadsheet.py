"""Orders as a table for a spreadsheet, written while it is sent: a million orders take no more
memory than a thousand, and no address is left behind on a disk."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import StringIO
from itertools import islice
from typing import Any, cast

from django.db.models import Field
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from orders import xlsx
from orders.models import Order
from orders.models.order import OrderQuerySet

CHUNK = 1000  # rows read, written and sent at a time
FIELDS = (
    "number", "status", "created_at", "closed_at", "source", "copies", "returned",
    "name", "organisation", "care_of", "street", "postcode", "city", "country", "email", "phone",
    "note", "reason", "is_repeat", "follow_up_on", "anonymised_at",
)  # fmt: skip
# What makes a spreadsheet take a text for a formula, in all widths.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BOM = "\ufeff"


def headings() -> list[str]:
    """The names of the columns."""
    fields = [cast(Field, Order._meta.get_field(name)) for name in FIELDS]
    return [capfirst(str(field.verbose_name)) for field in fields]


def rows(orders: OrderQuerySet) -> Iterator[list]:
    """The orders' values as a person reads them, in the order of the queryset."""
    words = [_words(name) for name in FIELDS]
    for values in orders.values_list(*FIELDS).iterator(chunk_size=CHUNK):
        yield [word(value) for word, value in zip(words, values, strict=True)]


def write_csv(orders: OrderQuerySet) -> Iterator[bytes]:
    """The table as Danish spreadsheets open it: semicolons, CRLF, and a mark that it is UTF-8."""
    yield (BOM + _csv_lines([headings()])).encode()
    for chunk in _chunks(rows(orders)):
        yield _csv_lines([_csv_cell(value) for value in row] for row in chunk).encode()


def write_xlsx(orders: OrderQuerySet) -> Iterator[bytes]:
    """The table as a workbook."""
    return xlsx.workbook(_("Orders"), headings(), _chunks(rows(orders)))


def _words(field: str) -> Any:
    """How values of a field are said."""
    if field in ("status", "source"):
        labels = {
            value: str(label)
            for value, label in cast(Field, Order._meta.get_field(field)).flatchoices
        }
        return lambda value: labels.get(value, value)
    if field == "is_repeat":
        yes, no = _("Yes"), _("No")
        return lambda value: yes if value else no
    return _local


def _local(value: Any) -> Any:
    """A moment as the clock in Denmark showed it."""
    if isinstance(value, datetime):
        return localtime(value).replace(tzinfo=None, microsecond=0)
    return value


def _chunks(rows: Iterable[list]) -> Iterator[list]:
    rows = iter(rows)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _csv_lines(rows: Iterable[list]) -> str:
    text = StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _csv_cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, str):
        return escape_formula(value)
    return value


def escape_formula(text: str) -> str:
    """`text` such that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text
