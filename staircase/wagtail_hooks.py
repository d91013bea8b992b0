"""The sources in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from staircase.models import Source


class SourceViewSet(SnippetViewSet):
    """The library of sources, from which activities choose."""

    model = Source
    icon = "openquote"
    menu_label = _("Sources")
    menu_order = 450
    add_to_admin_menu = True
    list_display = ["__str__", "kind", UpdatedAtColumn()]
    list_filter = ["kind", "live"]


register_snippet(SourceViewSet)
