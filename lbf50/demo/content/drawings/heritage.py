"""Theme picture: the architectural heritage."""

from PIL import Image

from lbf50.demo.content.drawings.canvas import Canvas
from lbf50.demo.content.drawings.houses import Facade, brick_block, prefab_block
from lbf50.demo.content.drawings.landscape import hedge, leaf_tree, round_tree, stair_ground
from lbf50.demo.content.drawings.palette import (
    BRICK,
    OCHRE,
    PAPER,
    PINE,
    PINE_LIGHT,
    ROSE,
    SAND,
    SKY,
    mix,
)
from lbf50.demo.content.drawings.people import ASTA, BIRK, CARL, HODAN, standing

SEAM = 812
LAWN = [(0, 872), (700, 856), (756, 840), (SEAM, 824)]


def theme_heritage() -> Image.Image:
    """A brick block of the 1950s and a concrete block of the 1970s under the same sun."""
    c = Canvas(1600, 1000, SKY)
    c.rect(SEAM, 0, c.width - SEAM, c.height, mix(ROSE, PAPER, 0.3))
    c.slice(SEAM, 330, 170, 90, 270, OCHRE)
    c.slice(SEAM, 330, 170, -90, 90, PAPER)
    brick_block(c, Facade(-152, 872, 5, 3, 152, 166), {1, 4}, {2})
    prefab_block(c, Facade(1006, 824, 4, 5, 149, 130), {1: PINE_LIGHT, 3: BRICK})
    _garden(c)
    return c.picture()


def _garden(c: Canvas) -> None:
    """The two eras meet on a lawn that climbs in steps."""
    leaf_tree(c, 930, 830, 330)
    round_tree(c, 668, 880, 330)
    hedge(c, 1010, 830, 620, 40, PINE)
    stair_ground(c, LAWN, PINE_LIGHT)
    stair_ground(c, [(x, y + 44) for x, y in LAWN], SAND)
    stair_ground(c, [(x, y + 100) for x, y in LAWN], PINE)
    standing(c, 300, 962, 128, ASTA, stride=0.06)
    standing(c, 368, 962, 92, BIRK)
    standing(c, 1110, 912, 128, CARL, stride=0.08, turn=-1)
    standing(c, 1176, 912, 128, HODAN, turn=-1)
