"""Bulk actions on orders in the admin."""

import csv
from io import StringIO
from urllib.parse import urlencode

import pytest
from django.core.management import call_command

from orders.admin import bulk_actions
from orders.models import Mail, Order
from orders.services import fulfilment, inventory
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db

LIST_URL = "/admin/bestillinger/"
ACTION_URL = f"{LIST_URL}handling/"


@pytest.fixture
def three_orders(db):
    """Three new orders with reserved copies."""
    factories.stock(10)
    return [
        factories.placed_order(name=name, email=f"{name}@example.org")
        for name in ("Bo", "Li", "My")
    ]


def bulk_data(orders, action, **extra) -> dict:
    return {"order": [order.pk for order in orders], "action": action, "filter": "", **extra}


def post_action(client, orders, action, **extra):
    """Run the action on these orders and follow the redirect to the list."""
    return client.post(ACTION_URL, bulk_data(orders, action, **extra), follow=True)


def post_all_matching(client, action, **filters):
    """Run the action on all orders that match the filters."""
    query = urlencode(filters, doseq=True)
    return client.post(ACTION_URL, {"all_matching": "1", "action": action, "filter": query})


def confirm(client, confirmation, **changes):
    """Submit the confirmation form."""
    form = form_client.read(confirmation).select_one(".orders-confirm form")
    data = {"order": [box["value"] for box in form.select("[name=order]")]}
    for name in ("action", "filter", "confirmed"):
        data[name] = form.select_one(f"[name={name}]")["value"]
    return client.post(form["action"], {**data, **changes}, follow=True)


def message_text(response) -> str:
    """Return the message above the list, without its links."""
    message = form_client.read(response).select_one(".messages ul")
    for link in message.select(".buttons"):
        link.decompose()
    return message.get_text(" ", strip=True)


def ticked_ids(response) -> set[int]:
    """Return the primary keys of the ticked orders."""
    return {int(box["value"]) for box in form_client.read(response).select("[name=order][checked]")}


def statuses(orders) -> list[str]:
    return [Order.objects.get(pk=order.pk).status for order in orders]


def test_only_ticked_orders_are_packed(staff_client, three_orders):
    response = post_action(staff_client, three_orders[:2], "pack")
    assert statuses(three_orders) == ["packed", "packed", "new"]
    assert message_text(response) == "2 bestillinger er pakket."
    last = three_orders[0].events.last()
    assert (last.was, last.became, last.by.username) == ("new", "packed", "pakker")


def test_order_in_wrong_status_is_skipped_and_named(staff_client, three_orders):
    waiting = factories.placed_order(name="Eva", copies=99)
    response = post_action(staff_client, [waiting, *three_orders], "pack")
    assert statuses([waiting, *three_orders]) == ["waiting", "packed", "packed", "packed"]
    message = message_text(response)
    assert message.startswith("3 bestillinger er pakket. 1 blev sprunget over, for den har status")
    assert f"“Venter”: {waiting.number}." in message
    assert three_orders[0].number not in message


def test_at_most_ten_skipped_orders_are_named(staff_client):
    orders = [factories.order(status="waiting") for _number in range(12)]
    message = message_text(post_action(staff_client, orders, "pack"))
    assert message.startswith("0 bestillinger er pakket. 12 blev sprunget over, for de har status")
    assert sum(order.number in message for order in orders) == 10
    assert "og 2 til" in message


def test_skipped_orders_are_explained_and_stay_ticked(staff_client, three_orders):
    post_action(staff_client, three_orders[2:], "pack")
    response = post_action(staff_client, three_orders, "post", filter="q=example")
    message = message_text(response)
    assert message.count("sprunget over") == 1
    assert "Vælg først “Er pakket”." in message
    assert ticked_ids(response) == {three_orders[0].pk, three_orders[1].pk}


def test_message_links_to_changed_orders(staff_client, three_orders):
    link = form_client.read(
        post_action(staff_client, three_orders, "pack", filter="status=new")
    ).select_one(".messages a")
    result_page = staff_client.get(link["href"]).content.decode()
    assert all(order.number in result_page for order in three_orders)


