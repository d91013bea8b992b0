"""The order list in the admin: order, search, filters, views and export."""

import csv
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from orders.models import Mail, Order
from orders.services import privacy
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db

LIST_URL = "/admin/bestillinger/"


def listed(response) -> list[str]:
    """Return the order numbers of the list, from the top."""
    assert response.status_code == 200
    links = form_client.read(response).select("tbody [id^=order_]")
    return [link.get_text(strip=True) for link in links]


def row_text(response, number: str) -> str:
    rows = form_client.read(response).select("tbody tr")
    return next(row.get_text(" ", strip=True) for row in rows if number in row.get_text())


def search(client, text: str) -> list[str]:
    return listed(client.get(LIST_URL, {"q": text}))


def received(order, days_ago: int):
    Order.objects.filter(pk=order.pk).update(created_at=timezone.now() - timedelta(days=days_ago))
    return order


def test_open_orders_come_first_and_the_oldest_of_them_on_top(staff_client):
    posted = received(factories.order(status="posted", closed_at=timezone.now()), 9)
    new = received(factories.order(), 1)
    packed = received(factories.order(status="packed"), 5)
    assert listed(staff_client.get(LIST_URL)) == [packed.number, new.number, posted.number]


def test_oldest_of_many_orders_is_on_first_page(staff_client):
    factories.orders(62)
    oldest = received(factories.order(), 30)
    assert listed(staff_client.get(LIST_URL))[0] == oldest.number
    second_page = listed(staff_client.get(f"{LIST_URL}?p=2"))
    assert len(second_page) == 13
    assert oldest.number not in second_page


@pytest.mark.parametrize(
    ("ordering", "first"), [("name", "Bo"), ("-name", "Åse"), ("-copies", "Li")]
)
def test_list_can_be_sorted(staff_client, ordering, first):
    for name, copies in (("Bo", 1), ("Li", 5), ("Åse", 2)):
        factories.order(name=name, copies=copies)
    response = staff_client.get(LIST_URL, {"ordering": ordering})
    assert first in row_text(response, listed(response)[0])


def test_row_shows_recipient_place_copies_and_status(staff_client):
    order = factories.order(name="Bo Bentsen", organisation="Lejerbo", copies=3)
    text = row_text(staff_client.get(LIST_URL), order.number)
    for part in ("Bo Bentsen", "Lejerbo", order.postcode, order.city, "3", "Ny"):
        assert part in text


@pytest.mark.parametrize(
    "text",
    [
        "D7H6AA", "d7h6aa", "D7H6 AA", "O7H6AA", "DZHSAA",
        "Åse", "åse", "aase", "ase", "A\u030ase", "SØR", "sor", "soer", "ørens",
        "René", "rene", "boligselskab", "selskab", "Vej 1", "8000", "Aarhus", "Århus",
        "bo@example.org", "@example.org", "12345678", "12 34 56 78", "+45 12 34 56 78", "345678",
        "sørensen 8000", "8000  SØRENSEN",
    ],
)  # fmt: skip
def test_search_finds_order(staff_client, text):
    factories.order(
        number="D7H6AA", name="Åse René Sørensen", organisation="Boligselskabet",
        street="Vej 1", postcode="8000", city="Aarhus", email="bo@example.org", phone="12345678",
    )  # fmt: skip
    factories.order(number="CCCCCC", name="Per", email="per@example.net", street="Gade 9",
                    postcode="5000", city="Odense", phone="")  # fmt: skip
    assert search(staff_client, text) == ["D7H6AA"]


@pytest.mark.parametrize("text", ["Rundevej 30", "30 Rundevej", "2030 Rundevej"])
def test_number_of_a_house_is_not_found_in_telephone_numbers(staff_client, text):
    number = text.replace("Rundevej", "").strip()
    right = factories.order(street=f"Rundevej {number}", phone="12 34 56 78")
    factories.order(street="Rundevej 7", phone="20 30 40 50")
    assert search(staff_client, text) == [right.number]


@pytest.mark.parametrize(
    ("phone", "texts"),
    [
        (
            "71 22 33 44",
            [
                "45 71 22 33 44",
                "4571223344",
                "+45 7122",
                "71.22.33.44",
                "71/22/33/44",
                "tlf 71223344",
            ],
        ),
        ("+49462184680", ["0049 4621 84680", "+49 4621", "4621 84680"]),
    ],
)
def test_search_finds_telephone_numbers_as_they_are_written(staff_client, phone, texts):
    factories.order(number="D7H6AA", phone=phone)
    factories.order(number="CCCCCC", phone="12 34 56 78")
    for text in texts:
        assert search(staff_client, text) == ["D7H6AA"], text


