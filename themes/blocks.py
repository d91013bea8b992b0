"""The StreamField block that shows the themes."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ThemesBlock(blocks.StructBlock):
    """The published themes as cards."""

    heading = blocks.CharBlock(label=_("Heading"))
    index = blocks.PageChooserBlock(
        label=_("Themes"), page_type="themes.ThemeIndexPage", required=False
    )

    class Meta:
        icon = "grip"
        label = _("Themes")
        template = "themes/blocks/themes.html"
        stylesheet = "themes/css/themes.css"
