"""Base class of the PDFs: text that shrinks or wraps to fit its box."""

import logging
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from fpdf import FPDF, ViewerPreferences

from orders.pdf.fonts import FALLBACK, REGULAR, font_file, font_for, to_printable

# fontTools logs every table of every font it subsets.
logging.getLogger("fontTools").setLevel(logging.WARNING)

LEADING = 1.22
MM = 25.4 / 72  # of a point
SHRINK = 0.96


@dataclass(frozen=True)
class Box:
    """A rectangle on the page, in millimetres from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class FittedText:
    """Lines of text, and the font size in points at which they fit."""

    lines: list[str]
    size: float

    @property
    def line_height(self) -> float:
        """Return the height of one line, in millimetres."""
        return self.size * LEADING * MM

    @property
    def height(self) -> float:
        """Return the height of all lines, in millimetres."""
        return self.line_height * len(self.lines)


class PdfDocument(FPDF):
    """A tagged A4 document in Danish, for printing and for screen readers."""

    def __init__(self, title: str) -> None:
        super().__init__(unit="mm", format="A4")
        self.set_margin(0)
        self.c_margin = 0
        self.set_auto_page_break(False)
        self.set_title(title)
        self.set_lang("da")
        # Scaling a page to the printer's margins would move addresses off their labels.
        self.viewer_preferences = ViewerPreferences(display_doc_title=True, print_scaling="None")
        self._widths: dict[Any, float] = {}

    @contextmanager
    def tag(self, structure_type: str) -> Iterator[None]:
        """Tag what the block draws with a structure type of PDF 32000-1, 14.8.4: P or H1."""
        # fpdf2 itself tags images only.
        page = self.pages[self.page]
        mcid = self.struct_builder.next_mcid_for_page(self.page)
        _element, page.struct_parents = self.struct_builder.add_marked_content(
            self.page, f"/{structure_type}", mcid
        )
        stream = cast(bytearray, page.contents)
        stream += f"/{structure_type} <</MCID {mcid}>> BDC\n".encode()
        yield
        stream += b"EMC\n"

    def fit_text(
        self, lines: Iterable[str], box: Box, max_size: float, min_size: float
    ) -> FittedText:
        """Fit lines into a box.

        Shrink the font from `max_size` to `min_size` points first, then wrap long lines, and
        shrink further only if the wrapped lines do not fit.
        """
        lines = [line for line in map(to_printable, lines) if line.strip()]
        size = max_size
        while size >= min_size:
            unwrapped = FittedText(lines, size)
            if unwrapped.height <= box.height and self._max_width(lines) * size <= box.width:
                return unwrapped
            size *= SHRINK
        size = max_size
        while (wrapped := self.wrap_text(lines, box.width, size)).height > box.height:
            size *= SHRINK
        return wrapped

    def wrap_text(self, lines: Iterable[str], width: float, size: float) -> FittedText:
        """Break lines that are wider than `width` millimetres at `size` points."""
        return FittedText(
            [part for line in lines for part in self._wrap_line(line, width / size)], size
        )

    def draw_text(self, text: FittedText, x: float, y: float, font: str = REGULAR) -> float:
        """Draw the lines from (x, y) downwards. Return the y below the last line."""
        for line in text.lines:
            self._select_font(font_for(line, font), text.size)
            if line.strip():
                self.set_xy(x, y)
                self.cell(h=text.line_height, text=line)
            y += text.line_height
        return y

    def text_width(self, text: str, font: str = REGULAR) -> float:
        """Return the width of a line in millimetres at a font size of one point."""
        key = text, font
        if key not in self._widths:
            self._select_font(font_for(text, font), 100)
            self._widths[key] = self.get_string_width(text) / 100
        return self._widths[key]

    def _max_width(self, lines: list[str]) -> float:
        return max((self.text_width(line) for line in lines), default=0)

    def _wrap_line(self, line: str, width: float) -> Iterator[str]:
        """Split a line between words, and inside words that are wider than `width`."""
        part = ""
        for word in line.split(" "):
            longer = f"{part} {word}" if part else word
            if self.text_width(longer) <= width:
                part = longer
                continue
            if part:
                yield part
            *full, part = self._split_word(word, width)
            yield from full
        yield part

    def _split_word(self, word: str, width: float) -> list[str]:
        """Split a word by width, never between a letter and its combining accent."""
        pieces = [""]
        for character in word:
            is_accent = bool(unicodedata.combining(character))
            longer = pieces[-1] + character
            if is_accent or not pieces[-1] or self.text_width(longer) <= width:
                pieces[-1] = longer
            else:
                pieces.append(character)
        return pieces

    def _select_font(self, font: str, size: float) -> None:
        if font not in self.fonts:
            self.add_font(font, fname=font_file(font))
        self.set_font(font, size=size)
        # Shaping joins Arabic letters, places accents and orders right-to-left text.
        self.set_text_shaping(font == FALLBACK)
