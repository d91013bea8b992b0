"""The orders in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from orders.models import Order


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Whoever may view orders may view them. Nobody, a superuser included, adds, changes or
    deletes one by hand: an order is what its visitor sent."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return "view" in actions and self.user_has_permission(user, "view")


class OrderViewSet(ModelViewSet):
    """The list of orders with search and filter, and a page to read each on."""

    model = Order
    name = "book_orders"
    url_prefix = "bestillinger"
    menu_label = _("Orders")
    menu_icon = "mail"
    menu_order = 150
    add_to_admin_menu = True
    permission_policy = ReadOnlyPolicy(Order)
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [
        "number",
        "status",
        "created_at",
        "name",
        "organisation",
        "care_of",
        "street",
        "postcode",
        "city",
        "country",
        "email",
        "phone",
        "copies",
        "note",
    ]
    form_fields = ["status"]
    list_display = [
        "number",
        DateColumn("created_at", label=_("Received"), sort_key="created_at"),
        "status",
        "name",
        "organisation",
        "city",
        "copies",
    ]
    list_filter = ["status", "created_at"]
    list_per_page = 50
    search_fields = ["number", "name", "organisation", "email", "postcode", "city"]
    ordering = ["-created_at"]


@hooks.register("register_admin_viewset")
def register_orders():
    return OrderViewSet()
