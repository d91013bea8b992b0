"""Packing runs: from the oldest new orders to posted parcels."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from orders.admin import packing_runs, printing
from orders.models import Mail, Order, PackingRun
from orders.services import allocation, edits, fulfilment, packing, warehouse
from tests import factories
from tests.concurrency import run_concurrently
from tests.orders import form_client, pdf_reader

pytestmark = pytest.mark.django_db

RUNS_URL = "/admin/bestillinger/pakkerunder/"


@pytest.fixture
def orders(db):
    """Five new orders, the oldest first."""
    factories.stock(100)
    placed = [factories.placed_order(name=name) for name in ("Bo", "Eva", "Li", "My", "Åse")]
    for days_ago, order in enumerate(reversed(placed)):
        moment = timezone.now() - timedelta(days=days_ago)
        Order.objects.filter(pk=order.pk).update(created_at=moment)
    return placed


def create_run(client, size) -> str:
    """Create a packing run and return the URL of its page."""
    return client.post(RUNS_URL, {"size": size})["Location"]


def run_of(order) -> PackingRun | None:
    return Order.objects.get(pk=order.pk).packing_run


def test_run_has_oldest_new_orders(staff_client, orders):
    create_run(staff_client, 3)
    assert [bool(run_of(order)) for order in orders] == [True, True, True, False, False]


def test_second_run_has_other_orders(staff_client, orders):
    create_run(staff_client, 3)
    second_url = create_run(staff_client, 50)
    assert PackingRun.objects.first().orders.count() == 2
    assert "2 bestillinger" in form_client.main_text(staff_client.get(second_url))


def test_run_without_new_orders_is_not_created(staff_client):
    response = staff_client.post(RUNS_URL, {"size": 50}, follow=True)
    assert "Der er ingen nye bestillinger" in form_client.read(response).get_text()
    assert not PackingRun.objects.exists()


@pytest.mark.parametrize("size", ["", "0", "x", "100000"])
def test_size_of_run_must_be_a_number(staff_client, orders, size):
    response = staff_client.post(RUNS_URL, {"size": size})
    assert form_client.read(response).select(".field__error")
    assert not PackingRun.objects.exists()


def test_run_prints_labels_and_packing_slips_in_one_pdf(staff_client, orders):
    url = create_run(staff_client, 3)
    response = staff_client.post(url, {"action": "print", "sheet": "3x8", "start": 1})
    labels, *slips = pdf_reader.page_texts(response)
    assert [order.number in labels for order in orders] == [True, True, True, False, False]
    assert [order.number in slip for order, slip in zip(orders, slips, strict=False)] == [True] * 3
    assert all(Order.objects.get(pk=order.pk).printed_at for order in orders[:3])
    again = staff_client.post(url, {"action": "print", "sheet": "3x8", "start": 1})
    assert len(pdf_reader.page_texts(again)) == 4


def test_closing_run_posts_its_orders(staff_client, orders):
    url = create_run(staff_client, 3)
    response = staff_client.post(url, {"action": "close"}, follow=True)
    assert "3 bestillinger er afsendt." in form_client.read(response).get_text()
    assert [Order.objects.get(pk=o.pk).status for o in orders] == ["posted"] * 3 + ["new"] * 2
    assert Mail.objects.filter(kind="posted").count() == 3
    assert PackingRun.objects.get().closed_at
    call_command("check_orders")


def test_posting_of_closed_run_can_be_undone(staff_client, staff_user, orders):
    url = create_run(staff_client, 3)
    staff_client.post(url, {"action": "close"})
    warehouse.record_return(Order.objects.get(pk=orders[2].pk), 1, True, staff_user)
    response = staff_client.post(url, {"action": "reopen"}, follow=True)
    message = form_client.read(response).select_one(".messages").get_text()
    assert "2 bestillinger er, som de var, før pakkerunden blev lukket." in message
    assert orders[2].number in message
    assert [Order.objects.get(pk=o.pk).status for o in orders[:3]] == ["new", "new", "posted"]
    assert {run_of(order) for order in orders[:3]} == {PackingRun.objects.get()}
    assert Mail.objects.filter(kind="posted").count() == 1
    assert not PackingRun.objects.get().closed_at
    staff_client.post(url, {"action": "close"})
    assert Mail.objects.filter(kind="posted").count() == 3
    call_command("check_orders")


def test_closed_run_says_how_many_postings_can_be_undone(staff_client, orders):
    url = create_run(staff_client, 3)
    assert "Der er ikke udskrevet etiketter endnu." in form_client.main_text(staff_client.get(url))
    staff_client.post(url, {"action": "close"})
    text = form_client.main_text(staff_client.get(url))
    assert "Fortryd afsendelsen af 3 bestillinger" in text


def test_order_that_leaves_the_run_after_printing_has_a_label_to_throw_away(
    staff_client, staff_user, orders
):
    url = create_run(staff_client, 2)
    packing.mark_printed(orders[:1], staff_user, "Etiketter")
    messages = [
        form_client.read(
            staff_client.post(url, {"action": "leave", "order": order.pk}, follow=True)
        ).select_one(".messages").text
        for order in orders[:2]
    ]  # fmt: skip
    assert ["Smid dens etiket" in message for message in messages] == [True, False]


def test_doubtful_address_is_marked_in_the_run_and_on_the_order(staff_client):
    factories.stock(5)
    order = factories.placed_order(postcode="8000", city="Odense")
    url = create_run(staff_client, 1)
    assert "Tjek adressen" in form_client.main_text(staff_client.get(url))
    detail = reverse("orders_admin:detail", args=[order.pk])
    assert order.address_doubt in form_client.main_text(staff_client.get(detail))


def test_closing_run_leaves_cancelled_order_alone(staff_client, staff_user, orders):
    url = create_run(staff_client, 3)
    fulfilment.cancel_order(orders[1], staff_user)
    response = staff_client.post(url, {"action": "close"}, follow=True)
    message = form_client.read(response).select_one(".messages").get_text()
    assert "2 bestillinger er afsendt." in message
    assert orders[1].number not in message
    assert [Order.objects.get(pk=o.pk).status for o in orders[:3]] == [
        "posted", "cancelled", "posted",
    ]  # fmt: skip


def test_closing_run_twice_posts_once(staff_client, orders):
    url = create_run(staff_client, 3)
    staff_client.post(url, {"action": "close"})
    staff_client.post(url, {"action": "close"})
    assert Mail.objects.filter(kind="posted").count() == 3


def test_order_can_leave_run(staff_client, orders):
    url = create_run(staff_client, 3)
    staff_client.post(url, {"action": "leave", "order": orders[0].pk})
    assert run_of(orders[0]) is None
    staff_client.post(url, {"action": "close"})
    assert Order.objects.get(pk=orders[0].pk).status == "new"


def test_customer_cannot_change_or_cancel_order_in_run(staff_client, client, orders):
    create_run(staff_client, 3)
    page = form_client.read(client.get(reverse("orders:status", args=[orders[0].secret])))
    assert "ved at blive pakket" in page.main.get_text(" ", strip=True)
    client.post(reverse("orders:status_cancel", args=[orders[0].secret]), {"sure": "on"})
    assert Order.objects.get(pk=orders[0].pk).status == "new"


def test_only_staff_see_packing_runs(viewer_client, client, staff_client, orders):
    url = create_run(staff_client, 3)
    for address in (RUNS_URL, url):
        assert viewer_client.get(address)["Location"] == "/admin/"
        assert client.get(address)["Location"].startswith("/admin/login/")


def test_two_runs_at_once_share_no_order(shared_database):
    def prepare():
        factories.stock(100)
        for _number in range(4):
            factories.placed_order()
        return get_user_model().objects.create_user("pakker")

    [user] = run_concurrently(prepare)
    run_concurrently(*[lambda: packing.create_packing_run(2, user)] * 2)
    [sizes] = run_concurrently(lambda: [run.orders.count() for run in PackingRun.objects.all()])
    assert sizes == [2, 2]


def test_order_cancelled_in_a_run_joins_the_next_one_when_it_is_undone(
    staff_client, staff_user, orders
):
    url = create_run(staff_client, 3)
    fulfilment.cancel_order(orders[1], staff_user)
    staff_client.post(url, {"action": "close"})
    fulfilment.undo_last_transition(orders[1], staff_user)
    assert Order.objects.get(pk=orders[1].pk).can_customer_change
    create_run(staff_client, 1)
    assert run_of(orders[1]) == PackingRun.objects.first()


def test_order_that_waits_again_leaves_its_run(staff_client, staff_user):
    waiting = factories.placed_order()
    factories.stock(5)
    allocation.allocate_order(waiting, staff_user)
    create_run(staff_client, 1)
    fulfilment.undo_last_transition(waiting, staff_user)
    assert run_of(waiting) is None


def test_orders_without_a_right_label_are_named_before_the_run_is_closed(staff_client, orders):
    url = create_run(staff_client, 2)
    staff_client.post(url, {"action": "print", "sheet": "L7160", "start": 1})
    warning = "Uden en rigtig etiket"
    assert warning not in form_client.main_text(staff_client.get(url))
    edits.update_recipient(orders[0], {"street": "Nygade 2"}, get_user_model().objects.first())
    text = form_client.main_text(staff_client.get(url))
    assert f"{warning}: {orders[0].number}." in text


def test_run_without_parcels_says_so(staff_client, staff_user, orders):
    url = create_run(staff_client, 1)
    fulfilment.cancel_order(orders[0], staff_user)
    page = staff_client.get(url)
    assert "Der er intet at sende." in form_client.main_text(page)
    assert "Lav PDF" not in form_client.main_text(page)
    closed = staff_client.post(url, {"action": "close"}, follow=True)
    message = form_client.read(closed).select_one(".messages").get_text()
    assert "Der var ingen pakker tilbage at sende" in message


def test_run_closed_by_two_at_once_does_not_say_that_nothing_was_posted(staff_client, orders):
    url = create_run(staff_client, 2)
    staff_client.post(url, {"action": "close"})
    again = staff_client.post(url, {"action": "close"}, follow=True)
    message = form_client.read(again).select_one(".messages").get_text()
    assert "Ikke afsendt" not in message


def test_order_changed_while_it_is_printed_is_not_marked(staff_client, orders, monkeypatch):
    url = create_run(staff_client, 3)
    colleague = factories.order_staff("kollega")
    draw = printing.draw_labels

    def drawing(*arguments):
        unreadable = draw(*arguments)
        edits.update_recipient(orders[0], {"street": "Ny vej 7"}, colleague)
        fulfilment.cancel_order(orders[1], colleague)
        return unreadable

    monkeypatch.setattr(packing_runs, "draw_labels", drawing)
    staff_client.post(url, {"action": "print", "sheet": "3x8", "start": 1})
    assert [bool(Order.objects.get(pk=o.pk).printed_at) for o in orders[:3]] == [False, False, True]
    message = form_client.read(staff_client.get(url)).select_one(".messages").get_text()
    for order in orders[:2]:
        assert f"Bestilling {order.number} blev ændret eller annulleret, mens" in message


def test_order_that_leaves_while_the_run_is_closed_is_not_posted(
    staff_client, staff_user, orders, monkeypatch
):
    url = create_run(staff_client, 3)
    post = fulfilment.post_order

    def posting(order, by, run):
        if order.pk == orders[0].pk:
            packing.leave_packing_run(orders[1], staff_user)
        return post(order, by, run)

    monkeypatch.setattr(fulfilment, "post_order", posting)
    response = staff_client.post(url, {"action": "close"}, follow=True)
    assert [Order.objects.get(pk=o.pk).status for o in orders[:3]] == ["posted", "new", "posted"]
    assert orders[1].number in form_client.read(response).select_one(".messages").get_text()


def test_run_that_changed_since_the_page_was_opened_is_not_closed(staff_client, staff_user, orders):
    url = create_run(staff_client, 3)

    def close():
        form = page.select_one("form:has([value=close])")
        fields = {field["name"]: field.get("value", "") for field in form.select("input")}
        response = staff_client.post(url, fields, follow=True)
        return form_client.read(response)

    page = form_client.read(staff_client.get(url))
    staff_client.post(url, {"action": "print", "sheet": "3x8", "start": 1})
    edits.update_recipient(orders[0], {"street": "Ny vej 7"}, staff_user)
    page = close()
    assert "Intet er afsendt" in page.select_one(".messages").text
    assert f"Uden en rigtig etiket: {orders[0].number}" in page.text
    fulfilment.cancel_order(orders[1], staff_user)
    page = close()
    assert "Hold pakken tilbage" in page.text
    page = close()
    assert [Order.objects.get(pk=o.pk).status for o in orders[:3]] == [
        "posted",
        "cancelled",
        "posted",
    ]


def test_printing_from_the_open_page_does_not_count_as_a_change(staff_client, orders):
    url = create_run(staff_client, 3)
    seen = form_client.read(staff_client.get(url)).select_one("[name=seen]")["value"]
    staff_client.post(url, {"action": "print", "sheet": "3x8", "start": 1})
    staff_client.post(url, {"action": "close", "seen": seen})
    assert Order.objects.get(pk=orders[0].pk).status == "posted"


def test_run_is_made_once_by_a_slow_double_click(staff_client, orders):
    form = form_client.fields(staff_client.get(RUNS_URL), containing="size")
    answers = [staff_client.post(RUNS_URL, {**form, "size": 2}) for _click in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert PackingRun.objects.count() == 1


def test_order_posted_by_itself_stays_posted_when_the_run_is_undone(
    staff_client, staff_user, orders
):
    url = create_run(staff_client, 3)
    fulfilment.post_order(fulfilment.pack_order(orders[0], staff_user), staff_user)
    staff_client.post(url, {"action": "close"})
    staff_client.post(url, {"action": "reopen"})
    assert [Order.objects.get(pk=o.pk).status for o in orders[:3]] == ["posted", "new", "new"]


def test_order_posted_by_itself_after_an_undo_stays_posted(staff_client, staff_user, orders):
    url = create_run(staff_client, 2)
    staff_client.post(url, {"action": "close"})
    fulfilment.undo_last_transition(orders[0], staff_user)
    fulfilment.post_order(orders[0], staff_user)
    staff_client.post(url, {"action": "reopen"})
    assert [Order.objects.get(pk=o.pk).status for o in orders[:2]] == ["posted", "new"]


def test_open_run_is_listed_however_old_it_is(staff_client, orders):
    run = create_run(staff_client, 1)
    now = timezone.now()
    PackingRun.objects.bulk_create(PackingRun(closed_at=now) for _number in range(30))
    assert form_client.read(staff_client.get(RUNS_URL)).select_one(f'a[href="{run}"]')


def test_packing_slip_alone_does_not_stand_for_the_label(staff_client, staff_user, orders):
    url = create_run(staff_client, 2)
    staff_client.post(url, {"action": "print", "sheet": "3x8", "start": 1})
    edits.update_recipient(orders[0], {"street": "Ny vej 7"}, staff_user)
    slips = "/admin/bulk/orders/order/packing_slips/"
    staff_client.post(slips, {"id": [orders[0].pk]})
    assert not Order.objects.get(pk=orders[0].pk).printed_at
    assert orders[0].events.last().detail == "Følgesedler"


def test_correction_of_what_is_not_printed_leaves_the_print(staff_user, orders):
    packing.mark_printed(orders[:1], staff_user, "Etiketter")
    edits.update_recipient(orders[0], {"phone": "12 34 56 78"}, staff_user)
    assert Order.objects.get(pk=orders[0].pk).printed_at
