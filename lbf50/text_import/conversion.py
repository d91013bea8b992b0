"""HTML from Word, Google Docs or a browser as blocks of ours."""

import base64
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, cast

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.utils.html import escape

from lbf50.text_import.inline import (
    EMBEDDED,
    HEADING,
    LINK,
    UNSHOWN,
    InlineText,
    is_block,
    is_list_mark,
    plain,
    split_lines,
    squeeze,
)
from lbf50.text_import.left_out import LeftOut
from lbf50.text_import.tables import cells_of, convert_table

# References to notes: of mammoth, of Word's and LibreOffice's own HTML, and of Google Docs.
NOTE = re.compile(r"^#((?:footnote-|endnote-|_?ftn|_?edn|ftnt|sdfootnote|sdendnote)\d+(?:sym)?)$")
BACK_TO_TEXT = re.compile(r"^#.*(?:ref|anc)")
LONGEST_HEADING = 120
# Of mammoth, of the HTML that Word copies, and of browsers.
CAPTIONS = "p.caption, p.MsoCaption, figcaption"
LINE_SEPARATOR = "\u2028"
DATA_URL = re.compile(r"^data:image/[\w.+-]+;base64,", re.IGNORECASE)
LIST_NUMBER = re.compile(r"^\(?(?:\d+|[a-z]|[ivx]+)[.)]", re.IGNORECASE)
WORD_LIST = re.compile(r"mso-list:\s*l\d+ level(\d)")
HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all|visibility:\s*hidden", re.IGNORECASE)
SavePicture = Callable[[bytes, str], int | None]


@dataclass
class WordPoint:
    """A paragraph that is a point of a list in Word. `kind` is "ul" or "ol", the top level 1."""

    html: str
    kind: str
    level: int


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
    converter.attach_captions(soup)
    converter.set_heading_levels(soup)
    converter.walk(soup)
    converter.finish()
    return converter.result


