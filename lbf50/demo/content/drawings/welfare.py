"""Theme picture: contributions to welfare."""

from PIL import Image

from lbf50.demo.content.drawings.canvas import Canvas
from lbf50.demo.content.drawings.palette import BRICK, OCHRE, PAPER, PINE, PINE_LIGHT, SAND, mix
from lbf50.demo.content.drawings.people import (
    ASTA,
    DINA,
    ELIAS,
    FATMA,
    GUSTAV,
    IDA,
    JONAS,
    KIM,
    seated,
    standing,
)
from lbf50.demo.content.drawings.props import (
    dining_table,
    open_book,
    planter,
    steam,
    toolbox,
    watering_can,
)
from lbf50.demo.content.drawings.windows import glass, window

STEPS = ((0, 790, PINE), (600, 650, PINE_LIGHT), (1120, 510, BRICK))
TREAD = 26


def theme_welfare() -> Image.Image:
    """Residents eat together, learn from each other and work on three broad, rising steps."""
    c = Canvas(1600, 1000, mix(SAND, PAPER, 0.25))
    c.disc(1330, 300, 190, OCHRE)
    _distant_estate(c)
    for x, y, colour in STEPS:
        c.rect(x, y, c.width - x, c.height - y, colour)
        c.rect(x, y, c.width - x, TREAD, PAPER)
    for x, y, colour in STEPS[1:]:
        _flight(c, x, y, colour)
    _shared_meal(c, 284, STEPS[0][1] + 12)
    _mentoring(c, 806, STEPS[1][1] + 12)
    standing(c, 1044, 618, 216, IDA, hands=((0.2, -0.3), (-0.16, 0.32)))
    _at_work(c, 1330, STEPS[2][1] + 12)
    return c.picture()


def _distant_estate(c: Canvas) -> None:
    """Pale facades keep the window rhythm present without competing with the people."""
    wall, pane = mix(SAND, PAPER, 0.65), mix(SAND, PINE_LIGHT, 0.16)
    for x, top, columns in ((60, 420, 4), (420, 330, 3), (690, 250, 5)):
        c.rect(x, top, columns * 80 + 20, c.height - top, wall)
        for row in range(9):
            for column in range(columns):
                light = OCHRE if glass(row, column) == OCHRE else pane
                window(c, x + 26 + column * 80, top + 30 + row * 86, 48, 46, mix(wall, light, 0.6))


def _flight(c: Canvas, right: float, top: float, colour: str) -> None:
    """Small treads beside each broad step, so that everyone can get up."""
    for i in range(1, 4):
        x, y = right - i * 30, top + i * 35
        c.rect(x, y, 30, 140 - i * 35, colour)
        c.rect(x, y, 30, 8, PAPER)


def _shared_meal(c: Canvas, x: float, floor: float) -> None:
    standing(c, x + 6, floor - 6, 330, FATMA, hands=((0.06, 0.3), (-0.08, 0.3)))
    seated(c, x - 166, floor, 340, ASTA, hands=((0.3, 0.14), (0.26, 0.16)))
    seated(c, x + 166, floor, 340, ELIAS, hands=((0.3, 0.15), (0.24, 0.02)), turn=-1)
    dining_table(c, x, floor, 224, 124)
    steam(c, x, floor - 182, PAPER)


def _mentoring(c: Canvas, x: float, floor: float) -> None:
    standing(c, x - 74, floor, 330, GUSTAV, hands=((0.27, 0.12), (0.3, 0.2)))
    standing(c, x + 84, floor, 236, KIM, hands=((0.24, 0.14), (0.26, 0.16)), turn=-1)
    open_book(c, x + 16, floor - 178, 92)


def _at_work(c: Canvas, x: float, floor: float) -> None:
    standing(c, x - 120, floor, 330, JONAS, stride=0.1)
    toolbox(c, x - 128, floor - 138, 84)
    planter(c, x - 30, floor, 150)
    standing(c, x + 180, floor, 330, DINA, hands=((0.22, 0.16), (0.2, 0.18)), turn=-1)
    watering_can(c, x + 122, floor - 196, 88, -1)
