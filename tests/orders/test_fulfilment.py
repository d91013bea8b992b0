"""Every step of an order, lawful and not, and that orders, promises and ledger agree after each."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from orders.models import (
    Mail,
    MailAttempt,
    Order,
    OrderEvent,
    OrderSettings,
    StockMovement,
)
from orders.services import allocation, edits, fulfilment, inventory, privacy, warehouse
from orders.services.fulfilment import InvalidTransition
from tests import factories
from tests.concurrency import run_concurrently

pytestmark = pytest.mark.django_db

TABLE = re.compile(r'(?:FROM|UPDATE) "(orders_\w+)"')
Status = Order.Status
STEPS = {
    "pack": fulfilment.pack_order,
    "post": fulfilment.post_order,
    "cancel": lambda order, by: fulfilment.cancel_order(order, by, "Fortrudt"),
}
LAWFUL = {
    ("new", "pack"): "packed",
    ("new", "cancel"): "cancelled",
    ("waiting", "cancel"): "cancelled",
    ("packed", "post"): "posted",
    ("packed", "cancel"): "cancelled",
}
UNLAWFUL = [
    (status, step) for status in Status.values for step in STEPS if (status, step) not in LAWFUL
]


@pytest.fixture(autouse=True)
def _everything_agrees(db):
    """After every test the orders, the promises and the ledger must agree."""
    yield
    try:
        call_command("check_orders")
    except SystemExit:
        pytest.fail("check_orders found something: see what it printed")


def balance() -> tuple[int, int, int]:
    now = inventory.get_stock()
    return now.free, now.promised, now.posted


def in_status(status: str, staff_user, copies=2) -> Order:
    """An order that has come as far as `status`, of 100 copies (or none, where it waits)."""
    if status != "waiting":
        factories.stock(100)
    order = factories.placed_order(copies=copies)
    for step in {"packed": "pack", "posted": "pack post", "cancelled": "cancel"}.get(
        status, ""
    ).split():
        order = STEPS[step](order, staff_user)
    assert order.status == status
    return order


def history(order) -> list[tuple[str, str, str]]:
    return list(order.events.values_list("kind", "was", "became"))


@pytest.mark.parametrize(("status", "step"), LAWFUL)
def test_valid_transition_is_recorded_with_user(staff_user, status, step):
    order = STEPS[step](in_status(status, staff_user), staff_user)
    became = LAWFUL[status, step]
    assert Order.objects.get().status == order.status == became
    assert (order.closed_at is not None) == (became in Order.CLOSED)
    last = order.events.last()
    assert (last.was, last.became, last.by) == (status, became, staff_user)


@pytest.mark.parametrize(("status", "step"), UNLAWFUL)
def test_invalid_transition_changes_nothing(staff_user, status, step):
    order = in_status(status, staff_user)
    before = balance(), history(order), Mail.objects.count()
    with pytest.raises(InvalidTransition, match=order.number):
        STEPS[step](order, staff_user)
    assert (balance(), history(order), Mail.objects.count()) == before
    assert Order.objects.get().status == status


@pytest.mark.parametrize(("status", "step"), LAWFUL)
def test_undo_restores_order_and_stock(staff_user, status, step):
    order = in_status(status, staff_user)
    before, mails = balance(), list(order.mails.values_list("kind", flat=True))
    STEPS[step](order, staff_user)
    order = fulfilment.undo_last_transition(order, staff_user)
    assert (order.status, order.closed_at, balance()) == (status, None, before)
    # The mail that told of the step has not left, and must not.
    assert list(order.mails.values_list("kind", flat=True)) == mails
    assert history(order)[-1] == ("undone", LAWFUL[status, step], status)


def test_steps_are_undone_one_after_the_other(staff_user):
    order = fulfilment.undo_last_transition(in_status("posted", staff_user), staff_user)
    assert order.status == "packed"
    assert fulfilment.undo_last_transition(order, staff_user).status == "new"
    assert balance() == (98, 2, 0)
    with pytest.raises(InvalidTransition):
        fulfilment.undo_last_transition(order, staff_user)
    order = fulfilment.post_order(fulfilment.pack_order(order, staff_user), staff_user)
    assert fulfilment.undo_last_transition(order, staff_user).status == "packed"


@pytest.mark.parametrize("status", ["new", "waiting"])
def test_new_order_has_nothing_to_undo(staff_user, status):
    with pytest.raises(InvalidTransition):
        fulfilment.undo_last_transition(in_status(status, staff_user), staff_user)


def test_copies_move_from_free_to_promised_to_posted(staff_user):
    order = in_status("new", staff_user)
    assert balance() == (98, 2, 0)
    fulfilment.pack_order(order, staff_user)
    assert balance() == (98, 2, 0)
    fulfilment.post_order(order, staff_user)
    assert balance() == (98, 0, 2)


def test_cancelling_releases_copies(staff_user):
    fulfilment.cancel_order(in_status("packed", staff_user), staff_user, "Fortrudt")
    assert balance() == (100, 0, 0)


def test_cancellation_cannot_be_undone_without_stock(staff_user):
    factories.stock(2)
    order = fulfilment.cancel_order(factories.placed_order(copies=2), staff_user, "Fortrudt")
    factories.placed_order(copies=2, email="li@example.org")
    with pytest.raises(InvalidTransition):
        fulfilment.undo_last_transition(order, staff_user)
    assert balance() == (0, 2, 0)
    assert Order.objects.get(pk=order.pk).status == "cancelled"


@pytest.mark.parametrize(("restock", "free"), [(True, 100), (False, 98)])
def test_returned_copies_are_free_or_written_off(staff_user, restock, free):
    order = warehouse.record_return(
        in_status("posted", staff_user), 1, restock, staff_user, "Ubekendt"
    )
    order = warehouse.record_return(order, 1, restock, staff_user, returned_before=1)
    assert order.returned == 2
    assert balance() == (free, 0, 0)
    with pytest.raises(InvalidTransition):
        fulfilment.undo_last_transition(order, staff_user)


@pytest.mark.parametrize("copies", [-1, 0, 3])
def test_return_of_more_than_sent_is_refused(staff_user, copies):
    with pytest.raises(InvalidTransition):
        warehouse.record_return(in_status("posted", staff_user), copies, True, staff_user)


@pytest.mark.parametrize("status", ["new", "waiting", "packed", "cancelled"])
def test_return_of_unposted_order_is_refused(staff_user, status):
    with pytest.raises(InvalidTransition):
        warehouse.record_return(in_status(status, staff_user), 1, True, staff_user)


def test_copies_are_allocated_in_order_of_arrival(staff_user):
    first, second, big, small = (factories.placed_order(copies=copies) for copies in (1, 2, 5, 1))
    factories.stock(6)
    assert allocation.allocate_waiting(staff_user) == 2
    states = {order.pk: order.status for order in Order.objects.all()}
    assert states == {
        first.pk: "new",
        second.pk: "new",
        big.pk: "waiting",
        small.pk: "waiting",
    }
    assert balance() == (3, 3, 0)
    assert history(second)[-1] == ("status", "waiting", "new")
    assert allocation.allocate_waiting(staff_user) == 0


def test_allocation_of_one_order_can_be_undone(staff_user):
    order = factories.placed_order(copies=2)
    factories.stock(2)
    allocation.allocate_waiting(staff_user)
    assert fulfilment.undo_last_transition(order, staff_user).status == "waiting"
    assert balance() == (2, 0, 0)


def test_print_run_can_be_allocated_at_once(staff_user):
    factories.placed_order(copies=2)
    assert warehouse.receive_stock(10, staff_user, "Oplag 2", allocate=True) == 1
    assert balance() == (8, 2, 0)


def test_print_run_twice_from_one_form_is_refused(staff_user):
    warehouse.receive_stock(10, staff_user)
    with pytest.raises(InvalidTransition):
        warehouse.receive_stock(10, staff_user)
    assert balance() == (10, 0, 0)


def test_stocktake_includes_reserved_copies(staff_user):
    in_status("new", staff_user)
    warehouse.record_stocktake(97, "Tre var våde", staff_user)
    assert balance() == (95, 2, 0)
    with pytest.raises(InvalidTransition, match="2"):
        warehouse.record_stocktake(1, "Næsten alt er væk", staff_user)
    assert balance() == (95, 2, 0)


def test_order_without_stock_or_waiting_list_stores_nothing():
    OrderSettings.objects.create(may_wait=False)
    with pytest.raises(fulfilment.InsufficientStock):
        factories.placed_order()
    assert not Order.objects.exists()
    assert not Mail.objects.exists()


def test_staff_get_one_low_stock_mail_until_next_print_run(staff_user):
    OrderSettings.objects.create(low_stock_at=5, staff_email="bog@example.org", staff_mail="never")
    factories.stock(7)

    def told() -> int:
        return Mail.objects.filter(kind="staff_low_stock").count()

    factories.placed_order(copies=1)
    assert told() == 0
    factories.placed_order(copies=1)
    factories.placed_order(copies=1)
    assert told() == 1
    newest = StockMovement.objects.filter(kind="print_run").first()
    warehouse.receive_stock(10, staff_user, latest_run=newest.pk)
    factories.placed_order(copies=10)
    assert told() == 2


def test_correction_event_names_fields_without_values(staff_user):
    order = in_status("packed", staff_user)
    edits.update_recipient(order, {"street": "Nygade 1", "city": order.city}, staff_user)
    assert Order.objects.get().street == "Nygade 1"
    assert order.events.last().detail == "gade/vej og husnummer"


@pytest.mark.parametrize("status", ["posted", "cancelled"])
def test_closed_order_cannot_be_corrected(staff_user, status):
    with pytest.raises(InvalidTransition):
        edits.update_recipient(in_status(status, staff_user), {"street": "Nygade 1"}, staff_user)


@pytest.mark.parametrize("status", ["packed", "posted", "cancelled"])
def test_customer_cannot_change_packed_order(staff_user, status):
    order = in_status(status, staff_user)
    with pytest.raises(InvalidTransition):
        fulfilment.cancel_by_customer(order)
    with pytest.raises(InvalidTransition):
        edits.update_recipient(order, {"street": "Nygade 1"})


def test_only_current_mail_can_be_sent_again(staff_user):
    order = in_status("posted", staff_user)
    posted = order.mails.get(kind="posted")
    with pytest.raises(InvalidTransition):
        edits.resend_mail(posted, staff_user)
    posted.sent_at = timezone.now()
    posted.save()
    edits.resend_mail(posted, staff_user)
    assert order.mails.filter(kind="posted").count() == 2
    Mail.objects.update(sent_at=timezone.now())
    fulfilment.undo_last_transition(order, staff_user)
    with pytest.raises(InvalidTransition):
        edits.resend_mail(order.mails.last(), staff_user)


@pytest.mark.parametrize("status", Status.values)
def test_anonymised_order_has_no_personal_data(staff_user, status):
    order = in_status(status, staff_user)
    edits.add_note(order, "Åse ringede", staff_user)
    edits.set_follow_up(order, date(2030, 1, 2), staff_user)
    mail = order.mails.first()
    MailAttempt.objects.create(mail=mail, outcome="Refused: aase@example.org")
    Mail.objects.filter(pk=mail.pk).update(error="aase@example.org", sent_at=timezone.now())
    order = privacy.anonymise_order(order, staff_user)
    assert order.status in Order.CLOSED
    assert {getattr(order, name) for name in Order.PERSONAL} == {""}
    assert (order.postcode, order.follow_up_on) == ("15xx", None)
    assert not Mail.objects.filter(sent_at=None).exists()
    everything = str(
        [
            list(model.objects.values())
            for model in (Order, OrderEvent, Mail, MailAttempt, StockMovement)
        ]
    )
    for word in ("Åse", "aase", "Studiestræde"):
        assert word not in everything
    # Elsewhere "1554" may be part of a time.
    assert "1554" not in order.search_text + order.address_key
    again = privacy.anonymise_order(order, staff_user)
    assert (again.anonymised_at, again.events.filter(kind="anonymised").count()) == (
        order.anonymised_at,
        1,
    )


def test_anonymised_order_takes_no_note(staff_user):
    order = privacy.anonymise_order(in_status("posted", staff_user), staff_user)
    mail = Mail.objects.create(order=order, kind="posted", sent_at=timezone.now())
    for attempt in (
        lambda: edits.add_note(order, "Åse", staff_user),
        lambda: edits.set_follow_up(order, date(2030, 1, 2), staff_user),
        lambda: edits.resend_mail(mail, staff_user),
        lambda: fulfilment.undo_last_transition(order, staff_user),
        lambda: edits.update_recipient(order, {"name": "Åse"}, staff_user),
    ):
        with pytest.raises(InvalidTransition):
            attempt()
    warehouse.record_return(order, 1, True, staff_user, "Åse er flyttet")
    assert balance() == (99, 0, 1)


def test_reopened_order_is_not_anonymised(staff_user, monkeypatch):
    reopened, old, young = (in_status("posted", staff_user) for _each in range(3))
    long_ago = timezone.now() - timedelta(days=91)
    Order.objects.exclude(pk=young.pk).update(closed_at=long_ago)

    taken = privacy.anonymise_order

    def reopening(order, by=None):
        # A colleague undoes the posting of the next one while the first is being erased.
        fulfilment.undo_last_transition(reopened, staff_user)
        return taken(order, by)

    monkeypatch.setattr(privacy, "anonymise_order", reopening)
    assert privacy.anonymise_due_orders() == 1
    nameless = Order.objects.exclude(anonymised_at=None)
    assert list(nameless) == [old]
    assert Order.objects.get(pk=reopened.pk).status == "packed"


# --- At the same moment ---


@pytest.fixture
def packer_in_shared(shared_database):
    """A member of staff in the database that the threads share."""
    return _shared(lambda: get_user_model().objects.create_user("pakker"))


def _shared(function):
    """What `function` returns in the database that the threads share. On SQLite the test itself
    sees another one."""
    return run_concurrently(function)[0]


def _checked():
    call_command("check_orders")
    return balance()


def test_concurrent_packing_packs_once(packer_in_shared):
    def place():
        factories.stock(10)
        return factories.placed_order()

    def pack():
        try:
            return fulfilment.pack_order(order, packer_in_shared)
        except InvalidTransition:
            return None

    order = _shared(place)
    assert sum(map(bool, run_concurrently(pack, pack, pack))) == 1
    assert _shared(lambda: history(order)) == [
        ("placed", "", "new"),
        ("status", "new", "packed"),
    ]


def test_concurrent_allocation_gives_each_copy_once(packer_in_shared):
    def wait():
        orders = [factories.placed_order(copies=2) for _each in range(8)]
        factories.stock(11)
        return orders

    orders = _shared(wait)
    dealt = run_concurrently(*[lambda: allocation.allocate_waiting(packer_in_shared)] * 3)
    assert sum(dealt) == 5
    assert _shared(lambda: list(Order.objects.filter(status="new").order_by("pk"))) == orders[:5]
    assert _shared(_checked) == (1, 10, 0)


def test_concurrent_stock_changes_keep_ledger_balanced(packer_in_shared):
    def wait():
        orders = [factories.placed_order() for _each in range(9)]
        factories.stock(3)
        return orders, StockMovement.objects.get(kind="print_run").pk

    orders, newest = _shared(wait)
    run_concurrently(
        lambda: warehouse.receive_stock(3, packer_in_shared, latest_run=newest, allocate=True),
        lambda: allocation.allocate_waiting(packer_in_shared),
        *[
            lambda order=order: fulfilment.cancel_order(order, packer_in_shared, "Nej")
            for order in orders[::3]
        ],
    )
    _shared(lambda: allocation.allocate_waiting(packer_in_shared))
    states = _shared(lambda: sorted(Order.objects.values_list("status", flat=True)))
    assert states == ["cancelled"] * 3 + ["new"] * 6
    assert _shared(_checked) == (0, 6, 0)


@pytest.mark.parametrize(
    ("status", "change"),
    [
        ("packed", fulfilment.post_order),
        ("new", fulfilment.cancel_order),
        ("posted", fulfilment.undo_last_transition),
        ("new", lambda order, by: allocation.change_copies(order, 2, by)),
        ("posted", lambda order, by: warehouse.record_return(order, 1, True, by)),
    ],
    ids=["post", "cancel", "undo", "copies", "return"],
)
def test_stock_is_locked_before_the_order(staff_user, status, change):
    """As the waiting list does it: two that lock in another order would wait for each other."""
    order = in_status(status, staff_user)
    with CaptureQueriesContext(connection) as queries:
        change(order, staff_user)
    tables = [table for query in queries for table in TABLE.findall(query["sql"])]
    assert tables[0] == "orders_stock"
