"""Every field with every kind of nonsense: refused in words that tell what to do, or stored as
it reads."""

import pytest

from orders.models import Order, OrderSettings
from tests import factories
from tests.orders import form_client
from tests.orders.test_normalisers import FOREIGN_POSTCODE, PHONE, POSTCODE

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

EMAIL = "Skriv en e-mailadresse i formen navn@eksempel.dk"
COPIES = "Skriv et helt tal fra 1 til 10"
LABEL = "Brug bogstaver, tal og almindelige tegn: emojier kan ikke trykkes på en adresselabel"
NO_ADDRESS = "Skriv navnet uden web- eller e-mailadresser"
ON_THE_LABEL = {"name": 100, "organisation": 100, "care_of": 100, "street": 100}
ON_THE_LABEL |= {"city": 60}
OPTIONAL = ["organisation", "care_of", "country", "phone", "reason", "note"]
HEBREW = "\u05e9\u05dc\u05d5\u05dd"


def too_long(most: int, now: int) -> str:
    return f"Forkort til højst {most} tegn: der er {now} nu"


MORE_FOR_ORGANISATIONS = (
    "Skriv et tal fra 1 til 10. Er I en organisation, kan I få op til 40, når I skriver "
    "organisationens navn, og hvad eksemplarerne skal bruges til"
)
MISSING = {
    "name": "Skriv dit navn",
    "street": "Skriv gade/vej og husnummer",
    "city": "Skriv navnet på din by",
}
REFUSED = [
    # empty
    ("name", "", "Skriv dit navn"),
    ("name", " \t ", "Skriv dit navn"),
    ("name", "\u202e\x00", "Skriv dit navn"),
    ("street", "", "Skriv gade/vej og husnummer"),
    ("postcode", "", "Skriv dit postnummer"),
    ("city", "", "Skriv navnet på din by"),
    ("email", "", "Skriv din e-mailadresse"),
    ("copies", "", COPIES),
    # too long
    *[(field, "x" * (most + 1), too_long(most, most + 1)) for field, most in ON_THE_LABEL.items()],
    ("name", "x" * 100_000, too_long(100, 100_000)),
    ("postcode", "1" * 13, POSTCODE),
    ("phone", "1" * 41, too_long(40, 41)),
    ("phone", "+" + "1" * 39, PHONE),
    ("reason", "x" * 201, too_long(200, 201)),
    ("note", "x" * 1001, too_long(1000, 1001)),
    # emoji
    *[(field, "Hus 🏠", LABEL) for field in ON_THE_LABEL],
    ("name", "👩‍👩‍👧 Familien", LABEL),
    ("name", "🇩🇰", LABEL),
    # The receipt greets by it: no stranger's mail is to carry a link
    ("name", "Vind en iPhone: https://spam.example/x", NO_ADDRESS),
    ("name", "Gå til www.spam.example", NO_ADDRESS),
    ("name", "Køb på spam.com/nu", NO_ADDRESS),
    ("name", "Skriv til vind@spam.example", NO_ADDRESS),
    ("postcode", "155🏠", POSTCODE),
    ("postcode", "0000", POSTCODE),
    ("postcode", "D-24937", "Er det Tyskland? Så vælg landet under Land"),
    ("country", "asdfgh", "Vælg landet på listen"),
    ("city", "!!!", "Skriv byens navn med bogstaver"),
    *[(field, "\ufe0f\u180e", message) for field, message in MISSING.items()],
    ("name", "bit.ly/vind", NO_ADDRESS),
    ("name", "BIT.LY/VIND", NO_ADDRESS),
    ("name", "bit。ly/vind", NO_ADDRESS),
    ("name", ".", "Skriv navnet med bogstaver"),
    ("street", "!!!", "Skriv vejens navn med bogstaver, og husets nummer"),
    ("email", "a@localhost", EMAIL),
    ("postcode", "1554 København", POSTCODE),
    ("email", "🏠@example.org", EMAIL),
    ("copies", "3️⃣", COPIES),
    # right to left
    ("postcode", HEBREW, POSTCODE),
    ("email", f"{HEBREW}@example.org", EMAIL),
    ("phone", HEBREW, PHONE),
    ("copies", HEBREW, COPIES),
    # no e-mail address
    *[
        ("email", text, EMAIL)
        for text in ("aase", "aase@", "@example.org", "aase@example", "a b@example.org")
    ],
    ("email", "aase@example.org, bo@example.org", EMAIL),
    ("email", "aase@example.org\r\nBcc: bo@example.org", EMAIL),
    ("email", "Åse <aase@example.org>", EMAIL),
    # no number of copies
    *[
        ("copies", text, COPIES)
        for text in ("0", "-1", "1000000000", "ti", "2.5", "2,5", "1e1", "0x2", "9" * 5000)
    ],
    ("copies", "9" * 4000, COPIES),
    ("copies", "41", MORE_FOR_ORGANISATIONS),
    ("copies", "NaN", COPIES),
    ("copies", "1.000", MORE_FOR_ORGANISATIONS),
    ("copies", "2.0", COPIES),
]


