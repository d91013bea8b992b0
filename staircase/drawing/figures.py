"""The people on the steps: one alone on the first, and one more hand in hand on each step up."""

from dataclasses import dataclass

from staircase.drawing.shapes import Circle, Point, Stroke

HEIGHT = 100
APART = 40
HEIGHTS = (94, 66, 88, 98, 72, 90)
COATS = ("tread-3", "tread-1", "tread-2")
LEGS = "ink"
SKINS = ("#d29b72", "#f0cbb0", "#6b4029", "#a0673f", "#f0cbb0")


@dataclass(frozen=True)
class FigureGroup:
    """People who stand side by side on the line y = HEIGHT."""

    width: float
    shapes: tuple[Stroke | Circle, ...]


def draw_group(people: int) -> FigureGroup:
    """So many people, hand in hand."""
    shapes = [shape for place in range(people) for shape in _person(place, people)]
    return FigureGroup(APART * (people + 1), tuple(shapes))


def _person(place: int, people: int) -> list[Stroke | Circle]:
    tall, coat = _turn(HEIGHTS, place), _turn(COATS, place)
    x = APART * (place + 1)
    head, shoulder, hip = tall * 0.11, HEIGHT - tall * 0.7, HEIGHT - tall * 0.42
    return [
        *(Stroke((x + side * 3, hip), (x + side * 5, HEIGHT - 3), 6, LEGS) for side in (-1, 1)),
        *(Stroke((x, shoulder), _hand(place, side, people), 5, coat) for side in (-1, 1)),
        Stroke((x, shoulder + 2), (x, hip), tall * 0.18, coat),
        Circle(x, HEIGHT - tall + head, head, _turn(SKINS, place)),
    ]


def _hand(place: int, side: int, people: int) -> Point:
    """In a neighbour's hand; at the end of the row, the higher the more they are."""
    x = APART * (place + 1)
    if 0 <= place + side < people:
        return x + side * APART / 2, HEIGHT - 34
    lifted = min(0.38 + 0.2 * (people - 1), 0.9)
    return x + side * min(12 + 4 * people, 22), HEIGHT - _turn(HEIGHTS, place) * lifted


def _turn(choices, place: int):
    return choices[place % len(choices)]
