"""Danish ways of writing what the form asks for, as they are stored or refused."""

import pytest

from orders import normalisers
from orders.forms import BookRequestForm
from orders.models import Order, OrderSettings
from tests import factories
from tests.orders import form_client

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]

POSTCODE = "Skriv et postnummer med fire cifre, for eksempel 1554, eller vælg landet under Land"
FOREIGN_POSTCODE = "Skriv postnummeret, som det skrives i adresser til "
PHONE = "Skriv et telefonnummer med otte cifre, eller med + og landekode"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("1554", "1554"),
        ("0999", "0999"),
        ("3900", "3900"),
        ("9999", "9999"),
        ("DK-1554", "1554"),
        ("dk 1554", "1554"),
        (" 15 54", "1554"),
        ("1554.", "1554"),
        ("15\N{NO-BREAK SPACE}54", "1554"),
        ("FO-100", "FO-100"),
        ("fo 100", "FO-100"),
        ("FO100", "FO-100"),
    ],
)
def test_danish_postcode_is_normalised(client_with_csrf, form, written, stored):
    assert form_client.send(client_with_csrf, form, postcode=written).status_code == 302
    assert Order.objects.get().postcode == stored


@pytest.mark.parametrize("written", ["Att. Helle", "att: Helle", "v/ Helle"])
def test_other_words_for_whom_the_parcel_is_stand_alone(written):
    assert written in factories.placed_order(care_of=written).address_lines()


@pytest.mark.parametrize(
    ("country", "written", "stored"),
    [
        ("Tyskland", "0461/14408-0", "0461/14408-0"),
        ("Færøerne", "312346", "312346"),
        ("Tyskland", "+49 461 144080", "+49461144080"),
    ],
)
def test_telephone_number_of_another_country_needs_no_country_code(country, written, stored):
    data = {"country": country, "phone": written, "postcode": "100", "copies": 1}
    form = BookRequestForm(data, order_settings=OrderSettings())
    form.full_clean()
    assert form.cleaned_data["phone"] == stored


def test_whatever_the_form_accepts_fits_the_order(client_with_csrf, form):
    """PostgreSQL refuses what is too long. SQLite would store it."""
    longest = {
        name: ("ß" * field.max_length)
        for name, field in BookRequestForm.base_fields.items()
        if getattr(field, "max_length", None)
    }
    written = {
        **longest,
        "phone": "0 3 0 - 1 2 3 4 5 6 7 8 9 0 1 2",
        "postcode": "A" * 12,
        "country": "Saint Vincent og Grenadinerne",
    }
    response = form_client.send(client_with_csrf, form, **written)
    assert response.status_code == 302, form_client.error_summary(response)
    Order.objects.get().full_clean()


@pytest.mark.parametrize("written", ["Jensen", "c/o Jensen", "C/O: Jensen", "c / o. Jensen"])
def test_care_of_is_printed_once(client_with_csrf, form, written):
    form_client.send(client_with_csrf, form, care_of=written)
    assert "c/o Jensen" in Order.objects.get().address_lines()


@pytest.mark.parametrize(
    "written",
    ["155", "15544", "abc", "15x4", "-", "DKDK1554", "1554 K"],
)
def test_invalid_danish_postcode_is_refused(client_with_csrf, form, written):
    assert form_client.error_summary(
        form_client.send(client_with_csrf, form, postcode=written)
    ) == {"postcode": POSTCODE}
    assert form_client.is_nothing_stored()


@pytest.mark.parametrize(
    ("written", "country", "message"),
    [
        ("N-0150", "", "Er det Norge? Så vælg landet under Land"),
        ("D-24937", "", "Er det Tyskland? Så vælg landet under Land"),
        ("SE 211 20", "Norge", "Er det Sverige? Så vælg landet under Land"),
        ("FO-10", "", "Skriv postnummeret, som det skrives i adresser til Færøerne"),
        ("DK-1554", "Sverige", "Skriv postnummeret, som det skrives i adresser til Sverige"),
    ],
)
def test_prefix_of_another_country_is_a_hint(client_with_csrf, form, written, country, message):
    answer = form_client.send(client_with_csrf, form, postcode=written, country=country)
    assert form_client.error_summary(answer) == {"postcode": message}
    assert form_client.is_nothing_stored()


@pytest.mark.parametrize("written", ["3900", "DK-3900", "GL 3900", "dk3900"])
def test_greenland_is_known_by_its_postcode(client_with_csrf, form, written):
    form_client.send(client_with_csrf, form, postcode=written, city="Nuuk")
    order = Order.objects.get()
    assert (order.postcode, order.country) == ("3900", "Grønland")


@pytest.mark.parametrize("written", ["١٥٥٤", "１５５４", "FO-١٠٠"])
def test_non_ascii_digits_are_refused(client_with_csrf, form, written):
    assert form_client.error_summary(
        form_client.send(client_with_csrf, form, postcode=written)
    ) == {"postcode": POSTCODE}


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("+45 33 76 20 00", "33 76 20 00"),
        ("0045 33762000", "33 76 20 00"),
        ("0045-33-76-20-00", "33 76 20 00"),
        ("33-76-20-00", "33 76 20 00"),
        ("33762000", "33 76 20 00"),
        ("(+45) 3376 2000", "33 76 20 00"),
        ("33.76.20.00", "33 76 20 00"),
        ("33–76–20–00", "33 76 20 00"),
        ("+46 8 123 456 78", "+46812345678"),
        ("0046 8-123 456 78", "+46812345678"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("٣٣٧٦٢٠٠٠", "33 76 20 00"),
        ("📞 33762000", "33 76 20 00"),
        ("+49 (0) 30 901820", "+4930901820"),
        ("+298 123456", "+298123456"),
        ("+299 12 34 56", "+299123456"),
        ("", ""),
    ],
)
def test_phone_is_normalised(client_with_csrf, form, written, stored):
    assert form_client.send(client_with_csrf, form, phone=written).status_code == 302
    assert Order.objects.get().phone == stored


