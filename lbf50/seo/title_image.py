"""Drawing of the social images: the page title on a card."""

from functools import cache
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

BACKGROUND = Path(__file__).with_name("title_card.png")
FONT = settings.BASE_DIR / "lbf50" / "fonts" / "hanken-grotesk-bold.ttf"
KIND_COLOUR = "#E0A030"
TITLE_COLOUR = "#F6F1E7"
# Pixels on a card of 1200 × 630.
LEFT = 72
COLUMN_WIDTH = 610
TITLE_MIDDLE = 345
TITLE_HEIGHT = 300
KIND_SIZE = 30
TITLE_SIZES = (76, 68, 60, 54, 48, 42)
LINE_HEIGHT = 1.12
MAX_LINES = 6


def draw_title(title: str, kind: str) -> Image.Image:
    """Return the card, 1200 × 630 px, with the kind of page above the title."""
    card = Image.open(BACKGROUND).convert("RGB")
    draw = ImageDraw.Draw(card)
    size, lines = _fit(title)
    top = TITLE_MIDDLE - len(lines) * size * LINE_HEIGHT / 2
    heading = kind[:1].upper() + kind[1:]
    draw.text((LEFT, top - 4), heading, KIND_COLOUR, _font(KIND_SIZE), anchor="ls")
    for number, line in enumerate(lines, start=1):
        baseline = top + number * size * LINE_HEIGHT
        draw.text((LEFT - 3, baseline), line, TITLE_COLOUR, _font(size), anchor="ls")
    return card


def _fit(title: str) -> tuple[int, list[str]]:
    """Return the largest font size at which the title fits, and its lines.

    A title too long for the smallest size is truncated.
    """
    for size in TITLE_SIZES:
        lines = _wrap(title, size)
        fits_height = len(lines) * size * LINE_HEIGHT <= TITLE_HEIGHT
        if fits_height and all(_fits_width(line, size) for line in lines):
            return size, lines
    return size, [_truncate(line, size) for line in lines[:MAX_LINES]]


def _wrap(title: str, size: int) -> list[str]:
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if _fits_width(longer, size):
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def _truncate(line: str, size: int) -> str:
    while not _fits_width(line, size):
        line = line[:-1]
    return line


def _fits_width(text: str, size: int) -> bool:
    return _font(size).getlength(text) <= COLUMN_WIDTH


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size)
