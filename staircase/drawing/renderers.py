"""The picture as a file: as SVG, and as PNG."""

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
# Drawn so many times larger and made smaller at the end: the edges are smooth.
ENLARGED = 2


@cache
def _site_colours() -> dict[str, str]:
    """The colours of the light scheme, which stands first."""
    found = re.findall(r"--([\w-]+):\s*(#\w{6});", (STATIC / "css" / "tokens.css").read_text())
    return dict(reversed(found))


def _hex(colour: str) -> str:
    return colour if colour.startswith("#") else _site_colours()[colour]


@lru_cache(maxsize=2)
def render_svg(picture: Drawing) -> str:
    """One file that needs no other: the font is in it, cut to the letters of the site."""
    woff2 = (STATIC / "fonts" / "hanken-grotesk-da.woff2").read_bytes()
    shapes = [
        {"kind": type(shape).__name__, "colour": _hex(shape.colour), "is": shape}
        for shape in picture.shapes
    ]
    context = {"picture": picture, "shapes": shapes, "font": base64.b64encode(woff2).decode()}
    return render_to_string("staircase/drawing.svg", context)


@lru_cache(maxsize=2)
def render_png(picture: Drawing) -> bytes:
    """As large as a slide, with the title and the description in it."""
    image = Image.new("RGB", (picture.width * ENLARGED, picture.height * ENLARGED))
    draw = ImageDraw.Draw(image)
    for shape in picture.shapes:
        _draw(shape, draw)
    file = BytesIO()
    image.resize((picture.width, picture.height), Image.Resampling.LANCZOS).save(
        file, "PNG", optimize=True
    )
    return file.getvalue()


@singledispatch
def _draw(shape: Shape, draw: ImageDraw.ImageDraw):
    raise NotImplementedError(type(shape))


@_draw.register
def _box(box: Box, draw):
    corners = _large(box.x, box.y, box.x + box.width, box.y + box.height)
    left, top, right, bottom = map(round, corners)
    # Pillow counts the last pixel in.
    draw.rectangle((left, top, max(left, right - 1), max(top, bottom - 1)), _hex(box.colour))


@_draw.register
def _disc(disc: Circle, draw):
    draw.circle(_large(disc.x, disc.y), disc.radius * ENLARGED, _hex(disc.colour))


@_draw.register
def _limb(limb: Stroke, draw):
    ends, width = (_large(*limb.start), _large(*limb.end)), limb.width * ENLARGED
    draw.line(ends, _hex(limb.colour), round(width))
    for end in ends:
        draw.circle(end, width / 2, _hex(limb.colour))


@_draw.register
def _arrowhead(arrow: Arrowhead, draw):
    x, y, half = arrow.x, arrow.y, arrow.size / 2
    points = (x, y - half), (x + arrow.size, y), (x, y + half)
    draw.polygon([_large(*point) for point in points], _hex(arrow.colour))


@_draw.register
def _words(words: TextLine, draw):
    letters = font(font_path_for(words.text, words.bold), words.size * ENLARGED)
    draw.text(_large(words.x, words.y), words.text, _hex(words.colour), letters, anchor="ls")


def _large(*numbers: float) -> tuple[float, ...]:
    return tuple(number * ENLARGED for number in numbers)
