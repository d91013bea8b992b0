"""The form is sent in two steps, and a form without a token of ours loses nothing."""

import pytest
from django.core import signing
from django.test import Client

from orders.models import Order
from tests import factories
from tests.orders import form_client

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("stock")]

FORGED = {
    "words": "findes-ikke",
    "empty": "",
    "too short": f"{'0' * 20}.{'0' * 19}",
    "too long": f"{'0' * 20}.{'0' * 20}\n",
    "not hexadecimal": f"{'z' * 20}.{'z' * 20}",
    "NUL": "\x00" * 41,
    "not ASCII": "æøå",
    "long": "a" * 41 * 1000,
    "of an older version": signing.TimestampSigner(salt="orders.form_tokens").sign("key.previous."),
}


def check_page_then_order(client, response):
    """The answers are shown, nothing is stored, and sent from there they are an order."""
    assert form_client.heading(response) == "Tjek dine oplysninger"
    assert form_client.is_nothing_stored()
    answer = form_client.confirm(client, response)
    assert answer["Location"] == Order.objects.get().get_absolute_url()


def test_answers_are_checked_before_the_order_is_placed(client_with_csrf, form):
    response = form_client.fill(
        client_with_csrf, form, organisation="Bo & Co", phone="33762000", note="Til <b>\nos"
    )
    text = form_client.main_text(response)
    for answer in ("Bo & Co", "33 76 20 00", "aase@example.org", "Til <b>"):
        assert answer in text
    assert "Bestillingen er ikke sendt endnu." in text
    assert "no-store" not in response["Cache-Control"]
    check_page_then_order(client_with_csrf, response)
    assert Order.objects.get().note == "Til <b>\nos"


def test_answers_can_be_corrected_from_the_check_page(client_with_csrf, form):
    response = form_client.fill(client_with_csrf, form, copies=4, note="a\n\nb")
    shown = client_with_csrf.post(form_client.URL, {**form_client.fields(response), "edit": "1"})
    assert form_client.heading(shown) == "Bestil bogen"
    values = form_client.visible_values(shown)
    assert (values["copies"], values["note"]) == ("4", "a\r\n\r\nb")
    assert values["name"] == factories.ORDER_DATA["name"]
    assert not form_client.error_summary(shown)
    assert form_client.fields(shown)["form_token"] == form["form_token"]
    assert form_client.is_nothing_stored()


def test_changed_hidden_answers_are_validated(client_with_csrf, form):
    response = form_client.fill(client_with_csrf, form)
    data = {**form_client.fields(response), "confirmed": "1", "postcode": "12"}
    answer = client_with_csrf.post(form_client.URL, data)
    assert set(form_client.error_summary(answer)) == {"postcode"}
    assert form_client.is_nothing_stored()


@pytest.mark.parametrize("token", FORGED.values(), ids=FORGED)
def test_forged_token_is_replaced(client_with_csrf, form, token):
    response = form_client.fill(client_with_csrf, form, form_token=token)
    assert form_client.fields(response)["form_token"] != token
    check_page_then_order(client_with_csrf, response)


def test_missing_token_is_replaced(client_with_csrf, form):
    del form["form_token"]
    check_page_then_order(client_with_csrf, form_client.fill(client_with_csrf, form))


@pytest.mark.parametrize("cookie", FORGED.values(), ids=FORGED)
def test_forged_cookie_is_replaced(client_with_csrf, cookie):
    octal = "".join(c if c.isascii() and c.isprintable() else f"\\{ord(c):03o}" for c in cookie)
    opened = client_with_csrf.get(form_client.URL, headers={"cookie": f'bestilling="{octal}"'})
    token = form_client.fields(opened)["form_token"]
    assert opened.cookies["bestilling"].value == token[:20] != cookie[:20]


def test_filled_honeypot_is_asked_to_check_again(client_with_csrf, form):
    response = form_client.fill(
        client_with_csrf, form, website="https://example.org", confirmed="1"
    )
    assert "website" not in form_client.fields(response)
    check_page_then_order(client_with_csrf, response)


def test_honeypot_is_hidden_from_people(client_with_csrf):
    trap = form_client.read(client_with_csrf.get(form_client.URL)).find(attrs={"name": "website"})
    assert trap["tabindex"] == "-1"
    assert trap.find_parent(attrs={"aria-hidden": "true"})
    assert trap.find_previous("label").get_text() == "Lad feltet stå tomt"


def test_token_works_in_another_browser(form):
    """A browser may lose its cookies, or the form may be finished in a private window."""
    other = Client(enforce_csrf_checks=True)
    opened = form_client.open_form(other)
    assert form_client.send(other, {**opened, "form_token": form["form_token"]}).status_code == 302


@pytest.mark.parametrize(
    ("postcode", "city", "warning"),
    [
        ("5000", "Odense C", ""),
        ("5230", "Odense", ""),
        ("1554", "København V", ""),
        ("1554", "kbh.v", ""),
        ("1805", "Frb. C", ""),
        ("8000", "Århus", ""),
        ("8680", "Ry", ""),
        ("6200", "Åbenrå", ""),
        ("0999", "København C", ""),
        ("3900", "Nuuk", ""),
        ("3910", "Porsgrunn", "Postnummer 3910 er Kangerlussuaq, Grønland, og du har skrevet"),
        ("3960", "Stathelle", "Vi kender ikke postnummer 3960 i Grønland."),
        ("0150", "Oslo", "Vi kender ikke postnummer 0150 i Danmark. Er det rigtigt? Skal bogen"),
        ("8000", "Odense", "Postnummer 8000 er Aarhus C, og du har skrevet Odense."),
        ("5000", "Aarhus C", "Postnummer 5000 er Odense C, og du har skrevet Aarhus C."),
        ("9999", "Odense", "Vi kender ikke postnummer 9999 i Danmark."),
    ],
)
def test_postcode_and_town_that_differ_are_a_question(
    client_with_csrf, form, postcode, city, warning
):
    response = form_client.fill(client_with_csrf, form, postcode=postcode, city=city)
    notice = form_client.read(response).select_one(".notice")
    assert (notice.get_text() if notice else "").strip().startswith(warning)
    assert bool(notice) is bool(warning)
    assert form_client.confirm(client_with_csrf, response).status_code == 302


def test_town_abroad_is_not_judged(client_with_csrf, form):
    response = form_client.fill(
        client_with_csrf, form, postcode="0150", city="Oslo", country="Norge"
    )
    assert not form_client.read(response).select(".notice")
