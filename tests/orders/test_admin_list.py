"""The list of orders in the admin: what it shows, finds and filters, and that it stays cheap."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from orders.models import Mail, Order
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db

LIST = "/admin/bestillinger/"


@pytest.fixture
def orders(db):
    """Bo's, new, and Li's, posted: both can be searched for."""
    factories.stock()
    bo = factories.placed_order(
        name="Bo Bentsen", email="bo@example.org", street="Vej 1", postcode="8000"
    )
    li = factories.placed_order(
        name="Li Lund", email="li@example.com", street="Vej 2", postcode="5000"
    )
    Order.objects.filter(pk=bo.pk).update(number="D7H6AA")
    Order.objects.filter(pk=li.pk).update(number="CCCCCC", status="posted")
    return {"bo": bo, "li": li}


def many(count, **fields):
    """So many orders, all come in the same moment, as a page's edge likes it least."""
    moment = timezone.now()
    made = factories.orders(count, **fields)
    Order.objects.filter(pk__in=[order.pk for order in made]).update(created_at=moment)
    return made


def listed(answer) -> list[str]:
    """The numbers in the list, from the top."""
    assert answer.status_code == 200
    return [link.get_text(strip=True) for link in form_client.read(answer).select("tbody th a")]


def row_of(answer, number: str) -> str:
    """The words of one order's row."""
    rows = form_client.read(answer).select("tbody tr")
    return next(row.get_text(" ", strip=True) for row in rows if number in row.get_text())


def flags(answer) -> list[str]:
    return [flag.get_text(strip=True) for flag in form_client.read(answer).select(".orders-flag")]


def link(answer, words: str) -> str | None:
    """Where the link with those words leads."""
    found = [
        a for a in form_client.read(answer).select("main a, body a") if words in a.get_text(" ")
    ]
    return found[0]["href"] if found else None


def test_the_desk_sees_the_orders_the_newest_first(staff_client, orders):
    answer = staff_client.get(LIST)
    assert listed(answer) == ["CCCCCC", "D7H6AA"]
    row = row_of(answer, "D7H6AA")
    received = timezone.localtime(Order.objects.get(number="D7H6AA").created_at)
    assert f"{received:%H.%M}" in row
    assert str(received.year) in row
    for words in ("Ny", "Bo Bentsen", "8000 København V"):
        assert words in row
    assert link(answer, "D7H6AA") == f"{LIST}{orders['bo'].pk}/"


@pytest.mark.parametrize(
    "words",
    [
        "D7H6AA", "d7h6aa", "D7H6 AA", "O7H6AA", "d1h6aa", "DZHSAA", "Bentsen", "BO BENT",
        "bo@example.org", "8000", "bentsen 8000",
    ],
)  # fmt: skip
def test_the_desk_finds_an_order_by_number_name_e_mail_and_postcode(staff_client, orders, words):
    assert listed(staff_client.get(LIST, {"q": words})) == ["D7H6AA"]


def test_a_search_for_nobody_finds_nothing_and_leads_back(staff_client, orders):
    answer = staff_client.get(LIST, {"q": "findes-ikke"})
    assert listed(answer) == []
    assert link(answer, "Se alle bestillinger") == LIST


def test_a_search_of_endless_words_is_answered(staff_client, orders):
    assert listed(staff_client.get(LIST, {"q": "a " * 3000})) == []


FILTERS = [
    ({"country": "Sverige"}, "abroad=yes", "abroad=no"),
    ({"organisation": "Lejerbo"}, "organisation=yes", "organisation=no"),
    ({"is_repeat": True}, "repeat=yes", "repeat=no"),
    ({"status": "packed"}, "status=packed&status=waiting", "status=new&status=posted"),
]


@pytest.mark.parametrize(("fields", "matching", "opposite"), FILTERS)
def test_each_filter_finds_what_it_says(staff_client, fields, matching, opposite):
    other, meant = factories.order(number="AAAAAA"), factories.order(number="CCCCCC", **fields)
    assert listed(staff_client.get(f"{LIST}?{matching}")) == [meant.number]
    assert listed(staff_client.get(f"{LIST}?{opposite}")) == [other.number]


