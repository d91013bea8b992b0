"""The shelf: every way that copies move. Each call is part of its caller's transaction, writes the
balance in one statement and leaves a line in the ledger."""

from django.db import transaction
from django.db.models import F, Sum

from orders.models import Order, Stock, StockMovement

Kind = StockMovement.Kind


def get_stock() -> Stock:
    """The copies as they are now."""
    return Stock.objects.get_or_create(pk=1)[0]


def lock_stock() -> Stock:
    """The copies as they are now, for this transaction alone to change."""
    get_stock()
    return Stock.objects.select_for_update().get(pk=1)


def reserve_copies(order: Order, by=None) -> bool:
    """Promises the order its copies, or does nothing and says no where too few are free.

    The question and the answer are one statement in the database: however many ask at once, each
    copy is promised to one."""
    enough = Stock.objects.filter(pk=1, free__gte=order.copies)
    if not enough.update(free=F("free") - order.copies, promised=F("promised") + order.copies):
        return False
    _write(Kind.RESERVED, order, by, free=-order.copies, promised=order.copies)
    return True


def release_copies(order: Order, by=None):
    """Takes the promise back: the copies are free again."""
    _move(Kind.RELEASED, order, by, free=order.copies, promised=-order.copies)


def post_copies(order: Order, by=None):
    """The promised copies leave the house."""
    _move(Kind.POSTED, order, by, promised=-order.copies, posted=order.copies)


def undo_post_copies(order: Order, by=None):
    """They had not left after all: they are promised again."""
    _move(Kind.NOT_POSTED, order, by, promised=order.copies, posted=-order.copies)


def return_copies(order: Order, copies: int, to_shelf: bool, by=None, reason=""):
    """Posted copies came back, to the shelf or, where they can no longer be sent, to nobody."""
    _move(Kind.RETURNED, order, by, reason, free=copies if to_shelf else 0, posted=-copies)


def last_return(order: Order) -> StockMovement | None:
    """The return that was the last to move the order's copies, or None."""
    last = order.movements.order_by("pk").last()
    return last if last and last.kind == Kind.RETURNED else None


def undo_return_copies(order: Order, line: StockMovement, by=None) -> bool:
    """The copies of that return had not come back after all. Says no where they have been promised
    to others since."""
    enough = Stock.objects.filter(pk=1, free__gte=line.free)
    if not enough.update(free=F("free") - line.free, posted=F("posted") - line.posted):
        return False
    _write(Kind.NOT_RETURNED, order, by, free=-line.free, posted=-line.posted)
    return True


@transaction.atomic
def add_print_run(copies: int, by=None, reason=""):
    """New copies from the printer."""
    get_stock()
    _move(Kind.PRINT_RUN, None, by, reason, free=copies)


def latest_print_run() -> int | None:
    """The key of the last print run that came in, or None."""
    # Few lines are without an order, and the index on it finds them among millions.
    runs = StockMovement.objects.filter(order=None, kind=Kind.PRINT_RUN)
    return runs.values_list("pk", flat=True).first()


@transaction.atomic
def set_free_copies(copies: int, reason: str, by=None):
    """Makes the free copies what was counted, by a correction in the ledger."""
    _move(Kind.CORRECTED, None, by, reason, free=copies - lock_stock().free)


def sum_ledger() -> dict[str, int]:
    """What the lines of the ledger add up to: free, promised and posted."""
    sums = StockMovement.objects.aggregate(
        free=Sum("free", default=0),
        promised=Sum("promised", default=0),
        posted=Sum("posted", default=0),
    )
    return dict(sums)


def _move(kind, order, by, reason="", **changes):
    Stock.objects.filter(pk=1).update(
        **{name: F(name) + change for name, change in changes.items()}
    )
    _write(kind, order, by, reason, **changes)


def _write(kind, order, by, reason="", **changes):
    StockMovement.objects.create(kind=kind, order=order, by=by, reason=reason, **changes)
