"""Fonts of the PDFs, and replacements for characters that no font has."""

import unicodedata
from functools import cache
from pathlib import Path

from anyascii import anyascii
from django.conf import settings
from fontTools.ttLib import TTFont

FOLDER = settings.BASE_DIR / "lbf50" / "fonts"
# The site's font is a subset for Danish. The fallback has Latin, Greek, Cyrillic, Armenian,
# Georgian, Hebrew and Arabic letters; it is embedded only if a line needs it.
REGULAR, BOLD, FALLBACK = "hanken-grotesk-regular", "hanken-grotesk-bold", "dejavu-sans"
SPACES = "  \t"


def font_file(font: str) -> Path:
    """Return the path of a font."""
    return FOLDER / f"{font}.ttf"


@cache
def font_characters(font: str) -> frozenset[str]:
    """Return the characters a font has glyphs for."""
    with TTFont(font_file(font), lazy=True) as file:
        return frozenset(map(chr, file.getBestCmap()))


def can_print(text: str) -> bool:
    """Return whether the fallback font has every character."""
    return not set(_normalise(text)) - font_characters(FALLBACK)


def to_printable(text: str) -> str:
    """Transliterate characters that no font has into Latin letters."""
    if can_print(text):
        return _normalise(text)
    return "".join(_transliterate(character) for character in _normalise(text))


def font_for(text: str, preferred: str = REGULAR) -> str:
    """Return the preferred font if it has all of `text`, else the fallback for the whole line."""
    return FALLBACK if set(text) - font_characters(preferred) else preferred


def _normalise(text: str) -> str:
    """Compose accented letters (NFC) and replace special spaces."""
    plain = "".join(" " if character in SPACES else character for character in text)
    return unicodedata.normalize("NFC", plain)


def _transliterate(character: str) -> str:
    if character in font_characters(FALLBACK):
        return character
    # A combining mark may be dropped; any other character needs a visible replacement.
    is_mark = unicodedata.category(character) in ("Mn", "Mc", "Me", "Cc", "Cf")
    return anyascii(character) or ("" if is_mark else "?")
