"""Panels of the editor."""

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel


class AdvicePanel(Panel):
    """Says what is worth putting right on a page that knows what it has `editor_advice`."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "staircase/admin/advice_panel.html"

        @cached_property
        def advice(self):
            return self.instance.editor_advice if self.instance.pk else []

        def is_shown(self):
            return bool(self.advice)
