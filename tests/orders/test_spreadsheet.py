"""The orders as CSV and XLSX: what the filter shows, safe to open, sent while it is made."""

import csv
import logging
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from orders import xlsx
from orders.admin import export as views
from orders.models import Order
from orders.services import spreadsheet
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db

CSV = "/admin/bestillinger/udtraek/csv/"
XLSX = "/admin/bestillinger/udtraek/xlsx/"
ALL = {"all_matching": "1", "filter": ""}


def content(answer) -> bytes:
    assert answer.streaming, answer.status_code
    return b"".join(answer.streaming_content)


def from_csv(answer) -> list[dict]:
    text = content(answer).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def sheets(answer) -> list[list[dict]]:
    """The rows of each sheet."""
    book = openpyxl.load_workbook(BytesIO(content(answer)))
    found = []
    for sheet in book:
        headings, *rows = sheet.iter_rows(values_only=True)
        found.append([dict(zip(headings, row, strict=True)) for row in rows])
    return found


def received(order, *moment):
    Order.objects.filter(pk=order.pk).update(created_at=datetime(*moment, tzinfo=UTC))


def test_csv_is_as_danish_spreadsheets_open_it(staff_client):
    order = factories.order(
        copies=3, postcode="0900", status="waiting", note="To\nlinjer; og “citat”"
    )
    received(order, 2026, 7, 1, 22, 30)
    answer = staff_client.get(CSV, ALL)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    file = content(answer)
    assert file.startswith(b"\xef\xbb\xbfNummer;Status;")
    assert file.endswith(b"\r\n")
    [row] = from_csv(staff_client.get(CSV, ALL))
    assert row["Nummer"] == order.number
    assert row["Status"] == "Venter"
    assert row["Modtaget"] == "02-07-2026 00:30"
    assert row["Postnummer"] == "0900"
    assert row["Navn"] == order.name
    assert row["Antal eksemplarer"] == "3"
    assert row["Gentaget bestilling"] == "Nej"
    assert next(value for value in row.values() if "linjer" in value) == order.note


def test_xlsx_has_real_dates_and_numbers_and_texts_that_stay_texts(staff_client):
    order = factories.order(
        copies=3, postcode="0900", phone="+4612345678", note="<b>&amp; _x0041_ \n=1+1",
        follow_up_on=date(2026, 12, 24),
    )  # fmt: skip
    received(order, 2026, 7, 1, 22, 30)
    [[row]] = sheets(staff_client.get(XLSX, ALL))
    assert row["Modtaget"] == datetime(2026, 7, 2, 0, 30)
    assert datetime(2026, 12, 24) in row.values()
    assert row["Antal eksemplarer"] == 3
    assert row["Postnummer"] == "0900"
    assert "+4612345678" in row.values()
    # The one thing this reader leaves to be done: what looks like a code in a text is coded.
    assert order.note in [unescape(value) for value in row.values() if isinstance(value, str)]
    assert row["C/o"] is None


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", " ="])
def test_no_cell_begins_a_formula(staff_client, begins):
    evil = f'{begins}HYPERLINK("https://example.org";"Klik")'
    factories.order(name=evil, note=evil)
    [row] = from_csv(staff_client.get(CSV, ALL))
    assert row["Navn"] == f"'{evil}"
    assert list(row.values()).count(f"'{evil}") == 2
    book = openpyxl.load_workbook(BytesIO(content(staff_client.get(XLSX, ALL))))
    cells = [cell for cell in book.active[2] if cell.value and "HYPERLINK" in str(cell.value)]
    assert [cell.data_type for cell in cells] == ["s", "s"]


