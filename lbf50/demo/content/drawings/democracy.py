"""Theme picture: the housing organisations and tenants' democracy."""

from PIL import Image

from lbf50.demo.content.drawings.canvas import Canvas
from lbf50.demo.content.drawings.palette import (
    BRICK,
    INK,
    OCHRE,
    PAPER,
    PINE,
    PINE_LIGHT,
    SAND,
    SKY,
    mix,
)
from lbf50.demo.content.drawings.people import (
    ASTA,
    BIRK,
    CARL,
    DINA,
    ELIAS,
    FATMA,
    GUSTAV,
    HODAN,
    LENE,
    behind_table,
    seated,
    standing,
)
from lbf50.demo.content.drawings.windows import glass, window

LAMPLIGHT = mix(PAPER, OCHRE, 0.2)
FLOOR = 800
TABLE = 672
CENTRE = 800
MEETING = ((ELIAS, 1), (LENE, 1), (FATMA, 0), (GUSTAV, -1), (HODAN, -1))


def theme_democracy() -> Image.Image:
    """An evening meeting in the common house: residents vote by a show of hands."""
    c = Canvas(1600, 1000, PINE)
    c.disc(1392, 170, 62, mix(PAPER, OCHRE, 0.25))
    _lit_blocks(c)
    _common_house(c)
    _meeting(c)
    _steps(c)
    return c.picture()


def _lit_blocks(c: Canvas) -> None:
    """The estate at night, with the same window rhythm as by day."""
    wall = mix(PINE, PINE_LIGHT, 0.42)
    for x, top in ((-40, 300), (1290, 380)):
        c.rect(x, top, 350, c.height - top, wall)
        for row in range(6):
            for column in range(4):
                pane = glass(row, column)
                lit = pane if pane in (OCHRE, SKY) else mix(PINE, INK, 0.35)
                window(c, x + 26 + column * 80, top + 34 + row * 92, 54, 50, lit, PINE)


def _common_house(c: Canvas) -> None:
    """A hall with a crow-stepped gable, the Danish way of building a staircase into a wall."""
    for i in range(6):
        half, top = 560 - i * 92, 310 - i * 46
        c.rect(CENTRE - half, top, 2 * half, FLOOR - top, BRICK)
        for left in (CENTRE - half - 8, CENTRE + half - 92):
            c.rect(left, top - 12, 100, 14, PAPER)
    c.rect(CENTRE - 108, 68, 216, 14, PAPER)
    c.disc(CENTRE, 212, 50, PAPER)
    c.disc(CENTRE, 212, 40, OCHRE)
    c.rect(CENTRE - 4, 166, 8, 92, PAPER)


def _meeting(c: Canvas) -> None:
    """Neighbours around the long table, lit by three lamps."""
    c.rect(CENTRE - 494, 346, 988, FLOOR - 346, PAPER)
    c.rect(CENTRE - 480, 360, 960, FLOOR - 360, LAMPLIGHT)
    for x in (-290, 0, 290):
        _lamp(c, CENTRE + x, 360)
    for place, (look, raised) in enumerate(MEETING):
        behind_table(c, CENTRE - 260 + place * 130, TABLE, 350, look, raised)
    _table(c)
    seated(c, CENTRE - 410, FLOOR, 350, ASTA, hands=((0.3, 0.16), (0.14, -0.36)))
    seated(
        c, CENTRE + 410, FLOOR, 350, CARL, hands=((0.3, 0.16), (0.28, 0.17)), turn=-1, wheels=True
    )


def _lamp(c: Canvas, x: float, y: float) -> None:
    c.line([(x, y), (x, y + 34)], 4, INK)
    c.slice(x, y + 72, 46, 180, 360, PINE_LIGHT)
    c.slice(x, y + 72, 18, 0, 180, OCHRE)


def _table(c: Canvas) -> None:
    """The table with agendas and coffee cups."""
    for x in (-200, 200):
        c.rect(CENTRE + x - 8, TABLE + 20, 16, FLOOR - TABLE - 20, INK)
    c.rounded(CENTRE - 366, TABLE, 732, 24, 8, PINE)
    for x in (-250, -10, 226):
        left, back = CENTRE + x, TABLE - 10
        c.poly([(left, TABLE), (left + 14, back), (left + 74, back), (left + 60, TABLE)], PAPER)
    for x in (-130, 120, 320):
        c.rounded(CENTRE + x - 11, TABLE - 22, 22, 22, 5, BRICK)


def _steps(c: Canvas) -> None:
    """Steps on the left, where a latecomer and a child arrive, and a ramp on the right."""
    for i, tone in enumerate((mix(SAND, PAPER, 0.5), SAND, mix(SAND, INK, 0.16))):
        half = 620 + i * 100
        c.rect(CENTRE - half, FLOOR + i * 44, half + 620, 44, tone)
    _ramp(c, CENTRE + 620)
    c.rect(0, FLOOR + 132, c.width, 80, PINE_LIGHT)
    standing(c, 132, 904, 240, DINA, stride=0.09)
    standing(c, 222, 862, 168, BIRK, hands=((0.2, -0.2), (-0.1, 0.36)), stride=0.08)


def _ramp(c: Canvas, x: float) -> None:
    """A ramp with a handrail, so that the steps shut nobody out."""
    end = c.width + 60
    c.poly([(x, FLOOR), (end, FLOOR + 132), (x, FLOOR + 132)], mix(SAND, PAPER, 0.25))
    c.line([(x, FLOOR - 84), (end, FLOOR + 48)], 8, OCHRE)
    for i in range(4):
        post = x + 6 + i * 70
        y = FLOOR + 132 * (post - x) / (end - x)
        c.rect(post - 3, y - 84, 6, 84, OCHRE)