@pytest.mark.parametrize(
    "written",
    [
        "1234",
        "+45 123",
        "+45 33 76 20 00 1",
        "0045 3376200",
        "337620001",
        "03376200",
        "+0 33 76 20 00",
        "+46 123456789012345",
        "ring aldrig",
        "33762000 lok. 5",
    ],
)
def test_invalid_phone_is_refused(client_with_csrf, form, written):
    assert form_client.error_summary(form_client.send(client_with_csrf, form, phone=written)) == {
        "phone": PHONE
    }
    assert form_client.is_nothing_stored()


@pytest.mark.parametrize("written", ["Danmark", "DANMARK", " danmark ", "Denmark", "DK", "dk", ""])
def test_denmark_is_stored_as_no_country(client_with_csrf, form, written):
    assert form_client.send(client_with_csrf, form, country=written).status_code == 302
    assert Order.objects.get().country == ""


@pytest.mark.parametrize(
    ("country", "postcode", "stored"),
    [
        ("Sverige", "211 20", "211 20"),
        ("Norge", "0150", "0150"),
        ("Storbritannien", "sw1a 1aa", "SW1A 1AA"),
        ("Storbritannien", "sw1a2aa", "SW1A 2AA"),
        ("Storbritannien", "m11ae", "M1 1AE"),
        ("Polen", "00-950", "00-950"),
        ("Irland", "", ""),
        ("Grønland", "3900", "3900"),
        ("Færøerne", "fo 100", "FO-100"),
        ("Færøerne", "100", "FO-100"),
        ("Tyskland", "D-24937", "24937"),
        ("Sverige", "SE-211 20", "211 20"),
    ],
)
def test_postcode_follows_rules_of_country(client_with_csrf, form, country, postcode, stored):
    assert (
        form_client.send(client_with_csrf, form, country=country, postcode=postcode).status_code
        == 302
    )
    order = Order.objects.get()
    assert (order.country, order.postcode) == (country, stored)


@pytest.mark.parametrize(
    ("written", "postcode", "country"),
    [
        ("", "3900", "Grønland"),
        ("Danmark", "39 13", "Grønland"),
        ("", "fo100", "Færøerne"),
        ("Greenland", "3900", "Grønland"),
        ("", "4390", ""),
    ],
)
def test_postcode_sets_greenland_and_faroes(client_with_csrf, form, written, postcode, country):
    form_client.send(client_with_csrf, form, country=written, postcode=postcode)
    assert Order.objects.get().country == country


@pytest.mark.parametrize(
    ("country", "postcode", "message"),
    [
        ("Sverige", "21!20", FOREIGN_POSTCODE + "Sverige"),
        ("Sverige", "１２３", FOREIGN_POSTCODE + "Sverige"),
        ("Grønland", "390", POSTCODE),
        ("Færøerne", "FO-1", FOREIGN_POSTCODE + "Færøerne"),
        ("Danmark", "211 20", POSTCODE),
        ("", "S-21120", "Er det Sverige? Så vælg landet under Land"),
        ("Grønland", "1554", POSTCODE),
        ("", "SW1A 1AA", POSTCODE),
    ],
)
def test_postcode_of_other_country_is_refused(client_with_csrf, form, country, postcode, message):
    answer = form_client.send(client_with_csrf, form, country=country, postcode=postcode)
    assert form_client.error_summary(answer) == {"postcode": message}


INVISIBLE = {
    "NUL": "\x00",
    "bell": "\x07",
    "escape": "\x1b",
    "delete": "\x7f",
    "next line": "\x85",
    "zero width space": "\u200b",
    "left-to-right mark": "\u200e",
    "right-to-left mark": "\u200f",
    "right-to-left embedding": "\u202b",
    "right-to-left override": "\u202e",
    "right-to-left isolate": "\u2067",
    "pop isolate": "\u2069",
    "byte order mark": "\ufeff",
    "soft hyphen": "\u00ad",
    "arabic letter mark": "\u061c",
    "word joiner": "\u2060",
}


@pytest.mark.parametrize("character", INVISIBLE.values(), ids=INVISIBLE)
def test_invisible_character_is_removed(client_with_csrf, form, character):
    street = f"{character}Studie{character}stræde 50"
    form_client.send(client_with_csrf, form, street=street, note=f"Tak{character}!")
    order = Order.objects.get()
    assert (order.street, order.note) == ("Studiestræde 50", "Tak!")


def test_joiners_and_line_ends_of_note_are_kept():
    """The joiner is part of how several scripts are spelt."""
    assert normalisers.strip_invisible("نمی\u200cخواهم\r\n\tTak") == "نمی\u200cخواهم\n\tTak"


@pytest.mark.parametrize(
    "written",
    ["  Åse   Ærø ", "Åse\tÆrø", "Åse\r\nÆrø", "Åse\N{NO-BREAK SPACE}Ærø", "Åse\u2028Ærø"],
)
def test_whitespace_is_collapsed(client_with_csrf, form, written):
    form_client.send(client_with_csrf, form, name=written)
    assert Order.objects.get().name == "Åse Ærø"
