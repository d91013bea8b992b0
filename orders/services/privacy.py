"""Personal data of one person: found, exported (GDPR, article 15) and erased (article 17)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from lbf50.backup import erasures
from orders.models import Mail, MailAttempt, Order, OrderEvent, OrderSettings
from orders.models.order import OrderQuerySet
from orders.services import fulfilment, inventory

# Fields of an order that are exported: all but the keys that are made from others.
FACTS = (
    "number", "source", "status", "created_at", "closed_at", "anonymised_at", "follow_up_on",
    "is_repeat", "copies", "returned", "name", "organisation", "care_of", "street", "postcode",
    "city", "country", "email", "phone", "note", "reason", "sender",
)  # fmt: skip


def orders_by_email(email: str) -> OrderQuerySet:
    """Return the orders with that e-mail address, oldest first."""
    return Order.objects.by_email(email.strip()).order_by("pk")


def orders_by_customer(order: Order) -> OrderQuerySet:
    """Return the orders with the same e-mail address, or only this one if it has none."""
    if order.email:
        return orders_by_email(order.email)
    return Order.objects.filter(pk=order.pk)


def other_orders_at_address(order: Order) -> OrderQuerySet:
    """Return orders to the same address that `orders_by_customer` does not return."""
    same_address = Order.objects.to_address(order.postcode, order.street)
    return same_address.exclude(pk__in=orders_by_customer(order).values("pk")).order_by("pk")


def related_orders(order: Order) -> OrderQuerySet:
    """Return the other orders with the same e-mail address or address."""
    same_email = Order.objects.by_email(order.email)
    same_address = Order.objects.to_address(order.postcode, order.street)
    return (same_email | same_address).exclude(pk=order.pk).order_by("pk")


def export_personal_data(orders: OrderQuerySet) -> list[dict[str, Any]]:
    """Return everything stored about those orders.

    Each order is a few tables by their headings. A row has values by their names. All in Danish.
    """
    complete = orders.prefetch_related(
        Prefetch("events", OrderEvent.objects.order_by("pk")),
        Prefetch("mails", Mail.objects.prefetch_related("tries")),
        "movements",
    )
    return [_order_data(order) for order in complete]


def erase_personal_data(orders: OrderQuerySet, by: User | None = None) -> int:
    """Anonymise the orders, one transaction each. Return how many there were."""
    named = list(orders.filter(anonymised_at=None))
    for order in named:
        anonymise_order(order, by)
    return len(named)


@transaction.atomic
def anonymise_order(order: Order, by: User | None = None) -> Order:
    """Empty every field that names a person. Cancel the order first if it is open.

    Copies, dates, status and the first two digits of a Danish postcode stay, for the statistics.
    """
    inventory.lock_stock()
    order = Order.objects.locked(order)
    if order.anonymised_at:
        return order
    if order.is_open:
        order = fulfilment.cancel_order(order, by, _("Personal data erased"))
    # The first two digits give the region only.
    order.postcode = f"{order.postcode[:2]}xx" if order.postcode and not order.country else ""
    for name in Order.PERSONAL:
        setattr(order, name, "")
    order.anonymised_at = timezone.now()
    order.follow_up_on = None
    order.save()
    _erase_related_rows(order)
    OrderEvent.objects.create(order=order, kind=OrderEvent.Kind.ANONYMISED, by=by)
    transaction.on_commit(lambda: erasures.record([order.number]))
    return order


def erased_numbers() -> list[str]:
    """Return the numbers of the anonymised orders."""
    return list(Order.objects.exclude(anonymised_at=None).values_list("number", flat=True))


def erase_again(numbers: Iterable[str]) -> int:
    """Anonymise orders that a backup from before their erasure has brought back."""
    return erase_personal_data(Order.objects.filter(number__in=numbers))


def _erase_related_rows(order: Order) -> None:
    """Empty personal data in rows that belong to the order."""
    order.events.exclude(detail="").update(detail="")
    order.movements.exclude(reason="").update(reason="")
    order.mails.withdraw()
    # The error of a mail server may hold the e-mail address.
    order.mails.exclude(error="").update(error="")
    MailAttempt.objects.filter(mail__order=order).exclude(outcome="").update(outcome="")


def anonymise_due_orders(now: datetime | None = None) -> int:
    """Anonymise the orders that were closed as long ago as the settings say."""
    days = OrderSettings.load().anonymise_after_days
    due = Order.objects.due_for_anonymising(now or timezone.now(), days)
    # SQLite cannot write while the same connection reads.
    return sum(_anonymise_if_due(due, pk) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _anonymise_if_due(due: OrderQuerySet, pk: int) -> bool:
    """Anonymise the order if it is still due: it may have been reopened."""
    inventory.lock_stock()
    order = due.filter(pk=pk).first()
    return bool(order and anonymise_order(order))


def _order_data(order: Order) -> dict[str, Any]:
    facts = {capfirst(Order.field_label(name)): display_value(order, name) for name in FACTS}
    history = [
        {
            _("When"): event.at,
            _("What"): str(event),
            _("Text"): event.detail,
            _("By"): _("the customer") if event.by_customer else _("the staff"),
        }
        for event in order.events.all()
    ]
    movements = [
        {_("When"): line.at, _("What"): line.get_kind_display(), _("Text"): line.reason}
        for line in order.movements.all()
    ]
    return {
        _("Order %s") % order.number: [facts],
        _("What has happened"): history,
        _("Stock movements"): movements,
        _("Mails about the order"): [_mail_data(mail) for mail in order.mails.all()],
    }


def display_value(order: Order, name: str) -> Any:
    """Return a field of the order as a person reads it. Moments stay moments."""
    display = getattr(order, f"get_{name}_display", None)
    value = display() if display else getattr(order, name)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return value


def _mail_data(mail: Mail) -> dict[str, Any]:
    tries = [
        f"{date_format(localtime(a.at), 'DATETIME_FORMAT')} {a.outcome}" for a in mail.tries.all()
    ]
    return {
        _("When"): mail.created_at,
        _("What"): mail.get_kind_display(),
        _("Sent"): mail.sent_at,
        _("Error"): mail.error,
        _("Attempts"): "; ".join(tries),
    }
