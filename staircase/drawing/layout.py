"""Layout of the staircase as one picture for a slide."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.encoding import uri_to_iri
from django.utils.translation import gettext as _

from staircase.drawing import figures
from staircase.drawing.shapes import Arrowhead, Box, Circle, Drawing, Point, Shape, Stroke, TextLine
from staircase.drawing.text import text_width, wrap_balanced, wrap_text
from staircase.evidence import Light
from staircase.models import StaircasePage, TierPage
from staircase.queries import absolute_url

# Pixels.
WIDTH, HEIGHT = 1920, 1080
MARGIN = 64
ARROW = 30
TITLE_SIZE, TITLE_LINE_HEIGHT = 60, 1.15
SOURCE_SIZE = 21
MAX_SIZE, SHRINK = 27, 0.97
# Multiples of the font size.
LINE_HEIGHT, STRIPE, PADDING, GAP = 1.3, 0.3, 0.8, 0.55
RISE, PEOPLE, WINDOWS, NUMBER, NAME = 3.9, 4.6, 3.6, 3, 1.35
WINDOW_HEIGHT = 0.9
# Colours of each dimension: band and stripe.
BANDS = (("step-2", "tread-2"), ("step-1", "tread-1"), ("step-3", "tread-3"))


def layout_staircase(staircase: StaircasePage) -> Drawing:
    """Lay out the staircase at the largest font size that fits."""
    source = wrap_text(_format_source(staircase), WIDTH - 2 * MARGIN, SOURCE_SIZE)
    below = (len(source) + 1) * SOURCE_SIZE * LINE_HEIGHT  # The source, and the legend above it.
    ground = HEIGHT - MARGIN / 2 - below - SOURCE_SIZE
    size: float = MAX_SIZE
    while (stairs := Stairs(staircase, size, ground)).top < MARGIN / 2:
        size *= SHRINK
    shapes = [
        Box(0, 0, WIDTH, HEIGHT, "paper"),
        *stairs.shapes(),
        *_title_lines(staircase.title, stairs),
        *_legend(ground + SOURCE_SIZE),
        *_text_lines(
            source, MARGIN, ground + SOURCE_SIZE * (1 + LINE_HEIGHT), SOURCE_SIZE, "muted"
        ),
    ]
    return Drawing(WIDTH, HEIGHT, staircase.title, _describe(staircase), tuple(shapes))


@dataclass(frozen=True)
class Stairs:
    """The steps at one font size. Lengths are in pixels.

    `ground` is the y of the line the steps stand on.
    """

    staircase: StaircasePage
    size: float
    ground: float

    @cached_property
    def tiers(self) -> list[TierPage]:
        """Return the published steps, lowest first."""
        return self.staircase.tiers

    @cached_property
    def step_width(self) -> float:
        """Return the width of a step."""
        return (WIDTH - 2 * MARGIN - ARROW) / max(len(self.tiers), 1)

    @property
    def text_width(self) -> float:
        """Return the width of a line of text on a step."""
        return self.step_width - 2.4 * PADDING * self.size

    @cached_property
    def name_lines(self) -> list[list[str]]:
        """Return the lines of each step's name."""
        size = self.size
        width = self.text_width - NUMBER * 0.8 * size
        return [wrap_text(tier.title, width, NAME * size, bold=True) for tier in self.tiers]

    @cached_property
    def band_lines(self) -> list[list[list[str]]]:
        """Return for each dimension the lines of each step."""
        return [
            [wrap_balanced(text, self.text_width, self.size) for text in texts]
            for texts in zip(*map(_dimension_texts, self.tiers), strict=True)
        ]

    @cached_property
    def activity_lines(self) -> list[list[list[str]]]:
        """Return for each step the lines of each activity."""
        width = self.text_width - 1.2 * self.size
        return [
            [wrap_text(activity.title, width, self.size) for activity in tier.activities]
            for tier in self.tiers
        ]

    @cached_property
    def tread_height(self) -> float:
        """Return the height of the treads, which hold number and name."""
        most = max(map(len, self.name_lines), default=1)
        return max(most * NAME * 1.2, NUMBER) * self.size + 2 * PADDING * self.size

    @cached_property
    def band_heights(self) -> list[float]:
        """Return the height of each dimension's band."""
        most = [max(map(len, lines)) for lines in self.band_lines]
        return [((lines + 1) * LINE_HEIGHT + 1.4 * PADDING + STRIPE) * self.size for lines in most]

    @cached_property
    def activities_height(self) -> float:
        """Return the height below the bands of the highest step, enough for every step."""
        rises = range(len(self.tiers) - 1, -1, -1)
        heights = zip(rises, map(self.list_height, self.activity_lines), strict=True)
        return max((rise * self.rise + height for rise, height in heights), default=0)

    def list_height(self, activities: list[list[str]]) -> float:
        """Return the height of a list of activities."""
        return sum(len(lines) * LINE_HEIGHT + 2 * GAP for lines in activities) * self.size

    @property
    def rise(self) -> float:
        """Return the height from one step to the next."""
        return RISE * self.size

    @cached_property
    def top(self) -> float:
        """Return the y of the people's heads on the highest step."""
        below = self.tread_height + sum(self.band_heights) + self.activities_height
        return self.ground - below - (PEOPLE + WINDOWS) * self.size

    def shapes(self) -> Iterator[Shape]:
        """Yield all shapes, background first."""
        yield self.sun()
        for index in range(len(self.tiers)):
            yield from self.step_shapes(index)
        yield Box(MARGIN, self.ground - 5, WIDTH - 2 * MARGIN - ARROW, 5, "pine")

    def sun(self) -> Circle:
        """Return the sun behind the lowest step, below the title."""
        space = self.level(0) - self.top - self.rise
        radius = max(min(self.step_width * 0.3, 130, space / 1.25), 0)
        return Circle(MARGIN + radius * 1.2, self.level(0) - radius * 0.25, radius, "ochre")

    def level(self, index: int) -> float:
        """Return the y that the people on a step stand on."""
        return self.top + PEOPLE * self.size + (len(self.tiers) - 1 - index) * self.rise

    def step_shapes(self, index: int) -> Iterator[Shape]:
        """Yield the shapes of one step."""
        x, y = MARGIN + index * self.step_width, self.level(index)
        yield from self.people(index, x, y)
        yield Box(x, y, self.step_width, self.tread_height, "pine")
        yield from self.name(index, x, y)
        y += self.tread_height
        for dimension in range(len(BANDS)):
            yield from self.band(index, dimension, x, y)
            y += self.band_heights[dimension]
        yield Box(x, y, self.step_width, self.ground - y, "surface")
        if index:
            yield Box(x, y, 2, self.ground - y, "line")
        yield from self.activities(index, x, y)

    def people(self, index: int, x: float, y: float) -> Iterator[Shape]:
        """Yield the people on a step, at its right end."""
        group = figures.draw_group(index + 1)
        scale = min((PEOPLE - 0.4) * self.size / figures.HEIGHT, self.text_width / group.width)
        left, top = (
            x + self.step_width - group.width * scale - self.size,
            y - figures.HEIGHT * scale,
        )
        for shape in group.shapes:
            yield _transform(shape, left, top, scale)

    def name(self, index: int, x: float, y: float) -> Iterator[Shape]:
        """Yield number and name on the tread."""
        size, lines = self.size, self.name_lines[index]
        middle = y + self.tread_height / 2
        left = x + PADDING * 1.2 * size
        number, name = NUMBER * size, NAME * size
        yield TextLine(left, middle + number * 0.36, str(index + 1), number, "ochre", bold=True)
        top = middle - len(lines) * name * 0.6
        yield from _text_lines(
            lines, left + number * 0.8, top, name, "pine-ink", bold=True, line_height=1.2
        )

    def band(self, index: int, dimension: int, x: float, y: float) -> Iterator[Shape]:
        """Yield the band of a dimension, with its stripe, label and text."""
        size, height = self.size, self.band_heights[dimension]
        background, stripe = BANDS[dimension]
        thickness = STRIPE * size
        yield Box(x, y, self.step_width, height, background)
        yield Box(x, y, self.step_width, thickness, stripe)
        if index:
            yield Box(x, y, thickness, self.rise + thickness, stripe)
        if index == len(self.tiers) - 1:
            yield Arrowhead(x + self.step_width, y + thickness / 2, 1.1 * size, stripe)
        lines = self.band_lines[dimension][index]
        left, top = x + PADDING * 1.2 * size, y + thickness + PADDING * 0.6 * size
        yield from _text_lines([_dimension_labels()[dimension]], left, top, size, "ink", bold=True)
        yield from _text_lines(lines, left, top + LINE_HEIGHT * size, size, "ink")

    def activities(self, index: int, x: float, y: float) -> Iterator[Shape]:
        """Yield the list of activities, each with a window that its evidence lights."""
        size = self.size
        left = x + PADDING * 1.2 * size
        lights = [activity.evidence.light for activity in self.tiers[index].activities]
        for number, lines in enumerate(self.activity_lines[index]):
            if number:
                yield Box(left, y - 1, self.text_width, 2, "line")
            top = y + (GAP + LINE_HEIGHT / 2 - WINDOW_HEIGHT / 2) * size
            yield from _window(left, top, size, lights[number])
            yield from _text_lines(lines, left + 1.2 * size, y + GAP * size, size, "ink")
            y += (len(lines) * LINE_HEIGHT + 2 * GAP) * size


