"""What surrounds the houses: the staircase, the sun, trees and birds."""

from lbf50.demo.content.drawings.canvas import Canvas, Point
from lbf50.demo.content.drawings.palette import INK, PINE, PINE_LIGHT, Colour, glaze, mix


def stair_profile(treads: list[tuple[float, float]], right: float) -> list[Point]:
    """Return the upper outline of a staircase whose treads start at the given (x, y) points."""
    ends = [x for x, _ in treads[1:]] + [right]
    return [point for (x, y), end in zip(treads, ends, strict=True) for point in ((x, y), (end, y))]


def stair_ground(c: Canvas, treads: list[tuple[float, float]], fill: Colour) -> None:
    """The recurring motif: ground that climbs in steps and fills the picture downwards."""
    outline = stair_profile(treads, c.width)
    c.poly([*outline, (c.width, c.height), (treads[0][0], c.height)], fill)


def round_tree(c: Canvas, x: float, base: float, height: float, leaf: str = PINE_LIGHT) -> None:
    """A tree with a circular crown, half of it in shade."""
    radius = height * 0.34
    top = base - height + radius
    c.rect(x - height * 0.018, top, height * 0.036, height - radius, INK)
    c.disc(x, top, radius, leaf)
    c.slice(x, top, radius, -60, 120, glaze(PINE, 0.28))
    c.limb([(x, top + radius * 0.9), (x, top)], height * 0.03, INK)
    c.limb([(x, top + radius * 0.62), (x + radius * 0.4, top + radius * 0.2)], height * 0.02, INK)


def leaf_tree(c: Canvas, x: float, base: float, height: float, leaf: str = PINE) -> None:
    """A slim tree shaped like an upright leaf, as on mid-century prints."""
    crown = height * 0.8
    half = crown * 0.24
    middle = base - height + crown / 2
    c.rect(x - height * 0.015, base - height * 0.4, height * 0.03, height * 0.4, INK)
    c.oval(x, middle, half, crown / 2, leaf)
    vein = mix(leaf, "#FFFFFF", 0.28)
    c.line([(x, middle - crown * 0.3), (x, base - height * 0.1)], height * 0.014, vein)
    for step in (-0.12, 0.06, 0.24):
        fork = middle + crown * step
        for side in (-1, 1):
            tip = (x + side * half * 0.55, fork - crown * 0.1)
            c.line([(x, fork), tip], height * 0.012, vein)


def hedge(c: Canvas, x: float, base: float, width: float, height: float, leaf: Colour) -> None:
    """A clipped hedge."""
    c.rounded(x, base - height, width, height, height * 0.45, leaf, (True, True, False, False))


def bird(c: Canvas, x: float, y: float, span: float, fill: Colour = INK) -> None:
    """A gull drawn with two strokes."""
    dip = span * 0.16
    left = [(x - span / 2, y - dip), (x - span / 4, y - dip * 1.3), (x, y)]
    right = [(x, y), (x + span / 4, y - dip * 1.3), (x + span / 2, y - dip)]
    c.limb(left, span * 0.07, fill)
    c.limb(right, span * 0.07, fill)
