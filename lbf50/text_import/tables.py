"""Tables of HTML as the value of our table block."""

import re
from typing import Any

from bs4.element import Tag

from lbf50.text_import.inline import InlineText, plain, squeeze
from lbf50.text_import.left_out import LeftOut

FIGURES = re.compile(r"^[-−–]?\d[\d., \u00a0]*(?: ?%| ?kr\.?| mio\. kr\.?)?$")
MOST_SPANNED = 50


def cells_of(table: Tag) -> list[list[Tag]]:
    """Return the cells of each row, without those of tables inside."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    cells = [
        [cell for cell in row.find_all(["td", "th"]) if cell.find_parent("tr") is row]
        for row in rows
    ]
    return [row for row in cells if row]


def convert_table(
    table: Tag, cells: list[list[Tag]], text: InlineText, left_out: list[LeftOut]
) -> dict[str, Any]:
    """Return the value of the block. Its first row holds headings, unless it holds figures."""
    headings, body = _split_headings(_grid(cells, text, left_out))
    kinds = [_column_kind([row[number] for row in body]) for number in range(len(headings))]
    caption = table.find("caption")
    return {
        "columns": [
            {"type": kind, "heading": plain(heading)}
            for kind, heading in zip(kinds, headings, strict=True)
        ],
        "rows": [
            {
                "values": [
                    plain(html) if kind == "figures" else html
                    for kind, html in zip(kinds, row, strict=True)
                ]
            }
            for row in body
        ],
        "caption": squeeze(caption.get_text()).strip() if caption else "",
    }


def _grid(rows: list[list[Tag]], text: InlineText, left_out: list[LeftOut]) -> list[list[str]]:
    """Return the texts of the cells, all rows of one length.

    A merged cell has its text at its first place, and is empty at the others.
    """
    grid: list[list[str]] = []
    # How many rows below a merged cell still covers, by column.
    covered: dict[int, int] = {}
    for row in rows:
        texts: list[str] = []
        for cell in row:
            _skip_covered(texts, covered)
            column = len(texts)
            texts += _cell(cell, text, left_out)
            for number in range(column, len(texts)):
                covered[number] = _span(cell, "rowspan") - 1
        _skip_covered(texts, covered)
        grid.append(texts)
    width = max(map(len, grid))
    return [texts + [""] * (width - len(texts)) for texts in grid]


def _cell(cell: Tag, text: InlineText, left_out: list[LeftOut]) -> list[str]:
    """Return the text of the cell, and an empty one for each column that it spans more."""
    left_out += [LeftOut.NESTED_TABLE] * len(cell.find_all("table"))
    if _span(cell, "rowspan") > 1 or _span(cell, "colspan") > 1:
        left_out.append(LeftOut.MERGED_CELL)
    html = "".join(f"<p>{line}</p>" for line in text.lines(cell))
    return [html, *[""] * (_span(cell, "colspan") - 1)]


def _skip_covered(texts: list[str], covered: dict[int, int]) -> None:
    """Add an empty text where a cell of a row above still covers the next column."""
    while covered.get(len(texts), 0) > 0:
        covered[len(texts)] -= 1
        texts.append("")


def _split_headings(grid: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Return the headings of the columns, empty if the first row has figures, and the rows."""
    if any(FIGURES.match(plain(text)) for text in grid[0][1:]) and not _are_years(grid[0][1:]):
        return [""] * len(grid[0]), grid
    return grid[0], grid[1:]


def _are_years(texts: list[str]) -> bool:
    return all(re.fullmatch(r"(?:1[89]|20)\d\d", plain(text)) for text in texts)


def _column_kind(texts: list[str]) -> str:
    filled = [plain(text) for text in texts if plain(text)]
    return "figures" if filled and all(map(FIGURES.match, filled)) else "text"


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, ""))
    return min(int(value), MOST_SPANNED) if value.isdecimal() else 1