def test_undo_asks_for_confirmation_and_reverts_each_order(staff_client, three_orders):
    post_action(staff_client, three_orders, "pack")
    post_action(staff_client, three_orders[:1], "post")
    confirmation = staff_client.post(ACTION_URL, bulk_data(three_orders, "undo"))
    assert "Markeres bestillingen igen" in form_client.read(confirmation).main.get_text(
        " ", strip=True
    )
    assert statuses(three_orders) == ["posted", "packed", "packed"]
    response = confirm(staff_client, confirmation)
    assert message_text(response) == "Det seneste trin er fortrudt for 3 bestillinger."
    assert statuses(three_orders) == ["packed", "new", "new"]
    call_command("check_orders")


def test_undo_names_orders_it_cannot_revert(staff_client, three_orders):
    post_action(staff_client, three_orders, "pack")
    post_action(staff_client, three_orders, "post")
    fulfilment.record_return(three_orders[0], 1, to_shelf=True, by=None)
    message = message_text(
        confirm(staff_client, staff_client.post(ACTION_URL, bulk_data(three_orders, "undo")))
    )
    assert message.startswith(
        "Det seneste trin er fortrudt for 2 bestillinger. 1 kan ikke fortrydes"
    )
    assert message.endswith(f"{three_orders[0].number}.")
    assert statuses(three_orders) == ["posted", "packed", "packed"]


def test_only_valid_actions_are_offered(staff_client, three_orders):
    def offered_actions(query):
        return {
            button["value"]
            for button in form_client.read(staff_client.get(LIST_URL + query)).select(
                ".no, .orders-actions__buttons button"
            )
        }

    post_action(staff_client, three_orders[:1], "pack")
    print_and_export = {"labels", "packing_slips", "csv", "xlsx"}
    assert offered_actions("?status=new") == print_and_export | {"pack", "cancel"}
    assert offered_actions("?status=packed") == print_and_export | {"post", "cancel", "undo"}
    assert offered_actions("") == print_and_export | {"pack", "post", "cancel", "undo"}


def test_post_moves_stock_and_queues_mail(staff_client, three_orders):
    post_action(staff_client, three_orders, "pack")
    response = post_action(staff_client, three_orders, "post")
    assert message_text(response) == "3 bestillinger er afsendt."
    assert statuses(three_orders) == ["posted"] * 3
    balance = inventory.get_stock()
    assert (balance.free, balance.promised, balance.posted) == (7, 0, 3)
    assert Mail.objects.filter(kind=Mail.Kind.POSTED).count() == 3


def test_post_sent_twice_is_done_once(staff_client, three_orders):
    post_action(staff_client, three_orders, "pack")
    post_action(staff_client, three_orders, "post")
    response = post_action(staff_client, three_orders, "post")
    assert message_text(response) == "3 var det i forvejen."
    assert inventory.get_stock().posted == 3
    assert Mail.objects.filter(kind=Mail.Kind.POSTED).count() == 3
    assert [order.events.filter(became="posted").count() for order in three_orders] == [1, 1, 1]


def test_order_ticked_twice_is_packed_once(staff_client, three_orders):
    assert (
        message_text(post_action(staff_client, [three_orders[0], three_orders[0]], "pack"))
        == "1 bestilling er pakket."
    )


def test_cancel_requires_reason(staff_client, three_orders):
    confirmation = staff_client.post(ACTION_URL, bulk_data(three_orders[:2], "cancel"))
    assert statuses(three_orders) == ["new"] * 3
    assert "Annuller 2 bestillinger?" in form_client.read(confirmation).h1.get_text()
    refused_response = confirm(staff_client, confirmation, reason="  ")
    assert "Skriv begrundelsen" in refused_response.content.decode()
    assert statuses(three_orders) == ["new"] * 3
    response = confirm(staff_client, refused_response, reason="Adressen findes ikke.")
    assert message_text(response) == "2 bestillinger er annulleret."
    assert statuses(three_orders) == ["cancelled", "cancelled", "new"]
    assert three_orders[0].events.last().detail == "Adressen findes ikke."
    assert inventory.get_stock().free == 9
    assert Mail.objects.filter(kind=Mail.Kind.CANCELLED).count() == 2


