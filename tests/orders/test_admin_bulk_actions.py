"""What the desk does to many orders at once, and that it does so once, to the right ones."""

import csv
from io import StringIO
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client

from orders.admin import bulk_actions
from orders.models import Mail, Order
from orders.services import fulfilment, inventory
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db

LIST = "/admin/bestillinger/"
ACT = f"{LIST}handling/"


def logged_in(user, **options) -> Client:
    client = Client(**options)
    client.force_login(user)
    return client


@pytest.fixture
def desk(db):
    return logged_in(factories.order_staff())


@pytest.fixture
def three(db):
    """Three new orders with their copies promised."""
    factories.stock(10)
    return [
        factories.placed_order(name=name, email=f"{name}@example.org")
        for name in ("Bo", "Li", "My")
    ]


def ticked(orders, action, **more) -> dict:
    return {"order": [order.pk for order in orders], "action": action, "filter": "", **more}


def do(client, orders, action, **more):
    """Presses the button with those orders ticked, and follows to the list."""
    return client.post(ACT, ticked(orders, action, **more), follow=True)


def ask_all(client, action, **wanted):
    """Presses the button with all that match chosen."""
    query = urlencode(wanted, doseq=True)
    return client.post(ACT, {"all_matching": "1", "action": action, "filter": query})


def yes(client, question, **answers):
    """Answers the question with its button."""
    form = form_client.read(question).select_one(".orders-confirm form")
    data = {"order": [box["value"] for box in form.select("[name=order]")]}
    for name in ("action", "filter", "confirmed"):
        data[name] = form.select_one(f"[name={name}]")["value"]
    return client.post(form["action"], {**data, **answers}, follow=True)


def told(answer) -> str:
    """The message above the list, without the link to what was done."""
    message = form_client.read(answer).select_one(".messages ul")
    for link in message.select(".buttons"):
        link.decompose()
    return message.get_text(" ", strip=True)


def checked(answer) -> set[int]:
    """The keys of the orders that are ticked."""
    return {int(box["value"]) for box in form_client.read(answer).select("[name=order][checked]")}


def statuses(orders) -> list[str]:
    return [Order.objects.get(pk=order.pk).status for order in orders]


def test_ticked_orders_are_packed_and_no_others(desk, three):
    answer = do(desk, three[:2], "pack")
    assert statuses(three) == ["packed", "packed", "new"]
    assert told(answer) == "2 bestillinger er pakket."
    last = three[0].events.last()
    assert (last.was, last.became, last.by.username) == ("new", "packed", "pakker")


def test_one_that_cannot_take_the_step_is_named_and_stops_no_other(desk, three):
    waiting = factories.placed_order(name="Eva", copies=99)
    answer = do(desk, [waiting, *three], "pack")
    assert statuses([waiting, *three]) == ["waiting", "packed", "packed", "packed"]
    words = told(answer)
    assert words.startswith("3 bestillinger er pakket. 1 blev sprunget over, for den har status")
    assert f"“Venter”: {waiting.number}." in words
    assert three[0].number not in words


def test_of_many_that_cannot_ten_are_named(desk):
    orders = [factories.order(status="waiting") for _number in range(12)]
    words = told(do(desk, orders, "pack"))
    assert words.startswith("0 bestillinger er pakket. 12 blev sprunget over, for de har status")
    assert sum(order.number in words for order in orders) == 10
    assert "og 2 til" in words


def test_those_skipped_are_told_once_with_what_to_do_and_stay_ticked(desk, three):
    do(desk, three[2:], "pack")
    answer = do(desk, three, "post", filter="q=example")
    words = told(answer)
    assert words.count("sprunget over") == 1
    assert "Vælg først “Er pakket”." in words
    assert checked(answer) == {three[0].pk, three[1].pk}


def test_what_was_done_can_be_seen_in_one_click(desk, three):
    link = form_client.read(do(desk, three, "pack", filter="status=new")).select_one(".messages a")
    seen = desk.get(link["href"]).content.decode()
    assert all(order.number in seen for order in three)


def test_a_step_taken_by_mistake_is_undone_for_all_after_a_question(desk, three):
    do(desk, three, "pack")
    do(desk, three[:1], "post")
    question = desk.post(ACT, ticked(three, "undo"))
    assert "Markeres bestillingen igen" in form_client.read(question).main.get_text(" ", strip=True)
    assert statuses(three) == ["posted", "packed", "packed"]
    answer = yes(desk, question)
    assert told(answer) == "Det seneste trin er fortrudt for 3 bestillinger."
    assert statuses(three) == ["packed", "new", "new"]
    call_command("check_orders")


