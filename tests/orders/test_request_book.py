"""A good order, from the empty form to the page that says thanks."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from orders.models import Mail, Order
from orders.models import order as order_module
from tests import factories
from tests.orders import form_client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stock")]

FROM_ABROAD = {
    "name": "Åse Ærøskøbing-Østergård",
    "organisation": "Boligbolaget & Co. “Norr”",
    "care_of": "Bøje d’Été",
    "street": "Östra Vägen 7 B, 3 tr.",
    "postcode": "211 20",
    "city": "Malmö",
    "country": "Sverige",
    "email": "aase@example.org",
    "phone": "+46812345678",
    "copies": 3,
    "note": "Til biblioteket.\nTak <3",
}


def test_valid_order_redirects_to_confirmation_page(client_with_csrf, form):
    answer = form_client.send(client_with_csrf, form)

    order = Order.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/bestil/tak/{order.secret}/")
    thanks = client_with_csrf.get(answer["Location"])
    assert thanks.status_code == 200
    assert form_client.heading(thanks) == "Tak for din bestilling"
    text = form_client.read(thanks).main.get_text(" ", strip=True)
    assert f"Dit bestillingsnummer er {order.number}" in text
    assert "Vi sender 1 eksemplar med posten. Det er gratis." in text
    assert "En kvittering er på vej til aase@example.org." in text


def test_every_field_is_stored(client_with_csrf, form):
    form_client.send(client_with_csrf, form, **FROM_ABROAD)

    order = Order.objects.get()
    assert {name: getattr(order, name) for name in FROM_ABROAD} == FROM_ABROAD
    assert order.status == Order.Status.NEW
    assert order.mails.get().kind == Mail.Kind.RECEIPT


def test_form_has_danish_field_order_and_autocomplete_tokens(client_with_csrf):
    form = form_client.read(client_with_csrf.get(form_client.URL)).select_one("form.order-form")
    labels = [label.get_text(" ", strip=True) for label in form.select(".field label")]
    assert labels == [
        "Navn",
        "Virksomhed/organisation (frivilligt)",
        "c/o (frivilligt)",
        "Gade/vej og husnummer",
        "Postnummer",
        "By",
        "Land (frivilligt)",
        "E-mail",
        "Telefonnummer (frivilligt)",
        "Antal eksemplarer",
        "Hvad eksemplarerne skal bruges til (frivilligt)",
        "Bemærkning (frivilligt)",
    ]
    tokens = {
        field["name"]: field.get("autocomplete")
        for field in form.select(".field :is(input, select)")
    }
    assert tokens == {
        "name": "name",
        "organisation": "organization",
        "care_of": None,
        "street": "address-line1",
        "postcode": "postal-code",
        "city": "address-level2",
        "country": "country-name",
        "email": "email",
        "phone": "tel",
        "copies": "off",
        "reason": None,
    }
    assert form.has_attr("novalidate")
    assert form.find(id="id_postcode")["inputmode"] == "numeric"
    assert not form.select("[placeholder], [maxlength], [required], [pattern]")


def test_form_shows_privacy_notice(client_with_csrf):
    text = (
        form_client.read(client_with_csrf.get(form_client.URL))
        .select_one(".privacy")
        .get_text(" ", strip=True)
    )
    for word in ("dataansvarlig", "62475412", "lbf@lbf.dk", "Datatilsynet"):
        assert word in text


def test_order_numbers_have_no_lookalike_characters():
    numbers = {order_module.generate_number() for _number in range(300)}
    assert len(numbers) == 300
    for number in numbers:
        assert len(number) == 6
        assert not set(number) & set("0O1IL2Z5S8BGQUVN"), number
        assert number.isalnum()
        assert number == number.upper()
        assert number[0].isalpha(), "a spreadsheet reads 337E43 as a number"


def test_order_numbers_are_no_dates(monkeypatch):
    drawn = iter("DEC346" + "ACDEFH")
    monkeypatch.setattr(
        order_module, "secrets", SimpleNamespace(choice=lambda alphabet: next(drawn))
    )
    assert order_module.generate_number() == "ACDEFH"


def test_confirmation_url_is_unguessable(client_with_csrf, form):
    form_client.send(client_with_csrf, form)
    form_client.send(client_with_csrf, form_client.open_form(client_with_csrf), copies=2)

    first, second = Order.objects.all()
    assert first.secret != second.secret
    for order in (first, second):
        assert len(order.secret) >= 32
        for guess in (
            order.number,
            str(order.pk),
            order.secret[:-1],
            order.form_key,
            "findes-ikke",
        ):
            answer = client_with_csrf.get(reverse("orders:thanks", args=[guess]))
            assert answer.status_code == 404, guess
            assert form_client.heading(answer) == "Vi kan ikke finde siden"


def test_confirmation_page_is_not_cached_or_indexed(client):
    thanks = client.get(factories.order().get_absolute_url())

    assert {"no-store", "private"} <= set(thanks["Cache-Control"].split(", "))
    assert form_client.read(thanks).find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert thanks["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_confirmation_page_shows_no_address(client):
    order = factories.order(care_of="Bøje Bentsen", phone="12 34 56 78", city="Ebeltoft")
    text = client.get(order.get_absolute_url()).content.decode()
    for secret in (order.name, order.street, order.care_of, order.city, order.phone):
        assert secret not in text


def test_form_is_not_stored_by_shared_caches(client_with_csrf):
    assert "private" in client_with_csrf.get(form_client.URL)["Cache-Control"]


def test_taken_order_number_is_generated_again(client_with_csrf, form, monkeypatch):
    factories.order(number="AAAAAA")
    drawn = iter("AAAAAA" + "AAAAAA" + "CCCCCC")
    draw = SimpleNamespace(
        choice=lambda alphabet: next(drawn), token_urlsafe=order_module.secrets.token_urlsafe
    )
    monkeypatch.setattr(order_module, "secrets", draw)

    answer = form_client.send(client_with_csrf, form)

    order = Order.objects.get(number="CCCCCC")
    assert answer["Location"] == order.get_absolute_url()
    assert order.mails.count() == 1
    assert Order.objects.count() == 2


@pytest.mark.parametrize("others", [0, 50])
def test_query_count_of_order_does_not_grow(
    client_with_csrf, form, others, django_assert_max_num_queries
):
    """Count the queries for token, limits, order, stock, queue, history and mail."""
    for number in range(others):
        factories.order(email=f"{number}@example.org", street=f"Nygade {number}")
    checked = form_client.fill(client_with_csrf, form)
    with django_assert_max_num_queries(27):
        assert form_client.confirm(client_with_csrf, checked).status_code == 302
