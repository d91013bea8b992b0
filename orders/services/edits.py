"""What changes on an order besides its status: recipient, notes, follow-up, and mail sent again.

Each service is one transaction and leaves an event on the order.
"""

from datetime import date
from typing import Any, cast

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from orders.models import Mail, Order, OrderEvent
from orders.services.transitions import EditConflict, InvalidTransition, add_event, create_mail

Status = Order.Status
Event = OrderEvent.Kind


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
    may_change = order.is_open if by else order.can_customer_change
    if order.anonymised_at or not may_change:
        raise InvalidTransition(
            _("The order can no longer be changed: it has been packed or closed.")
        )
    if conflicts := _conflicts(order, changes, seen or {}):
        raise EditConflict(order, conflicts)
    changed = [name for name, value in changes.items() if getattr(order, name) != value]
    if not changed:
        return order
    address = order.address_lines()
    for name in changed:
        setattr(order, name, changes[name])
    if order.address_lines() != address:
        # A label that was printed has the old address: print it again.
        order.printed_at = None
    order.save()
    labels = ", ".join(map(Order.field_label, changed))
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

    A double click, which sends the same note again, adds none.

    Raises:
        InvalidTransition: The personal data have been erased.
    """
    order = _lock_identified(order)
    latest = order.events.last()
    if latest and (latest.kind, latest.detail, latest.by) == (Event.NOTE, text, by):
        return
    add_event(order, Event.NOTE, by, text)


@transaction.atomic
def set_follow_up(order: Order, day: date | None, by: User | None) -> Order:
    """Set or, with None, clear the follow-up date.

    Raises:
        InvalidTransition: The personal data have been erased.
    """
    order = _lock_identified(order)
    if order.follow_up_on == day:
        return order
    order.follow_up_on = day
    order.save(update_fields=["follow_up_on"])
    add_event(order, Event.FOLLOW_UP, by, day.isoformat() if day else "")
    return order


# The statuses in which a mail is still true.
RESENDABLE_STATUSES = {
    Mail.Kind.RECEIPT: set(Status),
    Mail.Kind.WAITING: {Status.WAITING},
    Mail.Kind.ALLOCATED: {Status.NEW},
    Mail.Kind.SPLIT: {Status.WAITING},
    Mail.Kind.POSTED: {Status.POSTED},
    Mail.Kind.CANCELLED: {Status.CANCELLED},
}


def can_resend_mail(mail: Mail, order: Order) -> bool:
    """Return whether the mail is still true, and was sent or given up."""
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