def test_a_day_is_the_day_of_our_clock(staff_client):
    order = factories.order()
    late = timezone.localtime().replace(year=2026, month=3, day=5, hour=23, minute=50)
    Order.objects.filter(pk=order.pk).update(created_at=late)
    assert listed(staff_client.get(f"{LIST}?since=2026-03-05&until=2026-03-05")) == [order.number]
    assert listed(staff_client.get(f"{LIST}?since=2026-03-06")) == []
    assert listed(staff_client.get(f"{LIST}?until=2026-03-04")) == []


def test_only_a_follow_up_that_is_due_is_shown(staff_client):
    today = timezone.localdate()
    due = factories.order(follow_up_on=today)
    later = factories.order(follow_up_on=today + timedelta(days=1))
    assert listed(staff_client.get(f"{LIST}?follow_up=on")) == [due.number]
    answer = staff_client.get(LIST)
    assert "Følg op" in row_of(answer, due.number)
    assert "Følg op" not in row_of(answer, later.number)


def test_mail_that_fails_is_flagged_and_found(staff_client):
    failing, sent, untried = factories.order(), factories.order(), factories.order()
    Mail.objects.create(order=failing, kind=Mail.Kind.RECEIPT, attempts=1, error="550")
    Mail.objects.create(order=sent, kind=Mail.Kind.RECEIPT, attempts=2, sent_at=timezone.now())
    Mail.objects.create(order=untried, kind=Mail.Kind.RECEIPT)
    answer = staff_client.get(f"{LIST}?mail_fails=on")
    assert listed(answer) == [failing.number]
    assert flags(answer) == ["Mail fejler"]
    assert flags(staff_client.get(LIST)) == ["Mail fejler"]


def test_an_order_shows_what_is_to_be_noticed_in_words(staff_client):
    factories.order(country="Sverige", is_repeat=True, note="Ring først")
    assert flags(staff_client.get(LIST)) == ["Til udlandet", "Gentaget", "Bemærkning"]
    Order.objects.update(country="", is_repeat=False, note="")
    assert flags(staff_client.get(LIST)) == []


def test_an_anonymous_order_says_so(staff_client):
    order = factories.order(name="", anonymised_at=timezone.now())
    assert "Gjort anonym" in row_of(staff_client.get(LIST), order.number)


@pytest.mark.parametrize(
    "query",
    [
        "status=findes-ikke",
        "since=i+går",
        "since=0001-01-01",
        "until=9999-12-31",
        "abroad=måske",
        "follow_up=",
        "after=x",
        "after=99999999999999999999",
        "before=٣",
        "before=12345",
    ],
)
def test_what_cannot_be_understood_filters_nothing(staff_client, orders, query):
    assert len(listed(staff_client.get(f"{LIST}?{query}"))) == 2


def test_what_is_filtered_for_stands_in_words_and_can_be_left_out(staff_client, orders):
    answer = staff_client.get(f"{LIST}?q=Lund&status=posted&status=new&since=2020-02-01&follow_up=")
    pills = form_client.read(answer).select(".orders-applied__filter")
    words = [" ".join(pill.get_text().split()).removeprefix("Fjern: ") for pill in pills]
    assert words == ["Søg: Lund", "Status: Afsendt", "Status: Ny", "Fra: 01.02.2020"]
    assert listed(answer) == ["CCCCCC"]
    without_posted = staff_client.get(pills[1]["href"])
    assert listed(without_posted) == []
    assert "q=Lund" in pills[1]["href"]
    assert "status=new" in pills[1]["href"]


def test_the_usual_views_have_their_counts(staff_client):
    for status in ("new", "new", "packed", "waiting", "posted"):
        factories.order(status=status)
    Order.objects.filter(status="posted").update(follow_up_on=timezone.localdate())
    answer = staff_client.get(f"{LIST}?status=new")
    views = form_client.read(answer).select(".orders-views a")
    words = [view.get_text(" ", strip=True) for view in views]
    assert words == [
        *("Nye 2", "Venter 1", "Pakket 1", "Afsendt 1", "Annulleret 0"),
        *("Skal følges op 1", "Alle 5"),
    ]
    assert [view.get("aria-current") for view in views] == ["page", *[None] * 6]
    shown = [len(listed(staff_client.get(view["href"]))) for view in views]
    assert shown == [2, 1, 1, 1, 0, 1, 5]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", ["new", "packed", "posted"]),
        ("status=new", ["new"]),
        ("status=new&status=packed&abroad=no", ["new", "packed"]),
    ],
)
def test_one_can_page_to_the_end_and_back(staff_client, query, wanted):
    for status, count in (("new", 70), ("packed", 55), ("posted", 1)):
        many(count, status=status)
    matching = Order.objects.filter(status__in=wanted).order_by("-created_at", "-pk")
    addresses = [f"{LIST}?{query}"]
    while older := link(staff_client.get(addresses[-1]), "Ældre bestillinger"):
        addresses.append(older)
        assert len(addresses) <= 3
    pages = [listed(staff_client.get(address)) for address in addresses]
    assert [number for numbers in pages for number in numbers] == [o.number for o in matching]
    assert [len(numbers) for numbers in pages[:-1]] == [50] * (len(pages) - 1)
    address = addresses[-1]
    for numbers in reversed(pages[:-1]):
        address = link(staff_client.get(address), "Nyere bestillinger")
        assert listed(staff_client.get(address)) == numbers
    assert link(staff_client.get(address), "Nyere bestillinger") is None


