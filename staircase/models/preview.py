"""Preview modes of steps and activities."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class StaircasePreviewMixin(Page):
    """A page with two previews: the page itself, and the whole staircase."""

    preview_modes = [("", _("The page")), ("staircase", _("The whole staircase"))]

    class Meta:
        abstract = True

    def staircase_with_draft(self) -> Page:
        """Return the staircase as if this draft were published."""
        raise NotImplementedError

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Serve the page, or the staircase as if this draft were published."""
        if mode_name == "staircase":
            return self.staircase_with_draft().serve_preview(request, "")
        return super().serve_preview(request, mode_name)

    def replace_in(self, pages: list) -> list:
        """Return the pages with this draft instead of its published version."""
        others = (page for page in pages if page.path != self.path)
        return sorted([*others, self], key=lambda page: page.path)