@pytest.mark.parametrize(
    ("field", "text", "message"), REFUSED, ids=[f"{f}-{t[:12]!r}-{len(t)}" for f, t, _m in REFUSED]
)
def test_invalid_value_shows_message_and_is_kept(client_with_csrf, form, field, text, message):
    answer = form_client.send(client_with_csrf, form, **{field: text})

    assert answer.status_code == 200
    assert form_client.error_summary(answer) == {field: message}
    others = {name: str(value) for name, value in factories.ORDER_DATA.items() if name != field}
    shown = form_client.visible_values(answer)
    assert {name: shown[name] for name in others} == others
    assert form_client.is_nothing_stored()


ACCEPTED = [
    # empty
    *[(field, "", "") for field in OPTIONAL],
    *[(field, " \t ", "") for field in OPTIONAL],
    # as long as it may be
    *[(field, "x" * most, "x" * most) for field, most in ON_THE_LABEL.items()],
    ("reason", "x" * 200, "x" * 200),
    ("note", "x" * 1000, "x" * 1000),
    ("phone", "33 76 20 00" + " " * 29, "33 76 20 00"),
    # control characters and characters that turn the direction
    *[(field, "A\x00s\x07m\x1bu\x9fs", "Asmus") for field in ON_THE_LABEL],
    *[(field, "\u202eAs\u2066mus", "Asmus") for field in ON_THE_LABEL],
    ("country", "\u202eDan\x00mark", ""),
    ("postcode", "\u202e15\x0054", "1554"),
    ("email", "aa\x00se@\u202eexample.org", "aase@example.org"),
    ("phone", "33\x00762000\u202e", "33 76 20 00"),
    ("copies", "\x00\u202e2", 2),
    ("note", "Tak\x00 \u202efor bogen", "Tak for bogen"),
    # right to left
    *[(field, HEBREW, HEBREW) for field in ON_THE_LABEL],
    ("note", HEBREW, HEBREW),
    # what a computer could take for something else than text
    ("name", "A.P. Møller, dr. phil. og J.C.Hempel", "A.P. Møller, dr. phil. og J.C.Hempel"),
    ("organisation", "Bolig.net A/S", "Bolig.net A/S"),
    ("name", "A.De Coninck", "A.De Coninck"),
    ("name", "A.de Coninck", "A.de Coninck"),
    ("name", "cand.mag Jens.peter Hansen", "cand.mag Jens.peter Hansen"),
    ("name", "Dr.med. Holm og cand.mag.Juhl", "Dr.med. Holm og cand.mag.Juhl"),
    ("name", "<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("name", "Robert'); DROP TABLE orders_order;--", "Robert'); DROP TABLE orders_order;--"),
    ("name", "{{ 7|add:7 }} %(number)s %s {0}", "{{ 7|add:7 }} %(number)s %s {0}"),
    ("note", "Hurra 🎉", "Hurra 🎉"),
    ("email", " aase@example.org ", "aase@example.org"),
    ("email", "aase@ærø.example.org", "aase@ærø.example.org"),
    ("copies", "10", 10),
    ("copies", " 2 ", 2),
]


@pytest.mark.parametrize(
    ("field", "text", "stored"), ACCEPTED, ids=[f"{f}-{t[:12]!r}-{len(t)}" for f, t, _s in ACCEPTED]
)
def test_valid_value_is_stored(client_with_csrf, form, field, text, stored):
    answer = form_client.send(client_with_csrf, form, **{field: text})

    assert answer.status_code == 302, form_client.error_summary(answer)
    assert getattr(Order.objects.get(), field) == stored
    assert client_with_csrf.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("length", [255, 320, 321, 5000])
