"""The picture that stands beside a link to one of the site's pages elsewhere."""

from PIL import Image

from lbf50.demo.content.drawings.canvas import Canvas, text_width
from lbf50.demo.content.drawings.fifty import WIDTH, fifty
from lbf50.demo.content.drawings.palette import BRICK, OCHRE, PAPER, PINE, PINE_LIGHT
from lbf50.demo.content.drawings.symbols import stair

SIZE = (1200, 630)
MARGIN = 72
COLUMN = 610
# The treads of a staircase that the whole picture stands on: from, to, height, colour.
TREADS = ((0, 380, 34, PINE_LIGHT), (380, 720, 68, OCHRE), (720, 1200, 102, BRICK))
FLAT = 29
WEIGHT = 800
SIZES = (76, 68, 60, 54, 48, 42)
LINE = 1.12
TALLEST = 300
MOST_LINES = 6


def share_picture(title: str, kind: str) -> Image.Image:
    """The title and what kind of page it is, beside the figure 50 on the uppermost tread."""
    c = Canvas(*SIZE, PINE)
    for left, right, height, colour in TREADS:
        c.rect(left, c.height - height, right - left, height, colour)
    left, right, height, _colour = TREADS[-1]
    fifty(c, (left + right - WIDTH * FLAT) / 2, c.height - height, FLAT)
    stair(c, MARGIN + 18, 92, 46, OCHRE)
    c.text(MARGIN + 52, 104, "Landsbyggefonden 50 år", 30, 650, PAPER)
    _write(c, title, kind)
    return c.picture()


def _write(c: Canvas, title: str, kind: str) -> None:
    """The words between the name of the site and the stairs."""
    size, lines = _set(title)
    height = len(lines) * size * LINE
    top = 345 - height / 2
    c.text(MARGIN, top - 4, kind[:1].upper() + kind[1:], 30, 600, OCHRE)
    for number, line in enumerate(lines, start=1):
        c.text(MARGIN - 3, top + number * size * LINE, line, size, WEIGHT, PAPER)


def _set(title: str) -> tuple[int, list[str]]:
    """The largest letters in which the title fits, and its lines; the smallest cut it short."""
    for size in SIZES:
        lines = _lines(title, size)
        if len(lines) * size * LINE <= TALLEST and all(_fits(line, size) for line in lines):
            return size, lines
    return size, [_cut(line, size) for line in lines[:MOST_LINES]]


def _cut(line: str, size: int) -> str:
    while not _fits(line, size):
        line = line[:-1]
    return line


def _lines(title: str, size: int) -> list[str]:
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if _fits(longer, size):
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def _fits(words: str, size: int) -> bool:
    return text_width(words, size, WEIGHT) <= COLUMN
