"""The sources in the admin, and advice about the staircase when a part of it is published."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from staircase.models import ActivityPage, Source, StaircasePage, TierPage


class SourceViewSet(SnippetViewSet):
    """The library of sources, from which activities choose."""

    model = Source
    icon = "openquote"
    menu_label = _("Sources")
    menu_order = 450
    add_to_admin_menu = True
    list_display = ["__str__", "kind", LiveStatusTagColumn()]
    list_filter = ["kind", "live"]


register_snippet(SourceViewSet)


@hooks.register("after_publish_page")
def show_editor_advice(request, page):
    if isinstance(page, StaircasePage | TierPage | ActivityPage):
        for advice in page.editor_advice:
            links = [messages.button(*link) for link in advice.links]
            messages.warning(request, advice.text, buttons=links)