def _window(x: float, y: float, size: float, light: Light) -> Iterator[Shape]:
    """Yield a window in the size of a letter: lit, lit below, or dark."""
    width, height, frame = 0.72 * size, WINDOW_HEIGHT * size, 0.08 * size
    yield Box(x, y, width, height, "pine")
    lit = {Light.MEASURED: 1.0, Light.DESCRIBED: 0.5}.get(light, 0.0) * (height - 2 * frame)
    if lit:
        yield Box(x + frame, y + height - frame - lit, width - 2 * frame, lit, "ochre")


def _legend(top: float) -> Iterator[Shape]:
    """Yield what the windows mean, in one line."""
    x: float = MARGIN
    for light in Light:
        yield from _window(x, top + 0.1 * SOURCE_SIZE, SOURCE_SIZE, light)
        yield from _text_lines([str(light.label)], x + 1.1 * SOURCE_SIZE, top, SOURCE_SIZE, "muted")
        x += text_width(str(light.label), SOURCE_SIZE) + 3 * SOURCE_SIZE


def _dimension_labels() -> tuple[str, str, str]:
    return _("Residents"), _("Knowledge base"), _("Change aimed at")


def _dimension_texts(tier: TierPage) -> tuple[str, str, str]:
    return tier.residents, tier.knowledge_base, tier.change


