"""The desk in the admin: its addresses, its place in the menu and on the front page, and the texts
of the mails."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from orders.admin.dashboard import OrdersPanel
from orders.admin.filters import count_capped
from orders.admin.permissions import VIEW_ORDERS
from orders.models import MailText, Order

# The menu is on every page: it counts no further than three digits.
MENU_COUNTS_TO = 999


@hooks.register("register_admin_urls")
def register_order_urls() -> Any:
    return [path("bestillinger/", include("orders.admin.urls"))]


class OrdersMenuItem(MenuItem):
    """Orders in the menu with the number of new ones, for those who may see them."""

    def is_shown(self, request: HttpRequest) -> Any:
        return request.user.has_perm(VIEW_ORDERS)

    def render_component(self, request: HttpRequest) -> Any:
        new = count_capped(Order.objects.filter(status=Order.Status.NEW), MENU_COUNTS_TO)
        label = _("Orders (%(count)s)") % {"count": new} if new.number else str(self.label)
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


@hooks.register("register_admin_menu_item")
def register_orders_menu_item() -> Any:
    return OrdersMenuItem(
        gettext_lazy("Orders"),
        reverse("orders_admin:list"),
        name="orders",
        icon_name="mail",
        order=150,
    )


class ManualMenuItem(MenuItem):
    """The desk's manual, first under Help, for those who may see orders."""

    def is_shown(self, request: HttpRequest) -> Any:
        return request.user.has_perm(VIEW_ORDERS)


@hooks.register("register_help_menu_item")
def register_manual() -> Any:
    label = gettext_lazy("How the order desk works")
    return ManualMenuItem(
        label, reverse("orders_admin:manual"), name="order-manual", icon_name="help", order=100
    )


@hooks.register("construct_homepage_panels")
def add_orders_panel(request: HttpRequest, panels: Any) -> None:
    if request.user.has_perm(VIEW_ORDERS):
        panels.append(OrdersPanel())


class MailTextViewSet(SnippetViewSet):
    """The texts of the mails, with a preview beside them."""

    model = MailText
    icon = "mail"
    menu_label = gettext_lazy("Mail texts")
    menu_order = 160
    add_to_settings_menu = True
    list_display = ["__str__", "subject"]


register_snippet(MailTextViewSet)
