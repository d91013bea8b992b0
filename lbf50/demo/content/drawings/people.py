"""Residents: rounded figures without faces, told apart by posture, hair, skin and clothes.

Measures are shares of the figure's height, so that adults and children follow one scheme.
"""

from dataclasses import dataclass
from math import hypot

from lbf50.demo.content.drawings.canvas import TOP_CORNERS, Canvas, Point
from lbf50.demo.content.drawings.palette import (
    BRICK,
    BRICK_DARK,
    GREY_HAIR,
    INK,
    OCHRE,
    PAPER,
    PINE,
    PINE_LIGHT,
    ROSE,
    SKIN_BROWN,
    SKIN_DEEP,
    SKIN_LIGHT,
    SKIN_TAN,
    SKY,
    mix,
)

ARM = 0.38
HANGING = (0.02, 0.375)
RAISED = (0.07, -0.37)


@dataclass(frozen=True)
class Look:
    """What one resident looks like; cut is bald, short, long, bun, scarf or helmet."""

    skin: str
    hair: str
    top: str
    legs: str
    cut: str = "short"
    dress: bool = False
    head: float = 0.085


ASTA = Look(SKIN_LIGHT, GREY_HAIR, ROSE, PINE, "bun", dress=True)
BIRK = Look(SKIN_TAN, BRICK_DARK, OCHRE, PINE, head=0.115)
CARL = Look(SKIN_LIGHT, OCHRE, PINE, INK)
DINA = Look(SKIN_BROWN, INK, BRICK, INK, "long")
ELIAS = Look(SKIN_DEEP, INK, OCHRE, PINE)
FATMA = Look(SKIN_TAN, OCHRE, PINE_LIGHT, PINE, "scarf", dress=True)
GUSTAV = Look(SKIN_LIGHT, GREY_HAIR, BRICK_DARK, INK, "bald")
HODAN = Look(SKIN_DEEP, ROSE, BRICK, INK, "scarf", dress=True)
IDA = Look(SKIN_LIGHT, BRICK, SKY, PINE, "long", head=0.115)
JONAS = Look(SKIN_TAN, PAPER, PINE_LIGHT, INK, "helmet")
KIM = Look(SKIN_BROWN, INK, PINE_LIGHT, BRICK_DARK, "short", head=0.115)
LENE = Look(SKIN_LIGHT, BRICK_DARK, SKY, BRICK, "bun")


def standing(
    c: Canvas,
    x: float,
    foot: float,
    height: float,
    look: Look,
    *,
    hands: tuple[Point, Point] = (HANGING, HANGING),
    turn: int = 1,
    stride: float = 0.05,
) -> None:
    """A standing or walking resident; turn is 1 towards the right and -1 towards the left.

    The hands, far and near, are placed relative to the shoulder, forwards being positive.
    """
    shoulder = foot - height * (0.95 - 2 * look.head)
    far, near = _shoulders(x, shoulder, height, turn)
    _arm(c, far, height, look, hands[0], turn, 0.28)
    for side in (-1, 1):
        _leg(c, x, foot, height, look, side * stride, turn)
    if look.dress:
        _skirt(c, x, foot, height, look)
    _torso(c, x, shoulder, foot - height * 0.42, height, look)
    _arm(c, near, height, look, hands[1], turn, 0.13)
    _head(c, x, shoulder - height * look.head * 1.05, height * look.head, look, turn)


def seated(
    c: Canvas,
    x: float,
    floor: float,
    height: float,
    look: Look,
    *,
    hands: tuple[Point, Point] = (HANGING, HANGING),
    turn: int = 1,
    wheels: bool = False,
) -> None:
    """A resident on a stool or in a wheelchair, seen from the side."""
    seat = floor - height * 0.27
    shoulder = seat - height * (0.53 - 2 * look.head)
    far, near = _shoulders(x, shoulder, height, turn)
    if not wheels:
        _stool(c, x, floor, seat, height)
    _arm(c, far, height, look, hands[0], turn, 0.28)
    knee = (x + turn * height * 0.24, seat - height * 0.05)
    ankle = (knee[0] + turn * height * 0.01, floor - height * 0.06)
    c.limb([(x, knee[1]), knee, ankle], height * 0.1, look.top if look.dress else look.legs)
    c.rect(ankle[0] - height * 0.035, floor - height * 0.1, height * 0.07, height * 0.1, look.legs)
    _shoe(c, ankle[0], floor, height, turn)
    _torso(c, x, shoulder, seat, height, look)
    _arm(c, near, height, look, hands[1], turn, 0.13)
    _head(c, x, shoulder - height * look.head * 1.05, height * look.head, look, turn)
    if wheels:
        _wheelchair(c, x, floor, height, turn)


def behind_table(
    c: Canvas, x: float, table: float, height: float, look: Look, raised: int = 0
) -> None:
    """A resident facing us from behind a table; raised is the side of the lifted hand, or 0."""
    shoulder = table - height * 0.3
    if raised:
        _arm(c, (x + raised * height * 0.085, shoulder), height, look, RAISED, raised, 0.13)
    _torso(c, x, shoulder, table, height, look)
    _head(c, x, shoulder - height * look.head * 1.05, height * look.head, look, raised or 1)