@pytest.mark.parametrize("address", [CSV, XLSX])
def test_rows_are_those_of_the_list_in_its_order(staff_client, address):
    factories.order(status="new")
    first, second = factories.order(status="packed"), factories.order(status="packed")
    query = {"all_matching": "1", "filter": "status=packed"}
    ticked = {"order": [first.pk, second.pk]}
    for answer in (staff_client.get(address, query), staff_client.post(address, ticked)):
        rows = from_csv(answer) if address == CSV else sheets(answer)[0]
        assert [row["Nummer"] for row in rows] == [second.number, first.number]


def test_a_workbook_of_nothing_has_its_headings(staff_client):
    book = openpyxl.load_workbook(BytesIO(content(staff_client.get(XLSX, ALL))))
    assert book.sheetnames == ["Bestillinger"]
    assert [cell.value for cell in book.active[1]][:2] == ["Nummer", "Status"]
    assert book.active.max_row == 1


def test_rows_beyond_a_sheet_go_on_in_the_next(staff_client, monkeypatch):
    monkeypatch.setattr(spreadsheet, "CHUNK", 2)
    monkeypatch.setattr(xlsx, "ROWS_A_SHEET", 4)
    orders = [factories.order() for _number in range(10)]
    found = sheets(staff_client.get(XLSX, ALL))
    assert [len(rows) for rows in found] == [4, 4, 2]
    numbers = [row["Nummer"] for rows in found for row in rows]
    assert numbers == [order.number for order in reversed(orders)]


def test_a_csv_is_sent_while_it_is_read(staff_client, monkeypatch):
    monkeypatch.setattr(spreadsheet, "CHUNK", 2)
    orders = [factories.order() for _number in range(6)]
    pieces = iter(staff_client.get(CSV, ALL).streaming_content)
    assert orders[0].number.encode() not in next(pieces)
    assert orders[5].number.encode() in next(pieces)
    assert orders[0].number.encode() in b"".join(pieces)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_large_file_is_announced_and_then_fetched(staff_client, monkeypatch, kind):
    monkeypatch.setattr(views, "LARGE", 3)
    orders = [factories.order(status="packed") for _number in range(5)]
    factories.order()
    chosen = {"all_matching": "1", "filter": "status=packed"}
    told = staff_client.get(f"/admin/bestillinger/udtraek/{kind}/", chosen)
    assert "Filen får 5 rækker" in form_client.read(told).get_text(" ", strip=True).replace(
        "\n", " "
    )
    wait, _mark, address = told["Refresh"].partition(";url=")
    assert int(wait) <= 3
    assert form_client.read(told).select_one("a[download]")["href"] == address
    answer = staff_client.get(address)
    rows = from_csv(answer) if kind == "csv" else sheets(answer)[0]
    assert len(rows) == len(orders)


def test_a_file_that_is_not_large_comes_at_once(staff_client, monkeypatch):
    monkeypatch.setattr(views, "LARGE", 3)
    for _number in range(3):
        factories.order()
    assert len(from_csv(staff_client.get(CSV, ALL))) == 3


def test_only_the_desk_exports_and_no_copy_is_kept(staff_client, client):
    order = factories.order()
    editor = form_client.logged_in_client(factories.editor())
    for address in (CSV, XLSX):
        for method in ("get", "post"):
            assert getattr(editor, method)(address, ALL)["Location"] == "/admin/"
            asked = getattr(client, method)(address, ALL)
            assert asked["Location"].startswith("/admin/login/")
        answer = staff_client.get(address, ALL)
        assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
        assert answer["Content-Disposition"].startswith('attachment; filename="bestillinger-')
        assert order.name.split()[0] not in answer["Content-Disposition"]
    assert staff_client.get("/admin/bestillinger/udtraek/pdf/", ALL).status_code == 404


def test_the_log_says_who_exported_and_names_nobody(staff_client, caplog):
    order = factories.order()
    with caplog.at_level(logging.INFO):
        content(staff_client.get(CSV, {**ALL, "filter": f"q={order.email}"}))
    assert "exported as csv by user" in caplog.text
    assert order.email not in caplog.text
    assert order.name not in caplog.text
