"""The text inside a block: its HTML with the marks and links that we store."""

import re
from typing import cast
from urllib.parse import unquote

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag
from django.utils.html import escape

from lbf50.text_import.left_out import LeftOut

HEADING = re.compile(r"^h[1-6]$")
# Google Docs leads to other hosts by way of its own.
GOOGLE_LINK = re.compile(r"^https://www\.google\.com/url\?q=([^&]+)")
LINK = re.compile(r"^(?:https?|mailto|tel):|^www\.|^/(?!/)", re.IGNORECASE)
STRUCK = re.compile(r"text-decoration[\w-]*:[^;]*line-through")
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
NOT_BOLD = re.compile(r"font-weight:\s*(?:normal|[1-5]00)")


class InlineText:
    """Reads the text of tags. What it leaves out is added to a list."""

    def __init__(self, left_out: list[LeftOut]) -> None:
        self._left_out = left_out

    def html(self, node: PageElement) -> str:
        """Return the text with the marks and links that we store."""
        if isinstance(node, PreformattedString):
            return ""
        if isinstance(node, NavigableString):
            return escape(squeeze(node))
        if not isinstance(node, Tag) or node.name in UNSHOWN or is_list_mark(node):
            return ""
        if node.name == "br":
            return "<br/>"
        if node.name == "footnote":
            return str(node)
        if node.name in EMBEDDED:
            self._left_out.append(LeftOut.EMBEDDED)
            return ""
        if node.name in ("s", "strike", "del") or STRUCK.search(str(node.get("style", ""))):
            self._left_out.append(LeftOut.STRIKETHROUGH)
        inner = "".join(map(self.html, node.children))
        if not inner.strip():
            return inner
        for mark in reversed(MARKS):
            if mark in _marks(node):
                inner = f"<{mark}>{inner}</{mark}>"
        if node.name == "a" and (address := str(node.get("href", ""))):
            return self._link(address, inner)
        return inner

    def lines(self, parent: Tag, *, without_lists: bool = False) -> list[str]:
        """Return the text of a block, with the text of each block inside it by itself."""
        left_out = {*UNSHOWN, *EMBEDDED, *(("ul", "ol") if without_lists else ())}
        lines = [""]
        for child in parent.children:
            if isinstance(child, Tag) and child.name in left_out:
                self._left_out += [LeftOut.EMBEDDED] * (child.name in EMBEDDED)
            elif is_block(child):
                inner = self.lines(cast(Tag, child), without_lists=without_lists)
                lines += [*inner, ""]
            else:
                lines[-1] += self.html(child)
        return [line.strip() for line in lines if line.strip()]

    def list_html(self, tag: Tag) -> str:
        """Return a list with the lists inside it, or "" if it has no points."""
        items: list[str] = []
        for child in tag.find_all(["li", "ul", "ol"], recursive=False):
            if child.name == "li":
                nested = [
                    self.list_html(inner)
                    for inner in child.find_all(["ul", "ol"])
                    if inner.find_parent(["ul", "ol"]) is tag
                ]
                lines = self.lines(child, without_lists=True)
                items.append("<br/>".join(lines) + "".join(nested))
            elif items:  # Google Docs puts the inner list beside its item.
                items[-1] += self.list_html(child)
            else:
                items.append(self.list_html(child))
        points = "".join(f"<li>{item}</li>" for item in items if item)
        return f"<{tag.name}>{points}</{tag.name}>" if points else ""

    def _link(self, address: str, inner: str) -> str:
        if redirected := GOOGLE_LINK.match(address):
            address = unquote(redirected[1])
        if not LINK.match(address):
            self._left_out.append(LeftOut.LINK)
            return inner
        address = f"https://{address}" if address.lower().startswith("www.") else address
        return f'<a href="{escape(address)}">{inner}</a>'


def is_block(node: PageElement) -> bool:
    """Return whether the node is a block, or holds one as Google Docs' outermost <b> does."""
    if not isinstance(node, Tag):
        return False
    is_own = node.name in BLOCKS or bool(HEADING.match(node.name))
    return is_own or any(map(is_block, node.children))


def is_list_mark(tag: Tag) -> bool:
    """Return whether the tag holds the bullet or number that Word writes as text."""
    return bool(re.search(r"mso-list:\s*ignore", str(tag.get("style", "")), re.IGNORECASE))


def squeeze(text: str) -> str:
    """Return the text with one space for each run of white space, as browsers show it."""
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def split_lines(tag: Tag, separator: str) -> None:
    """Put the separator in place of each line break, where the text is stored without markup."""
    for line_break in tag.find_all("br"):
        line_break.replace_with(separator)


def plain(html: str, between: str = " ") -> str:
    """Return the text of the HTML on one line, with `between` in place of each tag."""
    return squeeze(BeautifulSoup(html, "html.parser").get_text(between)).strip()


def _marks(tag: Tag) -> set[str]:
    style = str(tag.get("style", ""))
    marks = {mark for mark, pattern in CSS_MARKS.items() if pattern.search(style)}
    if tag.name in TAG_MARKS:
        marks.add(TAG_MARKS[tag.name])
    # Google Docs wraps what it copies in <b style="font-weight:normal">.
    return marks - {"b"} if NOT_BOLD.search(style) else marks
