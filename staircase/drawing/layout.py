"""The staircase as one picture for a slide: the page's drawing, with everything in its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.encoding import uri_to_iri
from django.utils.translation import gettext as _

from staircase.drawing import figures
from staircase.drawing.shapes import Arrowhead, Box, Circle, Drawing, Shape, Stroke, TextLine
from staircase.drawing.text import wrap_balanced, wrap_text
from staircase.models import StaircasePage, TierPage
from staircase.queries import absolute_url

WIDTH, HEIGHT = 1920, 1080
MARGIN = 64
ARROW = 30
TITLE, TITLE_LINE = 60, 1.15
SOURCE = 21
LARGEST, SHRINK = 27, 0.97
# All of these in sizes of the text.
LINE, STRIPE, PADDING, GAP = 1.3, 0.3, 0.8, 0.55
RISE, PEOPLE, WINDOWS, NUMBER, NAME = 3.9, 4.6, 3.6, 3, 1.35
WINDOW = 2.6
# The colours of a band and its stripe.
BANDS = (("step-2", "tread-2"), ("step-1", "tread-1"), ("step-3", "tread-3"))


def layout_staircase(staircase: StaircasePage) -> Drawing:
    """The whole staircase, set in the largest type at which it fits."""
    source = wrap_text(_source(staircase), WIDTH - 2 * MARGIN, SOURCE)
    ground = HEIGHT - MARGIN / 2 - len(source) * SOURCE * LINE - SOURCE
    size = LARGEST
    while (stairs := Stairs(staircase, size, ground)).top < MARGIN / 2:
        size *= SHRINK
    shapes = [
        Box(0, 0, WIDTH, HEIGHT, "paper"),
        *stairs.shapes(),
        *_title(staircase.title, stairs),
        *_below(source, MARGIN, ground + SOURCE, SOURCE, "muted"),
    ]
    return Drawing(WIDTH, HEIGHT, staircase.title, _in_words(staircase), tuple(shapes))


@dataclass(frozen=True)
class Stairs:
    """The steps in one size of type, standing on the ground."""

    staircase: StaircasePage
    size: float
    ground: float

    @cached_property
    def tiers(self) -> list[TierPage]:
        return self.staircase.tiers

    @cached_property
    def step(self) -> float:
        """The width of a step."""
        return (WIDTH - 2 * MARGIN - ARROW) / max(len(self.tiers), 1)

    @property
    def inner(self) -> float:
        """The width of a line of text on a step."""
        return self.step - 2.4 * PADDING * self.size

    @cached_property
    def names(self) -> list[list[str]]:
        size = self.size
        room = self.inner - NUMBER * 0.8 * size
        return [wrap_text(tier.title, room, NAME * size, bold=True) for tier in self.tiers]

    @cached_property
    def bands(self) -> list[list[list[str]]]:
        """For each dimension the lines of each step."""
        return [
            [wrap_balanced(text, self.inner, self.size) for text in texts]
            for texts in zip(*map(_dimensions, self.tiers), strict=True)
        ]

    @cached_property
    def boards(self) -> list[list[list[str]]]:
        """For each step the lines of each activity."""
        room = self.inner - 1.2 * self.size
        return [
            [wrap_text(activity.title, room, self.size) for activity in tier.activities]
            for tier in self.tiers
        ]

    @cached_property
    def tread(self) -> float:
        """How high every tread is."""
        most = max(map(len, self.names), default=1)
        return max(most * NAME * 1.2, NUMBER) * self.size + 2 * PADDING * self.size

    @cached_property
    def band_heights(self) -> list[float]:
        """How high each band is, on every step."""
        most = [max(map(len, lines)) for lines in self.bands]
        return [((lines + 1) * LINE + 1.4 * PADDING + STRIPE) * self.size for lines in most]

    @cached_property
    def house(self) -> float:
        """How high the highest step's house is, so that every house has room."""
        rises = range(len(self.tiers) - 1, -1, -1)
        boards = zip(rises, map(self.board_height, self.boards), strict=True)
        return max((rise * self.rise + board for rise, board in boards), default=0)

    def board_height(self, board: list[list[str]]) -> float:
        return sum(len(lines) * LINE + 2 * GAP for lines in board) * self.size

    @property
    def rise(self) -> float:
        return RISE * self.size

    @cached_property
    def top(self) -> float:
        """Where the people on the highest step begin."""
        below = self.tread + sum(self.band_heights) + self.house
        return self.ground - below - (PEOPLE + WINDOWS) * self.size

    def shapes(self) -> Iterator[Shape]:
        yield self.sun()
        for place in range(len(self.tiers)):
            yield from self.step_shapes(place)
        yield Box(MARGIN, self.ground - 5, WIDTH - 2 * MARGIN - ARROW, 5, "pine")

    def sun(self) -> Circle:
        """Behind the lowest step, and not as high as the title."""
        room = self.level(0) - self.top - self.rise
        radius = max(min(self.step * 0.3, 130, room / 1.25), 0)
        return Circle(MARGIN + radius * 1.2, self.level(0) - radius * 0.25, radius, "ochre")

    def level(self, place: int) -> float:
        """How high up people stand on the step at that place."""
        return self.top + PEOPLE * self.size + (len(self.tiers) - 1 - place) * self.rise

    def step_shapes(self, place: int) -> Iterator[Shape]:
        x, y = MARGIN + place * self.step, self.level(place)
        yield from self.people(place, x, y)
        yield Box(x, y, self.step, self.tread, "pine")
        yield from self.name(place, x, y)
        y += self.tread
        for dimension in range(len(BANDS)):
            yield from self.band(place, dimension, x, y)
            y += self.band_heights[dimension]
        yield Box(x, y, self.step, self.ground - y, "surface")
        if place:
            yield Box(x, y, 2, self.ground - y, "line")
        yield from self.board(place, x, y)

    def people(self, place: int, x: float, y: float) -> Iterator[Shape]:
        group = figures.draw_group(place + 1)
        scale = min((PEOPLE - 0.4) * self.size / figures.HEIGHT, self.inner / group.width)
        left, top = x + self.step - group.width * scale - self.size, y - figures.HEIGHT * scale
        for shape in group.shapes:
            yield _moved(shape, left, top, scale)

    def name(self, place: int, x: float, y: float) -> Iterator[Shape]:
        size, lines = self.size, self.names[place]
        middle = y + self.tread / 2
        left = x + PADDING * 1.2 * size
        number, name = NUMBER * size, NAME * size
        yield TextLine(left, middle + number * 0.36, str(place + 1), number, "ochre", bold=True)
        top = middle - len(lines) * name * 0.6
        yield from _below(lines, left + number * 0.8, top, name, "pine-ink", bold=True, line=1.2)

    def band(self, place: int, dimension: int, x: float, y: float) -> Iterator[Shape]:
        size, height = self.size, self.band_heights[dimension]
        ground, stripe = BANDS[dimension]
        thick = STRIPE * size
        yield Box(x, y, self.step, height, ground)
        yield Box(x, y, self.step, thick, stripe)
        if place:
            yield Box(x, y, thick, self.rise + thick, stripe)
        if place == len(self.tiers) - 1:
            yield Arrowhead(x + self.step, y + thick / 2, 1.1 * size, stripe)
        lines = self.bands[dimension][place]
        left, top = x + PADDING * 1.2 * size, y + thick + PADDING * 0.6 * size
        yield from _below([_labels()[dimension]], left, top, size, "ink", bold=True)
        yield from _below(lines, left, top + LINE * size, size, "ink")

    def board(self, place: int, x: float, y: float) -> Iterator[Shape]:
        size = self.size
        left = x + PADDING * 1.2 * size
        for number, lines in enumerate(self.boards[place]):
            if number:
                yield Box(left, y - 1, self.inner, 2, "line")
            middle = y + (GAP + LINE / 2) * size
            yield Circle(left + 0.35 * size, middle, 0.35 * size, "tread-1")
            yield Circle(left + 0.35 * size, middle, 0.18 * size, "surface")
            yield from _below(lines, left + 1.2 * size, y + GAP * size, size, "ink")
            y += (len(lines) * LINE + 2 * GAP) * size
        yield from self.windows(left, y + GAP * size)

    def windows(self, left: float, top: float) -> Iterator[Shape]:
        """As many rows of windows as there is room for, from the ground up, some of them lit."""
        unit = WINDOW * self.size
        columns = max(int(self.inner / (1.35 * unit)), 1)
        width = self.inner / columns
        for row in range(int((self.ground - top) / unit)):
            for column in range(columns):
                colour = "ochre" if (row + 2 * column) % 5 == 1 else "#b2c5c2"
                x, y = left + (column + 0.2) * width, self.ground - (row + 0.95) * unit
                yield Box(x, y, 0.16 * width, 0.6 * unit, colour)
                yield Box(x + 0.21 * width, y, 0.39 * width, 0.6 * unit, colour)


