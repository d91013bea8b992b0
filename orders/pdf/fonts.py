"""The letters on paper: which font has them, and what is written where none has."""

import unicodedata
from functools import cache
from pathlib import Path

from anyascii import anyascii
from django.conf import settings
from fontTools.ttLib import TTFont

FOLDER = settings.BASE_DIR / "lbf50" / "fonts"
# The house's letters are cut to what Danish needs. The wide font has Latin, Greek, Cyrillic,
# Armenian, Georgian, Hebrew and Arabic letters, and is only embedded where a line needs it.
HOUSE, BOLD, WIDE = "hanken-grotesk-regular", "hanken-grotesk-bold", "dejavu-sans"
SPACES = "  \t"


def font_file(font: str) -> Path:
    """Where the font lies."""
    return FOLDER / f"{font}.ttf"


@cache
def font_characters(font: str) -> frozenset[str]:
    """The characters that a font can draw."""
    with TTFont(font_file(font), lazy=True) as file:
        return frozenset(map(chr, file.getBestCmap()))


def can_print(text: str) -> bool:
    """Whether our fonts can draw every character of `text`."""
    return not set(_composed(text)) - font_characters(WIDE)


def to_printable(text: str) -> str:
    """`text` as it can be printed: what no font of ours has is written with Latin letters."""
    if can_print(text):
        return _composed(text)
    return "".join(_drawn(character) for character in _composed(text))


def font_for(text: str, wanted: str = HOUSE) -> str:
    """The wanted font where it has every letter of `text`, else the wide one: a name in two
    kinds of letters reads badly."""
    return WIDE if set(text) - font_characters(wanted) else wanted


def _composed(text: str) -> str:
    """One character for a letter with its accent, where there is one, and plain spaces."""
    plain = "".join(" " if character in SPACES else character for character in text)
    return unicodedata.normalize("NFC", plain)


def _drawn(character: str) -> str:
    if character in font_characters(WIDE):
        return character
    # A mark that is only part of a letter may leave nothing; a whole character never does.
    is_mark = unicodedata.category(character)[0] in "MC"
    return anyascii(character) or ("" if is_mark else "?")
