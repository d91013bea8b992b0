"""Shapes of the drawing, in pixels with y pointing down.

A colour is the name of a custom property in base.css, or a hex value.
"""

from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True)
class Circle:
    """A filled circle."""

    x: float
    y: float
    radius: float
    colour: str


@dataclass(frozen=True)
class Stroke:
    """A thick line with round ends."""

    start: Point
    end: Point
    width: float
    colour: str


@dataclass(frozen=True)
class Arrowhead:
    """A triangle that points to the right."""

    x: float
    y: float
    size: float
    colour: str


@dataclass(frozen=True)
class TextLine:
    """One line of text, from the left end of its baseline."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False


Shape = Box | Circle | Stroke | Arrowhead | TextLine


@dataclass(frozen=True)
class Drawing:
    """A picture with its size, title, text description and shapes."""

    width: int
    height: int
    title: str
    description: str
    shapes: tuple[Shape, ...]
