"""One person's data: found, exported and erased in the admin."""

import json
import logging
from contextlib import suppress
from time import sleep

import pytest
from django.core.management import call_command
from django.db.models import CharField, JSONField, TextField
from django.test import Client
from wagtail.models import ModelLogEntry, ReferenceIndex
from wagtail.search.index import get_indexed_models
from wagtail.search.models import IndexEntry

from orders.models import MailAttempt, Order
from orders.services import edits, fulfilment, privacy, warehouse
from tests import factories
from tests.concurrency import run_concurrently
from tests.orders import form_client

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/bestillinger/persondata/"
HERS = "aase@example.org"


@pytest.fixture
def orders(staff_user, stock) -> dict[str, Order]:
    """A posted and a new order of hers, one of a neighbour, and one by telephone."""
    posted = fulfilment.post_order(
        fulfilment.pack_order(factories.placed_order(), staff_user), staff_user
    )
    edits.add_note(posted, "Åse ringede", staff_user)
    return {
        "posted": posted,
        "new": factories.placed_order(email="Aase@Example.org", note="Haster"),
        "neighbour": factories.placed_order(name="Bo Bentsen", email="bo@example.org"),
        "telephone": factories.placed_order(name="Tove Telefon", email="", street="Nygade 7"),
    }


def send(client, action, query="", **fields):
    return client.post(ADDRESS + query, {"action": action, **fields}, follow=True)


def numbers(answer) -> list[str]:
    """The orders that the page says are the person's."""
    listed = form_client.read(answer).select_one(".orders-links")
    return [link.get_text() for link in listed.find_all("a")] if listed else []


def named() -> set[str]:
    """The numbers of the orders that still name somebody."""
    return set(Order.objects.filter(anonymised_at=None).values_list("number", flat=True))


def test_person_is_found_by_email_ignoring_case(staff_client, orders):
    answer = send(staff_client, "find", email=" AASE@example.org ")
    assert numbers(answer) == [orders["posted"].number, orders["new"].number]
    # The neighbour in the same house is shown apart: it may be the same person.
    assert orders["neighbour"].number in answer.content.decode()
    assert orders["telephone"].number not in answer.content.decode()


def test_unknown_person_shows_message(staff_client, orders):
    answer = send(staff_client, "find", email="findes-ikke@example.org")
    assert numbers(answer) == []
    assert form_client.read(answer).select_one("main [role=status]:not(.messages)")


@pytest.mark.parametrize("email", ["", "aase"])
def test_invalid_email_is_refused(staff_client, orders, email):
    for action in ("find", "export", "erase"):
        answer = send(staff_client, action, email=email, sure="on")
        assert form_client.read(answer).select_one(".problems a")["href"] == "#id_person_email"
    assert len(named()) == 4


def test_urls_contain_no_email(staff_client, orders):
    answer = staff_client.get(f"{ADDRESS}?order={orders['new'].pk}")
    tree = form_client.read(answer)
    for tag, name in (("a", "href"), ("form", "action")):
        assert not [each for each in tree.find_all(tag) if "@" in each.get(name, "")]
    assert {form.get("method") for form in tree.select("main form")} == {"post"}
    assert numbers(staff_client.get(f"{ADDRESS}?email={HERS}")) == []


def test_export_contains_all_personal_data(staff_client, orders):
    answer = send(staff_client, "export", email=HERS)
    assert answer["Content-Disposition"].startswith("attachment")
    assert "aase" not in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    first, second = json.loads(answer.content)["Bestillinger"]
    [facts] = first[f"Bestilling {orders['posted'].number}"]
    assert {name: facts[name] for name in ("Navn", "Gade/vej og husnummer", "E-mail")} == {
        "Navn": factories.ORDER_DATA["name"],
        "Gade/vej og husnummer": factories.ORDER_DATA["street"],
        "E-mail": HERS,
    }
    assert "Åse ringede" in [line["Tekst"] for line in first["Hvad der er sket"]]
    sent = [mail["Hvad"] for mail in first["Mails om bestillingen"]]
    assert sent == ["Kvittering", "Mail om afsendelsen"]
    assert second[f"Bestilling {orders['new'].number}"][0]["Bemærkning"] == "Haster"
    assert "Bo Bentsen" not in answer.content.decode()
    assert orders["posted"].secret not in answer.content.decode()


def test_erasing_requires_confirmation(staff_client, orders):
    answer = send(staff_client, "erase", email=HERS)
    assert form_client.read(answer).select_one(".problems a")["href"] == "#id_sure"
    assert len(named()) == 4


def test_erasing_affects_only_that_person(staff_client, staff_user, orders):
    answer = send(staff_client, "erase", email=HERS, sure="on")
    assert "2" in form_client.read(answer).select_one(".messages .success").get_text()
    assert named() == {orders["neighbour"].number, orders["telephone"].number}
    assert Order.objects.get(pk=orders["new"].pk).status == "cancelled"
    assert orders["new"].events.last().by == staff_user
    assert numbers(send(staff_client, "find", email=HERS)) == []
    call_command("check_orders")


def test_erasing_empties_country(staff_client):
    factories.placed_order(country="Åse Ærøs hus", postcode="1")
    send(staff_client, "erase", email=HERS, sure="on")
    order = Order.objects.get()
    assert (order.country, order.postcode) == ("", "")


