"""The jubilee picture on the front page."""

from PIL import Image

from lbf50.demo.content.drawings.canvas import Canvas
from lbf50.demo.content.drawings.houses import (
    Facade,
    brick_block,
    prefab_block,
    renovated_block,
    terrace,
)
from lbf50.demo.content.drawings.landscape import bird, leaf_tree, round_tree, stair_ground
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
from lbf50.demo.content.drawings.people import (
    BIRK,
    ELIAS,
    GUSTAV,
    HANGING,
    HODAN,
    IDA,
    LENE,
    standing,
)

STEPS = [(0, 836), (424, 806), (842, 776), (1236, 746)]


def home_picture() -> Image.Image:
    """Homes from four decades side by side in the sun, each one step up from the last."""
    c = Canvas(1600, 1000, SKY)
    _sky(c)
    _homes(c)
    stair_ground(c, STEPS, PINE_LIGHT)
    _trees(c)
    stair_ground(c, _small_steps(58), SAND)
    stair_ground(c, _small_steps(128), PINE)
    _neighbours(c)
    return c.picture()


def _small_steps(drop: float) -> list[tuple[float, float]]:
    """Divide each rise of the ground into three treads that people can walk up."""
    treads = [(x - back * 24, y + drop + back * 10) for x, y in STEPS[1:] for back in (2, 1, 0)]
    return [(STEPS[0][0], STEPS[0][1] + drop), *treads]


def _sky(c: Canvas) -> None:
    c.disc(1040, 330, 148, OCHRE)
    for x, y, span in ((690, 176, 46), (766, 140, 34), (816, 192, 28)):
        bird(c, x, y, span)


def _homes(c: Canvas) -> None:
    brick_block(c, Facade(-64, 836, 5, 3, 92, 108), {1, 4}, {2})
    prefab_block(c, Facade(464, 806, 4, 5, 86, 94), {1: BRICK, 3: OCHRE})
    terrace(c, Facade(884, 776, 4, 2, 80, 84), [ROSE, BRICK, PAPER, PINE_LIGHT])
    renovated_block(c, Facade(1264, 746, 4, 5, 84, 98), {0: OCHRE, 2: ROSE})


def _trees(c: Canvas) -> None:
    round_tree(c, 422, 864, 250)
    leaf_tree(c, 846, 826, 230)
    round_tree(c, 1232, 800, 196, mix(PINE_LIGHT, OCHRE, 0.35))


def _neighbours(c: Canvas) -> None:
    standing(c, 250, 934, 82, HODAN)
    standing(c, 294, 934, 58, BIRK)
    standing(c, 640, 906, 82, GUSTAV, stride=0.09)
    standing(c, 1010, 876, 82, LENE, hands=(HANGING, (0.2, -0.28)))
    standing(c, 1090, 876, 82, ELIAS, turn=-1)
    standing(c, 1420, 846, 56, IDA, hands=((0.2, -0.26), HANGING), stride=0.11, turn=-1)
