"""The waiting list: order of arrival, exceptions by staff, and changed numbers of copies."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from orders.mail.outbox import send_due_mail
from orders.mail.placeholders import orders_since
from orders.models import Mail, Order, OrderSettings, Stock
from orders.services import allocation, fulfilment
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ledger_agrees(db):
    yield
    call_command("check_orders")


def status(order) -> str:
    return Order.objects.get(pk=order.pk).status


def act(client, order, action, **data):
    """Press a button on the order's page."""
    url = f"/admin/bestillinger/{order.pk}/handling/"
    return client.post(url, {"action": action, **data}, follow=True)


def message(response) -> str:
    return form_client.read(response).select_one(".messages").get_text(" ", strip=True)


def test_newcomer_does_not_overtake_waiting_order():
    factories.stock(10)
    large = factories.placed_order(copies=40)
    small = factories.placed_order(copies=1)
    assert (status(large), status(small)) == ("waiting", "waiting")


def test_book_is_sold_out_for_newcomers_while_orders_wait_and_none_may_join():
    factories.stock(10)
    factories.placed_order(copies=40)
    OrderSettings.objects.update_or_create(defaults={"may_wait": False})
    with pytest.raises(fulfilment.InsufficientStock):
        factories.placed_order(copies=1)


def test_allocation_follows_order_of_arrival(staff_user):
    orders = [factories.placed_order(copies=copies) for copies in (4, 1, 1)]
    factories.stock(3)
    assert allocation.allocate_waiting(staff_user) == 0
    factories.stock(2)
    assert allocation.allocate_waiting(staff_user) == 2
    assert [status(order) for order in orders] == ["new", "new", "waiting"]


def test_staff_allocate_to_chosen_order(staff_client):
    large, small = factories.placed_order(copies=40), factories.placed_order(copies=2)
    factories.stock(10)
    act(staff_client, small, "allocate")
    assert (status(large), status(small)) == ("waiting", "new")


def test_allocation_without_enough_copies_is_refused(staff_client):
    order = factories.placed_order(copies=40)
    factories.stock(10)
    assert "kun 10 er frie" in message(act(staff_client, order, "allocate"))
    assert status(order) == "waiting"


def test_split_sends_some_copies_and_keeps_place_of_the_rest(staff_client):
    first, second = factories.placed_order(copies=40), factories.placed_order(copies=3)
    factories.stock(12)
    act(staff_client, first, "split", copies=10)
    rest = Order.objects.exclude(pk__in=[first.pk, second.pk]).get()
    first.refresh_from_db()
    assert (first.status, first.copies) == ("new", 10)
    assert (rest.status, rest.copies, rest.name) == ("waiting", 30, first.name)
    assert list(Order.objects.waiting()) == [rest, second]
    assert rest.number in first.events.get(kind="split").detail
    assert first.number in rest.events.get(kind="placed").detail
    assert rest.secret != first.secret
    listed = orders_since(None, timezone.now())
    assert list(listed) == [first, second], "the day's mail lists the customer's order once"


def test_customer_hears_of_the_waiting_part_of_a_split_order(staff_client, mailoutbox):
    order = factories.placed_order(copies=40)
    factories.stock(12)
    act(staff_client, order, "split", copies=10)
    rest = Order.objects.exclude(pk=order.pk).get()
    send_due_mail()
    about_rest = [mail for mail in mailoutbox if rest.secret in mail.body]
    assert [mail.subject for mail in about_rest] == [
        f"Resten af din bestilling venter, nu med nummer {rest.number}"
    ]
    assert "De sidste, 30 eksemplarer af" in about_rest[0].body
    assert "De er ikke en ny bestilling" in about_rest[0].body


def test_number_of_copies_changed_by_another_is_not_overwritten(staff_client):
    factories.stock(20)
    order = factories.placed_order(copies=1)
    act(staff_client, order, "copies", copies=3, seen=1)
    response = act(staff_client, order, "copies", copies=2, seen=1)
    assert "Antallet er i mellemtiden ændret til 3." in message(response)
    assert Order.objects.get().copies == 3
    act(staff_client, order, "copies", copies=2, seen=3)
    assert Order.objects.get().copies == 2


def test_changed_number_of_a_printed_or_packed_order_is_to_be_printed_again(staff_client):
    factories.stock(20)
    order = factories.placed_order(copies=1)
    assert "udskriv" not in message(act(staff_client, order, "copies", copies=2, seen=1))
    Order.objects.update(printed_at=timezone.now())
    assert "udskriv det igen" in message(act(staff_client, order, "copies", copies=3, seen=2))
    act(staff_client, order, "pack")
    packed = message(act(staff_client, order, "copies", copies=4, seen=3))
    assert "etiketten og indholdet" in packed


