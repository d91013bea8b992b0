"""manage.py check_orders: check that orders, reservations and ledger agree."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Sum, When

from orders.models import (
    Mail,
    MailAttempt,
    Order,
    OrderEvent,
    Stock,
    StockMovement,
)
from orders.models.order import OrderQuerySet
from orders.services import inventory

PROMISED = Case(When(status__in=Order.PROMISED, then="copies"), default=0)
POSTED = Case(When(status=Order.Status.POSTED, then=F("copies") - F("returned")), default=0)


class Command(BaseCommand):
    """Print a line for each disagreement and exit with 1, or report success."""

    help = "Checks that orders, reservations and ledger agree."

    def handle(self, **options: Any) -> None:
        found = 0
        with _snapshot():
            for disagreement in disagreements():
                self.stdout.write(disagreement)
                found += 1
            count = Order.objects.count()
        if found:
            raise SystemExit(1)
        self.stdout.write(f"No disagreement: {count} orders, reservations and ledger checked.")


def disagreements() -> Iterator[str]:
    """Yield a line for each disagreement. The database computes the sums."""
    yield from _balance()
    yield from _movements()
    yield from _history()
    yield from _anonymised()


def _balance() -> Iterator[str]:
    """Compare the balance with the ledger and the orders."""
    row = Stock.objects.filter(pk=1).first() or Stock()
    ledger = inventory.sum_ledger()
    orders = Order.objects.aggregate(
        promised=Sum(PROMISED, default=0), posted=Sum(POSTED, default=0)
    )
    for name, number in ledger.items():
        if getattr(row, name) != number:
            yield f"Stock: {getattr(row, name)} {name}, but the ledger adds up to {number}"
    for name, number in orders.items():
        if getattr(row, name) != number:
            yield f"Stock: {getattr(row, name)} {name}, but the orders add up to {number}"


def _movements() -> Iterator[str]:
    """Compare the movements of each order with its status. Returned copies may be free."""
    moved = (
        Order.objects.order_by()
        .values("pk", "number", "status", "copies", "returned")
        .annotate(
            should_promise=PROMISED,
            should_post=POSTED,
            promised=Sum("movements__promised", default=0),
            posted=Sum("movements__posted", default=0),
            free=Sum("movements__free", default=0),
        )
    )
    held = F("should_promise") + F("should_post")
    right = Q(promised=F("should_promise"), posted=F("should_post"))
    taken = Q(free__lte=-held, free__gte=-held - F("returned"))
    for order in moved.exclude(right & taken).iterator():
        yield (
            f"Order {order['number']} ({order['status']}): its movements add up to "
            f"{order['free']} free, {order['promised']} promised, {order['posted']} posted; "
            f"it should be {order['should_promise']} promised, {order['should_post']} posted"
        )


def _history() -> Iterator[str]:
    """Check that every order has a placed event."""
    placed = OrderEvent.objects.filter(order=OuterRef("pk"), kind=OrderEvent.Kind.PLACED)
    for number in _numbers(Order.objects.filter(~Exists(placed))):
        yield f"Order {number}: has no placed event"


def _anonymised() -> Iterator[str]:
    """Check that anonymised orders have no personal data."""
    has_personal_field = Q()
    for name in Order.PERSONAL:
        has_personal_field |= ~Q(**{name: ""})
    of_order = {"order": OuterRef("pk")}
    has_personal_row = (
        Exists(OrderEvent.objects.filter(**of_order).exclude(detail=""))
        | Exists(StockMovement.objects.filter(**of_order).exclude(reason=""))
        | Exists(Mail.objects.filter(**of_order).exclude(error=""))
        | Exists(MailAttempt.objects.filter(mail__order=OuterRef("pk")).exclude(outcome=""))
    )
    anonymised = Order.objects.exclude(anonymised_at=None)
    for number in _numbers(anonymised.filter(has_personal_field | has_personal_row)):
        yield f"Order {number}: anonymised, but still has personal data"


def _numbers(orders: OrderQuerySet) -> Iterator[str]:
    return orders.order_by().values_list("number", flat=True).iterator()


@contextmanager
def _snapshot() -> Any:
    """Run all queries on one snapshot of the database, without blocking writers."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # Django's own transactions lock out every writer, which a check must not.
        connection.cursor().execute("BEGIN")
        try:
            yield
        finally:
            connection.cursor().execute("ROLLBACK")
    else:
        with transaction.atomic():
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
