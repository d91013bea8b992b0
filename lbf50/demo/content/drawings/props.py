"""Things that residents gather around, carry or work with."""

from math import sin

from lbf50.demo.content.drawings.canvas import TOP_CORNERS, Canvas
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
    Colour,
    mix,
)


def dining_table(c: Canvas, x: float, floor: float, width: float, height: float) -> None:
    """A round table on one leg, laid with a pot, plates and cups."""
    top = floor - height
    c.rect(x - 6, top, 12, height, INK)
    c.rounded(x - width * 0.2, floor - 10, width * 0.4, 10, 10, INK, TOP_CORNERS)
    c.rounded(x - width / 2, top, width, 14, 7, PAPER)
    c.rect(x - width / 2 + 7, top + 11, width - 14, 3, mix(SAND, INK, 0.2))
    c.slice(x, top - 34, 40, 0, 180, OCHRE)
    c.rect(x - 44, top - 38, 88, 7, INK)
    for side in (-1, 1):
        c.rounded(x + side * width * 0.33 - 12, top - 20, 24, 20, 5, BRICK)


def steam(c: Canvas, x: float, y: float, colour: Colour) -> None:
    """Two wisps rising from a hot meal."""
    for shift in (-14, 14):
        wave = [(x + shift + 6 * sin(i * 0.6), y - i * 4.5) for i in range(12)]
        c.limb(wave, 5, colour)


def open_book(c: Canvas, x: float, y: float, size: float) -> None:
    """An open book seen slightly from above."""
    for side, page in ((-1, PAPER), (1, mix(PAPER, SAND, 0.5))):
        edge = x + side * size * 0.5
        c.poly(
            [(x, y), (edge, y - size * 0.14), (edge, y + size * 0.2), (x, y + size * 0.34)], page
        )
    cover = [
        (x - size * 0.5, y + size * 0.2),
        (x, y + size * 0.34),
        (x + size * 0.5, y + size * 0.2),
    ]
    c.limb(cover, size * 0.06, BRICK)


def planter(c: Canvas, x: float, floor: float, width: float) -> None:
    """A raised bed of boards with young plants."""
    height = width * 0.26
    for i in range(4):
        stem = x + width * (0.14 + i * 0.24)
        tip = floor - height - width * (0.2 + 0.06 * (i % 2))
        c.line([(stem, floor - height), (stem, tip)], 5, PINE)
        for side, leaf in ((-1, PINE_LIGHT), (1, PINE)):
            c.oval(stem + side * 11, tip + 8, 12, 7, leaf)
        c.disc(stem, tip - 4, 9, ROSE if i % 2 else PAPER)
    c.rect(x, floor - height, width, height, SAND)
    c.rect(x, floor - height / 2 - 1.5, width, 3, mix(SAND, INK, 0.3))


def watering_can(c: Canvas, x: float, y: float, size: float, turn: int) -> None:
    """A can held at its handle (x, y), its spout pointing the way the bearer is turned."""
    c.ring(x, y + size * 0.08, size * 0.26, size * 0.08, PINE)
    c.rounded(x - size * 0.34, y + size * 0.12, size * 0.68, size * 0.55, size * 0.08, PINE)
    spout = [(x + turn * size * 0.3, y + size * 0.5), (x + turn * size * 0.85, y + size * 0.02)]
    c.line(spout, size * 0.1, PINE)


def toolbox(c: Canvas, x: float, y: float, size: float) -> None:
    """A toolbox hanging from its handle at (x, y)."""
    left, right, low = x - size * 0.3, x + size * 0.3, y + size * 0.3
    c.line([(left, low), (left, y), (right, y), (right, low)], size * 0.08, INK)
    c.rounded(x - size / 2, y + size * 0.24, size, size * 0.5, size * 0.07, SKY)
    c.rect(x - size / 2, y + size * 0.4, size, size * 0.07, PINE)
