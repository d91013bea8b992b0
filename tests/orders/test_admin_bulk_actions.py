"""Actions on many orders at once: selection, confirmation, result and permissions."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from orders.models import Mail, Order
from orders.services import allocation, fulfilment, inventory
from tests import factories
from tests.orders import form_client

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

LIST_URL = "/admin/bestillinger/"
ACTIONS = ["pack", "post", "cancel", "undo"]


@pytest.fixture
def three_orders(db):
    """Three new orders with reserved copies."""
    factories.stock(10)
    return [
        factories.placed_order(name=name, email=f"{name}@example.org")
        for name in ("Bo", "Li", "My")
    ]


def action_url(action: str) -> str:
    return f"/admin/bulk/orders/order/{action}/"


def open_action(client, action, orders=(), next_url=LIST_URL, **params):
    """Open the confirmation of an action as Wagtail's list does."""
    ids = [order.pk for order in orders] or "all"
    return client.get(action_url(action), {"id": ids, "next": next_url, **params})


def confirm(client, confirmation, **changes):
    """Submit the confirmation form."""
    form = form_client.read(confirmation).select_one(".orders-confirm")
    data = {"id": [field["value"] for field in form.select("[name=id]")]}
    data["next"] = form.select_one("[name=next]")["value"]
    return client.post(form["action"], {**data, **changes}, follow=True)


def run(client, action, orders=(), **changes):
    """Open an action and confirm it."""
    return confirm(client, open_action(client, action, orders), **changes)


def message_text(response) -> str:
    """Return the message above the list, without its links."""
    message = form_client.read(response).select_one(".messages ul")
    for link in message.select(".buttons"):
        link.decompose()
    return message.get_text(" ", strip=True)


def statuses(orders) -> list[str]:
    return [Order.objects.get(pk=order.pk).status for order in orders]


def test_opening_confirmation_changes_nothing(staff_client, three_orders):
    for action in ACTIONS:
        open_action(staff_client, action, three_orders)
    assert statuses(three_orders) == ["new", "new", "new"]


def test_only_chosen_orders_are_packed(staff_client, three_orders):
    response = run(staff_client, "pack", three_orders[:2])
    assert statuses(three_orders) == ["packed", "packed", "new"]
    assert message_text(response) == "2 bestillinger er pakket."
    last = three_orders[0].events.last()
    assert (last.was, last.became, last.by.username) == ("new", "packed", "pakker")


def test_all_means_what_the_list_shows(staff_client, three_orders):
    factories.orders(57, status="packed")
    # A name as short as “My” may be part of an order number.
    number = three_orders[2].number
    confirmation = open_action(staff_client, "cancel", q=number, status="new")
    assert "Annuller 1 bestilling?" in form_client.main_text(confirmation)
    confirm(staff_client, confirmation, reason="Bogen er udsolgt.")
    assert statuses(three_orders) == ["new", "new", "cancelled"]
    assert Order.objects.filter(status="packed").count() == 57


def test_all_without_filter_means_all_orders_that_can(staff_client, three_orders):
    run(staff_client, "pack")
    assert statuses(three_orders) == ["packed", "packed", "packed"]


@pytest.mark.parametrize("params", [{"status": "x"}, {"created_at_from": "i går"}])
def test_all_with_invalid_filter_means_none(staff_client, three_orders, params):
    assert open_action(staff_client, "pack", **params).status_code == 302
    assert statuses(three_orders) == ["new", "new", "new"]


def test_order_that_arrives_during_confirmation_is_not_included(staff_client, three_orders):
    confirmation = open_action(staff_client, "pack", status="new")
    late = factories.placed_order(name="Sen", email="sen@example.org")
    confirm(staff_client, confirmation)
    assert statuses([*three_orders, late]) == ["packed", "packed", "packed", "new"]


def test_order_in_wrong_status_is_skipped_and_named(staff_client, three_orders):
    fulfilment.cancel_order(three_orders[0])
    confirmation = open_action(staff_client, "pack", three_orders)
    assert f"{three_orders[0].number} (annulleret)" in form_client.main_text(confirmation)
    confirm(staff_client, confirmation)
    assert statuses(three_orders) == ["cancelled", "packed", "packed"]


def test_order_changed_during_confirmation_is_skipped_and_named(
    staff_client, three_orders, staff_user
):
    confirmation = open_action(staff_client, "pack", three_orders)
    fulfilment.cancel_order(three_orders[1], staff_user)
    response = confirm(staff_client, confirmation)
    assert statuses(three_orders) == ["packed", "cancelled", "packed"]
    assert f"{three_orders[1].number} (annulleret)" in message_text(response)


def test_failure_of_one_order_does_not_roll_back_others(staff_client, three_orders, monkeypatch):
    pack = fulfilment.pack_order

    def fail_for_second(order, by):
        packed = pack(order, by)
        if order == three_orders[1]:
            raise fulfilment.InvalidTransition
        return packed

    monkeypatch.setattr(fulfilment, "pack_order", fail_for_second)
    run(staff_client, "pack", three_orders)
    assert statuses(three_orders)[::2] == ["packed", "packed"]


def test_no_order_in_valid_status_shows_message(staff_client, three_orders):
    response = staff_client.get(
        action_url("post"), {"id": [o.pk for o in three_orders], "next": LIST_URL}, follow=True
    )
    assert three_orders[0].number in message_text(response)


