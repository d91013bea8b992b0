"""State transitions of orders, and what happens to the stock.

Each function is one transaction: it checks the transition, leaves an event on the order and creates
the mail rows that the worker sends.
"""

import logging
from datetime import date, timedelta
from typing import Any, cast

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from orders.models import (
    BookPage,
    Mail,
    Order,
    OrderEvent,
    OrderSettings,
)
from orders.services import inventory
from orders.services.allocation import allocate_waiting
from orders.services.transitions import (
    EditConflict,
    InsufficientStock,
    InvalidTransition,
    add_event,
    change_status,
    check_low_stock,
    create_mail,
)

log = logging.getLogger(__name__)

Status = Order.Status
Event = OrderEvent.Kind


def place_order(
    form_key: str,
    data: dict[str, Any],
    *,
    by: User | None = None,
    sender: str = "",
    tries_left: int = 4,
) -> Order:
    """Place an order and reserve its copies, or put it on the waiting list.

    Args:
        form_key: Key of the form token. The same key returns the same order.
        data: Cleaned fields of the order form.
        by: The member of staff who entered the order, or None for the public form.
        sender: Hash of the customer's network address.
        tries_left: Attempts left if the random order number is taken.

    Raises:
        InsufficientStock: Too few copies are free, and the settings allow no waiting list.
    """
    try:
        with transaction.atomic():
            order = _store(form_key, data, by, sender)
    except IntegrityError:
        # A double click was faster, or the random number is taken.
        earlier = Order.objects.filter(form_key=form_key).first()
        if earlier:
            return earlier
        if not tries_left:
            raise
        return place_order(form_key, data, by=by, sender=sender, tries_left=tries_left - 1)
    log.info("Order %s placed", order.number)
    return order


def _store(form_key: str, data: dict[str, Any], by: User | None, sender: str) -> Order:
    settings = OrderSettings.load()
    # Locked until the order is stored: a newcomer must not overtake an order that starts to wait.
    inventory.lock_stock()
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
    if not (is_queue_empty and inventory.reserve_copies(order, by)):
        if not settings.may_wait:
            raise InsufficientStock
        order.status = Status.WAITING
        order.save(update_fields=["status"])
    OrderEvent.objects.create(
        order=order, kind=Event.PLACED, became=order.status, by=by, by_customer=not by
    )
    waits = order.status == Status.WAITING
    create_mail(order, Mail.Kind.WAITING if waits else Mail.Kind.RECEIPT)
    # Staff get no mail about orders that they entered.
    if not by and settings.staff_mail == OrderSettings.StaffMail.AT_ONCE and settings.staff_email:
        Mail.objects.create(order=order, kind=Mail.Kind.STAFF_NEW)
    check_low_stock(settings)
    return order


def find_duplicate(orders: list[Order], data: dict[str, Any]) -> Order | None:
    """Return the order among `orders` that has exactly the data of the form."""
    return next(
        (
            order
            for order in orders
            if all(getattr(order, field) == value for field, value in data.items())
        ),
        None,
    )


@transaction.atomic
def pack_order(order: Order, by: User) -> Order:
    """Mark the order as packed.

    Raises:
        InvalidTransition: The order is not new.
    """
    return change_status(order, Status.PACKED, by)


