"""Two people who edit one order at the same time: nobody's correction is lost."""

import pytest
from django.urls import reverse

from orders.models import Order
from orders.services import fulfilment, packing
from tests import factories
from tests.orders import form_client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stock")]


@pytest.fixture
def order() -> Order:
    return factories.placed_order(phone="")


def staff_url(order) -> str:
    return reverse("orders_admin:edit", args=[order.pk])


def customer_url(order) -> str:
    return reverse("orders:status_edit", args=[order.secret])


def open_edit_form(client, url) -> dict[str, str]:
    return form_client.fields(client.get(url), containing="street")


def test_staff_adding_phone_keeps_street_corrected_by_customer(client, staff_client, order):
    staff_form = open_edit_form(staff_client, staff_url(order))
    customer_form = open_edit_form(client, customer_url(order))
    client.post(customer_url(order), {**customer_form, "street": "Nygade 2"})
    response = staff_client.post(staff_url(order), {**staff_form, "phone": "12345678"})
    assert response.status_code == 302
    order.refresh_from_db()
    assert (order.street, order.phone) == ("Nygade 2", "12 34 56 78")


def test_conflict_shows_both_values_and_stores_neither(client, staff_client, order):
    staff_form = open_edit_form(staff_client, staff_url(order))
    customer_form = open_edit_form(client, customer_url(order))
    client.post(customer_url(order), {**customer_form, "street": "Nygade 2", "city": "Aarhus"})
    response = staff_client.post(
        staff_url(order), {**staff_form, "street": "Gammelgade 3", "name": "Bo Bentsen"}
    )
    assert response.status_code == 200
    page = form_client.read(response)
    assert "Nygade 2" in page.select_one("#id_street_error").get_text()
    fields = form_client.fields(response, containing="street")
    assert "Aarhus" in page.select_one("#id_city_error").get_text()
    assert (fields["street"], fields["city"], fields["name"]) == (
        "Gammelgade 3", factories.ORDER_DATA["city"], "Bo Bentsen",
    )  # fmt: skip
    order.refresh_from_db()
    assert (order.street, order.name) == ("Nygade 2", factories.ORDER_DATA["name"])


def test_conflict_is_solved_by_sending_the_form_again(client, staff_client, order):
    staff_form = open_edit_form(staff_client, staff_url(order))
    customer_form = open_edit_form(client, customer_url(order))
    client.post(customer_url(order), {**customer_form, "street": "Nygade 2"})
    conflict = staff_client.post(staff_url(order), {**staff_form, "street": "Gammelgade 3"})
    staff_client.post(staff_url(order), form_client.fields(conflict, containing="street"))
    order.refresh_from_db()
    assert order.street == "Gammelgade 3"


def test_customer_does_not_overwrite_correction_by_staff(client, staff_client, order):
    customer_form = open_edit_form(client, customer_url(order))
    staff_form = open_edit_form(staff_client, staff_url(order))
    staff_client.post(staff_url(order), {**staff_form, "street": "Gammelgade 3"})
    response = client.post(customer_url(order), {**customer_form, "street": "Nygade 2"})
    assert "Gammelgade 3" in form_client.main_text(response)
    order.refresh_from_db()
    assert order.street == "Gammelgade 3"


def test_same_correction_by_two_staff_is_no_conflict(staff_client, order):
    first, second = (open_edit_form(staff_client, staff_url(order)) for _form in range(2))
    staff_client.post(staff_url(order), {**first, "street": "Nygade 2"})
    response = staff_client.post(staff_url(order), {**second, "street": "Nygade 2"})
    assert response.status_code == 302


def test_two_halves_of_an_address_are_never_mixed(client, staff_client, order):
    staff_form = open_edit_form(staff_client, staff_url(order))
    customer_form = open_edit_form(client, customer_url(order))
    client.post(customer_url(order), {**customer_form, "street": "Nygade 2"})
    changed = {**staff_form, "postcode": "5000", "city": "Odense C"}
    response = staff_client.post(staff_url(order), changed)
    assert response.status_code == 200
    page = form_client.read(response)
    assert "Nygade 2" in page.select_one("#id_street_error").get_text()
    order.refresh_from_db()
    assert (order.street, order.city) == ("Nygade 2", factories.ORDER_DATA["city"])
    staff_client.post(staff_url(order), form_client.fields(response, containing="street"))
    order.refresh_from_db()
    street = factories.ORDER_DATA["street"]
    assert (order.street, order.postcode, order.city) == (street, "5000", "Odense C")


def test_text_is_kept_when_the_customer_cancels_meanwhile(staff_client, order):
    staff_form = open_edit_form(staff_client, staff_url(order))
    fulfilment.cancel_order(order, None)
    response = staff_client.post(staff_url(order), {**staff_form, "street": "Gammelgade 3"})
    assert response.status_code == 200
    html = response.content.decode()
    assert "Bestillingen er annulleret, mens du rettede" in html
    assert 'value="Gammelgade 3"' in html


def test_staff_are_told_of_the_label_of_a_packed_parcel(staff_client, staff_user, order):
    packing.mark_printed([order], staff_user, "Etiketter")
    fulfilment.pack_order(order, staff_user)
    form = open_edit_form(staff_client, staff_url(order))
    answer = staff_client.post(staff_url(order), {**form, "street": "Nygade 2"}, follow=True)
    text = "Pakken er pakket: se efter, at etiketten og indholdet er rigtige."
    assert text in form_client.read(answer).text