def test_post_confirmation_counts_mails(staff_client, staff_user, three_orders):
    Order.objects.filter(pk=three_orders[0].pk).update(email="")
    for order in three_orders:
        fulfilment.pack_order(order, staff_user)
    confirmation = open_action(staff_client, "post", three_orders)
    text = form_client.main_text(confirmation)
    assert "2 bestillere får en mail." in text
    assert "1 har ingen e-mail" in text
    confirm(staff_client, confirmation)
    assert statuses(three_orders) == ["posted", "posted", "posted"]
    assert Mail.objects.filter(kind="posted").count() == 2
    call_command("check_orders")


def test_post_sent_twice_mails_once(staff_client, staff_user, three_orders):
    for order in three_orders:
        fulfilment.pack_order(order, staff_user)
    confirmation = open_action(staff_client, "post", three_orders)
    confirm(staff_client, confirmation)
    confirm(staff_client, confirmation)
    assert Mail.objects.filter(kind="posted").count() == 3


def test_cancel_requires_reason(staff_client, three_orders):
    confirmation = open_action(staff_client, "cancel", three_orders)
    response = confirm(staff_client, confirmation, reason=" ")
    assert "Skriv begrundelsen" in form_client.main_text(response)
    assert statuses(three_orders) == ["new", "new", "new"]
    confirm(staff_client, response, reason="Bogen er udsolgt.")
    assert statuses(three_orders) == ["cancelled", "cancelled", "cancelled"]
    assert Mail.objects.filter(kind="cancelled").count() == 3


def test_undo_reverts_each_order(staff_client, three_orders):
    run(staff_client, "pack", three_orders)
    run(staff_client, "undo", three_orders[:2])
    assert statuses(three_orders) == ["new", "new", "packed"]
    call_command("check_orders")


def test_large_selection_is_processed_in_batches_oldest_first(
    staff_client, three_orders, monkeypatch
):
    monkeypatch.setattr("orders.admin.bulk_actions.MAX_ORDERS", 2)
    confirmation = open_action(staff_client, "pack")
    assert "Disse 2 er de ældste" in form_client.main_text(confirmation)
    confirm(staff_client, confirmation)
    assert statuses(three_orders) == ["packed", "packed", "new"]


def test_action_returns_to_filtered_list(staff_client, three_orders):
    next_url = f"{LIST_URL}?q=Bo&status=new"
    response = confirm(staff_client, open_action(staff_client, "pack", three_orders, next_url))
    assert response.redirect_chain == [(next_url, 302)]


@pytest.mark.parametrize("next_url", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_action_does_not_redirect_elsewhere(staff_client, three_orders, next_url):
    response = confirm(staff_client, open_action(staff_client, "pack", three_orders, next_url))
    assert response.redirect_chain[-1] == (LIST_URL, 302)


@pytest.mark.parametrize("ids", [[], ["x"], ["7" * 30], ["-1"], ["²"]])
def test_selection_without_orders_shows_message(staff_client, ids):
    for method in (staff_client.get, staff_client.post):
        response = method(action_url("pack"), {"id": ids}, follow=True)
        assert response.redirect_chain == [(LIST_URL, 302)]
        assert "Sæt først kryds ved" in message_text(response)


@pytest.mark.parametrize("action", [*ACTIONS, "labels", "packing_slips"])
def test_only_order_staff_may_run_actions(client, viewer_client, three_orders, action):
    editor_client = form_client.logged_in_client(factories.editor())
    data = {"id": [order.pk for order in three_orders]}
    for method in ("get", "post"):
        assert getattr(client, method)(action_url(action), data)["Location"].startswith(
            "/admin/login/"
        )
        for refused in (viewer_client, editor_client):
            assert getattr(refused, method)(action_url(action), data)["Location"] == "/admin/"
    assert statuses(three_orders) == ["new", "new", "new"]


def test_superuser_cannot_delete_orders(admin_client, three_orders):
    response = admin_client.post(action_url("delete"), {"id": [three_orders[0].pk]})
    assert response.status_code == 404
    assert Order.objects.count() == 3


def test_action_without_csrf_token_is_refused(staff_user, three_orders):
    client = form_client.logged_in_client(staff_user, enforce_csrf_checks=True)
    assert isinstance(client, Client)
    client.post(action_url("pack"), {"id": [order.pk for order in three_orders]})
    assert statuses(three_orders) == ["new", "new", "new"]


def test_long_list_of_printed_orders_is_shortened(staff_client):
    factories.stock(20)
    orders = [factories.placed_order(name=f"Bo {number}") for number in range(12)]
    Order.objects.update(printed_at=timezone.now())
    page = form_client.read(open_action(staff_client, "labels", orders))
    text = " ".join(page.get_text().split())
    assert "12 af bestillingerne er udskrevet før" in text
    assert "og 2 andre" in text


def test_undo_confirmation_lists_skipped_orders(staff_client, staff_user, three_orders):
    undone, allocated, packed = three_orders
    fulfilment.pack_order(undone, staff_user)
    fulfilment.undo_last_transition(undone, staff_user)
    fulfilment.pack_order(packed, staff_user)
    Order.objects.filter(pk=allocated.pk).update(status="waiting")
    inventory.release_copies(allocated)
    allocation.allocate_order(allocated, staff_user)
    text = form_client.main_text(open_action(staff_client, "undo", three_orders))
    assert "for 2 bestillinger?" in text
    assert undone.number in text
