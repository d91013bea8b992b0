"""Address labels: on their label whatever is written, the oldest first, on from a begun sheet."""

import unicodedata

import pytest
from pypdfium2 import raw

from orders.admin import printing
from orders.services import privacy
from tests import factories
from tests.orders import form_client, pdf_reader

pytestmark = pytest.mark.django_db

LABELS = "/admin/bestillinger/labels/"
# Measured on the sheets: columns, left, top, from label to label, and a label's size.
MEASURES = {
    "3x8": (3, 0, 0.5, 70, 37, 70, 37),
    "2x7": (2, 4.65, 15.15, 101.6, 38.1, 99.1, 38.1),
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
    return client.post(LABELS, {"order": keys, "sheet": sheet, "start": start, **more})


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
def test_every_character_of_the_longest_addresses_is_on_its_own_label(staff_client, sheet):
    orders = [factories.order(**fields) for fields in (LONG, {}, WIDEST, LONG, {"name": "Bo"}) * 5]
    pages = pdf_reader.read_pdf(printed(staff_client, orders, sheet))
    count = {"3x8": 24, "2x7": 14}[sheet]
    assert len(pages) == 2
    for number, sheet_of_labels in enumerate(pages):
        expected = orders[number * count : (number + 1) * count]
        assert labels_on(sheet_of_labels, sheet) == dict(enumerate(map(joined, expected)))


def test_an_ordinary_address_is_printed_large(staff_client):
    [sheet] = pdf_reader.read_pdf(printed(staff_client, [factories.order()]))
    capital = next(character for character in pdf_reader.characters(sheet) if character.text == "S")
    assert capital.bottom - capital.top > 2.5  # millimetres


def test_a_begun_sheet_is_used_up_the_oldest_order_first(staff_client):
    orders = [factories.order(name=f"Nummer {number}") for number in "ABC"]
    first, second = pdf_reader.read_pdf(printed(staff_client, reversed(orders), start=23))
    assert labels_on(first, "3x8") == {22: joined(orders[0]), 23: joined(orders[1])}
    assert labels_on(second, "3x8") == {0: joined(orders[2])}


def test_a_foreign_country_stands_in_capitals_on_the_last_line(staff_client):
    abroad = factories.order(
        street="Storgatan 1", postcode="21142", city="Malmö", country="Sverige"
    )
    [text] = pdf_reader.page_texts(printed(staff_client, [abroad]))
    assert text.split("\r\n")[-3:] == ["21142 Malmö", "SVERIGE", f"{abroad.number} · 1 stk."]


@pytest.mark.parametrize(
    "name",
    ["Łukasz Żółkiewski", "Γιώργος Παπαδόπουλος", "Јован Петровић", "Nguyễn Văn Thưởng"],
)
def test_other_letters_are_printed_as_they_are(staff_client, name):
    [text] = pdf_reader.page_texts(printed(staff_client, [factories.order(name=name)]))
    assert text.startswith(f"{name}\r\n")


@pytest.mark.parametrize("name", ["محمد علي", "יעל כהן"])
def test_letters_from_right_to_left_are_all_there_the_first_one_rightmost(staff_client, name):
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


def test_letters_that_no_font_has_are_written_with_latin_ones_and_the_desk_is_told(staff_client):
    taiwanese, danish = factories.order(name="王小明"), factories.order()
    question = form_client.read(staff_client.get(LABELS, {"order": [taiwanese.pk, danish.pk]}))
    told = question.select_one(".help-warning").get_text(" ", strip=True)
    assert "latinske bogstaver" in told
    assert taiwanese.number in told
    assert danish.number not in told
    [text] = pdf_reader.page_texts(printed(staff_client, [taiwanese]))
    assert text.startswith("WangXiaoMing\r\n")


def test_fonts_are_embedded_as_a_pdf_can_hold_them(staff_client):
    orders = [factories.order(), factories.order(name="محمد علي")]
    [sheet] = pdf_reader.read_pdf(printed(staff_client, orders))
    assert pdf_reader.embedded_fonts(sheet) == {b"\0\1\0\0"}


def test_the_pdf_is_danish_tagged_and_has_a_title(staff_client):
    answer = printed(staff_client, [factories.order()])
    sheets = pdf_reader.read_pdf(answer)
    assert sheets.get_metadata_dict()["Title"] == "Adresseetiketter"
    assert raw.FPDFCatalog_IsTagged(sheets)
    assert b"/Lang (da)" in answer.content
    assert b"/PrintScaling /None" in answer.content


def test_the_question_keeps_the_selection_and_has_an_answer_ready(staff_client):
    orders = [factories.order(), factories.order()]
    factories.order()
    question = form_client.read(
        staff_client.post(LABELS, {"order": [order.pk for order in orders]})
    )
    form = question.find(attrs={"name": "sheet"}).find_parent("form")
    kept = {int(field["value"]) for field in form.select("[name=order]")}
    assert kept == {order.pk for order in orders}
    assert form.select_one("[name=sheet][checked]")["value"] == "3x8"
    assert form.select_one("[name=start]")["value"] == "1"


def test_the_pdf_opens_beside_the_page_and_the_way_back_keeps_the_ticks(staff_client):
    order = factories.order()
    chosen = {"order": order.pk, "filter": "status=new"}
    question = form_client.read(staff_client.post(LABELS, chosen))
    form = question.find(attrs={"name": "sheet"}).find_parent("form")
    assert form["target"] == "_blank"
    back = staff_client.get(form.select_one("a.button")["href"])
    assert form_client.read(back).select_one("[name=order][checked]")["value"] == str(order.pk)
    assert back.wsgi_request.GET["status"] == "new"
    slips = form_client.read(back).select_one("[value=packing_slips]")
    assert slips["formtarget"] == "_blank"


def test_a_label_says_how_many_copies_the_parcel_has(staff_client):
    order = factories.order(copies=12)
    [text] = pdf_reader.page_texts(printed(staff_client, [order]))
    assert text.endswith(f"{order.number} · 12 stk.")


@pytest.mark.parametrize("status", ["waiting", "cancelled"])
def test_what_is_not_sent_gets_no_paper(staff_client, status):
    none, kept = factories.order(status=status), factories.order()
    [sheet] = pdf_reader.read_pdf(printed(staff_client, [none, kept]))
    assert labels_on(sheet, "3x8") == {0: joined(kept)}
    links = str(form_client.read(staff_client.get(f"/admin/bestillinger/{none.pk}/")).main)
    assert "/labels/" not in links
    assert "/foelgesedler/" not in links


def test_labels_of_posted_orders_are_counted_first(staff_client):
    orders = [factories.order(status="posted"), factories.order()]
    question = staff_client.post(LABELS, {"order": [order.pk for order in orders]})
    assert "1 af dem er til en bestilling, der er sendt." in " ".join(
        question.content.decode().split()
    )


def test_all_that_match_the_filter_are_printed(staff_client):
    wanted = factories.order(status="packed")
    factories.order()
    chosen = {"all_matching": "1", "filter": "status=packed"}
    form = (
        form_client.read(staff_client.get(LABELS, chosen))
        .find(attrs={"name": "sheet"})
        .find_parent("form")
    )
    assert {field["name"]: field["value"] for field in form.select("[type=hidden]")}.items() >= (
        chosen.items()
    )
    [sheet] = pdf_reader.read_pdf(staff_client.get(LABELS, {**chosen, "sheet": "2x7", "start": 14}))
    assert labels_on(sheet, "2x7") == {13: joined(wanted)}


@pytest.mark.parametrize(
    ("sheet", "start"), [("3x8", "0"), ("3x8", "25"), ("2x7", "15"), ("3x8", "x"), ("3x8", "")]
)
def test_a_place_that_the_sheet_does_not_have_is_asked_for_again(staff_client, sheet, start):
    answer = printed(staff_client, [factories.order()], sheet, start)
    most = {"3x8": 24, "2x7": 14}[sheet]
    assert f"Skriv nummeret på en etiket, fra 1 til {most}" in answer.content.decode()


def test_an_unknown_sheet_is_asked_for_again(staff_client):
    answer = printed(staff_client, [factories.order()], "4x9")
    assert answer["Content-Type"].startswith("text/html")
    assert form_client.read(answer).select("[name=sheet]")


def test_an_erased_address_gives_no_label(staff_client):
    erased, kept = factories.order(status="posted"), factories.order()
    privacy.anonymise_order(erased)
    [sheet] = pdf_reader.read_pdf(printed(staff_client, [erased, kept]))
    assert labels_on(sheet, "3x8") == {0: joined(kept)}


def test_that_an_order_is_left_out_is_said_with_the_question_and_nowhere_else(staff_client):
    chosen = {"order": [factories.order(status="waiting").pk, factories.order().pk]}
    words = "1 bestilling er ikke med"
    assert words in staff_client.post(LABELS, chosen).content.decode()
    for address, more in (
        (LABELS, {"sheet": "3x8", "start": "1"}),
        ("/admin/bestillinger/foelgesedler/", {}),
    ):
        answer = staff_client.post(address, {**chosen, **more})
        assert answer["Content-Type"] == "application/pdf"
        assert words not in staff_client.get("/admin/").content.decode()


@pytest.mark.parametrize("address", [LABELS, "/admin/bestillinger/foelgesedler/"])
def test_nothing_chosen_prints_nothing(staff_client, address):
    for answer in (
        staff_client.get(address),
        staff_client.post(address, {"order": ["x", "", "7" * 30]}),
    ):
        assert answer.status_code == 302
        assert answer["Location"] == "/admin/bestillinger/"
    assert "Vælg mindst én bestilling" in staff_client.get("/admin/").content.decode()


@pytest.mark.parametrize("address", [LABELS, "/admin/bestillinger/foelgesedler/"])
def test_more_than_a_thousand_at_a_time_are_refused_in_words(staff_client, address):
    factories.orders(printing.AT_MOST + 1)
    answer = staff_client.post(
        address, {"all_matching": "1", "filter": "", "sheet": "3x8", "start": "1"}
    )
    assert answer.status_code == 302
    told = staff_client.get("/admin/").content.decode()
    assert "Der kan højst udskrives 1000 bestillinger ad gangen" in told


def test_only_the_desk_prints_and_no_copy_is_kept(staff_client, client):
    order = factories.order()
    editor = form_client.logged_in_client(factories.editor())
    for address in (LABELS, "/admin/bestillinger/foelgesedler/"):
        data = {"order": order.pk, "sheet": "3x8", "start": 1}
        for method in ("get", "post"):
            assert getattr(editor, method)(address, data)["Location"] == "/admin/"
            asked = getattr(client, method)(address, data)
            assert asked["Location"].startswith("/admin/login/")
        answer = staff_client.post(address, data)
        assert answer["Content-Type"] == "application/pdf"
        assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
        assert order.name.split()[0] not in answer["Content-Disposition"]
