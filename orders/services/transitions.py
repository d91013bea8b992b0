"""Building blocks of the order services: transitions, events, mail rows and the stock alarm.

Each function runs in the transaction of the service that calls it. A service that moves copies
locks the stock first and the order second, so that no two wait for each other.
"""

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from orders.models import Mail, Order, OrderEvent, OrderSettings, PackingRun, Stock
from orders.services import inventory

Status = Order.Status
Event = OrderEvent.Kind

# The allowed transitions.
TRANSITIONS = {
    Status.NEW: {Status.PACKED, Status.CANCELLED},
    Status.WAITING: {Status.NEW, Status.CANCELLED},
    Status.PACKED: {Status.POSTED, Status.CANCELLED},
    Status.POSTED: set(),
    Status.CANCELLED: set(),
}


class InvalidTransition(Exception):
    """The transition is not allowed. The message says why, for staff or customer."""


class EditConflict(Exception):
    """The order was changed since the form was opened.

    Attributes:
        order: The order as it is now.
        fields: The names of the fields that both have changed.
    """

    def __init__(self, order: Order, fields: list[str]) -> None:
        super().__init__(order.number)
        self.order, self.fields = order, fields


class InsufficientStock(Exception):
    """Too few copies are free, and orders may not wait. Nothing was stored."""


def change_status(
    order: Order,
    status: Order.Status,
    by: User | None,
    detail: str = "",
    *,
    by_customer: bool = False,
    packing_run: PackingRun | None = None,
) -> Order:
    """Lock the order, change its status and record the event.

    Raises:
        InvalidTransition: The transition is not allowed.
    """
    order = Order.objects.locked(order)
    if status not in TRANSITIONS[Status(order.status)]:
        raise InvalidTransition(
            _("Order %(number)s is %(was)s and cannot become %(status)s.")
            % {
                "number": order.number,
                "was": order.get_status_display().lower(),
                "status": Status(status).label.lower(),
            }
        )
    was, order.status = order.status, status
    order.closed_at = timezone.now() if status in Order.CLOSED else None
    order.save(update_fields=["status", "closed_at"])
    OrderEvent.objects.create(
        order=order,
        kind=Event.STATUS,
        was=was,
        became=status,
        by=by,
        by_customer=by_customer,
        detail=detail,
        packing_run=packing_run,
    )
    return order


def add_event(
    order: Order,
    kind: OrderEvent.Kind,
    by: User | None,
    detail: str = "",
    *,
    by_customer: bool = False,
) -> None:
    """Record an event of the order."""
    OrderEvent.objects.create(order=order, kind=kind, by=by, by_customer=by_customer, detail=detail)


def create_mail(order: Order, kind: str, delay: timedelta = timedelta()) -> None:
    """Create a mail to the customer that leaves after `delay`, if there is an e-mail address."""
    if order.email:
        Mail.objects.create(order=order, kind=kind, next_attempt_at=timezone.now() + delay)


def check_low_stock(order_settings: OrderSettings | None = None) -> None:
    """Create one mail to staff when stock falls to the limit, and again after a rise.

    Record in the settings whether a copy can be had at once, for pages that link to the form.
    """
    order_settings = order_settings or OrderSettings.load()
    is_low = inventory.get_stock().free <= order_settings.low_stock_at
    has_free_copies = inventory.is_available()
    if order_settings.has_free_copies != has_free_copies:
        OrderSettings.objects.filter(pk=order_settings.pk).update(has_free_copies=has_free_copies)
    changed = (
        Stock.objects.filter(pk=1)
        .exclude(is_low_stock_reported=is_low)
        .update(is_low_stock_reported=is_low)
    )
    if changed and is_low and order_settings.staff_email:
        Mail.objects.create(kind=Mail.Kind.STAFF_LOW_STOCK)
