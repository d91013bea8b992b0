"""A drawing surface that is worked on enlarged, so that the finished edges are smooth."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from lbf50.demo.content.drawings.palette import Colour

FONT = Path(__file__).with_name("HankenGrotesk.ttf")
ENLARGEMENT = 3

Point = tuple[float, float]
ALL_CORNERS = (True, True, True, True)
TOP_CORNERS = (True, True, False, False)


class Canvas:
    """Flat shapes placed in the finished picture's own pixels, with y pointing down."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        self.width = width
        self.height = height
        self._image = Image.new("RGB", (width * ENLARGEMENT, height * ENLARGEMENT), ground)
        # Drawing in RGBA on an RGB image lets translucent colours blend with what lies below.
        self._draw = ImageDraw.Draw(self._image, "RGBA")

    def picture(self) -> Image.Image:
        """Return the finished picture at its real size."""
        return self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def rect(self, x: float, y: float, w: float, h: float, fill: Colour) -> None:
        self._draw.rectangle(_box(x, y, w, h), fill=fill)

    def rounded(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        radius: float,
        fill: Colour,
        corners: tuple[bool, bool, bool, bool] = ALL_CORNERS,
    ) -> None:
        radius = min(radius, w / 2, h if corners == TOP_CORNERS else h / 2) * ENLARGEMENT
        self._draw.rounded_rectangle(_box(x, y, w, h), radius, fill=fill, corners=corners)

    def poly(self, points: Iterable[Point], fill: Colour) -> None:
        self._draw.polygon([_enlarged(point) for point in points], fill=fill)

    def disc(self, x: float, y: float, radius: float, fill: Colour) -> None:
        self.oval(x, y, radius, radius, fill)

    def oval(self, x: float, y: float, rx: float, ry: float, fill: Colour) -> None:
        self._draw.ellipse(_box(x - rx, y - ry, 2 * rx, 2 * ry), fill=fill)

    def slice(
        self, x: float, y: float, radius: float, start: float, end: float, fill: Colour
    ) -> None:
        """Draw a pie slice; angles in degrees run clockwise from three o'clock."""
        box = _box(x - radius, y - radius, 2 * radius, 2 * radius)
        self._draw.pieslice(box, start, end, fill=fill)

    def ring(self, x: float, y: float, radius: float, width: float, fill: Colour) -> None:
        box = _box(x - radius, y - radius, 2 * radius, 2 * radius)
        self._draw.ellipse(box, outline=fill, width=round(width * ENLARGEMENT))

    def line(self, points: Iterable[Point], width: float, fill: Colour) -> None:
        """Draw a line with square ends and rounded bends."""
        route = [_enlarged(point) for point in points]
        self._draw.line(route, fill=fill, width=round(width * ENLARGEMENT), joint="curve")

    def limb(self, points: list[Point], width: float, fill: Colour) -> None:
        """Draw a line with round ends and bends, such as an arm or a twig."""
        self.line(points, width, fill)
        for x, y in points:
            self.disc(x, y, width / 2, fill)

    def text(self, x: float, y: float, words: str, size: float, weight: int, fill: Colour) -> None:
        """Write one line; (x, y) is the left end of its baseline."""
        font = _font(size, weight)
        self._draw.text(_enlarged((x, y)), words, font=font, fill=fill, anchor="ls")


def text_width(words: str, size: float, weight: int) -> float:
    """How wide `Canvas.text` writes the words."""
    return _font(size, weight).getlength(words) / ENLARGEMENT


@cache
def _font(size: float, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FONT, size * ENLARGEMENT)
    font.set_variation_by_axes([weight])
    return font


def _enlarged(point: Point) -> Point:
    return (point[0] * ENLARGEMENT, point[1] * ENLARGEMENT)


def _box(x: float, y: float, w: float, h: float) -> list[int]:
    """Return corner pixels; Pillow counts the last one in, so neighbours must not share it."""
    left, top = round(x * ENLARGEMENT), round(y * ENLARGEMENT)
    right, bottom = round((x + w) * ENLARGEMENT), round((y + h) * ENLARGEMENT)
    return [left, top, max(left, right - 1), max(top, bottom - 1)]
