"""Theme picture: the instruments of housing policy."""

from PIL import Image

from lbf50.demo.content.drawings.axonometry import Axonometry
from lbf50.demo.content.drawings.canvas import Canvas
from lbf50.demo.content.drawings.palette import (
    BRICK,
    INK,
    OCHRE,
    PAPER,
    PINE,
    PINE_LIGHT,
    ROSE,
    SAND,
    mix,
)

LAWN = mix(SAND, PINE_LIGHT, 0.36)
CONCRETE = mix(PAPER, SAND, 0.5)
AUTUMN = mix(PINE_LIGHT, OCHRE, 0.35)
TOWN = (PAPER, ROSE, PAPER, SAND, BRICK)


def theme_instruments() -> Image.Image:
    """An estate from above: blocks renewed beside a crane, and a path across the road to town."""
    c = Canvas(1600, 1000, LAWN)
    a = Axonometry(c, (800, 470), 42)
    _ground(a)
    _town(a)
    _square(a)
    _estate(a)
    _crane(a)
    return c.picture()


def _ground(a: Axonometry) -> None:
    """Town to the upper right, estate to the lower left, and the road that parts them."""
    a.floor(-30, -40, 60, 36.5, mix(SAND, PAPER, 0.3))
    a.floor(-30, -3.5, 60, 2.2, INK)
    for x in range(-30, 30, 2):
        a.floor(x, -2.46, 1, 0.12, PAPER)
    a.floor(-1.2, -30, 2.4, 60, PAPER)
    for y in (7.6, 13.6):
        a.floor(-14, y, 28, 0.9, PAPER)


def _town(a: Axonometry) -> None:
    for row, y in enumerate((-19.5, -15.5, -11.5, -7.5)):
        for place, x in enumerate((-17, -13.2, -9.4, -5.6, 3, 6.8, 10.6, 14.4, 18.2)):
            height = 1.2 + (place * 2 + row) % 3 * 0.5
            a.shadow(x, y, 2.6, 1.8, height)
            a.gabled(x, y, (2.6, 1.8, height), TOWN[(place + row * 2) % len(TOWN)])
            a.windows(x + 0.3, y + 1.8, 2, 1, 0.5)


def _square(a: Axonometry) -> None:
    """Where path and road meet, the staircase becomes a stepped square."""
    for i, tone in enumerate((SAND, PAPER, OCHRE)):
        inset = i * 0.8
        size = (6.6 - 2 * inset, 5.8 - 2 * inset, 0.32)
        a.box(-3.3 + inset, -5.3 + inset, i * 0.32, size, tone)
    for x, y, coat in ((-0.7, -2.6, PINE), (0, -2.2, BRICK), (0.8, -3.2, INK)):
        a.passer_by(x, y, coat, 0.96)


def _estate(a: Axonometry) -> None:
    """Four parallel blocks, drawn from the far side so that the near ones cover them."""
    _block(a, -13.5, 3, 10, BRICK)
    _renewed_block(a, 3.5, 3)
    for x, y in ((-12, 6.6), (-8.5, 6.8), (-5, 6.4), (-2.4, 2.2), (-2.4, 5)):
        a.tree(x, y, 1.15, AUTUMN if round(y) % 2 else PINE_LIGHT)
    for x, y, coat in ((-0.5, 4.4, PINE), (0.4, 5, BRICK), (0.2, 9.4, OCHRE), (-0.6, 10, INK)):
        a.passer_by(x, y, coat)
    _block(a, -13.5, 9.4, 10, PINE_LIGHT)
    _block(a, 3.5, 9.4, 10, ROSE)
    for x, y in ((-2.4, 9.6), (-2.4, 13), (2.3, 12.8), (-8, 14.8), (7, 14.8)):
        a.tree(x, y, 1.15, AUTUMN if round(y) % 2 else PINE_LIGHT)


def _block(a: Axonometry, x: float, y: float, length: float, wall: str) -> None:
    a.shadow(x, y, length, 2, 3.3)
    a.box(x, y, 0, (length, 2, 3.3), wall)
    a.windows(x, y + 2, length, 3, wall=wall)


def _renewed_block(a: Axonometry, x: float, y: float) -> None:
    """Half of this concrete block already wears its new, ochre skin; the rest is scaffolded."""
    _block(a, x, y, 10, CONCRETE)
    a.wall_y(x, y + 2, 0, 5, 3.3, OCHRE)
    a.floor(x, y, 5, 2, mix(OCHRE, PAPER, 0.55), 3.3)
    a.windows(x, y + 2, 5, 3, wall=OCHRE)
    _scaffold(a, x + 5.5, y + 2.5)


def _scaffold(a: Axonometry, x: float, y: float) -> None:
    for step in range(6):
        a.canvas.line([a.at(x + step, y), a.at(x + step, y, 3.6)], 4, INK)
    for level in (1.1, 2.2, 3.3):
        a.canvas.line([a.at(x, y, level), a.at(x + 5, y, level)], 4, INK)


def _crane(a: Axonometry) -> None:
    """A tower crane lowering a new facade panel."""
    x, y, top = 14.9, 4, 9.5
    line = a.canvas.line
    line([a.at(x, y), a.at(x, y, top + 1.6)], 12, OCHRE)
    line([a.at(x + 3, y, top), a.at(x - 9, y, top)], 12, OCHRE)
    line([a.at(x + 3, y, top), a.at(x, y, top + 1.6), a.at(x - 7, y, top)], 3, INK)
    a.box(x + 2, y - 0.4, top - 0.9, (1, 0.8, 0.9), INK)
    line([a.at(x - 6, y, top), a.at(x - 6, y, 6.2)], 3, INK)
    a.wall_y(x - 7, y, 5, 2, 1.2, BRICK)
    a.windows(x - 7, y, 2, 1, 5.35)
