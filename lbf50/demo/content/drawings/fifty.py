"""The jubilee's figure: 5 and 0 as two housing blocks, with the sun in the courtyard. The same as
templates/includes/fifty.html."""

from lbf50.demo.content.drawings.canvas import Canvas
from lbf50.demo.content.drawings.palette import OCHRE, PINE

WALLS = {"5": "#DD6F4C", "0": "#7FB0AC"}
LIT = "#F6D58A"
# One sign a flat; where the window is lit, an x.
FLATS = (
    "###### ######x",
    "#x#### #######",
    "##     x#   ##",
    "###x## ##   ##",
    "###### ##   x#",
    "    #x ##   ##",
    "    ## ##   ##",
    "x##### #######",
    "###### ###x###",
)
NOUGHT_BEGINS = 7
WIDTH, HEIGHT = len(FLATS[0]), len(FLATS)


def fifty(c: Canvas, x: float, base: float, flat: float) -> None:
    """The figure standing on `base`, each of its flats so wide and high."""
    top = base - HEIGHT * flat
    c.disc(x + 10.5 * flat, top + 3.5 * flat, 1.1 * flat, OCHRE)
    for row, flats in enumerate(FLATS):
        for column, sign in enumerate(flats):
            if sign != " ":
                wall = WALLS["5" if column < NOUGHT_BEGINS else "0"]
                left, upper = x + column * flat, top + row * flat
                c.rect(left, upper, flat, flat, wall)
                glass = LIT if sign == "x" else PINE
                c.rect(left + flat * 0.29, upper + flat * 0.25, flat * 0.42, flat * 0.54, glass)
