"""What the drawing's template cannot make of the page tree itself."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string

from staircase.drawing import figures
from staircase.evidence import Light

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=32)
def people_on_step(number: int) -> str:
    """Render the people on a step as decoration, once for each number."""
    shapes = {"group": figures.draw_group(number), "height": figures.HEIGHT}
    return render_to_string("staircase/includes/figures.html", shapes)


@register.simple_tag
def window_lights() -> list[Any]:
    """Return the lights of the windows with their meanings, the brightest first."""
    return list(Light.choices)
