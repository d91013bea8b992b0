"""Address labels: on their label whatever is written, the oldest first, on from a begun sheet."""

import unicodedata

import pytest
from django.urls import reverse
from pypdfium2 import raw

from orders.models import Order
from orders.services import edits, privacy
from tests import factories
from tests.orders import form_client, pdf_reader

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]

LABELS_URL = "/admin/bulk/orders/order/labels/"
SLIPS_URL = "/admin/bulk/orders/order/packing_slips/"
# Measured on the sheets: columns, left, top, from label to label, and a label's size.
MEASURES = {
    "3x8": (3, 0, 0.5, 70, 37, 70, 37),
    "2x7": (2, 4.65, 15.15, 101.6, 38.1, 99.1, 38.1),
    "L7159": (3, 7.25, 12.9, 66, 33.9, 63.5, 33.9),
    "L7160": (3, 7.25, 15.15, 66, 38.1, 63.5, 38.1),
}
LONG = {
    "name": "Marie-Louise Christoffersen Rømer Vestergård Kjærgaard Skjødt",
    "organisation": "Sekretariatet for den boligsociale helhedsplan i Gellerup og Brabrand",
    "care_of": "Beboerrådgiver Anne-Grethe Ærenlund Østerskov Højbjerg-Kristoffersen",
    "street": "Gammel Kalkbrænderivej Sønder Strandpromenade 12345B, 23. sal, opgang Ærø",
    "city": "København Vesterbro Sydhavn Kongens Enghave Ørestad Nord",
    "country": "De Forenede Arabiske Emirater",
}
WIDEST = {
    **dict.fromkeys(["name", "organisation", "care_of", "street"], "W" * 100),
    **{"postcode": "WWWWWWWWWWWW", "city": "W" * 60, "country": "W" * 60},
}


def printed(client, orders, sheet="3x8", start=1, **more):
    """The answer to the filled question about the sheet."""
    keys = [order.pk for order in orders]
    return client.post(LABELS_URL, {"id": keys, "sheet": sheet, "start": start, **more})


def place_of(character, sheet) -> int:
    """On which label of its sheet a character stands whole, at least 2 mm from the edge."""
    columns, left, top, across, down, width, height = MEASURES[sheet]
    column, x = divmod(character.left - left, across)
    row, y = divmod(character.top - top, down)
    right, bottom = (
        x + character.right - character.left,
        y + character.bottom - character.top,
    )
    assert x >= 2, character
    assert y >= 2, character
    assert right <= width - 2, character
    assert bottom <= height - 2, character
    return int(row * columns + column)


def labels_on(page, sheet) -> dict[int, str]:
    """What stands on each label, without spaces."""
    found = {}
    for character in pdf_reader.characters(page):
        place = place_of(character, sheet)
        found[place] = found.get(place, "") + character.text
    return found


def joined(order) -> str:
    """What has to stand on the order's label, without spaces."""
    corner = f"{order.number}·{order.copies}stk."
    return "".join([*order.address_lines(), corner]).replace(" ", "")


@pytest.mark.parametrize("sheet", MEASURES)
def test_longest_addresses_fit_on_label(staff_client, sheet):
    orders = [factories.order(**fields) for fields in (LONG, {}, WIDEST, LONG, {"name": "Bo"}) * 5]
    pages = pdf_reader.read_pdf(printed(staff_client, orders, sheet))
    count = {"3x8": 24, "2x7": 14, "L7159": 24, "L7160": 21}[sheet]
    assert len(pages) == 2
    for number, sheet_of_labels in enumerate(pages):
        expected = orders[number * count : (number + 1) * count]
        assert labels_on(sheet_of_labels, sheet) == dict(enumerate(map(joined, expected)))


def test_ordinary_address_has_large_type(staff_client):
    [sheet] = pdf_reader.read_pdf(printed(staff_client, [factories.order()]))
    capital = next(character for character in pdf_reader.characters(sheet) if character.text == "S")
    assert capital.bottom - capital.top > 2.5  # millimetres


def test_labels_start_on_chosen_label(staff_client):
    orders = [factories.order(name=f"Nummer {number}") for number in "ABC"]
    first, second = pdf_reader.read_pdf(printed(staff_client, reversed(orders), start=23))
    assert labels_on(first, "3x8") == {22: joined(orders[0]), 23: joined(orders[1])}
    assert labels_on(second, "3x8") == {0: joined(orders[2])}


