"""The StreamField block that shows the staircase."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from lbf50.blocks import CachedBlock


class StaircaseBlock(CachedBlock):
    """The staircase with its steps, taken from the page tree."""

    staircase = blocks.PageChooserBlock(label=_("Staircase"), page_type="staircase.StaircasePage")
    with_texts = blocks.BooleanBlock(
        label=_("Show the text of every step below the drawing"), required=False, default=True
    )

    class Meta:
        icon = "order-up"
        label = _("The welfare staircase")
        template = "staircase/blocks/staircase.html"
        head_template = "staircase/blocks/staircase_head.html"