def test_too_long_email_shows_message(client_with_csrf, form, length):
    domain = ".".join(["d" * 50] * 4) + ".dk"
    text = "a" * (length - len(domain) - 1) + "@" + domain
    answer = form_client.send(client_with_csrf, form, email=text)

    assert answer.status_code == 200
    assert form_client.error_summary(answer)["email"] in (EMAIL, too_long(254, length))
    assert len(form_client.read(answer).select(".problems a")) == 1
    assert form_client.is_nothing_stored()


def test_invalid_country_does_not_hide_a_good_foreign_postcode(client_with_csrf, form):
    response = form_client.send(client_with_csrf, form, country="Sverrig", postcode="SE-211 20")
    assert form_client.error_summary(response) == {"country": "Vælg landet på listen"}


def test_keycap_emoji_is_refused(client_with_csrf, form):
    answer = form_client.send(client_with_csrf, form, street="Studiestræde 5️⃣")
    assert form_client.error_summary(answer) == {"street": LABEL}


def test_line_end_counts_as_one_character(client_with_csrf, form):
    """A browser sends it as two, which the visitor neither sees nor can count."""
    note = "\r\n".join(["x"] * 500)
    assert form_client.send(client_with_csrf, form, note=note).status_code == 302


def test_submitted_markup_is_escaped(client_with_csrf, form):
    """Also where it would end the tag or the textarea that it stands in."""
    evil = "\"><script>alert(1)</script></textarea>'"
    answer = form_client.send(client_with_csrf, form, **dict.fromkeys(factories.ORDER_DATA, evil))

    assert b"<script>alert" not in answer.content
    values = form_client.visible_values(answer)
    assert {value for name, value in values.items() if name != "country"} == {evil}


@pytest.mark.parametrize("copies", [11, 40])
@pytest.mark.parametrize(
    "given", [{}, {"organisation": "Lejerbo"}, {"reason": "Til kurset"}], ids=str
)
def test_many_copies_require_organisation_and_reason(client_with_csrf, form, copies, given):
    answer = form_client.send(client_with_csrf, form, copies=copies, **given)
    assert form_client.error_summary(answer) == {"copies": MORE_FOR_ORGANISATIONS}
    assert form_client.is_nothing_stored()
    explained = {"organisation": "Lejerbo", "reason": "Til kurset"}
    assert form_client.resend(client_with_csrf, answer, **explained).status_code == 302
    order = Order.objects.get()
    assert (order.copies, order.organisation, order.reason) == (copies, "Lejerbo", "Til kurset")


def test_limit_for_organisations_is_shown(client_with_csrf, form):
    answer = form_client.send(
        client_with_csrf, form, copies=41, organisation="Lejerbo", reason="Til kurset"
    )
    assert form_client.error_summary(answer) == {"copies": "Skriv et helt tal fra 1 til 40"}
    assert form_client.is_nothing_stored()


def test_limit_of_copies_is_a_setting(client_with_csrf, form):
    OrderSettings.objects.update(copies_at_most=25, copies_at_most_with_reason=30)
    assert form_client.send(client_with_csrf, form, copies=25).status_code == 302
    answer = form_client.send(client_with_csrf, form_client.open_form(client_with_csrf), copies=26)
    assert (
        "fra 1 til 25. Er I en organisation, kan I få op til 30"
        in form_client.error_summary(answer)["copies"]
    )
    hint = form_client.read(answer).find(id="id_copies_helptext").get_text()
    assert "Højst 25. Organisationer kan få op til 30" in hint


@pytest.mark.parametrize("more", [0, 5, 10])
def test_equal_limits_do_not_mention_organisations(client_with_csrf, form, more):
    OrderSettings.objects.update(copies_at_most_with_reason=more)
    answer = form_client.send(
        client_with_csrf, form, copies=11, organisation="Lejerbo", reason="Til kurset"
    )
    assert form_client.error_summary(answer) == {"copies": COPIES}
    assert form_client.read(answer).find(id="id_copies_helptext").get_text() == "Højst 10"


def test_longest_foreign_postcode_is_stored(client_with_csrf, form):
    form_client.send(client_with_csrf, form, country="Iran", postcode="123456789012")
    assert Order.objects.get().postcode == "123456789012"


def test_foreign_postcode_with_emoji_is_refused(client_with_csrf, form):
    answer = form_client.send(client_with_csrf, form, country="Iran", postcode="🏠")
    assert form_client.error_summary(answer) == {"postcode": FOREIGN_POSTCODE + "Iran"}
