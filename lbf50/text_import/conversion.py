"""HTML from Word, Google Docs or a browser as blocks of ours."""

import base64
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, cast

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag
from django.utils.html import escape

from lbf50.text_import.left_out import LeftOut

# References to notes: of mammoth, of Word's and LibreOffice's own HTML, and of Google Docs.
NOTE = re.compile(r"^#((?:footnote-|endnote-|_?ftn|_?edn|ftnt|sdfootnote|sdendnote)\d+(?:sym)?)$")
BACK_TO_TEXT = re.compile(r"^#.*(?:ref|anc)")
HEADING = re.compile(r"^h[1-6]$")
LONGEST_HEADING = 120
LINE_SEPARATOR = "\u2028"
FIGURES = re.compile(r"^[-−–]?\d[\d., \u00a0]*(?: ?%| ?kr\.?| mio\. kr\.?)?$")
LIST_NUMBER = re.compile(r"^\(?(?:\d+|[a-z]|[ivx]+)[.)]", re.IGNORECASE)
LINK = re.compile(r"^(?:https?|mailto|tel):|^www\.", re.IGNORECASE)
DATA_URL = re.compile(r"^data:image/[\w.+-]+;base64,", re.IGNORECASE)
UNSHOWN = ("script", "style", "head", "title", "meta", "link", "template", "hr")
EMBEDDED = ("iframe", "video", "audio", "object", "embed", "form")
BLOCKS = {
    *("html", "body", "main", "section", "article", "header", "footer", "aside", "nav", "center"),
    *("p", "div", "ul", "ol", "dl", "dt", "dd", "pre", "address", "table", "blockquote", "figure"),
    *("figcaption", "details", "summary", "tbody", "thead", "tr", "td", "th", "li"),
    *UNSHOWN,
    *EMBEDDED,
}
# Tags of the storage format, the outermost first.
MARKS = ("b", "i", "sup", "sub")
TAG_MARKS = {"b": "b", "strong": "b", "i": "i", "em": "i", "sup": "sup", "sub": "sub"}
CSS_MARKS = {
    "b": re.compile(r"font-weight:\s*(?:bold|[6-9]00)"),
    "i": re.compile(r"font-style:\s*italic"),
    "sup": re.compile(r"vertical-align:\s*super"),
    "sub": re.compile(r"vertical-align:\s*sub\b"),
}
HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all|visibility:\s*hidden", re.IGNORECASE)
NOT_BOLD = re.compile(r"font-weight:\s*(?:normal|[1-5]00)")

SavePicture = Callable[[bytes, str], int | None]


