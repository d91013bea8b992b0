"""The site's icon: three treads that rise to the right. The same as favicon.svg."""

from PIL import Image

from lbf50.demo.content.drawings.canvas import Canvas
from lbf50.demo.content.drawings.palette import PINE

# Left edge, top and colour of each tread, in a square of 64.
TREADS = ((10, 40, "#7FB0AC"), (24.7, 26, "#E3A535"), (39.3, 12, "#DD6F4C"))
TREAD_WIDTH = 14.7
BASE = 54


def icon(size: int, share: float = 1) -> Image.Image:
    """The icon, its treads drawn in so great a share of it: phones cut the edges off some."""
    c = Canvas(size, size, PINE)
    unit = size / 64 * share
    edge = (size - 64 * unit) / 2
    for left, top, colour in TREADS:
        c.rect(
            edge + left * unit, edge + top * unit, TREAD_WIDTH * unit, (BASE - top) * unit, colour
        )
    return c.picture()