def test_cancel_confirmation_counts_orders_without_email(staff_client, three_orders):
    without_email = factories.placed_order(name="Tove", email="")
    confirmation = staff_client.post(
        ACTION_URL, bulk_data([*three_orders, without_email], "cancel")
    )
    message = form_client.read(confirmation).main.get_text(" ", strip=True)
    assert "1 har ingen e-mail og får ikke besked." in message
    confirmation = staff_client.post(ACTION_URL, bulk_data(three_orders, "cancel"))
    assert "ingen e-mail" not in confirmation.content.decode()


def test_posted_order_cannot_be_cancelled(staff_client, three_orders):
    post_action(staff_client, three_orders[:1], "pack")
    post_action(staff_client, three_orders[:1], "post")
    confirmation = staff_client.post(ACTION_URL, bulk_data(three_orders[:1], "cancel"))
    message = message_text(confirm(staff_client, confirmation, reason="Fortrudt"))
    assert message.startswith("0 bestillinger er annulleret. 1 blev sprunget over, for")
    assert statuses(three_orders) == ["posted", "new", "new"]


def test_all_matching_orders_are_counted_and_confirmed(staff_client, three_orders):
    other = factories.placed_order(name="Kaj", country="Sverige")
    waiting = factories.placed_order(name="Eva", copies=99)
    confirmation = post_all_matching(staff_client, "pack", abroad="no")
    assert (
        form_client.read(confirmation).h1.get_text(strip=True)
        == "Marker 3 bestillinger som pakket?"
    )
    message = form_client.read(confirmation).select_one(".orders-confirm").get_text(" ", strip=True)
    assert "1 anden bestilling passer også" in message
    assert statuses(three_orders) == ["new"] * 3
    later = factories.placed_order(name="Kommer bagefter")
    response = confirm(staff_client, confirmation)
    assert message_text(response) == "3 bestillinger er pakket."
    assert statuses([*three_orders, other, waiting, later]) == ["packed"] * 3 + [
        "new",
        "waiting",
        "new",
    ]


def test_all_orders_matching_search_are_cancelled(staff_client, three_orders):
    confirmation = post_all_matching(staff_client, "cancel", q="Bo")
    response = confirm(staff_client, confirmation, reason="Fortrudt")
    assert message_text(response) == "1 bestilling er annulleret."
    assert statuses(three_orders) == ["cancelled", "new", "new"]


def test_all_matching_overrides_ticked_orders(staff_client, three_orders):
    data = bulk_data(three_orders[:1], "pack") | {"all_matching": "1", "filter": "q=My"}
    confirm(staff_client, staff_client.post(ACTION_URL, data))
    assert statuses(three_orders) == ["new", "new", "packed"]


def test_no_matching_order_in_valid_status_shows_message(staff_client, three_orders):
    response = staff_client.post(
        ACTION_URL, {"all_matching": "1", "action": "post", "filter": "status=new"}, follow=True
    )
    assert message_text(response).startswith("Ingen af de bestillinger")
    assert statuses(three_orders) == ["new"] * 3


def test_large_selection_is_processed_in_batches_oldest_first(
    staff_client, three_orders, monkeypatch
):
    monkeypatch.setattr(bulk_actions, "AT_ONCE", 2)
    confirmation = post_all_matching(staff_client, "pack")
    assert "flere, end der kan tages på én gang" in confirmation.content.decode()
    confirm(staff_client, confirmation)
    assert statuses(three_orders) == ["packed", "packed", "new"]
    confirmation = post_all_matching(staff_client, "pack")
    assert "flere, end der kan tages på én gang" not in confirmation.content.decode()
    confirm(staff_client, confirmation)
    assert statuses(three_orders) == ["packed"] * 3


