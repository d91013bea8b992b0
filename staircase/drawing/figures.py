"""The people on the steps: one on the first step, one more on each step up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from staircase.drawing.shapes import Circle, Point, Stroke

# In units of the group: 100 is the height of the line they stand on.
HEIGHT = 100
SPACING = 40
BODY_HEIGHTS = (94, 66, 88, 98, 72, 90)
COATS = ("tread-3", "tread-1", "tread-2")
LEGS = "ink"
SKINS = ("#d29b72", "#f0cbb0", "#6b4029", "#a0673f", "#f0cbb0")

Choice = TypeVar("Choice")


@dataclass(frozen=True)
class FigureGroup:
    """People side by side on the line y = HEIGHT, in units of the group."""

    width: float
    shapes: tuple[Stroke | Circle, ...]


def draw_group(people: int) -> FigureGroup:
    """Draw a row of people who hold hands."""
    shapes = [shape for index in range(people) for shape in _person(index, people)]
    return FigureGroup(SPACING * (people + 1), tuple(shapes))


def _person(index: int, people: int) -> list[Stroke | Circle]:
    tall, coat = _nth(BODY_HEIGHTS, index), _nth(COATS, index)
    x = SPACING * (index + 1)
    head, shoulder, hip = tall * 0.11, HEIGHT - tall * 0.7, HEIGHT - tall * 0.42
    return [
        *(Stroke((x + side * 3, hip), (x + side * 5, HEIGHT - 3), 6, LEGS) for side in (-1, 1)),
        *(Stroke((x, shoulder), _hand(index, side, people), 5, coat) for side in (-1, 1)),
        Stroke((x, shoulder + 2), (x, hip), tall * 0.18, coat),
        Circle(x, HEIGHT - tall + head, head, _nth(SKINS, index)),
    ]


def _hand(index: int, side: int, people: int) -> Point:
    """Return where a hand is: in a neighbour's, or lifted at the end of the row."""
    x = SPACING * (index + 1)
    if 0 <= index + side < people:
        return x + side * SPACING / 2, HEIGHT - 34
    lifted = min(0.38 + 0.2 * (people - 1), 0.9)
    return x + side * min(12 + 4 * people, 22), HEIGHT - _nth(BODY_HEIGHTS, index) * lifted


def _nth(choices: Sequence[Choice], index: int) -> Choice:
    return choices[index % len(choices)]
