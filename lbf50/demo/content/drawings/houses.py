"""Four kinds of Danish non-profit housing, each recognisable by its facade."""

from dataclasses import dataclass

from lbf50.demo.content.drawings.canvas import Canvas
from lbf50.demo.content.drawings.palette import (
    BRICK,
    BRICK_DARK,
    INK,
    OCHRE,
    PAPER,
    PINE,
    PINE_LIGHT,
    ROSE,
    SAND,
    SKY,
    Colour,
    glaze,
    mix,
)
from lbf50.demo.content.drawings.windows import balcony, door, flower_box, glass, window

CONCRETE = mix(PAPER, SAND, 0.35)


@dataclass(frozen=True)
class Facade:
    """A rectangle of equal bays and storeys standing on its base line."""

    x: float
    base: float
    bays: int
    storeys: int
    bay: float
    storey: float

    @property
    def width(self) -> float:
        return self.bays * self.bay

    @property
    def top(self) -> float:
        return self.base - self.storeys * self.storey

    def cell(self, row: int, column: int) -> tuple[float, float]:
        """Return the upper left corner of one bay; row 0 is the top storey."""
        return self.x + column * self.bay, self.top + row * self.storey


def brick_block(c: Canvas, f: Facade, balconies: set[int], stairs: set[int]) -> None:
    """A brick block from the 1940s or 1950s under a tiled, pitched roof."""
    _tiled_roof(c, f)
    c.rect(f.x, f.top, f.width, f.base - f.top, BRICK)
    _brickwork(c, f)
    c.rect(f.x, f.top, f.width, f.storey * 0.09, glaze(INK, 0.3))
    c.rect(f.x, f.base - f.storey * 0.16, f.width, f.storey * 0.16, mix(BRICK_DARK, INK, 0.45))
    for column in range(f.bays):
        if column in stairs:
            _stairwell(c, f, column)
        else:
            _brick_bay(c, f, column, column in balconies)


def _brick_bay(c: Canvas, f: Facade, column: int, with_balcony: bool) -> None:
    w, h = f.bay, f.storey
    for row in range(f.storeys):
        x, y = f.cell(row, column)
        if with_balcony:
            balcony(c, x + w * 0.14, y + h * 0.16, w * 0.72, h * 0.66, PAPER, glass(row, column))
        else:
            window(c, x + w * 0.2, y + h * 0.2, w * 0.6, h * 0.5, glass(row, column))


def _stairwell(c: Canvas, f: Facade, column: int) -> None:
    """Landing windows sit half a storey below the flats' windows; the door is at the foot."""
    w, h = f.bay, f.storey
    for row in range(f.storeys - 1):
        x, y = f.cell(row, column)
        window(c, x + w * 0.33, y + h * 0.62, w * 0.34, h * 0.42, glass(row + 1, column + 2))
    x, _ = f.cell(0, column)
    door(c, x + w * 0.31, f.base, w * 0.38, h * 0.66, PINE, PAPER)


def _tiled_roof(c: Canvas, f: Facade) -> None:
    rise, eave = f.storey * 1.0, f.bay * 0.12
    for share in (0.24, 0.72):
        x = f.x + f.width * share
        c.rect(x, f.top - rise * 1.22, f.bay * 0.26, rise * 0.6, BRICK)
        c.rect(x - f.bay * 0.03, f.top - rise * 1.27, f.bay * 0.32, rise * 0.09, INK)
    left, right = f.x - eave, f.x + f.width + eave
    slope = rise * 0.42
    ridge = f.top - rise
    c.poly(
        [(left, f.top), (left + slope, ridge), (right - slope, ridge), (right, f.top)], BRICK_DARK
    )
    for share in (0.3, 0.55, 0.8):
        y = ridge + rise * share
        inset = slope * (1 - share)
        c.rect(left + inset, y, right - left - 2 * inset, rise * 0.025, glaze(INK, 0.25))


def _brickwork(c: Canvas, f: Facade) -> None:
    """A few darker stretchers are enough to say brick without making the wall restless."""
    w, h = f.bay * 0.13, f.storey * 0.035
    columns, rows = int(f.width / w) - 1, int((f.base - f.top) / (2 * h))
    for i in range(f.bays * f.storeys * 5):
        # Multiples of these two fractions spread evenly over a square without forming a grid.
        column, row = int(i * 0.7549 % 1 * columns), int(i * 0.5698 % 1 * rows)
        c.rect(f.x + column * w, f.top + row * 2 * h, w, h, glaze(BRICK_DARK, 0.55))


