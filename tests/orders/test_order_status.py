"""The customer's own page: how far the order has come, and what can still be changed there."""

import io
import logging
from unittest.mock import PropertyMock

import pytest
from django.test import Client
from django.urls import reverse

from orders.models import Mail, Order
from orders.services import edits, fulfilment, inventory, privacy
from tests import factories
from tests.orders import form_client
from tests.orders.test_error_page import check_the_error_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stock")]

TOO_LATE = "Det er for sent at ændre bestillingen her."
NEW_HOME = {"street": "Nygade 7", "postcode": "8400", "city": "Ebeltoft"}
STEPS = {
    "new": (),
    "packed": (fulfilment.pack_order,),
    "posted": (fulfilment.pack_order, fulfilment.post_order),
    "cancelled": (fulfilment.cancel_order,),
}
ABROAD = {"street": "Östra Vägen 7", "postcode": "211 20", "city": "Malmö", "country": "Sverige"}


@pytest.fixture
def staff(db):
    return factories.order_staff()


def address(order, name="status") -> str:
    return reverse(f"orders:{name}", args=[order.secret])


def text_of(answer) -> str:
    return form_client.read(answer).main.get_text(" ", strip=True)


def brought_to(status, staff, **wishes) -> Order:
    """An order that has come so far."""
    if status == "waiting":
        return factories.placed_order(**wishes, copies=1000)
    order = factories.placed_order(**wishes)
    for step in STEPS[status]:
        order = step(order, staff)
    return order


@pytest.mark.parametrize(
    ("status", "told", "here"),
    [
        ("new", "Vi har modtaget den. Den bliver pakket snart.", "Modtaget"),
        ("waiting", "Du står på venteliste", "På venteliste"),
        ("packed", "Den er pakket og bliver sendt snart.", "Pakket"),
        ("posted", "Den er sendt.", "Afsendt"),
        ("cancelled", "Den er annulleret. Der bliver ikke sendt noget.", None),
    ],
)
def test_status_page_shows_progress(client, staff, status, told, here):
    order = brought_to(status, staff, care_of="Bøje Bentsen", **ABROAD)
    answer = client.get(address(order))

    tree = form_client.read(answer)
    assert answer.status_code == 200
    assert form_client.heading(answer) == f"Din bestilling {order.number}"
    assert told in tree.select_one(".lead").get_text()
    current = tree.select_one("[aria-current=step]")
    assert (current and current.get_text(strip=True)) == here
    lines = [line.get_text() for line in tree.select(".order-status__address span")]
    assert lines == [order.name, "c/o Bøje Bentsen", "Östra Vägen 7", "211 20 Malmö", "SVERIGE"]
    facts = tree.select_one(".facts").get_text(" ", strip=True)
    assert f"Antal eksemplarer {order.copies} " in facts


@pytest.mark.parametrize("status", ["new", "waiting", "packed", "posted", "cancelled"])
def test_only_new_and_waiting_orders_can_be_changed(client, staff, status):
    order = brought_to(status, staff)
    links = {link["href"] for link in form_client.read(client.get(address(order))).select("main a")}
    changes = {address(order, "status_edit"), address(order, "status_cancel")}
    assert links & changes == (changes if status in ("new", "waiting") else set())


@pytest.mark.parametrize("status", ["new", "waiting"])
def test_customer_corrects_address(client, staff, status):
    order = brought_to(status, staff)
    form = form_client.fields(client.get(address(order, "status_edit")), containing="street")
    assert form["street"] == order.street
    answer = client.post(address(order, "status_edit"), {**form, **NEW_HOME}, follow=True)

    assert form_client.notice_text(answer) == "Din rettelse er gemt."
    assert "Nygade 7 8400 Ebeltoft" in text_of(answer)
    order.refresh_from_db()
    assert {name: getattr(order, name) for name in NEW_HOME} == NEW_HOME
    assert order.status == status
    last = order.events.last()
    assert (last.kind, last.by) == ("corrected", None)
    assert "Nygade" not in last.detail


def test_invalid_correction_shows_errors(client):
    order = factories.placed_order()
    wrong = {**factories.ORDER_DATA, "name": "", "street": "🏠", "postcode": "15!"}
    answer = client.post(address(order, "status_edit"), wrong)

    check_the_error_page(answer, {"name", "street", "postcode"})
    assert form_client.fields(answer, containing="street")["city"] == order.city
    order.refresh_from_db()
    assert order.name == factories.ORDER_DATA["name"]


def test_correction_form_changes_address_only(client):
    order = factories.placed_order()
    sent = {
        **factories.ORDER_DATA,
        **NEW_HOME,
        "copies": "7",
        "email": "ond@example.org",
        "status": "posted",
    }
    client.post(address(order, "status_edit"), {**sent, "number": "AAAAAA", "reason": "x"})
    now = Order.objects.get(pk=order.pk)
    assert now.street == "Nygade 7"
    for name in ("copies", "email", "status", "number", "reason"):
        assert getattr(now, name) == getattr(order, name), name


@pytest.mark.parametrize("status", ["new", "waiting"])
def test_cancelling_requires_confirmation(client, staff, status):
    order = brought_to(status, staff)
    asked = client.get(address(order, "status_cancel"))
    assert form_client.heading(asked) == "Vil du annullere bestillingen?"
    assert Order.objects.get(pk=order.pk).status == status
    free = inventory.get_stock().free

    answer = client.post(address(order, "status_cancel"), follow=True)

    assert "Den er annulleret" in text_of(answer)
    order.refresh_from_db()
    assert (order.status, order.events.last().by) == ("cancelled", None)
    freed = order.copies if status == "new" else 0
    assert inventory.get_stock().free == free + freed
    assert order.mails.last().kind == Mail.Kind.CANCELLED