def test_what_cannot_be_undone_is_told_with_the_reason(desk, three):
    do(desk, three, "pack")
    do(desk, three, "post")
    fulfilment.record_return(three[0], 1, to_shelf=True, by=None)
    words = told(yes(desk, desk.post(ACT, ticked(three, "undo"))))
    assert words.startswith("Det seneste trin er fortrudt for 2 bestillinger. 1 kan ikke fortrydes")
    assert words.endswith(f"{three[0].number}.")
    assert statuses(three) == ["posted", "packed", "packed"]


def test_only_steps_that_can_be_taken_are_offered(desk, three):
    def offered(query):
        return {
            button["value"]
            for button in form_client.read(desk.get(LIST + query)).select(
                ".no, .orders-actions__buttons button"
            )
        }

    do(desk, three[:1], "pack")
    paper = {"labels", "packing_slips", "csv", "xlsx"}
    assert offered("?status=new") == paper | {"pack", "cancel"}
    assert offered("?status=packed") == paper | {"post", "cancel", "undo"}
    assert offered("") == paper | {"pack", "post", "cancel", "undo"}


def test_posting_moves_the_copies_and_writes_the_mail(desk, three):
    do(desk, three, "pack")
    answer = do(desk, three, "post")
    assert told(answer) == "3 bestillinger er afsendt."
    assert statuses(three) == ["posted"] * 3
    balance = inventory.get_stock()
    assert (balance.free, balance.promised, balance.posted) == (7, 0, 3)
    assert Mail.objects.filter(kind=Mail.Kind.POSTED).count() == 3


def test_sent_twice_it_is_done_once(desk, three):
    do(desk, three, "pack")
    do(desk, three, "post")
    answer = do(desk, three, "post")
    assert told(answer) == "3 var det i forvejen."
    assert inventory.get_stock().posted == 3
    assert Mail.objects.filter(kind=Mail.Kind.POSTED).count() == 3
    assert [order.events.filter(became="posted").count() for order in three] == [1, 1, 1]


def test_an_order_ticked_twice_takes_one_step(desk, three):
    assert told(do(desk, [three[0], three[0]], "pack")) == "1 bestilling er pakket."


def test_cancelling_asks_for_the_reason_first(desk, three):
    question = desk.post(ACT, ticked(three[:2], "cancel"))
    assert statuses(three) == ["new"] * 3
    assert "Annuller 2 bestillinger?" in form_client.read(question).h1.get_text()
    refused = yes(desk, question, reason="  ")
    assert "Skriv begrundelsen" in refused.content.decode()
    assert statuses(three) == ["new"] * 3
    answer = yes(desk, refused, reason="Adressen findes ikke.")
    assert told(answer) == "2 bestillinger er annulleret."
    assert statuses(three) == ["cancelled", "cancelled", "new"]
    assert three[0].events.last().detail == "Adressen findes ikke."
    assert inventory.get_stock().free == 9
    assert Mail.objects.filter(kind=Mail.Kind.CANCELLED).count() == 2


def test_who_has_no_e_mail_is_counted_before_cancelling(desk, three):
    silent = factories.placed_order(name="Tove", email="")
    question = desk.post(ACT, ticked([*three, silent], "cancel"))
    words = form_client.read(question).main.get_text(" ", strip=True)
    assert "1 har ingen e-mail og får ikke besked." in words
    question = desk.post(ACT, ticked(three, "cancel"))
    assert "ingen e-mail" not in question.content.decode()


def test_a_posted_order_is_not_cancelled(desk, three):
    do(desk, three[:1], "pack")
    do(desk, three[:1], "post")
    question = desk.post(ACT, ticked(three[:1], "cancel"))
    words = told(yes(desk, question, reason="Fortrudt"))
    assert words.startswith("0 bestillinger er annulleret. 1 blev sprunget over, for")
    assert statuses(three) == ["posted", "new", "new"]


def test_all_that_match_are_counted_and_asked_about(desk, three):
    other = factories.placed_order(name="Kaj", country="Sverige")
    waiting = factories.placed_order(name="Eva", copies=99)
    question = ask_all(desk, "pack", abroad="no")
    assert form_client.read(question).h1.get_text(strip=True) == "Marker 3 bestillinger som pakket?"
    words = form_client.read(question).select_one(".orders-confirm").get_text(" ", strip=True)
    assert "1 anden bestilling passer også" in words
    assert statuses(three) == ["new"] * 3
    late = factories.placed_order(name="Kommer bagefter")
    answer = yes(desk, question)
    assert told(answer) == "3 bestillinger er pakket."
    assert statuses([*three, other, waiting, late]) == ["packed"] * 3 + ["new", "waiting", "new"]


def test_all_that_match_a_search_are_cancelled_with_a_reason(desk, three):
    question = ask_all(desk, "cancel", q="Bo")
    answer = yes(desk, question, reason="Fortrudt")
    assert told(answer) == "1 bestilling er annulleret."
    assert statuses(three) == ["cancelled", "new", "new"]


