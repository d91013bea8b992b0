"""Render a drawing as SVG and PNG."""

import base64
import re
from functools import cache, lru_cache, singledispatch
from io import BytesIO

from django.conf import settings
from django.template.loader import render_to_string
from PIL import Image, ImageDraw

from staircase.drawing.shapes import Arrowhead, Box, Circle, Drawing, Shape, Stroke, TextLine
from staircase.drawing.text import font, font_path_for

STATIC = settings.BASE_DIR / "lbf50" / "static" / "lbf50"
# Draw at this scale and downsample at the end, for smooth edges.
OVERSAMPLING = 2


@cache
def _site_colours() -> dict[str, str]:
    """Return the colours of the light scheme, which is first in base.css."""
    found = re.findall(r"--([\w-]+):\s*(#\w{6});", (STATIC / "css" / "base.css").read_text())
    return dict(reversed(found))


def _hex(colour: str) -> str:
    return colour if colour.startswith("#") else _site_colours()[colour]


@lru_cache(maxsize=2)
def render_svg(picture: Drawing) -> str:
    """Return the drawing as a self-contained SVG with an embedded subset font."""
    woff2 = (STATIC / "fonts" / "hanken-grotesk-da.woff2").read_bytes()
    shapes = [
        {"kind": type(shape).__name__, "colour": _hex(shape.colour), "is": shape}
        for shape in picture.shapes
    ]
    context = {"picture": picture, "shapes": shapes, "font": base64.b64encode(woff2).decode()}
    return render_to_string("staircase/drawing.svg", context)


@lru_cache(maxsize=2)
def render_png(picture: Drawing) -> bytes:
    """Return the drawing as a PNG."""
    image = Image.new("RGB", (picture.width * OVERSAMPLING, picture.height * OVERSAMPLING))
    draw = ImageDraw.Draw(image)
    for shape in picture.shapes:
        _draw(shape, draw)
    file = BytesIO()
    image.resize((picture.width, picture.height), Image.Resampling.LANCZOS).save(
        file, "PNG", optimize=True
    )
    return file.getvalue()


@singledispatch
def _draw(shape: Shape, draw: ImageDraw.ImageDraw) -> None:
    raise NotImplementedError(type(shape))


@_draw.register
def _draw_box(box: Box, draw: ImageDraw.ImageDraw) -> None:
    corners = _scale(box.x, box.y, box.x + box.width, box.y + box.height)
    left, top, right, bottom = map(round, corners)
    # Pillow includes the last pixel.
    draw.rectangle((left, top, max(left, right - 1), max(top, bottom - 1)), _hex(box.colour))


@_draw.register
def _draw_circle(circle: Circle, draw: ImageDraw.ImageDraw) -> None:
    draw.circle(_scale(circle.x, circle.y), circle.radius * OVERSAMPLING, _hex(circle.colour))


@_draw.register
def _draw_stroke(stroke: Stroke, draw: ImageDraw.ImageDraw) -> None:
    ends, width = (_scale(*stroke.start), _scale(*stroke.end)), stroke.width * OVERSAMPLING
    draw.line(ends, _hex(stroke.colour), round(width))
    for end in ends:
        draw.circle(end, width / 2, _hex(stroke.colour))


@_draw.register
def _draw_arrowhead(arrow: Arrowhead, draw: ImageDraw.ImageDraw) -> None:
    x, y, half = arrow.x, arrow.y, arrow.size / 2
    points = (x, y - half), (x + arrow.size, y), (x, y + half)
    draw.polygon([_scale(*point) for point in points], _hex(arrow.colour))


@_draw.register
def _draw_text(line: TextLine, draw: ImageDraw.ImageDraw) -> None:
    line_font = font(font_path_for(line.text, line.bold), line.size * OVERSAMPLING)
    draw.text(
        (line.x * OVERSAMPLING, line.y * OVERSAMPLING),
        line.text,
        _hex(line.colour),
        line_font,
        anchor="ls",
    )


def _scale(*numbers: float) -> tuple[float, ...]:
    return tuple(number * OVERSAMPLING for number in numbers)
