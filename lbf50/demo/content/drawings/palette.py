"""The limited palette of the whole series, and two ways of deriving a tone from it."""

from PIL import ImageColor

PAPER = "#F6F1E7"
INK = "#1F2A2C"
BRICK = "#B5472B"
BRICK_DARK = "#8E3521"
OCHRE = "#E0A030"
PINE = "#16434A"
PINE_LIGHT = "#3F7C7A"
SKY = "#CFE0DE"
SAND = "#E6D3B3"
ROSE = "#E3A48F"

# Skin is deliberately outside the ten poster colours: residents should differ as people do.
SKIN_LIGHT = "#F0CBB0"
SKIN_TAN = "#D29B72"
SKIN_BROWN = "#A0673F"
SKIN_DEEP = "#6B4029"
GREY_HAIR = "#D9D8D2"

Colour = str | tuple[int, ...]


def mix(first: str, second: str, share: float) -> str:
    """Blend two colours; share is how much of the second one goes in."""
    pairs = zip(ImageColor.getrgb(first), ImageColor.getrgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def glaze(colour: str, opacity: float) -> Colour:
    """Return the colour as a translucent layer, for shadows and overprinted shapes."""
    return (*ImageColor.getrgb(colour), round(255 * opacity))