def test_all_that_match_win_over_those_ticked(desk, three):
    data = ticked(three[:1], "pack") | {"all_matching": "1", "filter": "q=My"}
    yes(desk, desk.post(ACT, data))
    assert statuses(three) == ["new", "new", "packed"]


def test_when_none_of_those_that_match_can_it_is_said(desk, three):
    answer = desk.post(
        ACT, {"all_matching": "1", "action": "post", "filter": "status=new"}, follow=True
    )
    assert told(answer).startswith("Ingen af de bestillinger")
    assert statuses(three) == ["new"] * 3


def test_too_many_for_one_request_are_taken_in_turns_the_oldest_first(desk, three, monkeypatch):
    monkeypatch.setattr(bulk_actions, "AT_ONCE", 2)
    question = ask_all(desk, "pack")
    assert "flere, end der kan tages på én gang" in question.content.decode()
    yes(desk, question)
    assert statuses(three) == ["packed", "packed", "new"]
    question = ask_all(desk, "pack")
    assert "flere, end der kan tages på én gang" not in question.content.decode()
    yes(desk, question)
    assert statuses(three) == ["packed"] * 3


def test_afterwards_the_list_is_as_it_was(desk, three):
    query = "q=example&status=new&after=7"
    answer = desk.post(ACT, ticked(three[:1], "pack", filter=query))
    assert answer["Location"] == f"{LIST}?{query}"
    question = desk.post(ACT, ticked(three, "cancel", filter=query))
    back = form_client.read(question).select_one(".orders-confirm a.button")
    assert back["href"].startswith(f"{LIST}?{query}&order=")
    # The first is packed, and not in that list.
    assert checked(desk.get(back["href"])) == {order.pk for order in three[1:]}


@pytest.mark.parametrize("filter_", ["//evil.example", "https://evil.example", "\r\nX-Evil: 1"])
def test_the_filter_leads_nowhere_else(desk, three, filter_):
    answer = desk.post(ACT, ticked(three, "pack", filter=filter_))
    assert answer["Location"].startswith(f"{LIST}?")
    assert "X-Evil" not in answer.headers


@pytest.mark.parametrize("action", ["pack", "cancel", "labels", "csv"])
def test_with_nothing_ticked_the_desk_is_told_to_tick(desk, three, action):
    assert told(do(desk, [], action)) == "Sæt først kryds ved en eller flere bestillinger."
    assert statuses(three) == ["new"] * 3


@pytest.mark.parametrize("data", [{"action": "slet"}, {}, {"order": "abc", "action": "pack"}])
def test_what_makes_no_sense_changes_nothing(desk, three, data):
    answer = desk.post(ACT, {"order": [three[0].pk], **data}, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert statuses(three) == ["new"] * 3


def test_coming_from_the_login_one_stands_in_the_list(desk):
    assert desk.get(ACT)["Location"] == LIST


def test_an_extract_has_the_ticked_orders(desk, three):
    answer = desk.post(ACT, ticked(three[:2], "csv"))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))[1:]
    assert {row[0] for row in rows} == {three[0].number, three[1].number}


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("labels", "text/html"),
        ("packing_slips", "application/pdf"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_paper_and_extracts_come_of_the_same_choice(desk, three, action, kind):
    for data in (ticked(three, action), {"all_matching": "1", "action": action, "filter": "q=Bo"}):
        answer = desk.post(ACT, data)
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith(kind)
    assert statuses(three) == ["new"] * 3


@pytest.mark.parametrize("action", ["pack", "post", "cancel", "labels", "packing_slips", "csv"])
def test_an_editor_and_a_stranger_do_nothing(client, three, action):
    Order.objects.filter(pk=three[0].pk).update(status="packed")
    before = statuses(three)
    data = ticked(three, action, confirmed="1", reason="x")
    assert client.post(ACT, data)["Location"].startswith("/admin/login/")
    assert logged_in(factories.editor()).post(ACT, data)["Location"] == "/admin/"
    assert statuses(three) == before


@pytest.mark.parametrize("action", ["pack", "post", "cancel"])
def test_who_may_only_look_takes_no_step(three, action):
    guest = factories.editor("gæst")
    guest.user_permissions.add(Permission.objects.get(codename="view_order"))
    Order.objects.filter(pk=three[0].pk).update(status="packed")
    before = statuses(three)
    for data in (ticked(three, action, confirmed="1", reason="x"), {"all_matching": "1"}):
        answer = logged_in(guest).post(ACT, {"action": action, **data})
        assert answer["Location"] == "/admin/"
    assert statuses(three) == before


def test_another_site_cannot_press_the_button(three):
    desk = logged_in(factories.order_staff(), enforce_csrf_checks=True)
    assert desk.post(ACT, ticked(three, "pack")).status_code == 403
    assert statuses(three) == ["new"] * 3
