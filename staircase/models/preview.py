"""How a part of the staircase is previewed."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class StaircasePreviewMixin(Page):
    """A page that the editor sees as a page, or in its place in the whole drawing."""

    preview_modes = [("", _("The page")), ("staircase", _("The whole staircase"))]

    class Meta:
        abstract = True

    def serve_preview(self, request, mode_name):
        """The staircase as it would be with this draft published."""
        if mode_name == "staircase":
            return self.staircase_with_draft().serve_preview(request, "")
        return super().serve_preview(request, mode_name)

    def among(self, pages: list) -> list:
        """The same pages with this draft in its place."""
        others = (page for page in pages if page.path != self.path)
        return sorted([*others, self], key=lambda page: page.path)
