"""Packing slips: one page a parcel, with all that has to be in it."""

import pytest
from pypdfium2 import raw

from orders.models import BookPage
from tests import factories
from tests.orders import pdf_reader

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SLIPS = "/admin/bulk/orders/order/packing_slips/"


def slips(client, *orders):
    return client.post(SLIPS, {"id": [order.pk for order in orders]})


def test_slips_are_sorted_oldest_first(staff_client):
    orders = [factories.order(name=f"Person {letter}") for letter in "ABC"]
    texts = pdf_reader.page_texts(slips(staff_client, *reversed(orders)))
    assert len(texts) == 3
    for order, text in zip(orders, texts, strict=True):
        assert order.name in text
        assert order.number in text


def test_slip_shows_contents_and_sender(staff_client):
    factories.book()
    order = factories.order(copies=3, note="Til læsekredsen.\n\nMed hilsen Åse", country="Sverige")
    [text] = pdf_reader.page_texts(slips(staff_client, order))
    lines = text.split("\r\n")
    for line in (
        *("Landsbyggefonden", "Studiestræde 50", "1554 København V"),
        *order.address_lines(),
        *("Følgeseddel", "Til læsekredsen.", "Med hilsen Åse"),
    ):
        assert line in lines
    for words in (
        f"Bestillingsnummer {order.number}",
        f"{order.created_at:%Y}",
        "Boligområder i bevægelse",
        "Antal eksemplarer 3",
        "Tak, fordi du har bestilt bogen",
    ):
        assert words in text
    assert "SVERIGE" in lines


def test_slip_keeps_title_and_edition_of_the_order(staff_client):
    factories.stock()
    book = factories.book()
    BookPage.objects.update(edition="2. udgave")
    order = factories.placed_order()
    BookPage.objects.filter(pk=book.pk).update(title="Et nyt navn", edition="3. udgave")
    [text] = pdf_reader.page_texts(slips(staff_client, order))
    assert "Boligområder i bevægelse" in text
    assert "2. udgave" in text
    assert "3. udgave" not in text
    assert "Et nyt navn" not in text


def test_only_recipient_is_in_envelope_window(staff_client):
    order = factories.order(organisation="W" * 100, care_of="Bo", street="Å" * 100, note="Hilsen")
    [page] = pdf_reader.read_pdf(slips(staff_client, order))
    # What the windows of C5, C4 and E65 envelopes have in common, and what any of them shows.
    in_window = [
        character
        for character in pdf_reader.characters(page)
        if character.bottom >= 42 and character.top <= 82 and character.left <= 120
    ]
    assert "".join(character.text for character in in_window) == "".join(
        order.address_lines()
    ).replace(" ", "")
    for character in in_window:
        assert character.left >= 20
        assert character.right <= 105
        assert character.top >= 45
        assert character.bottom <= 75


@pytest.mark.parametrize(
    "note",
    ["W" * 1000, "\n".join("W" * 500), "ord " * 250, "\r\n\r\n".join(["En linje til"] * 60)],
    ids=["one word", "500 lines", "words", "paragraphs"],
)
def test_longest_note_fits_on_page(staff_client, note):
    [page] = pdf_reader.read_pdf(slips(staff_client, factories.order(name="Bo", note=note)))
    ink = pdf_reader.characters(page)
    for character in ink:
        assert 20 <= character.left < character.right <= 190
        assert 10 <= character.top < character.bottom <= 285
    text = "".join(character.text for character in ink)
    assert "".join(note.split()) in text.replace("·", "")
    sizes = [
        character.bottom - character.top for character in ink if character.text in ("W", "E", "d")
    ]
    assert min(sizes) > 2  # millimetres, a capital at 8 points


def test_emoji_in_note_are_transliterated(staff_client):
    [text] = pdf_reader.page_texts(slips(staff_client, factories.order(note="Tak 😀")))
    assert "Tak :grinning:" in text


def test_slip_is_tagged_with_heading(staff_client):
    answer = slips(staff_client, factories.order())
    document = pdf_reader.read_pdf(answer)
    assert document.get_metadata_dict()["Title"] == "Følgesedler"
    assert b"/Lang (da)" in answer.content
    tree = raw.FPDF_StructTree_GetForPage(document[0])
    root = raw.FPDF_StructTree_GetChildAtIndex(tree, 0)
    kinds = []
    for place in range(raw.FPDF_StructElement_CountChildren(root)):
        child = raw.FPDF_StructElement_GetChildAtIndex(root, place)
        name = (raw.c_ushort * 20)()
        raw.FPDF_StructElement_GetType(child, name, 40)
        kinds.append("".join(map(chr, name)).rstrip("\0"))
    assert kinds.count("H1") == 1
    assert set(kinds) == {"H1", "P"}
