"""The overview of the desk on the admin's front page. Each figure is one small question to the
database, counted no further than to a limit."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from orders.admin.filters import CappedCount, count_capped, failing_mails
from orders.admin.list import OPEN
from orders.models import Mail, Order, OrderSettings
from orders.models.mail import GIVE_UP_AFTER
from orders.services import inventory

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

WEEKS = 12
# A mail that should have gone so long ago has nobody to send it.
LATE = timedelta(minutes=30)

# The chart, in the units of its own drawing.
BAR, GAP = 40, 16
TOP, HIGHEST, BOTTOM = 24, 120, 24


@dataclass
class Figure:
    """A number of the overview, and where it leads."""

    label: "str | StrPromise"
    value: "str | StrPromise"
    address: "str | StrPromise"
    detail: "str | StrPromise" = ""
    mood: "str | StrPromise" = "calm"


@dataclass
class Week:
    """A week's orders, and its bar in the chart."""

    name: str
    monday: datetime
    count: CappedCount
    x: int = 0
    y: int = 0
    height: int = 0

    @property
    def middle(self) -> int:
        """Where the bar's words stand."""
        return self.x + BAR // 2

    @property
    def above(self) -> int:
        """Where the number above the bar stands."""
        return self.y - 6


class OrdersPanel(Component):
    """How the orders stand, and how many came in the last weeks."""

    name = "orders"
    order = 50
    template_name = "orders/admin/dashboard.html"

    class Media:
        css = {"all": ["orders/css/admin.css"]}

    def get_context_data(self, parent_context: Any) -> Any:
        weeks = weekly()
        return {
            "figures": figures(),
            "weeks": weeks,
            "chart": {
                "width": WEEKS * (BAR + GAP),
                "height": TOP + HIGHEST + BOTTOM,
                "bar": BAR,
                "floor": TOP + HIGHEST,
                "names": TOP + HIGHEST + 18,
            },
            "mail_is_late": mail_is_late(),
        }


def figures() -> list[Figure]:
    """The numbers of the overview, in the order of a day's work."""
    oldest = {status: _oldest(status) for status in Order.OPEN}
    return [
        *[_of_status(status, oldest[status]) for status in Order.OPEN],
        _oldest_of_all([order for order in oldest.values() if order]),
        _free_copies(),
        _to_follow_up(),
        _failing_mails(),
    ]


def weekly() -> list[Week]:
    """The orders of the last weeks, this one last, and their bars."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    mondays = [
        timezone.make_aware(today - timedelta(days=today.weekday(), weeks=ago))
        for ago in range(WEEKS - 1, -2, -1)
    ]
    weeks = [
        Week(
            str(monday.isocalendar().week),
            monday,
            count_capped(Order.objects.filter(created_at__gte=monday, created_at__lt=next_monday)),
        )
        for monday, next_monday in pairwise(mondays)
    ]
    return _drawn(weeks)


def mail_is_late() -> bool:
    """Whether mail lies that nobody has tried to send: the worker does not run."""
    now = timezone.now()
    return Mail.objects.filter(
        sent_at=None, next_attempt_at__lt=now - LATE, created_at__gt=now - GIVE_UP_AFTER
    ).exists()


def _drawn(weeks: list[Week]) -> list[Week]:
    most = max(week.count.number for week in weeks) or 1
    for place, week in enumerate(weeks):
        week.x = place * (BAR + GAP) + GAP // 2
        # A single order is still seen beside a thousand.
        week.height = max(week.count.number * HIGHEST // most, 2 if week.count.number else 0)
        week.y = TOP + HIGHEST - week.height
    return weeks


def _of_status(status: Order.Status, oldest: Order | None) -> Figure:
    count = count_capped(Order.objects.filter(status=status))
    detail = _("The oldest: %(age)s") % {"age": _age(oldest)} if oldest else ""
    return Figure(OPEN[status], str(count), _list(f"status={status}"), detail)


def _oldest(status: str) -> Order | None:
    # A status at a time: for several at once the database would look through all that is posted.
    # And by its key, which the index has without a look at the rows.
    oldest = Order.objects.filter(status=status).order_by("created_at", "pk").values("pk")[:1]
    return Order.objects.only("number", "created_at").filter(pk__in=oldest).first()


def _oldest_of_all(orders: list[Order]) -> Figure:
    if not orders:
        return Figure(_("Oldest not posted"), "–", reverse("orders_admin:list"))
    oldest = min(orders, key=lambda order: (order.created_at, order.pk))
    address = reverse("orders_admin:detail", args=[oldest.pk])
    return Figure(_("Oldest not posted"), _age(oldest), address, oldest.number)


def _free_copies() -> Figure:
    balance, few = inventory.get_stock(), OrderSettings.load().low_stock_at
    is_low = balance.free <= few
    return Figure(
        _("Free copies"),
        str(CappedCount(balance.free, is_more=False)),
        reverse("orders_admin:stock"),
        _("Few are left") if is_low else "",
        "warning" if is_low else "calm",
    )


def _to_follow_up() -> Figure:
    count = count_capped(Order.objects.to_follow_up(timezone.localdate()))
    mood = "warning" if count.number else "calm"
    return Figure(_("To be followed up"), str(count), _list("follow_up=on"), mood=mood)


def _failing_mails() -> Figure:
    count = count_capped(failing_mails())
    mood = "critical" if count.number else "calm"
    is_ours = failing_mails().filter(order=None).exists()
    detail = _("Also mail to yourselves") if is_ours else ""
    return Figure(_("Mails that fail"), str(count), _list("mail_fails=on"), detail, mood)


def _age(order: Order) -> str:
    days = (timezone.localdate() - timezone.localdate(order.created_at)).days
    if not days:
        return _("from today")
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def _list(query: str) -> str:
    return f"{reverse('orders_admin:list')}?{query}"
