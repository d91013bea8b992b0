"""Printing and packing runs.

From the moment its label is printed or it joins a packing run, an order is no longer the customer's
to change: the parcel would go to the address on the label.
"""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orders.models import Order, OrderEvent, PackingRun
from orders.services import fulfilment, inventory

MAX_RUN_SIZE = 200


@transaction.atomic
def create_packing_run(size: int, by: User, *, seen: int | None = None) -> PackingRun:
    """Put the oldest `size` new orders that are in no run into a new run.

    Args:
        seen: Primary key of the newest run that the user has seen, 0 for none. Guards against a
            form submitted twice: the newer run is returned.

    Raises:
        InvalidTransition: No new order is left.
    """
    inventory.lock_stock()
    newest = PackingRun.objects.order_by("pk").last()
    if newest and seen not in (None, newest.pk):
        return newest
    new = Order.objects.filter(status=Order.Status.NEW, packing_run=None)
    oldest = new.order_by("created_at", "pk").select_for_update()
    orders = list(oldest[: min(size, MAX_RUN_SIZE)])
    if not orders:
        raise fulfilment.InvalidTransition(_("There are no new orders to pack."))
    run = PackingRun.objects.create(by=by)
    Order.objects.filter(pk__in=[order.pk for order in orders]).update(packing_run=run)
    _add_events(orders, OrderEvent.Kind.PACKING_RUN, by, str(run))
    return run


@transaction.atomic
def leave_packing_run(order: Order, by: User) -> Order:
    """Take the order out of its open run. It is new and can join the next run.

    Raises:
        InvalidTransition: The order is in no open run.
    """
    order = Order.objects.locked(order)
    run = order.packing_run
    if not run or run.closed_at:
        raise fulfilment.InvalidTransition(_("The order is in no open packing run."))
    order.packing_run = order.printed_at = None
    order.save(update_fields=["packing_run", "printed_at"])
    _add_events([order], OrderEvent.Kind.LEFT_RUN, by, str(run))
    return order


def close_packing_run(run: PackingRun, by: User) -> fulfilment.Outcome:
    """Mark every order of the run that has a parcel as posted, and close the run.

    Each order is one transaction: an order that cannot be posted is skipped and leaves the others
    alone.
    """
    promised = run.orders.filter(status__in=Order.PROMISED).order_by("created_at", "pk")
    outcome = fulfilment.change_each(promised, lambda order: _pack_and_post(order, run, by))
    PackingRun.objects.filter(pk=run.pk, closed_at=None).update(closed_at=timezone.now())
    return outcome


def reopen_packing_run(run: PackingRun, by: User) -> fulfilment.Outcome:
    """Undo what closing the run did to its orders, and open the run again.

    Mail about it that has not left is withdrawn. An order that was posted by itself, or whose
    copies have come back, stays posted.
    """
    posted = run.orders.filter(status=Order.Status.POSTED).order_by("created_at", "pk")
    by_run = [order for order in posted if _is_changed_by(run, order)]
    return fulfilment.change_each(by_run, lambda order: _undo_posting(order, run, by))


def _is_changed_by(run: PackingRun, order: Order) -> bool:
    last = fulfilment.last_transition(order)
    return bool(last and last.packing_run_id == run.pk)


@transaction.atomic
def _undo_posting(order: Order, run: PackingRun, by: User) -> None:
    order = fulfilment.undo_last_transition(order, by, seen=Order.Status.POSTED)
    # The run counts as open meanwhile: the order stays in it.
    PackingRun.objects.filter(pk=run.pk).update(closed_at=None)
    if _is_changed_by(run, order):
        fulfilment.undo_last_transition(order, by, seen=Order.Status.PACKED)


@transaction.atomic
def mark_printed(
    orders: list[Order], by: User, what: str, *, has_labels: bool = True
) -> list[Order]:
    """Record on each order that something was printed, and what.

    A packing slip alone, without a label, leaves the order to the customer.

    Return the orders that were cancelled since they were read, or whose address or number of copies
    was changed. They are not marked: what was printed is not right any more.
    """
    locked = Order.objects.select_for_update().order_by("created_at", "pk")
    stored = locked.in_bulk([order.pk for order in orders])
    changed = [order for order in orders if not _is_right_for(order, stored[order.pk])]
    printed = [order for order in orders if order not in changed]
    if has_labels:
        pks = [order.pk for order in printed]
        Order.objects.filter(pk__in=pks).update(printed_at=timezone.now())
    _add_events(printed, OrderEvent.Kind.PRINTED, by, what)
    return changed


def _is_right_for(printed: Order, stored: Order) -> bool:
    return stored.has_parcel and (printed.address_lines(), printed.copies) == (
        stored.address_lines(),
        stored.copies,
    )


@transaction.atomic
def _pack_and_post(order: Order, run: PackingRun, by: User) -> None:
    inventory.lock_stock()
    order = Order.objects.locked(order)
    if order.packing_run_id != run.pk:
        raise fulfilment.InvalidTransition(_("The order is in no open packing run."))
    if order.status == Order.Status.NEW:
        fulfilment.pack_order(order, by, run)
    fulfilment.post_order(order, by, run)


def _add_events(orders: Iterable[Order], kind: OrderEvent.Kind, by: User, detail: str = "") -> None:
    OrderEvent.objects.bulk_create(
        OrderEvent(order=order, kind=kind, by=by, detail=detail) for order in orders
    )