def test_undone_cancellation_that_the_customer_knows_of_is_to_be_told(staff_client):
    factories.stock(5)
    order = factories.placed_order()
    Order.objects.update(printed_at=timezone.now())
    said = message(act(staff_client, order, "cancel", reason="Fejl"))
    assert "hold pakken tilbage" in said
    send_due_mail()
    assert "skriv eller ring" in message(act(staff_client, order, "undo"))
    assert not Order.objects.get().printed_at, "its label may have been thrown away"


def test_posting_and_allocation_say_that_a_mail_leaves(staff_client):
    order = factories.placed_order()
    factories.stock(5)
    assert "1 bestiller får en mail." in message(act(staff_client, order, "allocate"))
    act(staff_client, order, "pack")
    assert "10 minutter" in message(act(staff_client, order, "post"))


def test_undone_allocation_tells_of_the_mail_that_was_sent(staff_client):
    order = factories.placed_order()
    factories.stock(5)
    act(staff_client, order, "allocate")
    send_due_mail()
    assert "Mailen om det er allerede sendt." in message(act(staff_client, order, "undo"))


def test_more_copies_ahead_of_the_waiting_list_are_said(staff_client):
    factories.stock(2)
    order = factories.placed_order(copies=1)
    factories.placed_order(copies=2)
    response = act(staff_client, order, "copies", copies=2, seen=1)
    assert Order.objects.get(pk=order.pk).copies == 2
    assert "1 bestilling på ventelisten er sprunget over" in message(response)
    response = act(staff_client, order, "copies", copies=1, seen=2)
    assert "ventelisten" not in message(response)


@pytest.mark.parametrize("copies", ["0", "40", "41", "", "x"])
def test_split_needs_a_part_of_the_copies(staff_client, copies):
    order = factories.placed_order(copies=40)
    factories.stock(100)
    act(staff_client, order, "split", copies=copies)
    order.refresh_from_db()
    assert (order.status, order.copies) == ("waiting", 40)
    assert Order.objects.count() == 1


def test_split_of_more_than_free_changes_nothing(staff_client):
    order = factories.placed_order(copies=40)
    factories.stock(5)
    assert "kun 5 er frie" in message(act(staff_client, order, "split", copies=10))
    order.refresh_from_db()
    assert (order.status, order.copies) == ("waiting", 40)
    assert Order.objects.count() == 1


@pytest.mark.parametrize(("copies", "free"), [(1, 9), (7, 3), (10, 0)])
def test_change_of_copies_moves_stock(staff_client, copies, free):
    factories.stock(10)
    order = factories.placed_order(copies=3)
    act(staff_client, order, "copies", copies=copies)
    order.refresh_from_db()
    assert order.copies == copies
    assert (Stock.objects.get().free, Stock.objects.get().promised) == (free, copies)
    assert order.events.last().detail == f"Fra 3 til {copies}"


def test_change_of_copies_without_stock_changes_nothing(staff_client):
    factories.stock(10)
    order = factories.placed_order(copies=3)
    text = message(act(staff_client, order, "copies", copies=11))
    assert "Der skal bruges 8 eksemplarer, men kun 7 er frie." in text
    order.refresh_from_db()
    assert order.copies == 3
    assert Stock.objects.get().free == 7


def test_copies_of_waiting_order_can_be_changed(staff_client):
    order = factories.placed_order(copies=40)
    act(staff_client, order, "copies", copies=4)
    assert Order.objects.get().copies == 4


def test_copies_of_posted_order_cannot_be_changed(staff_client, staff_user):
    factories.stock(10)
    order = fulfilment.post_order(
        fulfilment.pack_order(factories.placed_order(copies=3), staff_user), staff_user
    )
    act(staff_client, order, "copies", copies=4)
    assert Order.objects.get().copies == 3


@pytest.mark.parametrize("action", ["allocate", "split", "copies"])
def test_only_staff_may_allocate_split_and_change(viewer_client, client, action):
    order = factories.placed_order(copies=4)
    factories.stock(10)
    for refused in (viewer_client, client):
        act(refused, order, action, copies=2)
    order.refresh_from_db()
    assert (order.status, order.copies) == ("waiting", 4)


def test_customer_gets_mail_when_copies_are_allocated(mailoutbox, staff_user):
    order = factories.placed_order(copies=4)
    factories.stock(10)
    allocation.allocate_waiting(staff_user)
    send_due_mail()
    text = mailoutbox[-1].body
    assert "Nu er der 4 eksemplarer til dig" in text
    assert order.secret in text


def test_mail_about_allocation_can_be_switched_off(staff_user):
    OrderSettings.objects.update_or_create(defaults={"mail_when_allocated": False})
    factories.placed_order(copies=4)
    factories.stock(10)
    allocation.allocate_waiting(staff_user)
    assert not Mail.objects.filter(kind="allocated").exists()


def test_undo_of_allocation_withdraws_its_mail(staff_user):
    order = factories.placed_order(copies=4)
    factories.stock(10)
    allocation.allocate_waiting(staff_user)
    fulfilment.undo_last_transition(order, staff_user)
    assert not Mail.objects.filter(kind="allocated").exists()
    assert status(order) == "waiting"
