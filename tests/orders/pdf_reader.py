"""Helpers to read PDF responses with PDFium, the PDF reader of Chrome."""

from ctypes import byref
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Character:
    """A character and its ink box, in millimetres from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def read_pdf(response) -> pypdfium2.PdfDocument:
    """Return the PDF in the response."""
    assert response["Content-Type"] == "application/pdf", response.status_code
    return pypdfium2.PdfDocument(response.content)


def page_texts(response) -> list[str]:
    """Return the text of each page."""
    return [page.get_textpage().get_text_bounded() for page in read_pdf(response)]


def page_texts_of(content: bytes) -> list[str]:
    """Return the text of each page of a PDF."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]


def characters(page) -> list[Character]:
    """Return every character of the page except spaces."""
    text_page, height = page.get_textpage(), page.get_height() * MM
    found = []
    for index in range(text_page.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text_page, index))
        if not character.isspace():
            left, bottom, right, top = (edge * MM for edge in text_page.get_charbox(index))
            found.append(Character(character, left, height - top, right, height - bottom))
    return found


def embedded_fonts(page) -> set[bytes]:
    """Return the first four bytes of every font file on the page, all of them embedded."""
    signatures = set()
    for text_object in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
        font = raw.FPDFTextObj_GetFont(text_object)
        assert raw.FPDFFont_GetIsEmbedded(font)
        data, size = (raw.c_uint8 * 4)(), raw.c_size_t()
        raw.FPDFFont_GetFontData(font, None, 0, byref(size))
        data = (raw.c_uint8 * size.value)()
        raw.FPDFFont_GetFontData(font, data, size.value, byref(size))
        signatures.add(bytes(data[:4]))
    return signatures
