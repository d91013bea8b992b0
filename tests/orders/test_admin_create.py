"""Telephone orders entered by staff in the admin."""

import pytest
from django.core.management import call_command
from django.test import Client

from orders.models import Mail, Order, OrderSettings
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db

URL = "/admin/bestillinger/ny/"


@pytest.fixture
def staff_client(staff_user):
    return form_client.logged_in_client(staff_user, enforce_csrf_checks=True)


def open_form(client) -> dict[str, str]:
    return form_client.fields(client.get(URL))


def send(client, form, **changes):
    return client.post(URL, {**form, **factories.ORDER_DATA, **changes})


def error_links(response) -> set[str]:
    assert response.status_code == 200
    return {link["href"] for link in form_client.read(response).select(".problems a")}


def test_staff_create_order(staff_client, staff_user, stock):
    response = send(staff_client, open_form(staff_client), copies="3")
    order = Order.objects.get()
    assert response.url == f"/admin/bestillinger/{order.pk}/"
    assert (order.source, order.status, order.copies) == ("staff", "new", 3)
    assert order.events.get().by == staff_user
    assert order.mails.get().kind == "receipt"
    call_command("check_orders")


def test_town_that_does_not_fit_postcode_is_asked_about(staff_client, stock):
    response = send(staff_client, open_form(staff_client), postcode="8000", city="Odense")
    warning = form_client.read(staff_client.get(response.url)).select_one(".messages .warning")
    assert "Postnummer 8000 er Aarhus C, og du har skrevet Odense" in warning.get_text()
    assert warning.a["href"] == f"/admin/bestillinger/{Order.objects.get().pk}/ret/"


def test_order_without_email_queues_no_mail(staff_client, stock):
    send(staff_client, open_form(staff_client), email="")
    assert Order.objects.get().email == ""
    assert not Mail.objects.exists()


def test_orders_without_email_are_not_repeats(staff_client, stock):
    send(staff_client, open_form(staff_client), email="")
    send(staff_client, open_form(staff_client), email="", street="Nygade 7")
    assert [order.is_repeat for order in Order.objects.all()] == [False, False]


def test_staff_have_higher_copy_limit(staff_client):
    OrderSettings.objects.create(copies_at_most=2, copies_at_most_with_reason=3)
    factories.stock(2000)
    send(staff_client, open_form(staff_client), copies="1000")
    assert Order.objects.get().copies == 1000
    for copies in ("1001", "0", "-1", "to", ""):
        assert error_links(send(staff_client, open_form(staff_client), copies=copies)) == {
            "#id_copies"
        }
    assert Order.objects.count() == 1


@pytest.mark.parametrize("copies", ["1.000", "1 000", "1\N{NO-BREAK SPACE}000", " 1000 "])
def test_thousand_separators_are_accepted(staff_client, copies):
    factories.stock(2000)
    send(staff_client, open_form(staff_client), copies=copies)
    assert Order.objects.get().copies == 1000


@pytest.mark.parametrize("copies", ["1,000", "1.0", "1.00", "10.00", "1.0000", "1..000", ".000"])
def test_ambiguous_number_is_refused(staff_client, stock, copies):
    assert error_links(send(staff_client, open_form(staff_client), copies=copies)) == {"#id_copies"}
    assert not Order.objects.exists()


def test_greenland_postcode_sets_country(staff_client, stock):
    response = staff_client.get(
        send(staff_client, open_form(staff_client), postcode="3900", city="Nuuk").url
    )
    page = form_client.read(response)
    assert page.select("address span")[-1].get_text() == "GRØNLAND"
    assert "Til udlandet" in page.select_one(".orders-summary").get_text()


def test_invalid_form_keeps_its_data(staff_client):
    response = send(staff_client, open_form(staff_client), name="", postcode="12", note="Haster")
    assert error_links(response) == {"#id_name", "#id_postcode"}
    assert form_client.read(response).title.get_text().startswith("Fejl:")
    assert form_client.fields(response)["note"] == "Haster"
    assert not Order.objects.exists()


def test_form_sent_twice_creates_one_order(staff_client, stock):
    form = open_form(staff_client)
    assert send(staff_client, form).url == send(staff_client, form).url
    assert Order.objects.count() == 1


def test_changed_data_from_used_form_requires_confirmation(staff_client, stock):
    form = open_form(staff_client)
    send(staff_client, form)
    response = send(staff_client, form, copies="2")
    assert Order.objects.get().number in form_client.read(response).select_one(".notice").get_text()
    send(staff_client, form_client.fields(response), copies="2")
    assert [order.copies for order in Order.objects.order_by("pk")] == [1, 2]


@pytest.mark.parametrize("form_key", ["", "nøgle-1", "desk-kort", None])
def test_forged_form_key_creates_separate_order(staff_client, stock, form_key):
    other_order = factories.placed_order(email="li@example.org")
    Order.objects.update(form_key=form_key or "nøgle-1")
    form = open_form(staff_client)
    send(staff_client, {**form, "key": form_key} if form_key is not None else {**form, "key": ""})
    assert Order.objects.exclude(pk=other_order.pk).get().email == factories.ORDER_DATA["email"]


def test_order_without_stock_goes_on_waiting_list(staff_client):
    response = staff_client.get(send(staff_client, open_form(staff_client)).url)
    assert Order.objects.get().status == "waiting"
    assert "på venteliste" in form_client.read(response).select_one(".messages").get_text()


def test_no_stock_and_no_waiting_list_stores_nothing(staff_client):
    OrderSettings.objects.create(may_wait=False)
    response = send(staff_client, open_form(staff_client), note="Haster")
    assert form_client.read(response).select_one(".notice")
    assert form_client.fields(response)["note"] == "Haster"
    assert not Order.objects.exists()


def test_recipient_fields_disable_autocomplete(staff_client):
    page = form_client.read(staff_client.get(URL))
    for name in ("name", "street", "email", "phone"):
        assert page.find(id=f"id_{name}")["autocomplete"] == "off"


def test_editor_and_anonymous_user_cannot_create_orders(stock):
    editor_client = form_client.logged_in_client(factories.editor())
    for response in (editor_client.get(URL), editor_client.post(URL, factories.ORDER_DATA)):
        assert response.url == "/admin/"
    assert Client().post(URL, factories.ORDER_DATA).url.startswith("/admin/login/")
    assert not Order.objects.exists()
