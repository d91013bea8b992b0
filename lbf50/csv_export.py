"""CSV files that Excel with Danish settings opens correctly."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import StringIO
from itertools import islice

BOM = "\ufeff"
ROWS_PER_CHUNK = 1000
# A spreadsheet reads a text that starts with one of these as a formula. The last four are the
# full-width forms of the first four.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(headings: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """Encode a table as CSV: semicolons, CRLF, and UTF-8 with a byte order mark.

    Yield the headings first, then ROWS_PER_CHUNK rows at a time, so that a view can stream them.
    """
    yield (BOM + _format_rows([headings])).encode()
    remaining = iter(rows)
    while chunk := list(islice(remaining, ROWS_PER_CHUNK)):
        yield _format_rows([_format_cell(value) for value in row] for row in chunk).encode()


def escape_formula(value: str) -> str:
    """Prefix an apostrophe if a spreadsheet would run the text as a formula."""
    is_formula = value.startswith(FORMULA_STARTS) or value.lstrip().startswith(FORMULA_STARTS)
    return f"'{value}" if is_formula else value


def _format_rows(rows: Iterable[Iterable[object]]) -> str:
    text = StringIO(newline="")
    # Quoted, so that a reader that also splits at commas keeps each field whole.
    csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue()


def _format_cell(value: object) -> object:
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, str):
        return escape_formula(value)
    return value