def test_foreign_country_is_last_line_in_capitals(staff_client):
    abroad = factories.order(
        street="Storgatan 1", postcode="21142", city="Malmö", country="Sverige"
    )
    [text] = pdf_reader.page_texts(printed(staff_client, [abroad]))
    assert text.split("\r\n")[-3:] == ["21142 Malmö", "SVERIGE", f"{abroad.number} · 1 stk."]


@pytest.mark.parametrize(
    "name",
    ["Łukasz Żółkiewski", "Γιώργος Παπαδόπουλος", "Јован Петровић", "Nguyễn Văn Thưởng"],
)
def test_other_scripts_are_printed(staff_client, name):
    [text] = pdf_reader.page_texts(printed(staff_client, [factories.order(name=name)]))
    assert text.startswith(f"{name}\r\n")


@pytest.mark.parametrize("name", ["محمد علي", "יעל כהן"])
def test_right_to_left_names_are_printed(staff_client, name):
    [sheet] = pdf_reader.read_pdf(printed(staff_client, [factories.order(name=name)]))
    ink = [
        character
        for character in pdf_reader.characters(sheet)
        if unicodedata.bidirectional(character.text) in ("R", "AL")
    ]
    letters = unicodedata.normalize("NFKC", "".join(character.text for character in ink))
    assert sorted(letters) == sorted(name.replace(" ", ""))
    rightmost = max(ink, key=lambda character: character.right)
    assert unicodedata.normalize("NFKC", rightmost.text) == name[0]


def test_unprintable_scripts_are_transliterated_with_warning(staff_client):
    taiwanese, danish = factories.order(name="王小明"), factories.order()
    question = form_client.read(staff_client.get(LABELS_URL, {"id": [taiwanese.pk, danish.pk]}))
    told = question.select_one(".notice").get_text(" ", strip=True)
    assert "latinske bogstaver" in told
    assert taiwanese.number in told
    assert danish.number not in told
    [text] = pdf_reader.page_texts(printed(staff_client, [taiwanese]))
    assert text.startswith("WangXiaoMing\r\n")


def test_fonts_are_embedded(staff_client):
    orders = [factories.order(), factories.order(name="محمد علي")]
    [sheet] = pdf_reader.read_pdf(printed(staff_client, orders))
    assert pdf_reader.embedded_fonts(sheet) == {b"\0\1\0\0"}


def test_pdf_has_language_tags_and_title(staff_client):
    answer = printed(staff_client, [factories.order()])
    sheets = pdf_reader.read_pdf(answer)
    assert sheets.get_metadata_dict()["Title"] == "Adresseetiketter"
    assert raw.FPDFCatalog_IsTagged(sheets)
    assert b"/Lang (da)" in answer.content
    assert b"/PrintScaling /None" in answer.content


def print_page(client, orders, url=LABELS_URL):
    """Return the page that asks for the label sheet."""
    return form_client.read(client.get(url, {"id": [order.pk for order in orders]}))


def test_print_page_has_defaults_and_keeps_selection(staff_client):
    orders = [factories.order(), factories.order()]
    factories.order()
    form = print_page(staff_client, orders).select_one(".orders-confirm")
    assert {int(field["value"]) for field in form.select("[name=id]")} == {o.pk for o in orders}
    assert form.select_one("[name=sheet][checked]")["value"] == "3x8"
    assert form.select_one("[name=start]")["value"] == "1"
    assert form["target"] == "_blank"


def test_label_shows_number_of_copies(staff_client):
    order = factories.order(copies=12)
    [text] = pdf_reader.page_texts(printed(staff_client, [order]))
    assert text.endswith(f"{order.number} · 12 stk.")


@pytest.mark.parametrize("status", ["waiting", "cancelled"])
def test_order_without_parcel_is_not_printed_and_named(staff_client, status):
    without_parcel, order = factories.order(status=status), factories.order()
    text = print_page(staff_client, [without_parcel, order]).main.get_text(" ", strip=True)
    assert without_parcel.number in text
    [sheet] = pdf_reader.read_pdf(printed(staff_client, [without_parcel, order]))
    assert labels_on(sheet, "3x8") == {0: joined(order)}
    page = form_client.read(staff_client.get(f"/admin/bestillinger/{without_parcel.pk}/"))
    assert "/labels/" not in str(page.main)