def _format_source(staircase: StaircasePage) -> str:
    address = uri_to_iri(absolute_url(staircase)).partition("://")[2]
    return f"{staircase.source} {address}".strip()


def _describe(staircase: StaircasePage) -> str:
    """Return the text alternative of the picture."""
    steps = []
    for tier in staircase.tiers:
        facts = zip(_dimension_labels(), _dimension_texts(tier), strict=True)
        parts = [f"{label}: {text}" for label, text in facts]
        activities = ", ".join(activity.title for activity in tier.activities)
        parts += [f"{_('Activities')}: {activities}", tier.evidence_summary] if activities else []
        step = _("Step %(number)s: %(title)s") % {"number": tier.number, "title": tier.title}
        steps.append(f"{'. '.join([step, *parts])}.")
    return "\n".join([*steps, _format_source(staircase)])


def _title_lines(title: str, stairs: Stairs) -> Iterator[Shape]:
    """Yield the title above the people on the second highest step."""
    top = MARGIN * 0.6
    width = max(WIDTH - 2 * MARGIN - ARROW - stairs.step_width, WIDTH / 3)
    space = stairs.top + stairs.rise - top
    size: float = TITLE_SIZE
    while len(lines := wrap_text(title, width, size, bold=True)) * size * TITLE_LINE_HEIGHT > space:
        size *= SHRINK
    yield from _text_lines(
        lines, MARGIN, top, size, "ink", bold=True, line_height=TITLE_LINE_HEIGHT
    )


def _text_lines(
    lines: list[str],
    x: float,
    top: float,
    size: float,
    colour: str,
    bold: bool = False,
    line_height: float = LINE_HEIGHT,
) -> Iterator[Shape]:
    """Yield the lines of a text from `top` downwards."""
    for number, text in enumerate(lines):
        baseline = top + number * size * line_height + size * (line_height / 2 + 0.36)
        yield TextLine(x, baseline, text, size, colour, bold)


def _transform(shape: Stroke | Circle, x: float, y: float, scale: float) -> Shape:
    def transform(point: Point) -> Point:
        return x + point[0] * scale, y + point[1] * scale

    if isinstance(shape, Circle):
        centre_x, centre_y = transform((shape.x, shape.y))
        return Circle(centre_x, centre_y, shape.radius * scale, shape.colour)
    return Stroke(transform(shape.start), transform(shape.end), shape.width * scale, shape.colour)
