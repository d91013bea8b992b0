"""The page of the copies: what it shows, and that every change is in the ledger."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from orders.admin import stock as shelf_page
from orders.models import Order, StockMovement
from orders.services import fulfilment, inventory, warehouse
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/bestillinger/lager/"


def figures(client) -> list[int]:
    tiles = form_client.read(client.get(ADDRESS)).select(".orders-balance dd")
    return [int(tile.get_text()) for tile in tiles]


def rows(answer) -> list[list[str]]:
    """The ledger's lines, as words in their columns."""
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all("td")]
        for row in form_client.read(answer).select(".orders-ledger tbody tr")
    ]


def send(client, action, **fields):
    if action == "print_run":
        form = form_client.fields(client.get(ADDRESS), containing="latest_run")
        fields = {"latest_run": form["latest_run"], **fields}
    return client.post(ADDRESS, {"action": action, **fields}, follow=True)


def balance() -> tuple[int, int, int]:
    now = inventory.get_stock()
    return now.free, now.promised, now.posted


def test_page_shows_stock_balance(staff_client, staff_user):
    factories.stock(10)
    fulfilment.post_order(
        fulfilment.pack_order(factories.placed_order(copies=3), staff_user), staff_user
    )
    factories.placed_order(copies=2)
    assert figures(staff_client) == [5, 2, 7, 3]


def test_print_run_is_recorded_with_user_and_reason(staff_client, staff_user):
    answer = send(staff_client, "print_run", copies="500", reason="Følgeseddel 17")
    assert form_client.read(answer).select_one(".messages .success")
    assert balance() == (500, 0, 0)
    line = rows(answer)[0]
    assert line[1:6] == ["Oplag ind", "+500", "0", "0", ""]
    assert line[6:] == ["Følgeseddel 17", staff_user.username]


def test_print_run_accepts_thousands_separator(staff_client):
    answer = send(staff_client, "print_run", copies="1.000")
    assert balance() == (1000, 0, 0)
    assert "1000 eksemplarer" in form_client.read(answer).select_one(".messages").get_text()
    send(staff_client, "count", copies="1.500", reason="Der lå en kasse mere")
    assert balance() == (1500, 0, 0)


def test_message_about_one_copy_is_singular(staff_client):
    for action in ("print_run", "count"):
        answer = send(staff_client, action, copies="1", reason="Den sidste")
        assert "1 eksemplar " in form_client.read(answer).select_one(".messages").get_text()


def test_print_run_form_sent_twice_counts_once(staff_client):
    form = form_client.fields(staff_client.get(ADDRESS), containing="latest_run")
    fields = {"copies": "500", "latest_run": form["latest_run"]}
    send(staff_client, "print_run", **fields)
    answer = send(staff_client, "print_run", **fields)
    assert form_client.read(answer).select_one(".messages .error")
    assert balance() == (500, 0, 0)


def test_print_run_can_be_allocated_to_waiting_orders(staff_client):
    first, second = factories.placed_order(copies=2), factories.placed_order(copies=2)
    send(staff_client, "print_run", copies="1")
    assert balance() == (1, 0, 0)
    send(staff_client, "print_run", copies="1", allocate="on")
    assert balance() == (0, 2, 0)
    assert [Order.objects.get(pk=each.pk).status for each in (first, second)] == ["new", "waiting"]


def test_allocate_button_fills_oldest_waiting_orders(staff_client):
    orders = [factories.placed_order(copies=copies) for copies in (1, 2, 4)]
    words = form_client.read(staff_client.get(ADDRESS)).main.get_text(" ", strip=True)
    assert "3 bestillinger venter" in words
    assert f"Den næste er {orders[0].number}, som vil have 1 eksemplar." in words
    assert "7 eksemplarer" in words
    assert form_client.read(staff_client.get(ADDRESS)).find("button", disabled=True)
    factories.stock(5)
    assert not form_client.read(staff_client.get(ADDRESS)).find("button", disabled=True)
    send(staff_client, "allocate")
    states = [Order.objects.get(pk=order.pk).status for order in orders]
    assert states == ["new", "new", "waiting"]
    assert balance() == (2, 3, 0)
    call_command("check_orders")


