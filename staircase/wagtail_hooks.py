"""Sources in the admin, and advice to editors after publishing."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from staircase.models import ActivityPage, Source, StaircasePage, TierPage


class SourceViewSet(SnippetViewSet):
    """The sources that activities cite."""

    model = Source
    icon = "openquote"
    menu_label = _("Sources")
    menu_order = 450
    add_to_admin_menu = True
    list_display = ["__str__", "kind", LiveStatusTagColumn()]
    list_filter = ["kind", "live"]


register_snippet(SourceViewSet)


@hooks.register("after_publish_page")
def show_editor_advice(request: HttpRequest, page: Page) -> None:
    """Show advice about the staircase after a part of it was published."""
    if isinstance(page, StaircasePage | TierPage | ActivityPage):
        for advice in page.editor_advice:
            links = [messages.button(*link) for link in advice.links]
            messages.warning(request, advice.text, buttons=links)
