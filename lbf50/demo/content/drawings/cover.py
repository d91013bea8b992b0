"""A cover drawn for the book "Boligområder i bevægelse" (2017)."""

from PIL import Image

from lbf50.demo.content.drawings.canvas import Canvas
from lbf50.demo.content.drawings.landscape import bird
from lbf50.demo.content.drawings.palette import (
    BRICK,
    INK,
    OCHRE,
    PAPER,
    PINE,
    PINE_LIGHT,
    ROSE,
    SAND,
    SKY,
)
from lbf50.demo.content.drawings.symbols import stair
from lbf50.demo.content.drawings.windows import door, glass, window

MARGIN = 72
COLUMN = 138
STOREY = 88
GROUND = 1086
# Each column of homes: wall and number of storeys.
COLUMNS = ((PINE, 2), (ROSE, 3), (SAND, 4), (PINE_LIGHT, 5), (OCHRE, 6), (SKY, 7))


def book_cover() -> Image.Image:
    """Homes with one common window rhythm rise like a staircase below the title."""
    c = Canvas(900, 1200, BRICK)
    c.disc(MARGIN + COLUMN * 2, 700, 128, OCHRE)
    for x, y, span in ((470, 548, 40), (536, 512, 30), (580, 556, 24)):
        bird(c, x, y, span, PAPER)
    for place, (wall, storeys) in enumerate(COLUMNS):
        _homes(c, MARGIN + place * COLUMN, wall, storeys, place)
    c.rect(0, GROUND, c.width, c.height - GROUND, INK)
    _words(c)
    return c.picture()


def _homes(c: Canvas, x: float, wall: str, storeys: int, place: int) -> None:
    """One column of flats; every second one has its front door at the foot."""
    top = GROUND - storeys * STOREY
    has_door = place % 2 == 1
    c.rect(x, top, COLUMN, storeys * STOREY, wall)
    for row in range(storeys - has_door):
        window(c, x + 33, top + 20 + row * STOREY, 72, 50, glass(row, place, wall))
    if has_door:
        door(c, x + 49, GROUND, 40, 66, PINE, PAPER)


def _words(c: Canvas) -> None:
    # Large letters carry white on their left; pulled out, they line up with the small ones.
    c.text(MARGIN - 6, 180, "Boligområder", 124, 800, PAPER)
    c.text(MARGIN - 6, 302, "i bevægelse", 124, 800, PAPER)
    c.text(MARGIN, 378, "Claus Bech-Danielsen", 31, 600, SAND)
    c.text(MARGIN, 418, "Gunvor Christensen", 31, 600, SAND)
    stair(c, MARGIN + 20, 1144, 48, OCHRE)
    c.text(MARGIN + 58, 1158, "Landsbyggefonden 50 år", 30, 600, PAPER)