def test_action_returns_to_filtered_list(staff_client, three_orders):
    query = "q=example&status=new&after=7"
    response = staff_client.post(ACTION_URL, bulk_data(three_orders[:1], "pack", filter=query))
    assert response["Location"] == f"{LIST_URL}?{query}"
    confirmation = staff_client.post(ACTION_URL, bulk_data(three_orders, "cancel", filter=query))
    back_link = form_client.read(confirmation).select_one(".orders-confirm a.button")
    assert back_link["href"].startswith(f"{LIST_URL}?{query}&order=")
    # The first order is packed, so the filter excludes it.
    assert ticked_ids(staff_client.get(back_link["href"])) == {
        order.pk for order in three_orders[1:]
    }


@pytest.mark.parametrize("filter_", ["//evil.example", "https://evil.example", "\r\nX-Evil: 1"])
def test_filter_cannot_redirect_elsewhere(staff_client, three_orders, filter_):
    response = staff_client.post(ACTION_URL, bulk_data(three_orders, "pack", filter=filter_))
    assert response["Location"].startswith(f"{LIST_URL}?")
    assert "X-Evil" not in response.headers


@pytest.mark.parametrize("action", ["pack", "cancel", "labels", "csv"])
def test_empty_selection_shows_message(staff_client, three_orders, action):
    assert (
        message_text(post_action(staff_client, [], action))
        == "Sæt først kryds ved en eller flere bestillinger."
    )
    assert statuses(three_orders) == ["new"] * 3


@pytest.mark.parametrize("data", [{"action": "slet"}, {}, {"order": "abc", "action": "pack"}])
def test_invalid_action_changes_nothing(staff_client, three_orders, data):
    response = staff_client.post(ACTION_URL, {"order": [three_orders[0].pk], **data}, follow=True)
    assert response.redirect_chain == [(LIST_URL, 302)]
    assert statuses(three_orders) == ["new"] * 3


def test_get_redirects_to_list(staff_client):
    assert staff_client.get(ACTION_URL)["Location"] == LIST_URL


def test_csv_export_contains_only_ticked_orders(staff_client, three_orders):
    response = staff_client.post(ACTION_URL, bulk_data(three_orders[:2], "csv"))
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(content), delimiter=";"))[1:]
    assert {row[0] for row in rows} == {three_orders[0].number, three_orders[1].number}


@pytest.mark.parametrize(
    ("action", "content_type"),
    [
        ("labels", "text/html"),
        ("packing_slips", "application/pdf"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_print_and_export_accept_ticked_and_all_matching(
    staff_client, three_orders, action, content_type
):
    for data in (
        bulk_data(three_orders, action),
        {"all_matching": "1", "action": action, "filter": "q=Bo"},
    ):
        response = staff_client.post(ACTION_URL, data)
        assert response.status_code == 200
        assert response["Content-Type"].startswith(content_type)
    assert statuses(three_orders) == ["new"] * 3


@pytest.mark.parametrize("action", ["pack", "post", "cancel", "labels", "packing_slips", "csv"])
def test_editor_and_anonymous_user_cannot_run_actions(client, three_orders, action):
    Order.objects.filter(pk=three_orders[0].pk).update(status="packed")
    before = statuses(three_orders)
    data = bulk_data(three_orders, action, confirmed="1", reason="x")
    assert client.post(ACTION_URL, data)["Location"].startswith("/admin/login/")
    assert (
        form_client.logged_in_client(factories.editor()).post(ACTION_URL, data)["Location"]
        == "/admin/"
    )
    assert statuses(three_orders) == before


@pytest.mark.parametrize("action", ["pack", "post", "cancel"])
def test_viewer_cannot_change_status(viewer_client, three_orders, action):
    Order.objects.filter(pk=three_orders[0].pk).update(status="packed")
    before = statuses(three_orders)
    for data in (bulk_data(three_orders, action, confirmed="1", reason="x"), {"all_matching": "1"}):
        response = viewer_client.post(ACTION_URL, {"action": action, **data})
        assert response["Location"] == "/admin/"
    assert statuses(three_orders) == before


def test_action_without_csrf_token_is_refused(three_orders):
    staff_client = form_client.logged_in_client(factories.order_staff(), enforce_csrf_checks=True)
    assert staff_client.post(ACTION_URL, bulk_data(three_orders, "pack")).status_code == 403
    assert statuses(three_orders) == ["new"] * 3
