"""The StreamField block that shows the staircase."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from lbf50.blocks import CachedBlock
from lbf50.page_cache.fragments import cached_fragment
from lbf50.queries import is_public


class StaircaseBlock(CachedBlock):
    """The staircase with its steps, taken from the page tree."""

    staircase = blocks.PageChooserBlock(
        label=_("Staircase"), page_type="staircase.StaircasePage", required=False
    )
    with_texts = blocks.BooleanBlock(
        label=_("Show the text of every step below the drawing"), required=False, default=True
    )

    def contents(self, value: blocks.StructValue) -> list[tuple[str, str]]:
        """Return id and title of each step whose text the block shows, and of the research."""
        staircase = value["staircase"]
        if not (value["with_texts"] and is_public(staircase)):
            return []
        step = gettext("Step %(number)d: %(title)s")

        def steps() -> list[tuple[str, str]]:
            page = staircase.specific
            links = [
                (tier.slug, step % {"number": tier.number, "title": tier.title})
                for tier in page.tiers
            ]
            if page.research or page.sources:
                heading = gettext("Research behind the social housing efforts")
                links.append(("forskningsbelaeg", heading))
            return links

        return cached_fragment(f"steps-{staircase.pk}", steps)

    class Meta:
        icon = "order-up"
        label = _("The welfare staircase")
        template = "staircase/blocks/staircase.html"
        head_template = "staircase/includes/oembed_link.html"
        stylesheet = "staircase/css/staircase.css"
