"""Parallel projection for pictures seen from above: x runs right-down, y left-down, z up."""

from itertools import product

from lbf50.demo.content.drawings.canvas import Canvas, Point
from lbf50.demo.content.drawings.palette import (
    BRICK_DARK,
    INK,
    PAPER,
    PINE,
    SKIN_TAN,
    Colour,
    glaze,
    mix,
)
from lbf50.demo.content.drawings.windows import glass


class Axonometry:
    """Draws on a canvas in model units, with the model's origin at the given point."""

    def __init__(self, canvas: Canvas, origin: Point, unit: float) -> None:
        self.canvas = canvas
        self.origin = origin
        self.unit = unit

    def at(self, x: float, y: float, z: float = 0) -> Point:
        right = (x - y) * 0.866 * self.unit
        down = ((x + y) * 0.5 - z) * self.unit
        return self.origin[0] + right, self.origin[1] + down

    def floor(self, x: float, y: float, w: float, d: float, fill: Colour, z: float = 0) -> None:
        corners = ((x, y), (x + w, y), (x + w, y + d), (x, y + d))
        self.canvas.poly([self.at(*corner, z) for corner in corners], fill)

    def wall_y(self, x: float, y: float, z: float, w: float, h: float, fill: Colour) -> None:
        """An upright rectangle along x, seen from the lower left."""
        corners = ((x, z), (x + w, z), (x + w, z + h), (x, z + h))
        self.canvas.poly([self.at(i, y, k) for i, k in corners], fill)

    def wall_x(self, x: float, y: float, z: float, d: float, h: float, fill: Colour) -> None:
        """An upright rectangle along y, seen from the lower right."""
        corners = ((y, z), (y + d, z), (y + d, z + h), (y, z + h))
        self.canvas.poly([self.at(x, j, k) for j, k in corners], fill)

    def box(
        self, x: float, y: float, z: float, size: tuple[float, float, float], wall: str
    ) -> None:
        """A box lit from the left: pale top, coloured front, shaded end."""
        w, d, h = size
        self.wall_x(x + w, y, z, d, h, mix(wall, INK, 0.34))
        self.wall_y(x, y + d, z, w, h, wall)
        self.floor(x, y, w, d, mix(wall, PAPER, 0.55), z + h)

    def shadow(self, x: float, y: float, w: float, d: float, h: float) -> None:
        """The shadow a box throws on the ground behind its far end."""
        shift = h * 0.55
        outline = (
            (x + w, y + d),
            (x + w + shift, y + d - shift * 0.4),
            (x + w + shift, y - shift * 0.4),
        )
        behind = ((x + shift, y - shift * 0.4), (x, y))
        self.canvas.poly([self.at(*p) for p in (*outline, *behind)], glaze(INK, 0.16))

    def windows(
        self, x: float, y: float, w: float, storeys: int, first: float = 0.35, wall: str = PINE
    ) -> None:
        """Rows of windows on a wall along x, in the rhythm of the facades."""
        for column, row in product(range(int(w)), range(storeys)):
            left, sill = x + column + 0.2, first + (storeys - 1 - row)
            pane = glass(row, column, wall)
            self.wall_y(left, y, sill, 0.62, 0.5, PAPER)
            self.wall_y(left + 0.06, y, sill + 0.06, 0.15, 0.38, pane)
            self.wall_y(left + 0.27, y, sill + 0.06, 0.29, 0.38, pane)

    def gabled(self, x: float, y: float, size: tuple[float, float, float], wall: str) -> None:
        """A town house with a ridge along x."""
        w, d, h = size
        ridge = h + d * 0.5
        self.wall_y(x, y + d, 0, w, h, wall)
        self.wall_x(x + w, y, 0, d, h, mix(wall, INK, 0.34))
        gable = [(x + w, y, h), (x + w, y + d, h), (x + w, y + d / 2, ridge)]
        self.canvas.poly([self.at(*p) for p in gable], mix(wall, INK, 0.34))
        near = [(x, y + d, h), (x + w, y + d, h), (x + w, y + d / 2, ridge), (x, y + d / 2, ridge)]
        self.canvas.poly([self.at(*p) for p in near], BRICK_DARK)

    def tree(self, x: float, y: float, size: float, leaf: str) -> None:
        """A tree as a ball on a short trunk, with its shadow on the grass."""
        (fx, fy), (tx, ty) = self.at(x, y), self.at(x, y, size * 1.3)
        r = size * self.unit * 0.62
        self.canvas.oval(fx + r * 0.7, fy, r, r * 0.42, glaze(INK, 0.16))
        self.canvas.line([(fx, fy), (tx, ty)], self.unit * 0.1, INK)
        self.canvas.disc(tx, ty, r, leaf)
        self.canvas.slice(tx, ty, r, -60, 120, glaze(PINE, 0.28))

    def passer_by(self, x: float, y: float, coat: Colour, z: float = 0) -> None:
        """Someone on foot, reduced to a coat and a head."""
        left, foot = self.at(x, y, z)
        self.canvas.oval(left + 6, foot, 8, 3, glaze(INK, 0.2))
        self.canvas.limb([(left, foot - 4), (left, foot - 15)], 10, coat)
        self.canvas.disc(left, foot - 25, 5.5, SKIN_TAN)
