"""Copies that come in or back: print runs, stocktakes and returns.

Each function is one transaction. It writes the ledger and, for a return, leaves an event on the
order.
"""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from orders.models import Order, OrderEvent
from orders.services import inventory
from orders.services.allocation import allocate_waiting
from orders.services.transitions import InvalidTransition, add_event, check_low_stock

Event = OrderEvent.Kind


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
def record_stocktake(copies: int, reason: str, by: User | None, *, seen: int | None = None) -> None:
    """Correct the stock to the number of copies counted, free and reserved.

    Args:
        seen: The number of copies, free and reserved, when the form was opened.

    Raises:
        InvalidTransition: Fewer copies were counted than are reserved, or copies have come or left
            since the form was opened.
    """
    stock = inventory.lock_stock()
    promised, present = stock.promised, stock.promised + stock.free
    if seen not in (None, present):
        raise InvalidTransition(
            _(
                "Copies have come or left since you opened the page: there were %(seen)d, and now "
                "there are %(present)d. Is the count still right? Then save it again."
            )
            % {"seen": seen, "present": present}
        )
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
    inventory.lock_stock()
    order = Order.objects.locked(order)
    if order.status != Order.Status.POSTED:
        raise InvalidTransition(_("Only a posted order can come back."))
    if returned_before != order.returned:
        raise InvalidTransition(_changed_return())
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
def undo_return(order: Order, by: User | None, *, seen: int | None = None) -> Order:
    """Undo the last return.

    Args:
        seen: Returned copies that the user has seen. Guards against a form submitted twice.

    Raises:
        InvalidTransition: There is no return, another one was recorded or undone since the form was
            opened, or its copies have been reserved since.
    """
    inventory.lock_stock()
    order = Order.objects.locked(order)
    if seen not in (None, order.returned):
        raise InvalidTransition(_changed_return())
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


def _changed_return() -> str:
    return _("A return has been recorded or undone since you opened the page.")