def prefab_block(c: Canvas, f: Facade, balconies: dict[int, Colour]) -> None:
    """A block of concrete elements from the 1960s or 1970s: flat roof, joints, balcony bays."""
    c.rect(f.x, f.top, f.width, f.base - f.top, CONCRETE)
    c.rect(
        f.x - f.bay * 0.06, f.top - f.storey * 0.16, f.width + f.bay * 0.12, f.storey * 0.16, INK
    )
    for row in range(f.storeys):
        for column in range(f.bays):
            _element(c, f, row, column, balconies.get(column))
    c.rect(f.x, f.base - f.storey * 0.14, f.width, f.storey * 0.14, mix(SAND, INK, 0.45))


def _element(c: Canvas, f: Facade, row: int, column: int, panel: Colour | None) -> None:
    """One storey-high concrete element; its joints are drawn on two sides only."""
    (x, y), w, h = f.cell(row, column), f.bay, f.storey
    joint = mix(SAND, INK, 0.28)
    c.rect(x, y, max(1.0, w * 0.018), h, joint)
    c.rect(x, y, w, max(1.0, h * 0.018), joint)
    if panel is None:
        window(c, x + w * 0.13, y + h * 0.24, w * 0.74, h * 0.46, glass(row, column), INK)
        return
    balcony(c, x + w * 0.08, y + h * 0.12, w * 0.84, h * 0.74, panel, glass(row, column))


def renovated_block(c: Canvas, f: Facade, bays_out: dict[int, Colour]) -> None:
    """The same kind of block today: new skin, generous bay windows, a roof for sun and plants."""
    _living_roof(c, f)
    c.rect(f.x, f.top, f.width, f.base - f.top, PINE)
    c.rect(f.x, f.top, f.width, f.storey * 0.06, PINE_LIGHT)
    for row in range(f.storeys):
        for column in range(f.bays):
            _renovated_bay(c, f, row, column, bays_out.get(column))


def _renovated_bay(c: Canvas, f: Facade, row: int, column: int, box: Colour | None) -> None:
    (x, y), w, h = f.cell(row, column), f.bay, f.storey
    if box is None:
        pane = OCHRE if glass(row, column + 1) == OCHRE else SKY
        window(c, x + w * 0.2, y + h * 0.2, w * 0.6, h * 0.54, pane)
        return
    c.rect(x + w * 0.02, y + h * 0.1, w * 0.96, h * 0.82, box)
    c.rect(x + w * 0.1, y + h * 0.2, w * 0.8, h * 0.62, glass(row + 1, column, box))
    c.rect(x + w * 0.1, y + h * 0.56, w * 0.8, h * 0.26, mix(SKY, PINE_LIGHT, 0.35))
    c.rect(x + w * 0.02, y + h * 0.92, w * 0.96, h * 0.08, glaze(INK, 0.4))
    if (row + column) % 2:
        flower_box(c, x + w * 0.16, y + h * 0.55, w * 0.68)


def _living_roof(c: Canvas, f: Facade) -> None:
    """Shrubs and tilted solar panels."""
    for column in range(f.bays):
        x = f.x + column * f.bay
        if column % 2:
            c.slice(x + f.bay * 0.3, f.top, f.bay * 0.17, 180, 360, PINE_LIGHT)
            c.slice(x + f.bay * 0.62, f.top, f.bay * 0.27, 180, 360, mix(PINE_LIGHT, PINE, 0.4))
            continue
        head = f.top - f.storey * 0.3
        c.line([(x + f.bay * 0.72, f.top), (x + f.bay * 0.72, head)], f.bay * 0.04, INK)
        c.line([(x + f.bay * 0.14, f.top), (x + f.bay * 0.8, head)], f.bay * 0.09, INK)


def terrace(c: Canvas, f: Facade, colours: list[Colour]) -> None:
    """Terraced houses, one bay each, with a gable towards the path and a front door."""
    for column, colour in enumerate(colours):
        x, w, h = f.x + column * f.bay, f.bay, f.storey
        peak = f.top - w * 0.62
        c.rect(x + w * 0.7, peak + w * 0.02, w * 0.12, w * 0.4, INK)
        c.poly(
            [(x, f.base), (x, f.top), (x + w / 2, peak), (x + w, f.top), (x + w, f.base)], colour
        )
        c.line([(x, f.top), (x + w / 2, peak), (x + w, f.top)], w * 0.07, INK)
        c.disc(x + w / 2, f.top - w * 0.12, w * 0.1, PAPER)
        c.disc(x + w / 2, f.top - w * 0.12, w * 0.07, PINE)
        window(c, x + w * 0.2, f.top + h * 0.14, w * 0.6, h * 0.5, glass(column, 1, colour))
        door(c, x + w * 0.14, f.base, w * 0.28, h * 0.72, ROSE if colour == PINE else PINE, PAPER)
        window(c, x + w * 0.56, f.base - h * 0.7, w * 0.32, h * 0.4, glass(column, 4, colour))
