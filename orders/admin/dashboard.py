"""Panel with the figures of the orders on the admin's home page."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Min, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from orders.admin.list import VIEWS
from orders.health import is_mail_on_time
from orders.models import Mail, Order, OrderSettings
from orders.services import inventory

# The weeks whose orders say how fast the stock is used.
PACE_WEEKS = 4


@dataclass
class Figure:
    """A number on the panel, and the page it links to."""

    label: str | Promise
    value: str
    url: str
    detail: str = ""
    severity: str = "normal"


class OrdersPanel(Component):
    """The figures of the orders."""

    name = "orders"
    order = 50
    template_name = "orders/admin/dashboard.html"

    class Media:
        css = {"all": ["orders/css/admin.css"]}

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"figures": dashboard_figures(), "mail_is_late": not is_mail_on_time()}


def dashboard_figures() -> list[Figure]:
    """Return the figures in the order of a day's work."""
    open_orders = {
        status: (count, oldest)
        for status, count, oldest in Order.objects.open()
        .order_by()
        .values_list("status")
        .annotate(Count("pk"), Min("created_at"))
    }
    free = inventory.get_stock().free
    return [
        *[_status_figure(label, query, open_orders) for label, query in VIEWS[:3]],
        _oldest_figure(),
        _stock_figure(free),
        _pace_figure(free),
        _follow_up_figure(),
        _failing_mail_figure(),
    ]


def _status_figure(label: Any, query: str, open_orders: dict[str, Any]) -> Figure:
    count, oldest = open_orders.get(query.removeprefix("status="), (0, None))
    detail = _("The oldest: %(age)s") % {"age": _format_age(oldest)} if oldest else ""
    return Figure(label, _format_number(count), _list_url(query), detail)


def _oldest_figure() -> Figure:
    oldest = Order.objects.open().order_by("created_at", "pk").first()
    if not oldest:
        return Figure(_("Oldest not posted"), "–", reverse("orders_admin:list"))
    url = reverse("orders_admin:detail", args=[oldest.pk])
    return Figure(_("Oldest not posted"), _format_age(oldest.created_at), url, oldest.number)


def _stock_figure(free: int) -> Figure:
    is_low = free <= OrderSettings.load().low_stock_at
    return Figure(
        _("Free copies"),
        _format_number(free),
        reverse("orders_admin:stock"),
        _("Few are left") if is_low else "",
        "warning" if is_low else "normal",
    )


def _pace_figure(free: int) -> Figure:
    """Return the copies ordered a week, and the day the stock is empty at this pace."""
    recent = Order.objects.exclude(status=Order.Status.CANCELLED).filter(
        created_at__gte=timezone.now() - timedelta(weeks=PACE_WEEKS)
    )
    weekly = recent.aggregate(copies=Sum("copies", default=0))["copies"] / PACE_WEEKS
    detail = ""
    if weekly:
        days = min(free / weekly * 7, 36_500)
        day = timezone.localdate() + timedelta(days=days)
        detail = _("At this pace empty on %(day)s") % {"day": date_format(day)}
    url = reverse("orders_admin:stock")
    return Figure(_("Copies a week"), number_format(round(weekly, 1)), url, detail)


def _follow_up_figure() -> Figure:
    count = Order.objects.to_follow_up(timezone.localdate()).count()
    severity = "warning" if count else "normal"
    return Figure(
        _("To be followed up"),
        _format_number(count),
        _list_url("follow_up=true"),
        severity=severity,
    )


def _failing_mail_figure() -> Figure:
    failing = Mail.objects.failing()
    count = failing.count()
    has_staff_mail = failing.filter(order=None).exists()
    return Figure(
        _("Mails that fail"),
        _format_number(count),
        _list_url("mail_fails=true"),
        _("Also mail to yourselves") if has_staff_mail else "",
        "critical" if count else "normal",
    )


def _format_age(moment: Any) -> str:
    days = (timezone.localdate() - timezone.localdate(moment)).days
    if not days:
        return _("from today")
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def _format_number(number: int) -> str:
    return number_format(number, force_grouping=True)


def _list_url(query: str) -> str:
    return f"{reverse('orders_admin:list')}?{query}"
