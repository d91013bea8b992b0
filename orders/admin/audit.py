"""The record of who saw personal data, in Wagtail's log: its report "Site history" shows it."""

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.models import ModelLogEntry

from orders.models import Order

LABELS = {
    "shown": _("See the order"),
    "found": _("Find a person"),
    "exported": _("Export orders"),
    "printed": _("Print orders"),
    "erased": _("Erase personal data"),
}


def record_shown(order: Order, user: User) -> None:
    """Record that the user opened the order."""
    log(instance=order, action="orders.shown", user=user)


def record(action: str, user: User, count: int) -> None:
    """Record that the user found, exported, printed or erased a number of orders, if any."""
    if count:
        log(instance=user, action=f"orders.{action}", user=user, data={"count": count})


class OrdersFormatter(LogFormatter):
    """The label of the action with the number of orders."""

    def format_message(self, log_entry: ModelLogEntry) -> str:
        """Return the message of the report."""
        count = log_entry.data.get("count")
        if not count:
            return str(self.label)
        orders = ngettext("%(count)d order", "%(count)d orders", count) % {"count": count}
        return f"{self.label}: {orders}"


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    """Register the actions with their messages."""
    for action, label in LABELS.items():
        formatter = type(OrdersFormatter.__name__, (OrdersFormatter,), {"label": label})
        actions.register_action(f"orders.{action}")(formatter)