def test_print_page_counts_posted_orders(staff_client):
    orders = [factories.order(status="posted"), factories.order()]
    text = print_page(staff_client, orders).main.get_text(" ", strip=True)
    assert "1 af bestillingerne er allerede afsendt." in " ".join(text.split())


def test_printing_is_recorded_and_second_print_is_announced(staff_client, staff_user, stock):
    order = factories.placed_order()
    assert not print_page(staff_client, [order]).select(".notice")
    printed(staff_client, [order])
    order.refresh_from_db()
    assert order.printed_at
    event = order.events.last()
    assert (event.kind, event.by) == ("printed", staff_user)
    assert order.number in print_page(staff_client, [order]).select_one(".notice").get_text()
    assert "Udskrevet" in form_client.main_text(staff_client.get("/admin/bestillinger/"))


def test_customer_cannot_change_printed_order(staff_client, client, stock):
    order = factories.placed_order()
    printed(staff_client, [order])
    order.refresh_from_db()
    response = client.post(
        reverse("orders:status_edit", args=[order.secret]), {"name": "Li", "street": "Ny 1"}
    )
    assert response.status_code == 409
    assert Order.objects.get(pk=order.pk).name == order.name


def test_corrected_address_must_be_printed_again(staff_client, staff_user, stock):
    order = factories.placed_order()
    printed(staff_client, [order])
    edits.update_recipient(order, {"street": "Nygade 2"}, staff_user)
    assert Order.objects.get(pk=order.pk).printed_at is None


def test_labels_can_have_own_measures_and_sender(staff_client):
    order = factories.order()
    own = {"columns": 2, "rows": 4, "width": "90", "height": "60,5", "left": 10, "top": 20}
    [text] = pdf_reader.page_texts(
        printed(staff_client, [order], "own", 8, with_sender="on", **own)
    )
    assert order.name in text
    assert "Studiestræde" in text


@pytest.mark.parametrize(
    "own", [{}, {"columns": 3, "rows": 4, "width": "90", "height": "60", "left": 10, "top": 20}]
)
def test_own_measures_must_fit_on_paper(staff_client, own):
    response = printed(staff_client, [factories.order()], "own", 1, **own)
    assert response["Content-Type"].startswith("text/html")
    assert form_client.read(response).select(".field__error")


@pytest.mark.parametrize(
    ("sheet", "start"),
    [("3x8", "0"), ("3x8", "25"), ("2x7", "15"), ("L7160", "22"), ("3x8", "x"), ("3x8", "")],
)
def test_start_must_be_a_label_of_the_sheet(staff_client, sheet, start):
    response = printed(staff_client, [factories.order()], sheet, start)
    most = {"3x8": 24, "2x7": 14, "L7160": 21}[sheet]
    assert f"Skriv nummeret på en etiket, fra 1 til {most}" in response.content.decode()


def test_unknown_sheet_is_refused(staff_client):
    response = printed(staff_client, [factories.order()], "4x9")
    assert response["Content-Type"].startswith("text/html")
    assert form_client.read(response).select("[name=sheet]")


def test_erased_address_gives_no_label(staff_client):
    erased, order = factories.order(status="posted"), factories.order()
    privacy.anonymise_order(erased)
    [sheet] = pdf_reader.read_pdf(printed(staff_client, [erased, order]))
    assert labels_on(sheet, "3x8") == {0: joined(order)}


@pytest.mark.parametrize("url", [LABELS_URL, SLIPS_URL])
def test_empty_selection_prints_nothing(staff_client, url):
    for response in (staff_client.get(url), staff_client.post(url, {"id": ["x", "", "7" * 30]})):
        assert response.status_code == 302
        assert response["Location"] == "/admin/bestillinger/"
    assert "Sæt først kryds ved" in staff_client.get("/admin/").content.decode()