def test_search_finds_letters_of_other_languages(staff_client):
    factories.order(number="D7H6AA", name="Łukasz Wałęsa Đorđević")
    factories.order(number="CCCCCC", name="Bo")
    for text in ("lukasz", "walesa", "dordevic", "Đorđević"):
        assert search(staff_client, text) == ["D7H6AA"], text


@pytest.mark.parametrize("text", ["findes-ikke", "q " * 3000, "8000 5000", "99999999", "%", "_"])
def test_search_without_match_shows_message(staff_client, text):
    factories.order(name="Bo", postcode="8000")
    response = staff_client.get(LIST_URL, {"q": text})
    assert listed(response) == []
    assert "matcher din søgning" in form_client.main_text(response)


def test_search_follows_corrected_address_and_forgets_erased_one(staff_client, staff_user):
    order = factories.placed_order(name="Bo Bentsen")
    order.name = "Li Lund"
    order.save()
    assert search(staff_client, "bentsen") == []
    assert search(staff_client, "lund") == [order.number]
    privacy.anonymise_order(order, staff_user)
    assert search(staff_client, "lund") == []
    assert search(staff_client, order.number) == [order.number]
    assert "lund" not in Order.objects.get(pk=order.pk).search_text


@pytest.mark.parametrize(
    ("fields", "matching", "opposite"),
    [
        ({"country": "Sverige"}, "abroad=true", "abroad=false"),
        ({"organisation": "Lejerbo"}, "organisation=true", "organisation=false"),
        ({"is_repeat": True}, "repeat=true", "repeat=false"),
        ({"printed_at": datetime(2026, 3, 5, tzinfo=UTC)}, "printed=true", "printed=false"),
        ({"status": "packed"}, "status=packed&status=waiting", "status=new&status=posted"),
    ],
)
def test_filter_selects_matching_orders(staff_client, fields, matching, opposite):
    other, matching_order = factories.order(), factories.order(**fields)
    assert listed(staff_client.get(f"{LIST_URL}?{matching}")) == [matching_order.number]
    assert listed(staff_client.get(f"{LIST_URL}?{opposite}")) == [other.number]


def test_date_filter_uses_danish_time(staff_client):
    order = factories.order()
    late = timezone.localtime().replace(year=2026, month=3, day=5, hour=23, minute=50)
    Order.objects.filter(pk=order.pk).update(created_at=late)
    day = {"created_at_from": "2026-03-05", "created_at_to": "2026-03-05"}
    assert listed(staff_client.get(LIST_URL, day)) == [order.number]
    assert listed(staff_client.get(LIST_URL, {"created_at_from": "2026-03-06"})) == []


def test_due_follow_up_and_failing_mail_are_flagged_and_filtered(staff_client):
    today = timezone.localdate()
    due = factories.order(follow_up_on=today)
    later = factories.order(follow_up_on=today + timedelta(days=1))
    failing = factories.order()
    Mail.objects.create(order=failing, kind="receipt", attempts=1, error="550")
    assert listed(staff_client.get(f"{LIST_URL}?follow_up=true")) == [due.number]
    assert listed(staff_client.get(f"{LIST_URL}?mail_fails=true")) == [failing.number]
    response = staff_client.get(LIST_URL)
    assert "Følg op" in row_text(response, due.number)
    assert "Følg op" not in row_text(response, later.number)
    assert "Mail fejler" in row_text(response, failing.number)


@pytest.mark.parametrize(
    "query",
    [
        "status=x",
        "created_at_from=i+g%C3%A5r",
        "abroad=m%C3%A5ske",
        "p=999",
        "ordering=secret",
        "q=%00",
    ],
)
def test_invalid_parameters_do_not_fail(staff_client, query):
    factories.order()
    assert staff_client.get(f"{LIST_URL}?{query}").status_code == 200


def test_views_link_to_filtered_lists_with_counts(staff_client):
    factories.order()
    factories.order(status="packed")
    factories.order(status="packed")
    page = form_client.read(staff_client.get(f"{LIST_URL}?status=packed"))
    links = {a.get_text(" ", strip=True): a for a in page.select(".orders-views a")}
    assert "Pakket 2" in links
    assert links["Pakket 2"]["aria-current"] == "page"
    assert "Alle" in links


def test_link_back_keeps_search_and_filter(staff_client):
    order = factories.order(name="Bo")
    staff_client.get(f"{LIST_URL}?q=bo&status=new")
    page = form_client.read(staff_client.get(f"{LIST_URL}{order.pk}/"))
    assert page.select_one(".orders-back")["href"] == f"{LIST_URL}?q=bo&status=new"


def test_query_count_does_not_grow_with_orders(staff_client):
    def count_queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            staff_client.get(LIST_URL)
        return len(queries)

    factories.order()
    staff_client.get(LIST_URL)
    few = count_queries()
    factories.orders(60)
    # One more: the paginator shows a second page.
    assert count_queries() <= few + 1