@dataclass
class ConvertedText:
    """The blocks as a StreamField stores them, notes by their ID, and what could not be taken."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    footnotes: dict[str, str] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)


def convert_html(html: str, save_picture: SavePicture) -> ConvertedText:
    """Return the text as blocks.

    `save_picture` takes the bytes of a picture and its description, and returns the key of the
    stored picture, or None if it cannot be used.
    """
    soup = BeautifulSoup(html, "html.parser")
    converter = _Converter(save_picture)
    converter.remove_hidden(soup)
    converter.extract_footnotes(soup)
    converter.set_heading_levels(soup)
    converter.walk(soup)
    converter.finish()
    return converter.result


class _Converter:
    def __init__(self, save_picture: SavePicture) -> None:
        self.result = ConvertedText()
        self._save_picture = save_picture
        self._paragraphs: list[str] = []
        # References of headings and quotations, which hold none: the next paragraph gets them.
        self._moved_references: list[str] = []
        self._main_heading = "h1"

    def remove_hidden(self, soup: BeautifulSoup) -> None:
        """Remove hidden text and the comments that Word copies along."""
        for tag in soup.find_all(style=HIDDEN):
            if not tag.decomposed:
                tag.decompose()
                self.result.left_out.append(LeftOut.HIDDEN)
        for mark in soup.find_all("a", href=re.compile("^#_msocom")):
            mark.decompose()
            self.result.left_out.append(LeftOut.COMMENT)
        for comments in soup.find_all(style=re.compile(r"mso-element:\s*comment-list")):
            comments.decompose()

    def extract_footnotes(self, soup: BeautifulSoup) -> None:
        """Move the notes out of the text, and put references in place of the links to them."""
        keys: dict[str, str] = {}
        for link in soup.find_all("a", href=NOTE):
            name = NOTE.match(str(link["href"]))[1]  # type: ignore[index]  # found by it
            if name not in keys and (note := _find_note(soup, name)):
                keys[name] = str(uuid.uuid4())
                self.result.footnotes[keys[name]] = self._note_text(note.extract())
            if name in keys:
                reference = soup.new_tag("footnote", id=keys[name])
                reference.string = f"[{keys[name][:6]}]"
                outer = link.parent if link.parent and link.parent.name == "sup" else link
                outer.replace_with(reference)

    def set_heading_levels(self, soup: BeautifulSoup) -> None:
        """Find the level of the main headings. A single one on top is the document's title."""
        titles = soup.find_all(class_="document-title")
        for title in titles:
            self.result.left_out.append(LeftOut.TITLE)
            title.decompose()
        headings = [tag for tag in soup.find_all(HEADING) if tag.get_text(strip=True)]
        names = [tag.name for tag in headings]
        if (
            not titles
            and len(set(names)) > 1
            and names[0] == min(names)
            and names.count(names[0]) == 1
        ):
            self.result.left_out.append(LeftOut.TITLE)
            headings[0].decompose()
            names = names[1:]
        self._main_heading = min(names, default="h1")

    def walk(self, parent: Tag) -> None:
        """Add everything below the tag. What stands between two blocks is a paragraph."""
        for is_block, children in groupby(list(parent.children), _is_block):
            if is_block:
                for child in children:
                    self._add_tag(cast(Tag, child))
                continue
            between = list(children)
            self._add_paragraph("".join(map(self._rich, between)))
            for child in between:
                if isinstance(child, Tag):
                    self._add_pictures(child)

    def flush(self) -> None:
        """End the running text: another block begins."""
        html = "".join(_join_lists(self._paragraphs))
        self._paragraphs = []
        if html:
            self._add("text", html)

    def finish(self) -> None:
        """End the text. References without a paragraph after them get one."""
        if self._moved_references:
            self._add_paragraph(" ")
        self.flush()

    def _move_references(self, tag: Tag) -> None:
        """Take the references to notes out of what can hold none."""
        for reference in tag.find_all("footnote"):
            self._moved_references.append(str(reference.extract()))

    def _add_tag(self, tag: Tag) -> None:
        if tag.name in UNSHOWN:
            return
        if tag.name in EMBEDDED:
            self.result.left_out.append(LeftOut.EMBEDDED)
        elif HEADING.match(tag.name):
            self._add_heading(tag)
        elif tag.name in ("ul", "ol"):
            # What is stored cannot start a list at another number, or two lists after each other.
            is_second = "".join(self._paragraphs[-1:]).endswith("</ol>")
            if tag.name == "ol" and (is_second or str(tag.get("start", "1")) != "1"):
                self.result.left_out.append(LeftOut.LIST_NUMBERS)
            self._paragraphs.append(self._list(tag))
            self._add_pictures(tag)
        elif tag.name == "table":
            self._add_table(tag)
        elif tag.name == "blockquote":
            self._add_quote(tag)
        elif tag.name != "p" and any(map(_is_block, tag.children)):
            self.walk(tag)
        else:
            self._add_paragraph(self._rich(tag), _word_list(tag))
            self._add_pictures(tag)

    def _add_paragraph(self, html: str, kind: str = "p") -> None:
        html = re.sub(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$", "", html)
        if html or (self._moved_references and kind == "p"):
            html += "".join(self._moved_references)
            self._moved_references = []
        if not html:
            return
        self._paragraphs.append(
            f"<p>{html}</p>" if kind == "p" else f"<{kind}><li>{html}</li></{kind}>"
        )

    def _add_heading(self, tag: Tag) -> None:
        self._move_references(tag)
        _split_lines(tag, " ")
        text = _squeeze(tag.get_text()).strip()
        if text and len(text) <= LONGEST_HEADING:
            self.flush()
            self._add("heading" if tag.name == self._main_heading else "sub_heading", text)
        elif text:
            self._add_paragraph(f"<b>{escape(text)}</b>")
        self._add_pictures(tag)

    def _add_quote(self, tag: Tag) -> None:
        self.flush()
        self._move_references(tag)
        _split_lines(tag, LINE_SEPARATOR)
        self.result.left_out += [LeftOut.LINK] * len(tag.find_all("a", href=LINK))
        author = tag.find(["footer", "cite"])
        who = _squeeze(author.extract().get_text()).strip() if author else ""
        text = "\n".join(filter(None, (_squeeze(part).strip() for part in _paragraph_texts(tag))))
        self._add("quote", {"text": text, "who": who})
        self._add_pictures(tag)

    def _add_pictures(self, parent: Tag) -> None:
        images = [parent] if parent.name == "img" else parent.find_all("img")
        for image in images:
            self._add_picture(image)

    def _add_picture(self, image: Tag) -> None:
        source, description = str(image.get("src", "")), str(image.get("alt", "")).strip()
        content = _decode(source)
        key = self._save_picture(content, description) if content else None
        if key is None:
            self.result.left_out.append(LeftOut.PICTURE)
            return
        self.flush()
        picture = {"image": key, "alt_text": description, "decorative": False}
        self._add("picture", {"picture": picture, "caption": ""})

    def _add_table(self, table: Tag) -> None:
        rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
        cells = [
            [cell for cell in row.find_all(["td", "th"]) if cell.find_parent("tr") is row]
            for row in rows
        ]
        cells = [row for row in cells if row]
        if sum(map(len, cells)) <= 1:  # A frame around a text.
            self.walk(cells[0][0] if cells else table)
            return
        self.flush()
        grid = self._grid(cells)
        width = len(grid[0])
        headings, body = _split_headings(grid)
        kinds = [_column_kind([row[number] for row in body]) for number in range(width)]
        caption = table.find("caption")
        columns = [
            {"type": kind, "heading": _plain(heading)}
            for kind, heading in zip(kinds, headings, strict=True)
        ]
        values = [
            [
                _plain(text) if kind == "figures" else text
                for kind, text in zip(kinds, row, strict=True)
            ]
            for row in body
        ]
        self._add(
            "table",
            {
                "columns": columns,
                "rows": [{"values": row} for row in values],
                "caption": _squeeze(caption.get_text()).strip() if caption else "",
            },
        )
        self._add_pictures(table)

    def _grid(self, rows: list[list[Tag]]) -> list[list[str]]:
        """Return the texts of the cells, all rows of one length.

        A merged cell has its text at its first place, and is empty at the others.
        """
        for cell in rows[0]:
            self._move_references(cell)
        grid: list[list[str]] = []
        # How many rows below a merged cell still covers, by column.
        covered: dict[int, int] = {}
        for row in rows:
            texts: list[str] = []
            for cell in row:
                _skip_covered(texts, covered)
                column = len(texts)
                texts += self._cell(cell)
                for number in range(column, len(texts)):
                    covered[number] = _span(cell, "rowspan") - 1
            _skip_covered(texts, covered)
            grid.append(texts)
        width = max(map(len, grid))
        return [texts + [""] * (width - len(texts)) for texts in grid]

    def _cell(self, cell: Tag) -> list[str]:
        """Return the text of the cell, and an empty one for each column that it spans more."""
        self.result.left_out += [LeftOut.NESTED_TABLE] * len(cell.find_all("table"))
        if _span(cell, "rowspan") > 1 or _span(cell, "colspan") > 1:
            self.result.left_out.append(LeftOut.MERGED_CELL)
        html = "".join(f"<p>{line}</p>" for line in self._lines(cell))
        return [html, *[""] * (_span(cell, "colspan") - 1)]

    def _list(self, tag: Tag) -> str:
        items: list[str] = []
        for child in tag.find_all(["li", "ul", "ol"], recursive=False):
            if child.name == "li":
                nested = [
                    self._list(inner)
                    for inner in child.find_all(["ul", "ol"])
                    if inner.find_parent(["ul", "ol"]) is tag
                ]
                lines = self._lines(child, without_lists=True)
                items.append("<br/>".join(lines) + "".join(nested))
            elif items:  # Google Docs puts the inner list beside its item.
                items[-1] += self._list(child)
            else:
                items.append(self._list(child))
        points = "".join(f"<li>{item}</li>" for item in items if item)
        return f"<{tag.name}>{points}</{tag.name}>" if points else ""

    def _lines(self, parent: Tag, *, without_lists: bool = False) -> list[str]:
        """Return the text of a block, with the text of each block inside it by itself."""
        left_out = {*UNSHOWN, *EMBEDDED, *(("ul", "ol") if without_lists else ())}
        lines = [""]
        for child in parent.children:
            if isinstance(child, Tag) and child.name in left_out:
                self.result.left_out += [LeftOut.EMBEDDED] * (child.name in EMBEDDED)
            elif _is_block(child):
                inner = self._lines(cast(Tag, child), without_lists=without_lists)
                lines += [*inner, ""]
            else:
                lines[-1] += self._rich(child)
        return [line.strip() for line in lines if line.strip()]

    def _note_text(self, note: Tag) -> str:
        for back in note.find_all("a", href=BACK_TO_TEXT):
            back.decompose()
        parts = [note] if note.name == "p" else note.find_all("p") or [note]
        texts = [self._rich(part).strip() for part in parts]
        return "".join(f"<p>{text}</p>" for text in texts if text)

    def _rich(self, node: PageElement) -> str:
        """Return the text with the marks and links that we store."""
        if isinstance(node, PreformattedString):
            return ""
        if isinstance(node, NavigableString):
            return escape(_squeeze(node))
        if not isinstance(node, Tag) or node.name in UNSHOWN or _is_list_mark(node):
            return ""
        if node.name == "br":
            return "<br/>"
        if node.name == "footnote":
            return str(node)
        if node.name in ("s", "strike", "del"):
            self.result.left_out.append(LeftOut.STRIKETHROUGH)
        inner = "".join(map(self._rich, node.children))
        if not inner.strip():
            return inner
        for mark in reversed(MARKS):
            if mark in _marks(node):
                inner = f"<{mark}>{inner}</{mark}>"
        if node.name == "a" and (address := str(node.get("href", ""))):
            return self._link(address, inner)
        return inner

    def _link(self, address: str, inner: str) -> str:
        if not LINK.match(address):
            self.result.left_out.append(LeftOut.LINK)
            return inner
        address = f"https://{address}" if address.lower().startswith("www.") else address
        return f'<a href="{escape(address)}">{inner}</a>'

    def _add(self, kind: str, value: Any) -> None:
        self.result.blocks.append({"type": kind, "value": value, "id": str(uuid.uuid4())})


def _skip_covered(texts: list[str], covered: dict[int, int]) -> None:
    """Add an empty text where a cell of a row above still covers the next column."""
    while covered.get(len(texts), 0) > 0:
        covered[len(texts)] -= 1
        texts.append("")


def _is_block(node: PageElement) -> bool:
    """Return whether the node is a block, or holds one as Google Docs' outermost <b> does."""
    if not isinstance(node, Tag):
        return False
    is_block = node.name in BLOCKS or bool(HEADING.match(node.name))
    return is_block or any(map(_is_block, node.children))


def _find_note(soup: BeautifulSoup, name: str) -> Tag | None:
    """Return the element that holds the note that links name."""
    target = soup.find(id=name) or soup.find(True, attrs={"name": name})
    if not isinstance(target, Tag):
        return None
    if target.name in ("li", "p", "div"):
        return target
    holder = target.find_parent("li") or target.find_parent("div", id=True)
    return holder or target.find_parent("p")


def _marks(tag: Tag) -> set[str]:
    style = str(tag.get("style", ""))
    marks = {mark for mark, pattern in CSS_MARKS.items() if pattern.search(style)}
    if tag.name in TAG_MARKS:
        marks.add(TAG_MARKS[tag.name])
    # Google Docs wraps what it copies in <b style="font-weight:normal">.
    return marks - {"b"} if NOT_BOLD.search(style) else marks


def _word_list(tag: Tag) -> str:
    """Return "ul" or "ol" if the paragraph is a point of a list as Word copies it, else "p"."""
    if "mso-list" not in str(tag.get("style", "")):
        return "p"
    mark = tag.find(_is_list_mark)
    return "ol" if isinstance(mark, Tag) and LIST_NUMBER.match(mark.get_text().strip()) else "ul"


def _is_list_mark(tag: Tag) -> bool:
    return bool(re.search(r"mso-list:\s*ignore", str(tag.get("style", "")), re.IGNORECASE))


def _join_lists(paragraphs: list[str]) -> list[str]:
    """Return the paragraphs with points of the same kind that follow each other in one list."""
    joined: list[str] = []
    for html in paragraphs:
        kind = html[1:3]
        if kind in ("ul", "ol") and joined and joined[-1].endswith(f"</{kind}>"):
            joined[-1] = joined[-1].removesuffix(f"</{kind}>") + html.removeprefix(f"<{kind}>")
        else:
            joined.append(html)
    return joined


def _split_headings(grid: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Return the headings of the columns, empty if the first row has figures, and the rows."""
    if any(FIGURES.match(_plain(text)) for text in grid[0][1:]) and not _are_years(grid[0][1:]):
        return [""] * len(grid[0]), grid
    return grid[0], grid[1:]


def _are_years(texts: list[str]) -> bool:
    return all(re.fullmatch(r"(?:1[89]|20)\d\d", _plain(text)) for text in texts)


def _column_kind(texts: list[str]) -> str:
    filled = [_plain(text) for text in texts if _plain(text)]
    return "figures" if filled and all(map(FIGURES.match, filled)) else "text"


def _plain(html: str) -> str:
    return _squeeze(BeautifulSoup(html, "html.parser").get_text(" ")).strip()


def _paragraph_texts(tag: Tag) -> Iterator[str]:
    parts = [part for part in tag.find_all(["p", "li"]) if not part.find(["p", "li"])]
    return (line for part in parts or [tag] for line in part.get_text().split(LINE_SEPARATOR))


def _split_lines(tag: Tag, separator: str) -> None:
    """Put the separator in place of each line break, where the text is stored without markup."""
    for line_break in tag.find_all("br"):
        line_break.replace_with(separator)


def _squeeze(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, ""))
    return min(int(value), 50) if value.isdecimal() else 1


def _decode(source: str) -> bytes | None:
    """Return the content of a data URL, or None: pictures elsewhere are not fetched."""
    match = DATA_URL.match(source)
    try:
        return base64.b64decode(source[match.end() :]) if match else None
    except ValueError:
        return None