def _labels() -> tuple[str, str, str]:
    return _("Residents"), _("Knowledge base"), _("Change aimed at")


def _dimensions(tier: TierPage) -> tuple[str, str, str]:
    return tier.residents, tier.knowledge_base, tier.change


def _source(staircase: StaircasePage) -> str:
    address = uri_to_iri(absolute_url(staircase)).partition("://")[2]
    return f"{staircase.source} {address}".strip()


def _in_words(staircase: StaircasePage) -> str:
    """What the picture shows, for who cannot see it."""
    steps = []
    for tier in staircase.tiers:
        facts = zip(_labels(), _dimensions(tier), strict=True)
        parts = [f"{label}: {text}" for label, text in facts]
        activities = ", ".join(activity.title for activity in tier.activities)
        parts += [f"{_('Activities')}: {activities}"] if activities else []
        step = _("Step %(number)s: %(title)s") % {"number": tier.number, "title": tier.title}
        steps.append(f"{'. '.join([step, *parts])}.")
    return "\n".join([*steps, _source(staircase)])


def _title(title: str, stairs: Stairs) -> Iterator[Shape]:
    """The title in the sky, above the people on the step below the highest."""
    top = MARGIN * 0.6
    width = max(WIDTH - 2 * MARGIN - ARROW - stairs.step, WIDTH / 3)
    room = stairs.top + stairs.rise - top
    size = TITLE
    while len(lines := wrap_text(title, width, size, bold=True)) * size * TITLE_LINE > room:
        size *= SHRINK
    yield from _below(lines, MARGIN, top, size, "ink", bold=True, line=TITLE_LINE)


def _below(
    lines: list[str], x: float, top: float, size: float, colour: str, bold=False, line=LINE
) -> Iterator[Shape]:
    """The lines below one another."""
    for number, text in enumerate(lines):
        baseline = top + number * size * line + size * (line / 2 + 0.36)
        yield TextLine(x, baseline, text, size, colour, bold)


def _moved(shape: Stroke | Circle, x: float, y: float, scale: float) -> Shape:
    def at(point):
        return x + point[0] * scale, y + point[1] * scale

    if isinstance(shape, Circle):
        return Circle(*at((shape.x, shape.y)), shape.radius * scale, shape.colour)
    return Stroke(at(shape.start), at(shape.end), shape.width * scale, shape.colour)