def test_only_staff_may_print(viewer_client, staff_client, client):
    order = factories.order()
    editor_client = form_client.logged_in_client(factories.editor())
    for url in (LABELS_URL, SLIPS_URL):
        data = {"id": order.pk, "sheet": "3x8", "start": 1}
        for method in ("get", "post"):
            assert getattr(editor_client, method)(url, data)["Location"] == "/admin/"
            assert getattr(viewer_client, method)(url, data)["Location"] == "/admin/"
            anonymous_response = getattr(client, method)(url, data)
            assert anonymous_response["Location"].startswith("/admin/login/")
        response = staff_client.post(url, data)
        assert response["Content-Type"] == "application/pdf"
        assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
        assert order.name.split()[0] not in response["Content-Disposition"]


ODD_TEXTS = [
    "\ufe0f", "\u180e", "\u200b", "\u0301", "\u200d", "\U000e0041", "\ue000", "\U0010ffff",
    "\ud7ff", "\u202e", "\ufffd", "🏠", "\u0378", "ﷺ", "𝔘𝔫𝔦", "a\u0301" * 25, "\u3164",
    "\u115f", "ﬁ", "\xad",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD_TEXTS, ids=ascii)
def test_odd_text_of_one_order_does_not_stop_the_batch(staff_client, text):
    fields = ("name", "organisation", "street", "city", "note")
    odd = [factories.order(**{field: text}) for field in fields]
    ordinary = factories.order(name="Bo Bentsen")
    data = {"id": [order.pk for order in (*odd, ordinary)], "sheet": "3x8", "start": 1}
    for url in (LABELS_URL, SLIPS_URL):
        printed_text = "".join(pdf_reader.page_texts(staff_client.post(url, data)))
        assert all(order.number in printed_text for order in odd)
        assert "Bo Bentsen" in printed_text
    person = {"action": "paper", "email": ordinary.email}
    response = staff_client.post("/admin/bestillinger/persondata/", person)
    assert response.status_code == 200
    assert all(order.number in response.content.decode() for order in odd)


@pytest.mark.parametrize("url", [LABELS_URL, SLIPS_URL])
def test_order_that_cannot_be_drawn_is_left_out_and_named(staff_client, monkeypatch, url):
    bad, good = factories.order(name="Bo Brudt"), factories.order(name="Gry God")
    address_lines = Order.address_lines

    def fail_for_one(order):
        if order.pk == bad.pk:
            raise ValueError("no glyph for Bo Brudt")
        return address_lines(order)

    monkeypatch.setattr(Order, "address_lines", fail_for_one)
    data = {"id": [bad.pk, good.pk], "sheet": "3x8", "start": 1}
    text = "".join(pdf_reader.page_texts(staff_client.post(url, data)))
    assert "Gry God" in text
    assert "Bo Brudt" not in text
    page = staff_client.get("/admin/bestillinger/").content.decode()
    assert f"Bestilling {bad.number} kan ikke udskrives: ret adressen." in page
    printed = [order.events.filter(kind="printed").exists() for order in (bad, good)]
    assert printed == [False, True]

    alone = staff_client.post(url, {**data, "id": [bad.pk]})
    assert alone.status_code == 302


def test_label_too_small_to_read_is_named(staff_client):
    long = factories.order(
        name="A" * 90, organisation="B" * 90, care_of="C" * 90, street="D " * 45, city="E" * 50
    )
    short = factories.order(name="Bo")
    staff_client.post(LABELS_URL, {"id": [long.pk, short.pk], "sheet": "L7159", "start": 1})
    page = form_client.read(staff_client.get("/admin/bestillinger/"))
    message = page.select_one(".messages").get_text()
    assert f"Adressen er trykt for småt til at læse: {long.number}" in message
    assert short.number not in message


@pytest.mark.parametrize("field", ["columns", "rows"])
def test_number_of_own_labels_is_whole(staff_client, field):
    own = {"columns": 2, "rows": 7, "width": 90, "height": 38, "left": 5, "top": 10, field: "2,5"}
    order = factories.order()
    data = {"id": order.pk, "sheet": "own", "start": 1, **own}
    page = form_client.read(staff_client.post(LABELS_URL, data))
    assert "Skriv et helt tal fra 1 til" in page.select_one(f"#id_{field}_error").get_text()


def test_postcode_follows_the_town_where_it_does():
    order = factories.order(postcode="SW1A 1AA", city="London", country="Storbritannien")
    assert order.address_lines()[-2:] == ["London SW1A 1AA", "STORBRITANNIEN"]
