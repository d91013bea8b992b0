"""Small emblems that fit on a square building block."""

from lbf50.demo.content.drawings.canvas import TOP_CORNERS, Canvas
from lbf50.demo.content.drawings.palette import BRICK, OCHRE, mix


def coin(c: Canvas, x: float, y: float, size: float, fill: str) -> None:
    """A coin seen from the front."""
    shade = mix(fill, BRICK, 0.45)
    c.disc(x, y, size / 2, fill)
    c.ring(x, y, size * 0.39, size * 0.05, shade)
    c.disc(x, y, size * 0.1, shade)


def coin_stack(c: Canvas, x: float, base: float, count: int) -> None:
    """Coins piled a little unevenly, seen from the side."""
    for i in range(count):
        left, top = x - 36 + (0, 5, -4)[i % 3], base - (i + 1) * 18
        c.rounded(left, top, 72, 18, 4, OCHRE)
        c.rect(left, top + 13, 72, 5, mix(OCHRE, BRICK, 0.5))


def key(c: Canvas, x: float, y: float, size: float, fill: str) -> None:
    """A door key lying flat."""
    c.ring(x - size * 0.26, y, size * 0.24, size * 0.12, fill)
    c.rect(x - size * 0.06, y - size * 0.06, size * 0.56, size * 0.12, fill)
    c.rect(x + size * 0.22, y, size * 0.09, size * 0.2, fill)
    c.rect(x + size * 0.41, y, size * 0.09, size * 0.24, fill)


def heart(c: Canvas, x: float, y: float, size: float, fill: str) -> None:
    """A heart of two half discs on a point."""
    r = size * 0.26
    for side in (-1, 1):
        c.disc(x + side * r * 0.92, y - r * 0.55, r, fill)
    hip = r * 1.7
    c.poly(
        [(x, y - r * 0.6), (x + hip, y + r * 0.08), (x, y + size * 0.46), (x - hip, y + r * 0.08)],
        fill,
    )


def pair(c: Canvas, x: float, y: float, size: float, fill: str) -> None:
    """Two neighbours, one taller than the other."""
    for side, head in ((-1, -0.26), (1, -0.12)):
        middle = x + side * size * 0.21
        c.disc(middle, y + size * head, size * 0.13, fill)
        shoulder = y + size * (head + 0.17)
        c.rounded(
            middle - size * 0.17,
            shoulder,
            size * 0.34,
            y + size * 0.42 - shoulder,
            size * 0.17,
            fill,
            TOP_CORNERS,
        )


def sprout(c: Canvas, x: float, y: float, size: float, fill: str) -> None:
    """A stem with two leaves."""
    c.rect(x - size * 0.035, y - size * 0.2, size * 0.07, size * 0.62, fill)
    for side, height in ((-1, -0.2), (1, -0.06)):
        c.oval(x + side * size * 0.2, y + size * height, size * 0.2, size * 0.12, fill)


def stair(c: Canvas, x: float, y: float, size: float, fill: str) -> None:
    """The staircase as an emblem: three treads rising to the right."""
    for i in range(3):
        left, rise = x - size * 0.42 + i * size * 0.28, size * (0.26 + 0.26 * i)
        c.rect(left, y + size * 0.4 - rise, size * 0.28, rise, fill)