def test_a_page_that_has_run_empty_gives_way_to_the_first(staff_client):
    many(51)
    last = link(staff_client.get(f"{LIST}?status=new"), "Ældre bestillinger")
    (left,) = listed(staff_client.get(last))
    Order.objects.filter(number=left).update(status="packed")
    assert len(listed(staff_client.get(last))) == 50


def test_the_filter_form_keeps_what_was_chosen(staff_client, orders):
    tree = form_client.read(
        staff_client.get(f"{LIST}?q=Lund&status=posted&since=2020-02-01&repeat=no")
    )
    form = tree.select_one("form[role=search].orders-filter")
    assert form["method"] == "get"
    assert form.select_one("[name=q]")["value"] == "Lund"
    assert [box["value"] for box in form.select("[name=status][checked]")] == ["posted"]
    assert form.select_one("[name=since]")["value"] == "2020-02-01"
    assert form.select_one("[name=repeat] [selected]")["value"] == "no"


def test_a_day_that_is_none_is_told(staff_client):
    factories.order()
    form = form_client.read(staff_client.get(f"{LIST}?since=i+går")).select_one(".orders-filter")
    assert form.select_one(".orders-filter__error").get_text(strip=True)
    assert form.details.has_attr("open")


def test_nothing_is_counted_beyond_a_thousand(staff_client):
    many(1001)
    tree = form_client.read(staff_client.get(LIST))
    assert "Alle 1.000+" in tree.select_one(".orders-views").get_text(" ", strip=True)
    assert (
        tree.select_one(".orders-result-count").get_text(strip=True)
        == "Mere end 1.000 bestillinger"
    )
    Order.objects.filter(pk=Order.objects.first().pk).update(status="posted")
    tree = form_client.read(staff_client.get(f"{LIST}?status=new"))
    assert tree.select_one(".orders-result-count").get_text(strip=True) == "1.000 bestillinger"


def test_the_list_takes_as_many_queries_with_many_orders(staff_client):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as taken:
            staff_client.get(f"{LIST}?status=new&status=packed")
        return [query["sql"] for query in taken.captured_queries]

    factories.order()
    queries()
    few = queries()
    for order in many(60, note="Ring"):
        Mail.objects.create(order=order, kind=Mail.Kind.RECEIPT, attempts=1, error="550")
    much = queries()
    assert len(much) == len(few)
    of_orders = [sql for sql in much if 'FROM "orders_order"' in sql]
    assert of_orders
    assert all("LIMIT" in sql and "OFFSET" not in sql for sql in of_orders)


def test_enter_in_a_tick_box_does_nothing_to_the_order(staff_client):
    """A browser then presses the form's first button that is not disabled."""
    factories.stock()
    order = factories.placed_order()
    form = form_client.read(staff_client.get(LIST)).select_one("form.orders-selection")
    first = form.select("button:not([disabled]), input[type=submit]:not([disabled])")[0]
    staff_client.post(form["action"], {"order": order.pk, first["name"]: first["value"]})
    order.refresh_from_db()
    assert order.status == "new"


def test_each_tick_box_has_words_of_its_own(staff_client, orders):
    boxes = form_client.read(staff_client.get(LIST)).select("[name=order]")
    assert [box.find_parent("label").get_text(strip=True) for box in boxes] == [
        "Sæt kryds ved bestilling CCCCCC",
        "Sæt kryds ved bestilling D7H6AA",
    ]
