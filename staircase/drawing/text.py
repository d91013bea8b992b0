"""How wide the house's letters are, and where a line of them is broken."""

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont
from PIL import ImageFont

FONTS = settings.BASE_DIR / "lbf50" / "fonts"
REGULAR, BOLD = FONTS / "hanken-grotesk-regular.ttf", FONTS / "hanken-grotesk-bold.ttf"
# Where the house's font lacks a letter.
WIDE = FONTS / "dejavu-sans.ttf"
MEASURED_AT = 100
# Room for the letters of another font, where a reader of the SVG has not the house's.
ROOM = 1.04


@cache
def font(path: Path, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def font_path_for(text: str, bold: bool) -> Path:
    """The house's font where it has every letter of `text`, else the wide one."""
    wanted = BOLD if bold else REGULAR
    return wanted if set(text) <= _letters(wanted) else WIDE


@cache
def _letters(path: Path) -> frozenset[str]:
    with TTFont(path, lazy=True) as file:
        return frozenset(map(chr, file.getBestCmap()))


def text_width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line is."""
    return _measured(text, bold) * size / MEASURED_AT * ROOM


@lru_cache(maxsize=5000)
def _measured(text: str, bold: bool) -> float:
    return font(font_path_for(text, bold), MEASURED_AT).getlength(text)


def wrap_text(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """`text` in lines no wider than `width`: broken between words, and within a word that is
    wider itself."""
    lines = [""]
    for word in unicodedata.normalize("NFC", text).split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines += _pieces(word, width, size, bold)
    return [line for line in lines if line]


def wrap_balanced(text: str, width: float, size: float) -> list[str]:
    """As few lines as `lines_of` needs, and none much shorter than the others."""
    lines = wrap_text(text, width, size)
    while len(narrower := wrap_text(text, width := width * 0.97, size)) == len(lines) > 1:
        lines = narrower
    return lines


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    if text_width(word, size, bold) <= width:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(f"{pieces[-1]}{letter}-", size, bold) > width:
            pieces[-1] += "-"
            pieces.append("")
        pieces[-1] += letter
    return pieces
