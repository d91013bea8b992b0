"""The stock ledger: every way that copies move.

A function that moves copies changes the balance and writes a line of the ledger, in the transaction
of its caller.
"""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Sum

from orders.models import Order, Stock, StockMovement

Kind = StockMovement.Kind


def get_stock() -> Stock:
    """Return the stock balance."""
    return Stock.objects.get_or_create(pk=1)[0]


def lock_stock() -> Stock:
    """Lock and return the stock balance."""
    get_stock()
    return Stock.objects.select_for_update().get(pk=1)


def is_available(copies: int = 1) -> bool:
    """Return whether a new order gets its copies at once: so many are free, and nobody waits."""
    return get_stock().free >= copies and not Order.objects.waiting().exists()


def reserve_copies(order: Order, by: User | None = None) -> bool:
    """Reserve the order's copies.

    Return False, changing nothing, if stock is insufficient. Check and update are one statement, so
    that concurrent requests cannot reserve a copy twice.
    """
    enough = Stock.objects.filter(pk=1, free__gte=order.copies)
    if not enough.update(free=F("free") - order.copies, promised=F("promised") + order.copies):
        return False
    _write(Kind.RESERVED, order, by, free=-order.copies, promised=order.copies)
    return True


def release_copies(order: Order, by: User | None = None) -> None:
    """Make the order's reserved copies free again."""
    _move(Kind.RELEASED, order, by, free=order.copies, promised=-order.copies)


def post_copies(order: Order, by: User | None = None) -> None:
    """Book the order's reserved copies as posted."""
    _move(Kind.POSTED, order, by, promised=-order.copies, posted=order.copies)


def undo_post_copies(order: Order, by: User | None = None) -> None:
    """Book the order's posted copies as reserved again."""
    _move(Kind.NOT_POSTED, order, by, promised=order.copies, posted=-order.copies)


def return_copies(
    order: Order, copies: int, restock: bool, by: User | None = None, reason: str = ""
) -> None:
    """Book posted copies as returned: free again or, if damaged, written off."""
    _move(Kind.RETURNED, order, by, reason, free=copies if restock else 0, posted=-copies)


def last_return(order: Order) -> StockMovement | None:
    """Return the latest return of copies that is not undone, or None."""
    returns: list[StockMovement] = []
    for line in order.movements.order_by("pk"):
        if line.kind == Kind.RETURNED:
            returns.append(line)
        elif line.kind == Kind.NOT_RETURNED:
            returns.pop()
    return returns[-1] if returns else None


def undo_return_copies(order: Order, line: StockMovement, by: User | None = None) -> bool:
    """Undo a return.

    Return False, changing nothing, if its copies have been reserved since.
    """
    enough = Stock.objects.filter(pk=1, free__gte=line.free)
    if not enough.update(free=F("free") - line.free, posted=F("posted") - line.posted):
        return False
    _write(Kind.NOT_RETURNED, order, by, free=-line.free, posted=-line.posted)
    return True


@transaction.atomic
def add_print_run(copies: int, by: User | None = None, reason: str = "") -> None:
    """Add new copies to the free stock."""
    get_stock()
    _move(Kind.PRINT_RUN, None, by, reason, free=copies)


def latest_print_run() -> int | None:
    """Return the primary key of the latest print run, or None."""
    runs = StockMovement.objects.filter(order=None, kind=Kind.PRINT_RUN)
    return runs.values_list("pk", flat=True).first()


@transaction.atomic
def set_free_copies(copies: int, reason: str, by: User | None = None) -> None:
    """Set the number of free copies by a correction."""
    _move(Kind.CORRECTED, None, by, reason, free=copies - lock_stock().free)


def sum_ledger() -> dict[str, int]:
    """Return the ledger's totals: free, promised and posted."""
    sums = StockMovement.objects.aggregate(
        free=Sum("free", default=0),
        promised=Sum("promised", default=0),
        posted=Sum("posted", default=0),
    )
    return dict(sums)


def _move(
    kind: str, order: Order | None, by: User | None, reason: str = "", **changes: int
) -> None:
    Stock.objects.filter(pk=1).update(
        **{name: F(name) + change for name, change in changes.items()}
    )
    _write(kind, order, by, reason, **changes)


def _write(
    kind: str, order: Order | None, by: User | None, reason: str = "", **changes: int
) -> None:
    StockMovement.objects.create(kind=kind, order=order, by=by, reason=reason, **changes)
