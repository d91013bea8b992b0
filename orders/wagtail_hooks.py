"""The order admin: URLs, menu, dashboard panel and mail texts."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.auth import permission_denied
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from orders.admin import bulk_actions, printing  # noqa: F401  # register their bulk actions
from orders.admin.dashboard import OrdersPanel
from orders.admin.permissions import VIEW_ORDERS
from orders.admin.urls import urlpatterns
from orders.models import MailText, Order


class OrdersMenuItem(MenuItem):
    """Orders in the menu, with the number of new ones."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(VIEW_ORDERS)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        new = Order.objects.filter(status=Order.Status.NEW).count()
        label = _("Orders (%(count)s)") % {"count": new} if new else str(self.label)
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


class OrderViewSet(ViewSet):
    """The order admin: Wagtail's list and bulk actions, and the staff's own pages."""

    name = "orders_admin"
    url_prefix = "bestillinger"
    icon = "mail"
    menu_label = gettext_lazy("Orders")
    menu_name = "orders"
    menu_order = 150
    menu_item_class = OrdersMenuItem
    add_to_admin_menu = True

    @property
    def menu_url(self) -> str:
        return reverse("orders_admin:list")

    def get_urlpatterns(self) -> list[URLPattern]:
        return urlpatterns


@hooks.register("register_admin_viewset")
def register_order_viewset() -> OrderViewSet:
    return OrderViewSet()


class ManualMenuItem(MenuItem):
    """The staff manual in the Help menu, for users who may see orders."""

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


class MailTextPermissionPolicy(ModelPermissionPolicy):
    """There is one text for each kind of mail: nobody adds or deletes one, not even a superuser."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return action not in ("add", "delete") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: AbstractBaseUser, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


@hooks.register("before_bulk_action")
def keep_mail_texts(
    request: HttpRequest, action_type: str, objects: list[Model], action: BulkAction
) -> HttpResponse | None:
    """Refuse to delete mail texts in bulk."""
    if action_type == "delete" and any(isinstance(item, MailText) for item in objects):
        return permission_denied(request)
    return None


class MailTextViewSet(SnippetViewSet):
    """The texts of the mails, with a preview."""

    model = MailText
    icon = "mail"
    menu_label = gettext_lazy("Mail texts")
    menu_order = 160
    add_to_settings_menu = True
    list_display = ["__str__", "subject"]
    copy_view_enabled = False

    @property
    def permission_policy(self) -> MailTextPermissionPolicy:
        return MailTextPermissionPolicy(MailText)


register_snippet(MailTextViewSet)