def export_csv(client, **params) -> list[list[str]]:
    response = client.get(LIST_URL, {**params, "export": "csv"})
    assert response["Content-Type"].startswith("text/csv")
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def export_xlsx(client, **params):
    response = client.get(LIST_URL, {**params, "export": "xlsx"})
    content = b"".join(response.streaming_content)
    return openpyxl.load_workbook(BytesIO(content)).active


def test_csv_is_what_danish_excel_opens(staff_client):
    order = factories.order(name="Åse", postcode="0900", phone="12345678")
    Order.objects.filter(pk=order.pk).update(created_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    headings, row = export_csv(staff_client)
    values = dict(zip(headings, row, strict=True))
    assert values["Navn"] == "Åse"
    assert values["Status"] == "Ny"
    assert values["Modtaget"] == "02-07-2026 00:30"
    assert values["Postnummer"] == "0900"


def test_csv_fields_are_quoted_for_readers_that_split_at_commas(staff_client):
    factories.order(street="Nørregade 5, 2. th", note='hej,=1+1 og "citat"')
    response = staff_client.get(LIST_URL, {"export": "csv"})
    text = b"".join(response.streaming_content).decode()
    for line in text.removeprefix("\ufeff").splitlines():
        assert line.startswith('"')
        assert line.endswith('"')
    assert '"Nørregade 5, 2. th"' in text
    assert '"hej,=1+1 og ""citat"""' in text


def test_xlsx_has_text_cells_and_danish_time(staff_client):
    order = factories.order(name="=1+1", postcode="0900", phone="+4512345678", note="a\x0bb")
    Order.objects.filter(pk=order.pk).update(created_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    headings, row = export_xlsx(staff_client).iter_rows()
    cells = dict(zip([cell.value for cell in headings], row, strict=True))
    assert cells["Modtaget"].value == datetime(2026, 7, 2, 0, 30)
    for heading, value in (
        ("Navn", "=1+1"),
        ("Postnummer", "0900"),
        ("Telefon", "+4512345678"),
    ):
        assert (cells[heading].value, cells[heading].data_type) == (value, "s")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝", " ="])
def test_csv_cell_is_never_a_formula(staff_client, start):
    factories.order(name=f"{start}HYPERLINK(1)")
    headings, row = export_csv(staff_client)
    assert row[headings.index("Navn")].startswith("'")


@pytest.mark.parametrize("export", [export_csv, lambda *a, **k: list(export_xlsx(*a, **k).values)])
def test_export_has_all_rows_of_filtered_list(staff_client, export):
    factories.orders(60)
    factories.orders(3, status="posted")
    assert len(export(staff_client, status="posted")) == 4
    assert len(export(staff_client)) == 64


def test_export_needs_permission(staff_client, viewer_client, client):
    factories.order()
    url = f"{LIST_URL}?export=csv"
    assert client.get(url).status_code == 302
    editor_client = form_client.logged_in_client(factories.editor())
    assert editor_client.get(url).status_code == 302
    assert viewer_client.get(url).status_code == 200
    assert "no-store" in staff_client.get(url)["Cache-Control"]


def test_viewer_sees_no_action(viewer_client):
    factories.order()
    page = form_client.read(viewer_client.get(LIST_URL))
    assert not page.select("[data-bulk-action-button]")
    assert not [a for a in page.select("header a, .w-slim-header a") if "/ny/" in a.get("href", "")]


@pytest.mark.parametrize(
    ("fields", "is_flagged"),
    [
        ({}, False),
        ({"city": "Odense"}, True),
        ({"name": "\ufe0f"}, True),
        ({"street": "\u3164"}, True),
        ({"city": "Oslo", "postcode": "0150", "country": "Norge"}, False),
        ({"city": "Odense", "status": "posted"}, False),
    ],
)
def test_doubtful_address_of_open_order_is_flagged(staff_client, fields, is_flagged):
    order = factories.order(**fields)
    page = form_client.read(staff_client.get(LIST_URL, {"q": order.number}))
    [row] = page.select("tbody tr")
    assert ("Tjek adressen" in row.get_text()) is is_flagged


@pytest.mark.parametrize(
    "text",
    ["211 20", "21120", "12-14", "Nørregade 12-14, 211 20", "O'Brien", "obrien", "Tele-Fon",
     "gardsvig", "Gårdsvig", "hojgard", "Højgaard,", "- Lund"],
)  # fmt: skip
def test_search_passes_over_punctuation_and_spellings(staff_client, text):
    factories.order(
        name="Åge O’Brien Højgaard", organisation="Tele Fon", care_of="Gaardsvig",
        street="Nørregade 12-14", postcode="211 20", city="Lund", country="Sverige",
    )  # fmt: skip
    factories.order(name="Bo Bentsen", street="Vej 9", postcode="8000", city="Aarhus")
    assert len(search(staff_client, text)) == 1
