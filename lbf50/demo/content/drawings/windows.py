"""The window rhythm shared by every facade: one narrow pane, one wide, now and then a light."""

from lbf50.demo.content.drawings.canvas import TOP_CORNERS, Canvas
from lbf50.demo.content.drawings.palette import (
    INK,
    OCHRE,
    PAPER,
    PINE,
    PINE_LIGHT,
    ROSE,
    SAND,
    SKY,
    Colour,
    glaze,
    mix,
)


def glass(row: int, column: int, wall: Colour = PINE) -> str:
    """Say which glass a window has; the pattern looks lived-in but is always the same."""
    pane = {0: OCHRE, 3: PINE_LIGHT, 5: SKY}.get((row * 4 + column * 3) % 8, PINE)
    # Glass in the wall's own colour would look like a hole in the facade.
    return PINE if pane == wall else pane


def window(
    c: Canvas, x: float, y: float, w: float, h: float, pane: Colour, frame: Colour = PAPER
) -> None:
    """A window divided a third from the left."""
    bar = max(2.0, w * 0.08)
    narrow = (w - 3 * bar) / 3
    c.rect(x, y, w, h, frame)
    c.rect(x + bar, y + bar, narrow, h - 2 * bar, pane)
    c.rect(x + 2 * bar + narrow, y + bar, 2 * narrow, h - 2 * bar, pane)
    c.rect(x, y + h, w, max(1.5, h * 0.05), glaze(INK, 0.22))


def balcony(c: Canvas, x: float, y: float, w: float, h: float, panel: Colour, pane: str) -> None:
    """A balcony: a shaded recess with a door behind a coloured parapet."""
    c.rect(x, y, w, h, mix(PINE, INK, 0.4))
    c.rect(x + w * 0.1, y + h * 0.12, w * 0.34, h * 0.88, pane)
    c.rect(x + w * 0.56, y + h * 0.12, w * 0.34, h * 0.5, mix(pane, PINE, 0.35))
    c.rect(x - w * 0.05, y + h * 0.54, w * 1.1, h * 0.46, panel)
    c.rect(x - w * 0.05, y + h * 0.54, w * 1.1, h * 0.06, mix(PAPER, SAND, 0.4))
    c.rect(x - w * 0.05, y + h, w * 1.1, h * 0.09, glaze(INK, 0.3))


def flower_box(c: Canvas, x: float, y: float, w: float) -> None:
    """Flowers on a parapet or under a window."""
    for place, colour in ((0.15, ROSE), (0.4, OCHRE), (0.65, ROSE), (0.9, PAPER)):
        c.disc(x + w * place, y, w * 0.09, colour)


def door(c: Canvas, x: float, base: float, w: float, h: float, leaf: Colour, trim: Colour) -> None:
    """A front door with a canopy and two steps, the staircase motif at its smallest."""
    c.rounded(x - w * 0.14, base - h * 1.08, w * 1.28, h * 1.08, w * 0.12, trim, TOP_CORNERS)
    c.rect(x, base - h, w, h, leaf)
    c.rect(x + w * 0.3, base - h * 0.86, w * 0.4, h * 0.34, OCHRE)
    c.rect(x - w * 0.3, base - h * 0.08, w * 1.6, h * 0.08, SAND)
    c.rect(x - w * 0.48, base - h * 0.04, w * 1.96, h * 0.04, mix(SAND, INK, 0.15))
