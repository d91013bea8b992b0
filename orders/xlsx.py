"""A workbook (Office Open XML) written while it is sent.

The libraries for it first write the whole to a temporary file: nothing is sent for minutes, and
addresses lie on the disk. A plain table needs little of the format, and that little is here."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import IO, Any, cast
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

ROWS_A_SHEET = 1_000_000  # Spreadsheets hold 1,048,576, and some are slow before that.
SHEET_FULL = 1_500_000_000  # characters; at 2 GiB the zip would need a form that Excel refuses
EPOCH = datetime(1899, 12, 30)  # day 0 of a spreadsheet's calendar
COLUMN_WIDTH = 18  # characters
# The numbers of the styles below.
HEADING, DAY, MOMENT = 1, 2, 3
# What XML cannot hold, and what the format would read as such a character: _x0041_ is A.
UNLAWFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

STYLES = f"""{HEAD}<styleSheet xmlns="{MAIN}">
<numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/>
<numFmt numFmtId="165" formatCode="dd\\-mm\\-yyyy\\ hh:mm"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill>
<fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>"""
RELATIONS = f"""{HEAD}<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>
</Relationships>"""


def workbook(title: str, headings: list[str], chunks: Iterable[list[list]]) -> Iterator[bytes]:
    """The file in pieces: a sheet with the headings and the rows of `chunks`, and a further sheet
    wherever one is full. A text is a text, whatever it begins with."""
    sent = _Sent()
    with ZipFile(cast(IO[bytes], sent), "w", ZIP_DEFLATED) as file:
        sheets, chunks = 0, iter(chunks)
        while (chunk := next(chunks, None)) is not None or not sheets:
            sheets += 1
            with file.open(f"xl/worksheets/sheet{sheets}.xml", "w") as sheet:
                for part in _sheet(headings, chunk or [], chunks):
                    sheet.write(part.encode())
                    yield from sent.take()
        for name, text in _frame(title, sheets):
            file.writestr(name, text)
    yield from sent.take()


class _Sent:
    """A file that nobody can go back in: what is written waits to be taken."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """There is nothing to do: it is taken when it is sent."""

    def take(self) -> list[bytes]:
        pieces, self.pieces = self.pieces, []
        return [b"".join(pieces)] if pieces else []


def _sheet(headings: Any, chunk: Any, chunks: Any) -> Iterator[str]:
    """One sheet with `chunk` and as many of the following `chunks` as it holds."""
    yield (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        f'</sheetViews><cols><col min="1" max="{len(headings)}" width="{COLUMN_WIDTH}" '
        f'customWidth="1"/></cols><sheetData>{_row(headings, HEADING)}'
    )
    rows = size = 0
    while chunk:
        part = "".join(map(_row, chunk))
        yield part
        rows, size = rows + len(chunk), size + len(part)
        chunk = next(chunks, None) if rows < ROWS_A_SHEET and size < SHEET_FULL else None
    yield "</sheetData></worksheet>"


def _row(values: Any, style: int = 0) -> str:
    return f"<row>{''.join(_cell(value, style) for value in values)}</row>"


def _cell(value: Any, style: Any) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, str):
        return (
            f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{_text(value)}</t></is></c>'
        )
    if isinstance(value, datetime):
        return f'<c s="{MOMENT}"><v>{(value - EPOCH).total_seconds() / 86400:.8f}</v></c>'
    if isinstance(value, date):
        return f'<c s="{DAY}"><v>{(value - EPOCH.date()).days}</v></c>'
    return f"<c><v>{value}</v></c>"


def _text(text: str) -> str:
    return escape(CODED.sub("_x005F_", UNLAWFUL.sub("", text)))


def _frame(title: str, sheets: int) -> Iterator[tuple[str, str]]:
    """The other files of a workbook. They come last, when the sheets have been counted."""
    numbers = range(1, sheets + 1)
    names = [title, *(f"{title} {number}" for number in numbers[1:])]
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
    )
    targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate([*targets, ("styles", "styles.xml")], 1)
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>',
    )
    yield "xl/styles.xml", STYLES
    yield "_rels/.rels", RELATIONS
    parts = [
        ("workbook.xml", "sheet.main"),
        ("styles.xml", "styles"),
        *((target, "worksheet") for _kind, target in targets),
    ]
    overrides = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{TYPES}.{kind}+xml"/>'
        for part, kind in parts
    )
    yield (
        "[Content_Types].xml",
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
    )
