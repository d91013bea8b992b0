"""The waiting list: who gets free copies, and how many.

Copies are allocated in order of arrival. Staff can make an exception for a chosen order.
"""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orders.models import Mail, Order, OrderEvent, OrderSettings
from orders.models.order import generate_number, generate_secret
from orders.services import inventory
from orders.services.transitions import (
    InvalidTransition,
    add_event,
    change_status,
    check_low_stock,
    create_mail,
)

Status = Order.Status
Event = OrderEvent.Kind


@transaction.atomic
def allocate_waiting(by: User | None) -> int:
    """Allocate free stock to waiting orders, oldest first. Return how many were filled.

    Stop at the first order that needs more than is free, so that no order overtakes another.
    """
    inventory.lock_stock()
    filled = 0
    # One query an order: the queryset changes with each order that is filled.
    while order := Order.objects.waiting().select_for_update().first():
        if not inventory.reserve_copies(order, by):
            break
        _allocate(order, by)
        filled += 1
    check_low_stock()
    return filled


@transaction.atomic
def allocate_order(order: Order, by: User) -> Order:
    """Allocate free copies to a chosen waiting order, ahead of older ones.

    Raises:
        InvalidTransition: The order does not wait, or too few copies are free.
    """
    inventory.lock_stock()
    order = Order.objects.locked(order)
    if order.status != Status.WAITING:
        raise InvalidTransition(_("The order does not wait for copies."))
    if not inventory.reserve_copies(order, by):
        raise InvalidTransition(_too_few(order.copies, inventory.get_stock().free))
    order = _allocate(order, by)
    check_low_stock()
    return order


@transaction.atomic
def split_order(order: Order, copies: int, by: User) -> Order:
    """Reserve some copies of a waiting order now, and move the rest to a new waiting order.

    The new order has the same customer and keeps the place on the waiting list.

    Args:
        copies: The copies that can be sent now.

    The customer gets a mail with the number and the status page of the new order.

    Returns the new order.

    Raises:
        InvalidTransition: The order does not wait, or the copies are not free, none or all.
    """
    inventory.lock_stock()
    order = Order.objects.locked(order)
    if order.status != Status.WAITING:
        raise InvalidTransition(_("The order does not wait for copies."))
    if not 1 <= copies < order.copies:
        raise InvalidTransition(
            _("Write a number from 1 to %(most)d.") % {"most": order.copies - 1}
        )
    rest = _copy_waiting(order, order.copies - copies, by)
    order.copies = copies
    if not inventory.reserve_copies(order, by):
        raise InvalidTransition(_too_few(copies, inventory.get_stock().free))
    order.save(update_fields=["copies"])
    add_event(order, Event.SPLIT, by, _("The other copies: %s") % rest.number)
    _allocate(order, by)
    check_low_stock()
    create_mail(rest, Mail.Kind.SPLIT)
    return rest


@transaction.atomic
def change_copies(order: Order, copies: int, by: User, *, seen: int | None = None) -> Order:
    """Change the number of copies of an open order, and reserve or release the difference.

    Args:
        seen: The number when the form was opened.

    Raises:
        InvalidTransition: The order is closed or erased, the number was changed since the form was
            opened, or too few copies are free.
    """
    inventory.lock_stock()
    order = Order.objects.locked(order)
    if not order.is_open or order.anonymised_at:
        raise InvalidTransition(_("The number of copies of a closed order cannot be changed."))
    before = order.copies
    if copies == before:
        return order
    if seen not in (None, before):
        raise InvalidTransition(
            _("The number was changed to %(copies)d in the meantime. Write the right one again.")
            % {"copies": before}
        )
    if order.status in Order.PROMISED:
        inventory.release_copies(order, by)
        order.copies = copies
        if not inventory.reserve_copies(order, by):
            free = inventory.get_stock().free - before
            raise InvalidTransition(_too_few(copies - before, free))
    order.copies = copies
    # The label and the packing slip say how many.
    order.printed_at = None
    order.save(update_fields=["copies", "printed_at"])
    add_event(
        order, Event.COPIES, by, _("From %(old)d to %(new)d") % {"old": before, "new": copies}
    )
    check_low_stock()
    return order


def _allocate(order: Order, by: User | None) -> Order:
    """Make the waiting order new, and mail the customer if the settings say so."""
    order = change_status(order, Status.NEW, by)
    if OrderSettings.load().mail_when_allocated:
        create_mail(order, Mail.Kind.ALLOCATED)
    return order


def _copy_waiting(order: Order, copies: int, by: User) -> Order:
    rest = Order.objects.get(pk=order.pk)
    rest.pk = None
    rest._state.adding = True
    rest.number, rest.secret = generate_number(), generate_secret()
    rest.form_key = f"split-{rest.secret}"
    # The customer ordered once: neither the limit of an hour nor the day's mail counts it again.
    rest.source, rest.sender, rest.copies = Order.Source.STAFF, "", copies
    rest.packing_run, rest.printed_at = None, None
    rest.save(force_insert=True)
    # auto_now_add has set the time of today.
    Order.objects.filter(pk=rest.pk).update(created_at=order.created_at)
    OrderEvent.objects.create(
        order=rest,
        kind=Event.PLACED,
        became=Status.WAITING,
        by=by,
        detail=_("Split from order %s") % order.number,
    )
    return rest


def _too_few(copies: int, free: int) -> str:
    return ngettext(
        "%(copies)d copy is needed, but only %(free)d are free. Receive stock first.",
        "%(copies)d copies are needed, but only %(free)d are free. Receive stock first, or choose "
        "fewer.",
        copies,
    ) % {"copies": copies, "free": free}