def test_reading_the_page_cancels_nothing(client, monkeypatch):
    """Not even where staff undo the packing at that moment."""
    order = factories.placed_order()
    monkeypatch.setattr(Order, "can_customer_change", PropertyMock(side_effect=[False, True]))
    assert client.get(address(order, "status_cancel")).status_code == 409
    order.refresh_from_db()
    assert order.status != "cancelled"


def test_cancelling_twice_cancels_once(client):
    order = factories.placed_order()
    for _click in range(2):
        answer = client.post(address(order, "status_cancel"))
        assert (answer.status_code, answer["Location"]) == (302, address(order))
    assert order.mails.filter(kind=Mail.Kind.CANCELLED).count() == 1
    assert client.get(address(order, "status_cancel"))["Location"] == address(order)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("status", "name"),
    [
        ("packed", "status_edit"),
        ("packed", "status_cancel"),
        ("posted", "status_edit"),
        ("posted", "status_cancel"),
        ("cancelled", "status_edit"),
    ],
)
def test_late_change_shows_message(client, staff, status, name, method):
    order = brought_to(status, staff)
    answer = getattr(client, method)(address(order, name), {**factories.ORDER_DATA, **NEW_HOME})
    assert answer.status_code == 409
    assert TOO_LATE in form_client.notice_text(answer)
    assert form_client.heading(answer) == f"Din bestilling {order.number}"
    is_written = (name, method) == ("status_edit", "post")
    assert ("Gade/vej og husnummer: Nygade 7" in form_client.read(answer).text) is is_written
    order.refresh_from_db()
    assert (order.status, order.street) == (status, factories.ORDER_DATA["street"])


@pytest.mark.parametrize(
    ("name", "service", "operation"),
    [
        ("status_edit", edits, "update_recipient"),
        ("status_cancel", fulfilment, "cancel_by_customer"),
    ],
)
def test_concurrent_packing_wins_over_change(client, staff, monkeypatch, name, service, operation):
    """The page had seen a new order; when the change comes to the database it is packed."""
    order = factories.placed_order()
    do = getattr(service, operation)

    def packed_first(order, *arguments, **options):
        fulfilment.pack_order(order, staff)
        return do(order, *arguments, **options)

    monkeypatch.setattr(service, operation, packed_first)
    answer = client.post(address(order, name), {**factories.ORDER_DATA, **NEW_HOME})
    assert (answer.status_code, TOO_LATE in form_client.notice_text(answer)) == (409, True)
    order.refresh_from_db()
    assert (order.status, order.street) == ("packed", factories.ORDER_DATA["street"])


@pytest.mark.parametrize("name", ["status", "status_edit", "status_cancel"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_wrong_secret_is_not_found(client, name, method):
    order = factories.placed_order()
    for guess in (order.number, str(order.pk), order.secret[:-1], order.form_key, "findes-ikke"):
        where = reverse(f"orders:{name}", args=[guess])
        answer = getattr(client, method)(where, {**factories.ORDER_DATA, **NEW_HOME})
        assert answer.status_code == (405 if (name, method) == ("status", "post") else 404), guess
    now = Order.objects.get()
    assert (now.status, now.street) == ("new", factories.ORDER_DATA["street"])


@pytest.mark.parametrize("name", ["status", "status_edit", "status_cancel"])
def test_status_pages_are_not_cached_or_indexed(client, name):
    answer = client.get(address(factories.placed_order(), name))
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
    assert form_client.read(answer).find("meta", attrs={"name": "robots"})["content"] == "noindex"


@pytest.mark.parametrize("name", ["status_edit", "status_cancel"])
def test_cross_site_form_changes_nothing(name):
    order = factories.placed_order()
    answer = Client(enforce_csrf_checks=True).post(
        address(order, name), {**factories.ORDER_DATA, **NEW_HOME}
    )
    assert answer.status_code == 403
    order.refresh_from_db()
    assert (order.status, order.street) == ("new", factories.ORDER_DATA["street"])


@pytest.mark.parametrize("name", ["status", "status_edit", "status_cancel", "thanks"])
def test_anonymised_order_shows_notice_only(client, staff, name):
    order = privacy.anonymise_order(brought_to("posted", staff))
    answer = client.get(address(order, name))
    text = answer.content.decode()
    for private in (factories.ORDER_DATA["name"], "Studiestræde 50, 2. tv.", "aase@", "15xx"):
        assert private not in text
    if name == "thanks":
        assert "kvittering er på vej" not in text
    else:
        assert form_client.heading(answer) == "Dine personoplysninger er slettet"
        assert order.number not in text_of(answer)
        assert not form_client.read(answer).select("main form")


def test_confirmation_page_links_to_status_page(client):
    order = factories.placed_order()
    link = form_client.read(client.get(order.get_absolute_url())).select_one("main a.button")
    assert link["href"] == address(order)


def test_log_masks_secret_paths(client, staff):
    """Django writes down the path of every request it refuses."""
    order = brought_to("packed", staff)
    [handler] = [one for one in logging.getLogger().handlers if one.get_name() == "stderr"]
    lines = io.StringIO()
    kept = handler.setStream(lines)
    try:
        client.post(address(order, "status_cancel"))
        client.post(address(order))
        client.put(order.get_absolute_url())
    finally:
        handler.setStream(kept)
    assert "Conflict: /bestil/ordre/…/annuller/" in lines.getvalue()
    assert "Method Not Allowed (PUT): /bestil/tak/…/" in lines.getvalue()
    assert order.secret not in lines.getvalue()
