"""A PDF in the house's type, in which no text is cut, runs over its box, or turns into boxes."""

import logging
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from fpdf import FPDF, ViewerPreferences

from orders.pdf.fonts import BOLD, HOUSE, WIDE, font_file, font_for, to_printable

# It tells every table of every font that is cut to the letters in use.
logging.getLogger("fontTools").setLevel(logging.WARNING)

LEADING = 1.22
MM = 25.4 / 72  # of a point
SHRINK = 0.96


@dataclass(frozen=True)
class Box:
    """A place on the page, in millimetres from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class FittedText:
    """Lines of text, and the size of type in points at which they fit."""

    lines: list[str]
    size: float

    @property
    def line_height(self) -> float:
        return self.size * LEADING * MM

    @property
    def height(self) -> float:
        return self.line_height * len(self.lines)


class PdfDocument(FPDF):
    """A4 pages, with a title, in Danish, tagged so that it can be read aloud."""

    def __init__(self, title: str) -> None:
        super().__init__(unit="mm", format="A4")
        self.set_margin(0)
        self.c_margin = 0
        self.set_auto_page_break(False)
        self.set_title(title)
        self.set_lang("da")
        # Printed smaller "to fit the page", the addresses would slide off their labels.
        self.viewer_preferences = ViewerPreferences(display_doc_title=True, print_scaling="None")
        self._marks = 0
        self._widths: dict[Any, float] = {}

    def add_page(self, *args: Any, **kwargs: Any) -> None:
        super().add_page(*args, **kwargs)
        self._marks = 0

    @contextmanager
    def tagged(self, kind: str) -> Any:
        """What is drawn inside is a `kind` of the document's structure: P, H1."""
        # fpdf2 tags pictures only. These are the three calls it makes for one.
        self._add_marked_content(struct_type=f"/{kind}", mcid=self._marks)
        self._out(f"/{kind} <</MCID {self._marks}>> BDC")
        yield
        self._out("EMC")
        self._marks += 1

    def fit(self, lines: Iterable[str], box: Box, largest: float, least: float) -> FittedText:
        """The lines as they fit in the box: the type shrinks down to `least`, then lines are
        wrapped, and only where that is not enough the type gets smaller still."""
        lines = [to_printable(line) for line in lines]
        size = largest
        while size >= least:
            whole = FittedText(lines, size)
            if whole.height <= box.height and self._widest(lines) * size <= box.width:
                return whole
            size *= SHRINK
        size = largest
        while (wrapped := self.wrapped(lines, box.width, size)).height > box.height:
            size *= SHRINK
        return wrapped

    def wrapped(self, lines: Iterable[str], width: float, size: float) -> FittedText:
        """The lines, broken where they are wider than `width`."""
        return FittedText(
            [part for line in lines for part in self._parts(line, width / size)], size
        )

    def put(self, text: FittedText, x: float, y: float, font: str = HOUSE) -> float:
        """Draws the lines below one another, and returns where the last one ends."""
        for line in text.lines:
            self._use(font_for(line, font), text.size)
            self.set_xy(x, y)
            self.cell(h=text.line_height, text=line)
            y += text.line_height
        return y

    def width_of(self, text: str, font: str = HOUSE) -> float:
        """How wide a line is at one point of type."""
        key = text, font
        if key not in self._widths:
            self._use(font_for(text, font), 100)
            self._widths[key] = self.get_string_width(text) / 100
        return self._widths[key]

    def _widest(self, lines: list[str]) -> float:
        return max(self.width_of(line) for line in lines)

    def _parts(self, line: str, width: float) -> Iterator[str]:
        """The line in pieces no wider than `width`, broken between words where that is enough."""
        part = ""
        for word in line.split(" "):
            longer = f"{part} {word}" if part else word
            if self.width_of(longer) <= width:
                part = longer
                continue
            if part:
                yield part
            *full, part = self._broken(word, width)
            yield from full
        yield part

    def _broken(self, word: str, width: float) -> list[str]:
        """A word in pieces no wider than `width`, each accent with its letter."""
        pieces = [""]
        for character in word:
            is_accent = bool(unicodedata.combining(character))
            longer = pieces[-1] + character
            if is_accent or not pieces[-1] or self.width_of(longer) <= width:
                pieces[-1] = longer
            else:
                pieces.append(character)
        return pieces

    def _use(self, font: str, size: float) -> None:
        if font not in self.fonts:
            self.add_font(font, fname=font_file(font))
        self.set_font(font, size=size)
        # Joined Arabic letters, accents in their places, and the order of right-to-left text.
        self.set_text_shaping(font == WIDE)


__all__ = ["BOLD", "HOUSE", "Box", "FittedText", "PdfDocument"]
