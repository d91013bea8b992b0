"""Reads a PDF as the reader inside Chrome does."""

from ctypes import byref
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Character:
    """A character, and in millimetres from the page's upper left corner where its ink is."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def document(response) -> pypdfium2.PdfDocument:
    """The PDF that was answered."""
    assert response["Content-Type"] == "application/pdf", response.status_code
    return pypdfium2.PdfDocument(response.content)


def text(response) -> list[str]:
    """The text of each page."""
    return [page.get_textpage().get_text_bounded() for page in document(response)]


def characters(page) -> list[Character]:
    """Every character that leaves ink on the page."""
    words, height = page.get_textpage(), page.get_height() * MM
    found = []
    for place in range(words.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(words, place))
        if not character.isspace():
            left, bottom, right, top = (edge * MM for edge in words.get_charbox(place))
            found.append(Character(character, left, height - top, right, height - bottom))
    return found


def embedded_fonts(page) -> set[bytes]:
    """The first bytes of every font file that the page carries with it."""
    starts = set()
    for thing in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
        font = raw.FPDFTextObj_GetFont(thing)
        assert raw.FPDFFont_GetIsEmbedded(font)
        data, size = (raw.c_uint8 * 4)(), raw.c_size_t()
        raw.FPDFFont_GetFontData(font, None, 0, byref(size))
        data = (raw.c_uint8 * size.value)()
        raw.FPDFFont_GetFontData(font, data, size.value, byref(size))
        starts.add(bytes(data[:4]))
    return starts
