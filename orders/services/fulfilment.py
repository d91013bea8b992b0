"""State transitions of orders, and what happens to the stock.

Each function is one transaction: it checks the transition, leaves an event on the order and creates
the mail rows that the worker sends.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from orders.models import (
    BookPage,
    Mail,
    Order,
    OrderEvent,
    OrderSettings,
    PackingRun,
)
from orders.services import inventory
from orders.services.transitions import (
    InsufficientStock,
    InvalidTransition,
    change_status,
    check_low_stock,
    create_mail,
)

log = logging.getLogger(__name__)

Status = Order.Status
Event = OrderEvent.Kind

# To store an order under a random number.
MAX_ATTEMPTS = 5


@dataclass
class Outcome:
    """Result of an action on many orders."""

    done: list[Order] = field(default_factory=list)
    skipped: list[Order] = field(default_factory=list)


def change_each(orders: Iterable[Order], change: Callable[[Order], object]) -> Outcome:
    """Call `change`, which is one transaction, for each order. Skip those that cannot take it."""
    outcome = Outcome()
    for order in orders:
        try:
            change(order)
            outcome.done.append(order)
        except InvalidTransition:
            order.refresh_from_db()
            outcome.skipped.append(order)
    return outcome


def place_order(
    form_key: str,
    data: dict[str, Any],
    *,
    by: User | None = None,
    sender: str = "",
) -> Order:
    """Place an order and reserve its copies, or put it on the waiting list.

    Args:
        form_key: Key of the form token. The same key returns the same order.
        data: Cleaned fields of the order form.
        by: The member of staff who entered the order, or None for the public form.
        sender: Hash of the customer's network address.

    Raises:
        InsufficientStock: Too few copies are free, and the settings allow no waiting list.
    """
    for attempt in range(1, MAX_ATTEMPTS + 1):
        try:
            with transaction.atomic():
                order = _store(form_key, data, by, sender)
            break
        except IntegrityError:
            # The form was sent twice at once, or the random order number is taken.
            if earlier := Order.objects.filter(form_key=form_key).first():
                return earlier
            if attempt == MAX_ATTEMPTS:
                raise
    log.info("Order %s placed", order.number)
    return order


def _store(form_key: str, data: dict[str, Any], by: User | None, sender: str) -> Order:
    # Locked until the commit: no other order takes copies ahead of the waiting list meanwhile.
    inventory.lock_stock()
    order_settings = OrderSettings.load()
    is_queue_empty = not Order.objects.waiting().exists()
    order = Order(
        form_key=form_key,
        sender=sender,
        book_title=BookPage.current_title(),
        book_edition=BookPage.current_edition(),
        source=Order.Source.STAFF if by else Order.Source.FORM,
        **data,
    )
    order.is_repeat = _is_repeat(order)
    order.save(force_insert=True)
    is_reserved = is_queue_empty and inventory.reserve_copies(order, by)
    if not is_reserved:
        if not order_settings.may_wait:
            raise InsufficientStock
        order.status = Status.WAITING
        order.save(update_fields=["status"])
    OrderEvent.objects.create(
        order=order, kind=Event.PLACED, became=order.status, by=by, by_customer=not by
    )
    waits = order.status == Status.WAITING
    create_mail(order, Mail.Kind.WAITING if waits else Mail.Kind.RECEIPT)
    # Staff get no mail about orders that they entered.
    if not by and order_settings.is_staff_mail_wanted(OrderSettings.StaffMail.AT_ONCE):
        Mail.objects.create(order=order, kind=Mail.Kind.STAFF_NEW)
    check_low_stock(order_settings)
    return order


def find_duplicate(orders: list[Order], data: dict[str, Any]) -> Order | None:
    """Return the order among `orders` that has exactly the data of the form.

    A cancelled order is none: who orders again wants the book.
    """
    return next(
        (
            order
            for order in orders
            if order.status != Status.CANCELLED
            and all(getattr(order, field) == value for field, value in data.items())
        ),
        None,
    )


@transaction.atomic
def pack_order(order: Order, by: User, packing_run: PackingRun | None = None) -> Order:
    """Mark the order as packed.

    Args:
        packing_run: The run that is posted as a whole, if any.

    Raises:
        InvalidTransition: The order is not new.
    """
    return change_status(order, Status.PACKED, by, packing_run=packing_run)


@transaction.atomic
def post_order(order: Order, by: User, packing_run: PackingRun | None = None) -> Order:
    """Mark the order as posted, and mail the customer after the delay of the settings.

    Args:
        packing_run: The run that is posted as a whole, if any.

    Raises:
        InvalidTransition: The order is not packed.
    """
    inventory.lock_stock()
    detail = str(packing_run or "")
    order = change_status(order, Status.POSTED, by, detail, packing_run=packing_run)
    inventory.post_copies(order, by)
    delay = timedelta(minutes=OrderSettings.load().posted_mail_delay)
    create_mail(order, Mail.Kind.POSTED, delay)
    return order


@transaction.atomic
def cancel_order(
    order: Order, by: User | None = None, reason: str = "", *, by_customer: bool = False
) -> Order:
    """Cancel the order, release its copies and mail the customer.

    Raises:
        InvalidTransition: The order is posted or cancelled.
    """
    inventory.lock_stock()
    was = Order.objects.locked(order).status
    order = change_status(order, Status.CANCELLED, by, reason, by_customer=by_customer)
    if was in Order.PROMISED:
        inventory.release_copies(order, by)
    check_low_stock()
    create_mail(order, Mail.Kind.CANCELLED)
    return order


@transaction.atomic
def cancel_by_customer(order: Order) -> Order:
    """Cancel the order at the customer's request.

    Raises:
        InvalidTransition: The order is not new or waiting, or its packing has begun.
    """
    inventory.lock_stock()
    if not Order.objects.locked(order).can_customer_change:
        raise InvalidTransition(_("The order can no longer be cancelled here: it has been packed."))
    return cancel_order(order, reason=_("At the customer’s own request."), by_customer=True)


@transaction.atomic
def undo_last_transition(order: Order, by: User, *, seen: str = "") -> Order:
    """Undo the last change of status that is not undone.

    Args:
        seen: The status that the user has seen. Empty: it is not compared.

    Raises:
        InvalidTransition: There is no transition to undo; the status is not `seen`; copies were
            returned, or are reserved for other orders now.
    """
    inventory.lock_stock()
    order = Order.objects.locked(order)
    if seen and order.status != seen:
        raise InvalidTransition(
            _("Nothing is undone: the order is %(status)s by now.")
            % {"status": order.get_status_display().lower()}
        )
    last = last_transition(order)
    if not last or order.anonymised_at:
        raise InvalidTransition(_("There is no step to undo."))
    if order.returned:
        raise InvalidTransition(_("Copies have been returned, so the posting cannot be undone."))
    _undo_stock(order, last, by)
    order.mails.filter(kind__in=mail_kinds_about(last)).withdraw()
    order.status, order.closed_at = last.was, None
    if order.status == Status.WAITING or (
        order.status == Status.NEW and order.packing_run and order.packing_run.closed_at
    ):
        # It can join the next run.
        order.packing_run = order.printed_at = None
    elif last.became == Status.CANCELLED and order.status == Status.NEW:
        # Its label may have been thrown away.
        order.printed_at = None
    order.save(update_fields=["status", "closed_at", "packing_run", "printed_at"])
    check_low_stock()
    OrderEvent.objects.create(
        order=order, kind=Event.UNDONE, was=last.became, became=last.was, by=by
    )
    return order


def last_transition(order: Order) -> OrderEvent | None:
    """Return the last change of status that is not undone, or None."""
    steps: list[OrderEvent] = []
    for event in order.events.filter(kind__in=[Event.STATUS, Event.UNDONE]):
        if event.kind == Event.STATUS:
            steps.append(event)
        elif steps:
            steps.pop()
    return steps[-1] if steps else None


def mail_kinds_about(transition: OrderEvent) -> list[Mail.Kind]:
    """Return the kinds of mail to the customer about a transition."""
    kinds = {
        Status.NEW: [Mail.Kind.ALLOCATED],
        Status.POSTED: [Mail.Kind.POSTED],
        Status.CANCELLED: [Mail.Kind.CANCELLED],
    }
    return kinds.get(Status(transition.became), [])


def _undo_stock(order: Order, last: OrderEvent, by: User | None) -> None:
    if last.became == Status.POSTED:
        inventory.undo_post_copies(order, by)
    elif last.became == Status.CANCELLED and last.was in Order.PROMISED:
        if not inventory.reserve_copies(order, by):
            raise InvalidTransition(_("The copies have been promised to others in the meantime."))
    elif last.was == Status.WAITING and last.became == Status.NEW:
        inventory.release_copies(order, by)


def _is_repeat(order: Order) -> bool:
    """Return whether this e-mail address or address has ordered before."""
    return (
        Order.objects.by_email(order.email).exists()
        or Order.objects.to_address(order.postcode, order.street).exists()
    )
