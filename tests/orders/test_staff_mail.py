"""Mail to the desk: of each order, of the day's, or none; and once when copies run low."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from orders import periodic
from orders.mail.outbox import build_message, send_due_mail
from orders.models import Mail, Order, OrderSettings
from orders.services import fulfilment, warehouse
from tests import factories
from tests.concurrency import run_concurrently, with_barrier

pytestmark = pytest.mark.django_db

DESK = "desk@example.org"
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
ADMIN_PATH = "/admin/bestillinger/"
ADMIN = f"https://lbf50.example{ADMIN_PATH}"


def desk_wants(staff_mail, email=DESK, **rules):
    OrderSettings.objects.update_or_create(
        defaults={"staff_mail": staff_mail, "staff_email": email, "low_stock_at": 0, **rules}
    )


def to_desk() -> list:
    """What the desk has got, when all mail that is due has been sent."""
    send_due_mail()
    return [message for message in mail.outbox if message.to == [DESK]]


def at(day, hour, minute=0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=COPENHAGEN)


def order_at(when, **fields) -> Order:
    order = factories.order(**fields)
    Order.objects.filter(pk=order.pk).update(created_at=when)
    return order


def daily_mail(when) -> bool:
    """Run the job at that moment; the mail is then as old as it would be."""
    written = periodic.queue_daily_mail(when)
    if written:
        Mail.objects.filter(pk=Mail.objects.last().pk).update(created_at=when)
    return written


def daily_body() -> str:
    """The text of the newest daily mail."""
    return build_message(Mail.objects.filter(kind=Mail.Kind.STAFF_DAY).last()).body


def test_immediate_staff_mail_links_to_order_without_name():
    desk_wants("at_once")
    factories.stock()
    order = factories.placed_order(copies=3)
    [message] = to_desk()
    assert message.subject == f"Ny bestilling {order.number}"
    for part in (message.body, message.alternatives[0][0]):
        assert "en ny bestilling på 3 eksemplarer" in part
        assert f"{ADMIN}{order.pk}/" in part
        for private in (order.name, order.street, order.email, order.city, order.secret):
            assert private not in part


def test_staff_order_creates_no_staff_mail():
    desk_wants("at_once")
    factories.stock()
    fulfilment.place_order("nøgle", factories.ORDER_DATA, by=factories.order_staff())
    assert to_desk() == []
    assert len(mail.outbox) == 1, "the customer's receipt"


@pytest.mark.parametrize(
    ("staff_mail", "email"), [("never", DESK), ("daily", DESK), ("at_once", "")]
)
def test_order_creates_no_staff_mail_by_default(staff_mail, email):
    desk_wants(staff_mail, email)
    factories.stock()
    factories.placed_order()
    assert to_desk() == []
    assert {written.order_id for written in Mail.objects.all()} == {Order.objects.get().pk}


def test_daily_mail_lists_orders_since_last_one():
    desk_wants("daily")
    first = order_at(at(2, 15), copies=2)
    assert not daily_mail(at(3, 6, 59))
    assert daily_mail(at(3, 7, 1))
    assert not daily_mail(at(3, 7, 16)), "once a day"
    second = order_at(at(3, 9))

    body = daily_body()
    assert "1 ny bestilling:" in body
    assert f"02-03-2026 15:00  {first.number}, 2 eksemplarer" in body
    assert second.number not in body
    assert first.name not in body
    assert ADMIN in body

    assert not daily_mail(at(3, 23)), "not before the next morning"
    assert daily_mail(at(4, 7, 1))
    assert second.number in daily_body()
    assert first.number not in daily_body()


def test_late_daily_mail_lists_its_own_day():
    """A mail server that was down for days gives each day's mail its own orders."""
    desk_wants("daily")
    first = order_at(at(2, 15))
    daily_mail(at(3, 7))
    monday = Mail.objects.get(kind=Mail.Kind.STAFF_DAY)
    second = order_at(at(3, 15))
    daily_mail(at(4, 7))

    assert first.number in build_message(monday).body
    assert second.number not in build_message(monday).body


def test_day_without_orders_creates_no_mail():
    desk_wants("daily")
    assert not daily_mail(at(3, 8))
    order_at(at(3, 9), source=Order.Source.STAFF)
    assert not daily_mail(at(4, 8)), "the desk knows what it has entered itself"


@pytest.mark.parametrize(("staff_mail", "email"), [("never", DESK), ("daily", "")])
def test_daily_mail_can_be_switched_off(staff_mail, email):
    desk_wants(staff_mail, email)
    order_at(at(2, 15))
    assert not daily_mail(at(3, 8))


def test_first_daily_mail_lists_no_old_orders():
    desk_wants("daily")
    old = order_at(at(2, 15) - timedelta(days=400))
    new = order_at(at(2, 15))
    daily_mail(at(3, 8))
    assert new.number in daily_body()
    assert old.number not in daily_body()


def test_daily_mail_is_limited_in_length():
    desk_wants("daily")
    for _order in range(103):
        order_at(at(2, 15))
    daily_mail(at(3, 8))
    body = daily_body()
    assert "103 nye bestillinger:" in body
    assert "… og 3 til" in body
    assert body.count("1 eksemplar") == 100


def test_concurrent_workers_create_one_daily_mail(shared_database, monkeypatch):
    def prepare():
        desk_wants("daily")
        order_at(at(2, 15))

    run_concurrently(prepare)
    write = with_barrier(periodic.queue_daily_mail, 2)
    assert sorted(run_concurrently(lambda: write(at(3, 8)), lambda: write(at(3, 8)))) == [
        False,
        True,
    ]


def test_low_stock_mail_is_sent_once():
    desk_wants("never", low_stock_at=2)
    factories.stock(free=4)
    factories.placed_order()
    assert to_desk() == []
    factories.placed_order()
    factories.placed_order()
    [message] = to_desk()
    assert message.subject == "Få bøger tilbage: 1"
    assert "https://lbf50.example/admin/bestillinger/lager/" in message.body
    assert "{" not in message.body

    warehouse.set_free_stock(10, "Talt")
    assert len(to_desk()) == 1
    warehouse.set_free_stock(2, "Talt igen")
    assert len(to_desk()) == 2


def test_low_stock_mail_is_sent_again_after_rise(client):
    desk_wants("never", low_stock_at=5)
    factories.stock(free=7)
    order = factories.placed_order(copies=3)
    client.force_login(factories.order_staff())

    def told_after(*actions, **words) -> int:
        for action in actions:
            client.post(f"{ADMIN_PATH}{order.pk}/handling/", {"action": action, **words})
        return len(to_desk())

    assert told_after("cancel", reason="Fortrudt") == 1
    assert told_after("undo") == 2
    assert told_after("pack", "post") == 2
    assert told_after("return", copies="3", restock="on", returned_before="0") == 2
    assert told_after("undo_return") == 3


def test_missing_staff_email_does_not_block_orders():
    desk_wants("at_once", email="")
    factories.stock(free=1)
    assert factories.placed_order().status == "new"
    assert send_due_mail() == 1


def test_removed_staff_email_is_a_visible_failure():
    desk_wants("at_once")
    factories.placed_order()
    OrderSettings.objects.update(staff_email="")
    send_due_mail()
    told = Mail.objects.get(kind=Mail.Kind.STAFF_NEW)
    assert (told.sent_at, told.error) == (None, "NoRecipient")
