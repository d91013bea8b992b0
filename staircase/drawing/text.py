"""Fonts, text widths and line breaks of the drawing."""

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont
from PIL import ImageFont

FONTS = settings.BASE_DIR / "lbf50" / "fonts"
REGULAR, BOLD = FONTS / "hanken-grotesk-regular.ttf", FONTS / "hanken-grotesk-bold.ttf"
# Used for a line with a character that the site's font lacks.
FALLBACK = FONTS / "dejavu-sans.ttf"
MEASURED_AT = 100
# Slack for another font, if the reader of the SVG ignores the embedded one.
SLACK = 1.04


@cache
def font(path: Path, size: float) -> ImageFont.FreeTypeFont:
    """Return a font at a size in pixels."""
    return ImageFont.truetype(path, size)


def font_path_for(text: str, bold: bool) -> Path:
    """Return the site's font, or the fallback if a character is missing."""
    preferred = BOLD if bold else REGULAR
    return preferred if set(text) <= _characters(preferred) else FALLBACK


@cache
def _characters(path: Path) -> frozenset[str]:
    with TTFont(path, lazy=True) as file:
        return frozenset(map(chr, file.getBestCmap()))


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of a line in pixels at a font size in pixels."""
    return _measure(text, bold) * size / MEASURED_AT * SLACK


@lru_cache(maxsize=5000)
def _measure(text: str, bold: bool) -> float:
    return font(font_path_for(text, bold), MEASURED_AT).getlength(text)


def wrap_text(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Break text into lines no wider than `width` pixels.

    Break between words, and inside a word only if the word itself is wider.
    """
    lines = [""]
    for word in unicodedata.normalize("NFC", text).split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines += _split_word(word, width, size, bold)
    return [line for line in lines if line]


def wrap_balanced(text: str, width: float, size: float) -> list[str]:
    """Break text into as few lines as `wrap_text`, of similar length."""
    lines = wrap_text(text, width, size)
    while len(narrower := wrap_text(text, width := width * 0.97, size)) == len(lines) > 1:
        lines = narrower
    return lines


def _split_word(word: str, width: float, size: float, bold: bool) -> list[str]:
    if text_width(word, size, bold) <= width:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(f"{pieces[-1]}{letter}-", size, bold) > width:
            pieces[-1] += "-"
            pieces.append("")
        pieces[-1] += letter
    return pieces