@transaction.atomic
def post_order(order: Order, by: User) -> Order:
    """Mark the order as posted, and mail the customer after the delay of the settings.

    Raises:
        InvalidTransition: The order is not packed.
    """
    order = change_status(order, Status.POSTED, by)
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
        InvalidTransition: The order is packed, posted or cancelled.
    """
    if not can_customer_change(Order.objects.locked(order)):
        raise InvalidTransition(_("The order can no longer be cancelled here: it has been packed."))
    return cancel_order(order, reason=_("At the customer’s own request."), by_customer=True)


def can_customer_change(order: Order) -> bool:
    """Return whether the customer may correct the address or cancel."""
    return order.status in (Status.NEW, Status.WAITING) and not order.is_being_packed


@transaction.atomic
def undo_last_transition(order: Order, by: User) -> Order:
    """Undo the last change of status. Only one can be undone.

    Raises:
        InvalidTransition: There is none, copies have been returned, or are reserved elsewhere.
    """
    order = Order.objects.locked(order)
    last = last_transition(order)
    if not last or order.anonymised_at:
        raise InvalidTransition(_("There is no step to undo."))
    if order.returned:
        raise InvalidTransition(_("Copies have been returned, so the posting cannot be undone."))
    _undo_stock(order, last, by)
    check_low_stock()
    kinds = [last.became, Mail.Kind.ALLOCATED] if last.became == Status.NEW else [last.became]
    order.mails.filter(kind__in=kinds).withdraw()
    order.status, order.closed_at = last.was, None
    order.save(update_fields=["status", "closed_at"])
    OrderEvent.objects.create(
        order=order, kind=Event.UNDONE, was=last.became, became=last.was, by=by
    )
    return order


def last_transition(order: Order) -> OrderEvent | None:
    """Return the change of status that can be undone, or None."""
    last = order.events.filter(kind__in=[Event.STATUS, Event.UNDONE]).last()
    return last if last and last.kind == Event.STATUS else None


@transaction.atomic
def receive_stock(
    copies: int,
    by: User | None,
    reason: str = "",
    *,
    latest_run: int | None = None,
    allocate: bool = False,
) -> int:
    """Book a print run into stock.

    Args:
        latest_run: Primary key of the latest print run that the user has seen. Guards against a
            form submitted twice.
        allocate: Give the copies to waiting orders in the same transaction.

    Returns the number of waiting orders filled.

    Raises:
        InvalidTransition: Another print run was booked since the form was opened.
    """
    inventory.lock_stock()
    if latest_run != inventory.latest_print_run():
        raise InvalidTransition(_("A print run has been entered since you opened the page."))
    inventory.add_print_run(copies, by, reason)
    check_low_stock()
    return allocate_waiting(by) if allocate else 0


@transaction.atomic
def record_stocktake(copies: int, reason: str, by: User | None) -> None:
    """Correct the stock to the number of copies counted, free and reserved.

    Raises:
        InvalidTransition: Fewer copies were counted than are reserved.
    """
    promised = inventory.lock_stock().promised
    if copies < promised:
        raise InvalidTransition(
            _("%(promised)d copies are promised: cancel orders for those that are missing first.")
            % {"promised": promised}
        )
    set_free_stock(copies - promised, reason, by)


@transaction.atomic
def set_free_stock(copies: int, reason: str, by: User | None = None) -> None:
    """Set the number of free copies by a correction in the ledger."""
    inventory.set_free_copies(copies, reason, by)
    check_low_stock()


@transaction.atomic
def record_return(
    order: Order,
    copies: int,
    restock: bool,
    by: User | None,
    reason: str = "",
    *,
    returned_before: int = 0,
) -> Order:
    """Record posted copies that were returned.

    Args:
        restock: The copies can be sent again and are free.
        returned_before: Returned copies that the user has seen. Guards against a form submitted
            twice.

    Raises:
        InvalidTransition: The order is not posted, more copies are returned than were sent, or a
            return was recorded since the form was opened.
    """
    order = Order.objects.locked(order)
    if order.status != Status.POSTED:
        raise InvalidTransition(_("Only a posted order can come back."))
    if returned_before != order.returned:
        raise InvalidTransition(
            _("A return has been recorded or undone since you opened the page.")
        )
    if not 1 <= copies <= order.copies - order.returned:
        raise InvalidTransition(_("No more copies can come back than were sent."))
    if order.anonymised_at:
        # The reason may name a person, and erased data are not erased again.
        reason = ""
    inventory.return_copies(order, copies, restock, by, reason)
    check_low_stock()
    order.returned += copies
    order.save(update_fields=["returned"])
    where = _("back in stock") if restock else _("not to be sent again")
    detail = "" if order.anonymised_at else f"{copies} {where}. {reason}".strip()
    add_event(order, Event.RETURNED, by, detail)
    return order


@transaction.atomic
def undo_return(order: Order, by: User | None) -> Order:
    """Undo the last return.

    Raises:
        InvalidTransition: There is no return, or its copies have been reserved since.
    """
    order = Order.objects.locked(order)
    line = inventory.last_return(order)
    if not line:
        raise InvalidTransition(_("There is no return to undo."))
    if not inventory.undo_return_copies(order, line, by):
        raise InvalidTransition(_("The copies have been promised to others in the meantime."))
    check_low_stock()
    order.returned += line.posted
    order.save(update_fields=["returned"])
    add_event(order, Event.NOT_RETURNED, by)
    return order


@transaction.atomic
def update_recipient(
    order: Order,
    changes: dict[str, Any],
    by: User | None = None,
    *,
    seen: dict[str, Any] | None = None,
) -> Order:
    """Change name, address and contact data of an order.

    Args:
        by: A member of staff, or None for the customer.
        seen: The values that the form was opened with, by field. Without them, changes overwrite.

    Raises:
        InvalidTransition: The order is closed or, for the customer, packed.
        EditConflict: A field to change was changed by somebody else since the form was opened.
    """
    order = Order.objects.locked(order)
    if conflicts := _conflicts(order, changes, seen or {}):
        raise EditConflict(order, conflicts)
    if not (order.status in Order.OPEN if by else can_customer_change(order)):
        raise InvalidTransition(
            _("The order can no longer be changed: it has been packed or closed.")
        )
    changed = [name for name, value in changes.items() if getattr(order, name) != value]
    if not changed:
        return order
    for name in changed:
        setattr(order, name, changes[name])
    # A label that was printed has the old address: print it again.
    order.printed_at = None
    order.save()
    labels = ", ".join(str(Order._meta.get_field(name).verbose_name) for name in changed)  # type: ignore[union-attr]  # never a relation
    add_event(order, Event.CORRECTED, by, labels, by_customer=not by)
    return order


def _conflicts(order: Order, changes: dict[str, Any], seen: dict[str, Any]) -> list[str]:
    """Return the fields that somebody else has changed to something else since `seen`.

    An address is one thing: a street of one and a town of the other would be no address.
    """
    stored = {name: getattr(order, name) for name in seen | changes}
    theirs = {name for name, value in stored.items() if value != seen.get(name, value)}
    same = {name for name, value in changes.items() if stored[name] == value}
    conflicts = theirs & set(changes) - same
    address = set(Order.ADDRESS_FIELDS)
    if address & set(changes) - same:
        conflicts |= address & theirs - same
    return [name for name in stored if name in conflicts]


@transaction.atomic
def add_note(order: Order, text: str, by: User | None) -> None:
    """Add an internal note. The customer sees it only in an export of personal data.

    Raises:
        InvalidTransition: The personal data have been erased.
    """
    add_event(_lock_identified(order), Event.NOTE, by, text)


@transaction.atomic
def set_follow_up(order: Order, day: date | None, by: User | None) -> Order:
    """Set or, with None, clear the follow-up date.

    Raises:
        InvalidTransition: The personal data have been erased.
    """
    order = _lock_identified(order)
    order.follow_up_on = day
    order.save(update_fields=["follow_up_on"])
    add_event(order, Event.FOLLOW_UP, by, day.isoformat() if day else "")
    return order


# The statuses in which a mail is still true.
RESENDABLE_STATUSES = {
    Mail.Kind.RECEIPT: set(Status),
    Mail.Kind.WAITING: {Status.WAITING},
    Mail.Kind.ALLOCATED: {Status.NEW},
    Mail.Kind.POSTED: {Status.POSTED},
    Mail.Kind.CANCELLED: {Status.CANCELLED},
}


def can_resend_mail(mail: Mail, order: Order) -> bool:
    """Return whether the mail is still true and is neither sent nor given up."""
    is_pending = not (mail.sent_at or mail.is_given_up)
    is_current = order.status in RESENDABLE_STATUSES.get(Mail.Kind(mail.kind), set())
    return bool(order.email) and is_current and not is_pending


@transaction.atomic
def resend_mail(mail: Mail, by: User | None) -> None:
    """Send a mail again, as a new mail row.

    Raises:
        InvalidTransition: The mail is pending or outdated, or was sent again before.
    """
    order = _lock_identified(cast(Order, mail.order))
    if not can_resend_mail(mail, order):
        raise InvalidTransition(
            _("The mail cannot be sent again: it is on its way, or would not be true any more.")
        )
    if order.mails.filter(kind=mail.kind, pk__gt=mail.pk).exists():
        raise InvalidTransition(_("The mail has already been sent again."))
    create_mail(order, mail.kind)
    add_event(order, Event.SENT_AGAIN, by, mail.get_kind_display())


def _lock_identified(order: Order) -> Order:
    """Lock and return the order.

    Raises:
        InvalidTransition: The personal data have been erased.
    """
    order = Order.objects.locked(order)
    if order.anonymised_at:
        raise InvalidTransition(
            _("The order’s personal data have been erased: nothing can be added.")
        )
    return order


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