class _Converter:
    def __init__(self, save_picture: SavePicture) -> None:
        self.result = ConvertedText()
        self._text = InlineText(self.result.left_out)
        self._save_picture = save_picture
        self._paragraphs: list[str | WordPoint] = []
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

    def attach_captions(self, soup: BeautifulSoup) -> None:
        """Give each caption to the picture above it, or to the table below or above it."""
        for caption in soup.select(CAPTIONS):
            above, below = caption.find_previous_sibling(), caption.find_next_sibling()
            tables = [tag for tag in (below, above) if tag and tag.name == "table"]
            images = [] if above is None or above in tables else _images(above)
            if not images and (not tables or tables[0].caption):
                continue
            self._move_references(caption)
            text = squeeze(caption.extract().get_text()).strip()
            if images:
                earlier = str(images[-1].get("data-caption", ""))
                images[-1]["data-caption"] = f"{earlier} {text}".strip()
            else:
                new = soup.new_tag("caption")
                new.string = text
                tables[0].insert(0, new)

    def set_heading_levels(self, soup: BeautifulSoup) -> None:
        """Find the level of the main headings. A single one on top is perhaps the title."""
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
            self.result.left_out.append(LeftOut.TITLE_HEADING)
            names = names[1:]
        self._main_heading = min(names, default="h1")

    def walk(self, parent: Tag) -> None:
        """Add everything below the tag. What stands between two blocks is a paragraph."""
        for are_blocks, children in groupby(list(parent.children), is_block):
            if are_blocks:
                for child in children:
                    self._add_tag(cast(Tag, child))
                continue
            between = list(children)
            self._add_paragraph("".join(map(self._text.html, between)))
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
            is_second = "".join(map(str, self._paragraphs[-1:])).endswith("</ol>")
            if tag.name == "ol" and (is_second or str(tag.get("start", "1")) != "1"):
                self.result.left_out.append(LeftOut.LIST_NUMBERS)
            self._paragraphs.append(self._text.list_html(tag))
            self._add_pictures(tag)
        elif tag.name == "table":
            self._add_table(tag)
        elif tag.name == "blockquote":
            self._add_quote(tag)
        elif tag.name != "p" and any(map(is_block, tag.children)):
            self.walk(tag)
        else:
            self._add_paragraph(self._text.html(tag), _word_list(tag))
            self._add_pictures(tag)

    def _add_paragraph(self, html: str, point: tuple[str, int] | None = None) -> None:
        html = re.sub(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$", "", html)
        if html or (self._moved_references and not point):
            html += "".join(self._moved_references)
            self._moved_references = []
        if html:
            self._paragraphs.append(WordPoint(html, *point) if point else f"<p>{html}</p>")

    def _add_heading(self, tag: Tag) -> None:
        self._move_references(tag)
        split_lines(tag, " ")
        text = squeeze(tag.get_text()).strip()
        if text and len(text) <= LONGEST_HEADING:
            self.flush()
            self._add("heading" if tag.name <= self._main_heading else "sub_heading", text)
        elif text:
            self._add_paragraph(f"<b>{escape(text)}</b>")
        self._add_pictures(tag)

    def _add_quote(self, tag: Tag) -> None:
        self.flush()
        self._move_references(tag)
        split_lines(tag, LINE_SEPARATOR)
        self.result.left_out += [LeftOut.LINK] * len(tag.find_all("a", href=LINK))
        author = tag.find(["footer", "cite"])
        who = squeeze(author.extract().get_text()).strip() if author else ""
        paragraphs = (plain(html, "") for html in self._text.lines(tag))
        lines = (line.strip() for text in paragraphs for line in text.split(LINE_SEPARATOR))
        text = "\n".join(filter(None, lines))
        self._add("quote", {"text": text, "who": who})
        self._add_pictures(tag)

    def _add_pictures(self, parent: Tag) -> None:
        for image in _images(parent):
            self._add_picture(image)

    def _add_picture(self, image: Tag) -> None:
        source, description = str(image.get("src", "")), str(image.get("alt", "")).strip()
        content = _decode(source)
        caption = str(image.get("data-caption", ""))
        key = self._save_picture(content, description) if content else None
        if key is None:
            self.result.left_out.append(LeftOut.PICTURE)
            self._add_paragraph(escape(caption))
            return
        self.flush()
        picture = {"image": key, "alt_text": description, "decorative": False}
        self._add("picture", {"picture": picture, "caption": caption})

    def _note_text(self, note: Tag) -> str:
        for back in note.find_all("a", href=BACK_TO_TEXT):
            back.decompose()
        return "".join(f"<p>{text}</p>" for text in self._text.lines(note))

    def _add_table(self, table: Tag) -> None:
        cells = cells_of(table)
        if sum(map(len, cells)) <= 1:  # A frame around a text.
            self.walk(cells[0][0] if cells else table)
            return
        self.flush()
        for cell in cells[0]:
            self._move_references(cell)
        self._add("table", convert_table(table, cells, self._text, self.result.left_out))
        self._add_pictures(table)

    def _add(self, kind: str, value: Any) -> None:
        self.result.blocks.append({"type": kind, "value": value, "id": str(uuid.uuid4())})


def _images(tag: Tag) -> list[Tag]:
    return [tag] if tag.name == "img" else tag.find_all("img")


def _find_note(soup: BeautifulSoup, name: str) -> Tag | None:
    """Return the element that holds the note that links name."""
    target = soup.find(id=name) or soup.find(True, attrs={"name": name})
    if not isinstance(target, Tag):
        return None
    if target.name in ("li", "p", "div"):
        return target
    holder = target.find_parent("li") or target.find_parent("div", id=True)
    return holder or target.find_parent("p")


def _word_list(tag: Tag) -> tuple[str, int] | None:
    """Return "ul" or "ol", and the level, if Word has copied the paragraph as a point of a list."""
    match = WORD_LIST.search(str(tag.get("style", "")))
    if not match:
        return None
    mark = tag.find(is_list_mark)
    is_number = isinstance(mark, Tag) and LIST_NUMBER.match(mark.get_text().strip())
    return "ol" if is_number else "ul", int(match[1])


def _join_lists(paragraphs: list[str | WordPoint]) -> Iterator[str]:
    """Yield the paragraphs, with the points that follow each other as lists."""
    for are_points, run in groupby(paragraphs, lambda each: isinstance(each, WordPoint)):
        if are_points:
            yield _list_html(cast(list[WordPoint], list(run)))
        else:
            yield from cast(Iterator[str], run)


def _list_html(points: list[WordPoint]) -> str:
    """Return the lists of the points, those of a deeper level inside the point above them."""
    items: list[list[WordPoint]] = []
    for point in points:
        if items and point.level > points[0].level:
            items[-1].append(point)
        else:
            items.append([point])
    html = ""
    for kind, run in groupby(items, lambda item: item[0].kind):
        inner = (f"<li>{first.html}{_list_html(deeper)}</li>" for first, *deeper in run)
        html += f"<{kind}>{''.join(inner)}</{kind}>"
    return html


def _decode(source: str) -> bytes | None:
    """Return the content of a data URL, or None: pictures elsewhere are not fetched."""
    match = DATA_URL.match(source)
    try:
        return base64.b64decode(source[match.end() :]) if match else None
    except ValueError:
        return None