def test_order_without_email_is_handled_alone(staff_client, orders):
    other = factories.placed_order(name="En anden", email="", street="Nygade 9")
    query = f"?order={orders['telephone'].pk}"
    assert numbers(staff_client.get(ADDRESS + query)) == [orders["telephone"].number]
    send(staff_client, "erase", query, email="", sure="on")
    assert Order.objects.get(pk=orders["telephone"].pk).name == ""
    assert other.number in named()
    assert len(named()) == 4


@pytest.mark.parametrize("query", ["?order=987654", "?order=x", "?order=" + "9" * 40])
def test_unknown_order_erases_nothing(staff_client, orders, query):
    answer = send(staff_client, "erase", query, sure="on")
    assert answer.status_code in (200, 404)
    assert len(named()) == 4


def test_personal_data_require_permission(orders):
    editor = Client()
    editor.force_login(factories.editor())
    for action in ("find", "export", "erase"):
        fields = {"action": action, "email": HERS, "sure": "on"}
        assert editor.post(ADDRESS, fields).url == "/admin/"
        assert Client().post(ADDRESS, fields).url.startswith("/admin/login/")
    assert len(named()) == 4


def test_orders_are_not_indexed_or_logged(staff_client, orders, caplog):
    with caplog.at_level(logging.DEBUG):
        staff_client.post(f"/admin/bestillinger/{orders['new'].pk}/handling/", {"action": "pack"})
        send(staff_client, "find", email=HERS)
        send(staff_client, "export", email=HERS)
        send(staff_client, "erase", email=HERS, sure="on")
    own_lines = [
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    ]
    assert "Åse" not in str(own_lines)
    assert "aase" not in str(own_lines).lower()
    assert not [m for m in get_indexed_models() if m.__module__.startswith("orders.models.order")]
    assert not IndexEntry.objects.filter(content_type__model="order").exists()
    for rows in (ReferenceIndex.objects, ModelLogEntry.objects):
        assert "aase" not in str(list(rows.values())).lower()


def test_personal_data_can_be_read_and_printed(staff_client, orders):
    mine = Order.objects.by_email(HERS)
    edits.add_note(mine.first(), "En gammel\nbog.", by=None)
    shown = form_client.read(send(staff_client, "find", email=HERS))
    assert shown.select_one("[value=paper]")["formtarget"] == "_blank"
    answer = send(staff_client, "paper", email=HERS)
    assert "no-store" in answer["Cache-Control"]
    page = form_client.read(answer)
    text = page.main.get_text(" ", strip=True)
    for order in mine:
        assert f"Bestilling {order.number}" in text
        assert order.name in text
    assert "En gammel bog." in text
    assert "Kvittering" in text
    assert "None" not in text
    assert "email_key" not in text


# Columns that may keep text: they name nobody. `search_text` is checked by itself.
KEPT_TEXT = {
    ("Order", "number"),
    ("Order", "secret"),
    ("Order", "form_key"),
    ("Order", "book_title"),
    ("Order", "book_edition"),
    ("Order", "search_text"),
}


def rows_of(order: Order) -> list:
    """Return the order and every row that belongs to it, directly or through another row."""
    found, pending = [], [order]
    while pending:
        row = pending.pop()
        found.append(row)
        for relation in row._meta.related_objects:
            pending += relation.related_model._base_manager.filter(**{relation.field.name: row})
    return found


def text_columns(row) -> list:
    return [
        field
        for field in row._meta.concrete_fields
        if isinstance(field, CharField | TextField | JSONField)
        and not field.choices
        and (type(row).__name__, field.name) not in KEPT_TEXT
    ]


def test_erasing_and_cancelling_at_once_wait_for_each_other(shared_database, monkeypatch):
    """On PostgreSQL, two that lock order and stock in different order would stop each other."""
    [order] = run_concurrently(factories.placed_order)
    cancel = fulfilment.cancel_order

    def cancel_late(*arguments):
        sleep(0.3)
        return cancel(*arguments)

    monkeypatch.setattr(fulfilment, "cancel_order", cancel_late)

    def cancel_meanwhile():
        sleep(0.1)
        with suppress(fulfilment.InvalidTransition):
            cancel(order)

    run_concurrently(lambda: privacy.anonymise_order(order), cancel_meanwhile)
    [erased] = run_concurrently(lambda: Order.objects.get())
    assert (erased.status, erased.name) == ("cancelled", "")


def test_no_text_column_of_an_order_survives_erasing(staff_user, orders):
    """Columns are found by introspection: a new one is part of the test."""
    order = warehouse.record_return(orders["posted"], 1, True, staff_user, "Åse flyttede")
    mail = order.mails.first()
    MailAttempt.objects.create(mail=mail)
    rows = rows_of(order)
    kinds = {type(row).__name__ for row in rows}
    assert {"Order", "OrderEvent", "StockMovement", "Mail", "MailAttempt"} <= kinds
    filled = 0
    for row in rows:
        for field in text_columns(row):
            type(row)._base_manager.filter(pk=row.pk).update(**{field.name: "Åse"})
            filled += 1
    assert filled > 15

    privacy.anonymise_order(Order.objects.get(pk=order.pk))

    for row in rows_of(order):
        row.refresh_from_db()
        for field in text_columns(row):
            left = getattr(row, field.name)
            # Åsxx: a postcode keeps its first two characters.
            assert left in ("", None, "Åsxx"), (type(row).__name__, field.name, left)
    order.refresh_from_db()
    assert order.search_text.split() == [order.number.lower()]
