"""Theme picture: the frame for social grants to housing areas."""

from PIL import Image

from lbf50.demo.content.drawings.canvas import Canvas
from lbf50.demo.content.drawings.landscape import leaf_tree, round_tree
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
    mix,
)
from lbf50.demo.content.drawings.symbols import (
    coin,
    coin_stack,
    heart,
    key,
    pair,
    sprout,
    stair,
)
from lbf50.demo.content.drawings.windows import door, glass, window

BLOCK = 146
GROUND = 866
LEFT = -3
# Number of blocks lying side by side on each of the three steps; the last one leaves the picture.
STEPS = (4, 4, 3)
COLOURS = (PINE, SAND, BRICK, PAPER, PINE_LIGHT)
# Which block carries which emblem, by column and row counted from the lower left.
EMBLEMS = {
    (0, 0): (sprout, PAPER),
    (2, 0): (key, PAPER),
    (4, 0): (pair, PINE),
    (6, 0): (heart, PAPER),
    (8, 0): (coin, OCHRE),
    (10, 0): (pair, PAPER),
    (5, 1): (coin, OCHRE),
    (7, 1): (stair, PAPER),
    (9, 1): (key, PINE),
    (8, 2): (heart, PAPER),
    (10, 2): (sprout, PINE),
}


def theme_grants() -> Image.Image:
    """Ever larger houses and piles of coins stand on three steps of building blocks."""
    c = Canvas(1600, 1000, ROSE)
    c.disc(318, 330, 132, PAPER)
    _first_step(c, _tread(0))
    _second_step(c, _tread(1))
    _third_step(c, _tread(2))
    for step, (start, length) in enumerate(((0, 4), (4, 4), (8, 3))):
        _blocks(c, start, length, step + 1)
    _timeline(c)
    return c.picture()


def _tread(step: int) -> float:
    return GROUND - (step + 1) * BLOCK


def _first_step(c: Canvas, base: float) -> None:
    round_tree(c, 130, base, 150)
    _house(c, 210, base, 168, 1, BRICK)
    coin_stack(c, 446, base, 2)


def _second_step(c: Canvas, base: float) -> None:
    leaf_tree(c, 1102, base, 236)
    _house(c, 792, base, 216, 2, PINE_LIGHT)
    coin_stack(c, 712, base, 4)


def _third_step(c: Canvas, base: float) -> None:
    _house(c, 1268, base, 248, 3, BRICK)
    coin_stack(c, 1216, base, 7)


def _house(c: Canvas, x: float, base: float, width: float, storeys: int, wall: str) -> None:
    """A gabled house; every storey repeats the same window."""
    storey = 76
    eaves = base - storeys * storey
    peak = (x + width / 2, eaves - width * 0.4)
    c.poly([(x, base), (x, eaves), peak, (x + width, eaves), (x + width, base)], wall)
    c.line([(x - 8, eaves + 6), peak, (x + width + 8, eaves + 6)], 13, INK)
    window(c, x + width / 2 - 21, eaves - width * 0.16, 42, 38, OCHRE)
    for row in range(storeys):
        for column in range(storeys + 1):
            left = x + width * (column + 0.5) / (storeys + 1) - 21
            y = eaves + row * storey + 22
            if row == storeys - 1 and column == 0:
                door(c, left + 4, base, 32, 52, PINE, PAPER)
            else:
                window(c, left, y, 42, 38, glass(row + storeys, column, wall))


def _blocks(c: Canvas, start: int, length: int, height: int) -> None:
    """Building blocks; some carry an emblem of what the grants go to."""
    for column in range(start, start + length):
        for row in range(height):
            x, y = LEFT + column * BLOCK, GROUND - (row + 1) * BLOCK
            colour = COLOURS[(column * 2 + row * 3) % len(COLOURS)]
            c.rect(x, y, BLOCK, BLOCK, colour)
            c.rect(x, y, BLOCK, 9, mix(colour, PAPER, 0.35))
            if (column, row) in EMBLEMS:
                emblem, fill = EMBLEMS[column, row]
                emblem(c, x + BLOCK / 2, y + BLOCK / 2 + 4, 88, fill)


def _timeline(c: Canvas) -> None:
    """Three years on a line, one under each step."""
    c.rect(0, GROUND, c.width, c.height - GROUND, INK)
    middle = GROUND + 44
    c.rect(0, middle - 3, c.width, 6, SKY)
    for x, radius in ((289, 12), (873, 17), (1384, 22)):
        c.disc(x, middle, radius, OCHRE)
        c.ring(x, middle, radius + 8, 4, SKY)
