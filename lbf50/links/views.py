"""The report of dead links in the admin."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from lbf50.models import Link


class DeadLinksView(ReportView):
    """Pages with links that lead nowhere, for those who may edit pages."""

    page_title = _("Dead links")
    header_icon = "link"
    index_url_name = "dead_links"
    index_results_url_name = "dead_links_results"
    model = Link
    permission_policy = page_permission_policy
    any_permission_required = ["change", "publish"]
    is_searchable = False
    columns = [
        TitleColumn("page", label=_("Page"), get_url=lambda link: link.edit_url),
        Column("description", label=_("The link leads to")),
        Column("checked_at", label=_("Last tried")),
    ]
    list_export = ["page", "description", "checked_at"]
    export_headings = {"page": _("Page"), "description": _("The link leads to")}

    def get_queryset(self) -> QuerySet[Link]:
        """Return the dead links, by page."""
        return Link.objects.dead().select_related("page").order_by("page__title", "target")
