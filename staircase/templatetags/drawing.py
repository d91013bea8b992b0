"""What the drawing's template cannot make of the page tree itself."""

from django import template

from staircase.drawing import people

register = template.Library()


@register.inclusion_tag("staircase/includes/people.html")
def people_on_step(number: int):
    """The people on that step, as decoration."""
    return {"group": people.group(number), "height": people.HEIGHT}
