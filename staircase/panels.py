"""Panels of the page editor."""

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from staircase.advice import Advice


class AdvicePanel(Panel):
    """Show the `editor_advice` of a page."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "staircase/admin/advice_panel.html"

        @cached_property
        def advice(self) -> list[Advice]:
            return self.instance.editor_advice if self.instance.pk else []

        def is_shown(self) -> bool:
            return bool(self.advice)