def _shoulders(x: float, y: float, height: float, turn: int) -> tuple[Point, Point]:
    """Return the far and the near shoulder of someone in half profile."""
    return (x + turn * height * 0.05, y), (x - turn * height * 0.045, y)


def _head(c: Canvas, x: float, y: float, r: float, look: Look, turn: int) -> None:
    c.rect(x - r * 0.34, y, r * 0.68, r * 1.4, mix(look.skin, INK, 0.14))
    if look.cut == "long":
        c.rounded(x - r * 1.08 - turn * r * 0.1, y - r * 0.3, r * 2.16, r * 1.9, r * 0.6, look.hair)
    if look.cut == "bun":
        c.disc(x - turn * r * 0.75, y - r * 0.95, r * 0.48, look.hair)
    if look.cut == "scarf":
        c.rounded(x - r * 1.12, y - r * 0.2, r * 2.24, r * 1.75, r * 0.8, look.hair)
    if look.cut != "bald":
        c.disc(x - turn * r * 0.1, y - r * 0.1, r * 1.08, look.hair)
    face = r * (0.8 if look.cut == "scarf" else 0.88)
    c.disc(x + turn * r * 0.17, y + r * 0.13, face, look.skin)
    if look.cut == "bald":
        c.disc(x, y, r, look.skin)
        c.slice(x, y, r * 1.04, 20, 160, look.hair)
    if look.cut == "helmet":
        c.slice(x, y - r * 0.05, r * 1.16, 180, 360, look.hair)
        c.limb([(x - r, y - r * 0.08), (x + turn * r * 1.35, y - r * 0.08)], r * 0.2, look.hair)


def _torso(c: Canvas, x: float, shoulder: float, hip: float, height: float, look: Look) -> None:
    """Sloping shoulders that widen a little towards the hip."""
    half = height * (0.062 + look.head * 0.45)
    top, middle = shoulder - height * 0.05, shoulder + height * 0.06
    c.rounded(x - half, top, 2 * half, height * 0.2, half * 0.9, look.top, TOP_CORNERS)
    flare = half * 1.1
    c.poly([(x - half, middle), (x + half, middle), (x + flare, hip), (x - flare, hip)], look.top)


def _leg(
    c: Canvas, x: float, foot: float, height: float, look: Look, spread: float, turn: int
) -> None:
    """A tapering leg, or the lower leg below a skirt."""
    hip, ankle = foot - height * 0.44, x + spread * height
    thick, thin = height * 0.066, height * 0.036
    thigh = x + spread * height * 0.3
    c.poly(
        [(thigh - thick, hip), (thigh + thick, hip), (ankle + thin, foot), (ankle - thin, foot)],
        look.legs,
    )
    _shoe(c, ankle, foot, height, turn)


def _skirt(c: Canvas, x: float, foot: float, height: float, look: Look) -> None:
    waist, hem = height * 0.107, height * 0.165
    top, low = foot - height * 0.44, foot - height * 0.15
    c.poly([(x - waist, top), (x + waist, top), (x + hem, low), (x - hem, low)], look.top)


def _shoe(c: Canvas, x: float, foot: float, height: float, turn: int) -> None:
    length, depth = height * 0.115, height * 0.042
    left = x - length * (0.34 if turn > 0 else 0.66)
    c.rounded(left, foot - depth, length, depth, depth, INK, TOP_CORNERS)


def _arm(
    c: Canvas, start: Point, height: float, look: Look, hand: Point, turn: int, shade: float
) -> None:
    """An arm whose elbow gives way when the hand is nearer than a stretched arm."""
    dx, dy = turn * hand[0] * height, hand[1] * height
    distance = hypot(dx, dy)
    bend = max(0.0, (ARM * height) ** 2 - distance**2) ** 0.5 / 2
    elbow = (
        start[0] + dx / 2 - turn * bend * abs(dy) / distance,
        start[1] + dy / 2 + bend * abs(dx) / distance,
    )
    end = (start[0] + dx, start[1] + dy)
    c.limb([start, elbow, end], height * 0.07, mix(look.top, INK, shade))
    c.disc(*end, height * 0.04, look.skin)


def _wheelchair(c: Canvas, x: float, floor: float, height: float, turn: int) -> None:
    """Back, wheels and footrest, drawn over the resident who uses the chair."""
    radius, thin = height * 0.17, height * 0.02
    back, wheel = x - turn * height * 0.13, x - turn * height * 0.02
    c.limb([(back - turn * 16, floor - height * 0.5), (back, floor - height * 0.48)], thin, PINE)
    c.limb([(back, floor - height * 0.48), (back, floor - height * 0.24)], thin, PINE)
    c.ring(wheel, floor - radius, radius, thin, PINE)
    c.disc(wheel, floor - radius, height * 0.025, PINE)
    front = x + turn * height * 0.2
    c.limb([(back, floor - height * 0.25), (front, floor - height * 0.25)], thin, PINE)
    c.disc(front, floor - height * 0.035, height * 0.035, PINE)


def _stool(c: Canvas, x: float, floor: float, seat: float, height: float) -> None:
    half = height * 0.12
    c.rounded(x - half, seat, half * 2, height * 0.04, height * 0.02, INK)
    for side in (-1, 1):
        foot = (x + side * half * 0.95, floor)
        c.line([(x + side * half * 0.6, seat), foot], height * 0.018, INK)