def test_stocktake_is_recorded_with_reason(staff_client):
    factories.stock(10)
    factories.placed_order(copies=2)
    send(staff_client, "count", copies="7", reason="Tre var våde")
    assert balance() == (5, 2, 0)
    assert rows(staff_client.get(ADDRESS))[0][1:7] == ["Rettet", "−3", "0", "0", "", "Tre var våde"]
    call_command("check_orders")


def test_stocktake_below_reserved_copies_is_refused(staff_client):
    factories.stock(10)
    factories.placed_order(copies=4)
    answer = send(staff_client, "count", copies="3", reason="Væk")
    assert "4 eksemplarer er lovet" in form_client.read(answer).select_one(".problems").get_text()
    kept = form_client.read(answer).select("#id_count_copies, #id_count_reason")
    assert [field["value"] for field in kept] == ["3", "Væk"]
    assert balance() == (6, 4, 0)


@pytest.mark.parametrize(
    ("action", "fields", "wrong"),
    [
        ("print_run", {"copies": ""}, "#id_print_run_copies"),
        ("print_run", {"copies": "0"}, "#id_print_run_copies"),
        ("print_run", {"copies": "1000001"}, "#id_print_run_copies"),
        ("print_run", {"copies": "9", "reason": "x" * 201}, "#id_print_run_reason"),
        ("count", {"copies": "-1", "reason": "Talt"}, "#id_count_copies"),
        ("count", {"copies": "mange", "reason": "Talt"}, "#id_count_copies"),
        ("count", {"copies": "5", "reason": " "}, "#id_count_reason"),
    ],
)
def test_invalid_stock_form_shows_message(staff_client, action, fields, wrong):
    answer = send(staff_client, action, **fields)
    tree = form_client.read(answer)
    assert tree.title.get_text().startswith("Fejl:")
    assert [link["href"] for link in tree.select(".problems a")] == [wrong]
    assert tree.select_one(wrong)["aria-invalid"] == "true"
    assert not StockMovement.objects.exists()


def test_ledger_is_paginated_newest_first(staff_client, monkeypatch):
    monkeypatch.setattr(shelf_page, "LINES_A_PAGE", 3)
    for number in range(7):
        factories.stock(number + 1)
    answer, seen = staff_client.get(ADDRESS), []
    while True:
        seen += [row[2] for row in rows(answer)]
        older = form_client.read(answer).select_one('nav a[href*="?p="]')
        if not older:
            break
        answer = staff_client.get(ADDRESS + older["href"].removeprefix(ADDRESS))
    assert seen == [f"+{number}" for number in range(7, 0, -1)]


@pytest.mark.parametrize("page", ["x", "-1", "9" * 40, "²", "%00"])
def test_invalid_ledger_page_shows_a_page(staff_client, page):
    factories.stock(4)
    assert rows(staff_client.get(f"{ADDRESS}?p={page}"))[0][2] == "+4"


def test_ledger_line_links_to_order(staff_client, stock):
    order = factories.placed_order()
    link = form_client.read(staff_client.get(ADDRESS)).select_one(".orders-ledger a")
    assert (link.get_text(), link["href"]) == (order.number, f"/admin/bestillinger/{order.pk}/")


def test_query_count_does_not_grow_with_ledger(staff_client, staff_user, stock):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            staff_client.get(ADDRESS)
        return len(asked)

    factories.placed_order()
    before = queries()
    for _each in range(6):
        fulfilment.cancel_order(factories.placed_order(), staff_user, "Nej")
    assert queries() == before


def test_editor_and_anonymous_user_cannot_see_stock(db):
    editor = Client()
    editor.force_login(factories.editor())
    for answer in (
        editor.get(ADDRESS),
        editor.post(ADDRESS, {"action": "print_run", "copies": "5"}),
    ):
        assert answer.url == "/admin/"
    assert Client().get(ADDRESS).url.startswith("/admin/login/")
    assert not StockMovement.objects.exists()


def test_count_from_an_open_page_does_not_undo_a_print_run(staff_client, staff_user):
    factories.stock(300)
    form = form_client.fields(staff_client.get(ADDRESS), containing="seen")
    warehouse.receive_stock(1000, staff_user, latest_run=inventory.latest_print_run())
    data = {**form, "action": "count", "copies": 290, "reason": "Talt"}
    response = staff_client.post(ADDRESS, data)
    assert "der var 300, og nu er der 1300" in form_client.read(response).get_text()
    assert inventory.get_stock().free == 1300
