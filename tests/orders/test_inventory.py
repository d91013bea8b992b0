"""The constraints beneath the stock hold, whoever writes."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import F, ProtectedError

from orders.models import Order, OrderEvent, Stock, StockMovement
from orders.services import fulfilment, inventory, privacy, warehouse
from tests import factories

pytestmark = pytest.mark.django_db


def fails(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


@pytest.mark.parametrize("name", ["free", "promised", "posted"])
def test_stock_cannot_be_negative(name):
    factories.stock(5)
    fails(lambda: Stock.objects.update(**{name: F(name) - 6}))
    assert Stock.objects.get().free == 5


def test_stock_has_one_row():
    fails(lambda: Stock.objects.create(pk=2, free=5))


def test_reservation_without_stock_is_refused():
    factories.stock(1)
    order = factories.order(copies=2)
    assert not inventory.reserve_copies(order)
    assert not order.movements.exists()
    assert inventory.sum_ledger() == {"free": 1, "promised": 0, "posted": 0}


def test_unreserved_copies_cannot_be_posted_or_released():
    factories.stock(5)
    order = factories.order(copies=2)
    for move in (inventory.post_copies, inventory.release_copies, inventory.undo_post_copies):
        fails(lambda move=move: move(order))
    assert not order.movements.exists()


def test_returned_copies_cannot_exceed_ordered():
    factories.order(copies=2)
    fails(lambda: Order.objects.update(returned=3))


@pytest.mark.parametrize("copies", [0, -1])
def test_order_has_at_least_one_copy(copies):
    fails(lambda: factories.order(copies=copies))


def test_order_in_ledger_cannot_be_deleted():
    factories.stock(5)
    order = factories.placed_order()
    with pytest.raises(ProtectedError):
        order.delete()


# --- check_orders sees what is wrong ---


def posted():
    staff_user = factories.order_staff()
    return fulfilment.post_order(
        fulfilment.pack_order(factories.placed_order(copies=2), staff_user), staff_user
    )


@pytest.fixture
def order(db):
    factories.stock(10)
    return posted()


def report(capsys) -> list[str]:
    """The lines of a check that must find something."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        call_command("check_orders")
    assert ended.value.code == 1
    return capsys.readouterr().out.splitlines()


def test_check_orders_passes_on_consistent_data(order, capsys):
    call_command("check_orders")
    assert capsys.readouterr().out.startswith("No disagreement: 1 orders")


def test_check_orders_reports_wrong_balance(order, capsys):
    Stock.objects.update(free=7)
    assert report(capsys) == ["Stock: 7 free, but the ledger adds up to 8"]


def test_check_orders_reports_reservation_without_order(order, capsys):
    StockMovement.objects.create(kind="reserved", free=-1, promised=1)
    Stock.objects.update(free=7, promised=1)
    assert report(capsys) == ["Stock: 1 promised, but the orders add up to 0"]


def test_check_orders_reports_status_without_movements(order, capsys):
    Order.objects.update(status="packed")
    lines = report(capsys)
    assert len(lines) == 3
    assert lines[-1].startswith(f"Order {order.number} (packed): ")


def test_check_orders_reports_errors_that_cancel_out(order, capsys):
    other = factories.placed_order(copies=2, email="li@example.org")
    StockMovement.objects.filter(order=other).update(order=order)
    assert {line.split()[1] for line in report(capsys)} == {order.number, other.number}


def test_check_orders_reports_excess_return(order, capsys):
    warehouse.record_return(order, 1, True, None)
    StockMovement.objects.filter(kind="returned").update(free=2)
    Stock.objects.update(free=F("free") + 1)
    assert [line.split()[1] for line in report(capsys)] == [order.number]


def test_check_orders_reports_missing_placed_event(order, capsys):
    OrderEvent.objects.filter(kind="placed").delete()
    assert report(capsys) == [f"Order {order.number}: has no placed event"]


def leave_a_name(order):
    Order.objects.update(name="Åse")


def leave_a_note(order):
    order.events.update(detail="Åse ringede")


def leave_a_reason(order):
    order.movements.update(reason="Åse er flyttet")


def leave_an_error(order):
    order.mails.create(kind="posted", error="aase@example.org")


def leave_an_outcome(order):
    order.mails.create(kind="posted").tries.create(outcome="aase@example.org")


@pytest.mark.parametrize(
    "leave",
    [
        leave_a_name,
        leave_a_note,
        leave_a_reason,
        leave_an_error,
        leave_an_outcome,
    ],
)
def test_check_orders_reports_remaining_personal_data(order, capsys, leave):
    privacy.anonymise_order(order)
    leave(order)
    assert report(capsys) == [f"Order {order.number}: anonymised, but still has personal data"]
