"""The overview on the admin's front page, and the count in the menu."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from orders.models import Mail, Order, OrderSettings
from orders.services import fulfilment
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db

HOME = "/admin/"
LIST = "/admin/bestillinger/"


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(db):
    return logged_in(factories.order_staff())


def figures(client) -> dict[str, tuple]:
    """Each figure's number, detail and mood."""
    found = {}
    for item in form_client.read(client.get(HOME)).select(".orders-figure"):
        label, value, detail = (
            item.select_one(f".orders-figure__{part}").get_text(strip=True)
            for part in ("label", "value", "detail")
        )
        found[label] = (value, detail, item["class"][-1].removeprefix("desk-figure--"))
    return found


def leads(client) -> dict[str, str]:
    tree = form_client.read(client.get(HOME))
    return {a.span.get_text(strip=True): a["href"] for a in tree.select(".orders-figure a")}


def weeks(client) -> list[str]:
    """The numbers of the table below the chart, the oldest week first."""
    rows = form_client.read(client.get(HOME)).select(".orders-weeks tbody tr")
    return [row.select("td")[-1].get_text(strip=True) for row in rows]


def came(order, days_ago=0, moment=None):
    created = moment or timezone.now() - timedelta(days=days_ago)
    Order.objects.filter(pk=order.pk).update(created_at=created)
    return order


def menu_label(client) -> str:
    """The words of the desk in the menu, which Wagtail draws from data in the page."""
    tree = form_client.read(client.get(HOME))
    props = json.loads(tree.select_one("#wagtail-sidebar-props").string)
    found = []

    def look(part):
        if isinstance(part, dict):
            if part.get("name") == "orders":
                found.append(part["label"])
            part = list(part.values())
        if isinstance(part, list):
            for inner in part:
                look(inner)

    look(props)
    return found[0] if found else ""


def test_an_empty_desk_has_an_overview_too(desk):
    factories.stock(500)
    found = figures(desk)
    assert found == {
        "Nye": ("0", "", "calm"),
        "Venter": ("0", "", "calm"),
        "Pakket": ("0", "", "calm"),
        "Ældste ikke afsendt": ("–", "", "calm"),
        "Frie eksemplarer": ("500", "", "calm"),
        "Skal følges op": ("0", "", "calm"),
        "Mails, der fejler": ("0", "", "calm"),
    }
    assert weeks(desk) == ["0"] * 12


def test_the_overview_tells_how_the_orders_stand(desk):
    for status, days in (("new", 2), ("new", 5), ("waiting", 8), ("packed", 1), ("posted", 30)):
        came(factories.order(status=status), days)
    oldest = Order.objects.get(status="waiting")
    found = figures(desk)
    assert found["Nye"][:2] == ("2", "Den ældste: 5 dage")
    assert found["Venter"][:2] == ("1", "Den ældste: 8 dage")
    assert found["Pakket"][:2] == ("1", "Den ældste: 1 dag")
    assert found["Ældste ikke afsendt"][:2] == ("8 dage", oldest.number)
    assert leads(desk)["Ældste ikke afsendt"] == f"{LIST}{oldest.pk}/"


def test_an_order_from_today_is_no_day_old(desk):
    factories.order()
    assert figures(desk)["Nye"][1] == "Den ældste: i dag"


def test_each_figure_leads_to_what_it_counts(desk):
    factories.order(status="new")
    factories.order(status="packed", follow_up_on=timezone.localdate())
    order = factories.order(status="waiting")
    Mail.objects.create(order=order, kind=Mail.Kind.WAITING, attempts=1, error="550")
    addresses = leads(desk)
    for label in ("Nye", "Venter", "Pakket", "Skal følges op", "Mails, der fejler"):
        listed = form_client.read(desk.get(addresses[label])).select("tbody tr")
        assert str(len(listed)) == figures(desk)[label][0] == "1", label
    assert addresses["Frie eksemplarer"] == f"{LIST}lager/"


def test_few_copies_are_marked(desk):
    OrderSettings.objects.update_or_create(pk=1, defaults={"low_stock_at": 20})
    factories.stock(21)
    assert figures(desk)["Frie eksemplarer"] == ("21", "", "calm")
    factories.placed_order()
    assert figures(desk)["Frie eksemplarer"] == ("20", "Der er få tilbage", "warning")


def test_mail_that_fails_is_marked_and_mail_that_is_through_is_not(desk):
    order = factories.order()
    Mail.objects.create(order=order, kind=Mail.Kind.RECEIPT, attempts=2, sent_at=timezone.now())
    assert figures(desk)["Mails, der fejler"] == ("0", "", "calm")
    Mail.objects.create(order=order, kind=Mail.Kind.RECEIPT, attempts=1, error="550")
    assert figures(desk)["Mails, der fejler"] == ("1", "", "critical")
    Mail.objects.create(kind=Mail.Kind.STAFF_DAY, attempts=1, error="550")
    assert figures(desk)["Mails, der fejler"] == ("2", "Også mail til jer selv", "critical")


def test_mail_that_nobody_sends_is_told(desk):
    mail = Mail.objects.create(order=factories.order(), kind=Mail.Kind.RECEIPT)
    words = "Mail bliver ikke sendt lige nu"
    assert words not in desk.get(HOME).content.decode()
    Mail.objects.filter(pk=mail.pk).update(next_attempt_at=timezone.now() - timedelta(hours=1))
    assert words in desk.get(HOME).content.decode()
    Mail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())
    assert words not in desk.get(HOME).content.decode()


def test_the_chart_counts_by_the_weeks_of_our_clock(desk):
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    monday = timezone.make_aware(today - timedelta(days=today.weekday()))
    came(factories.order(), moment=monday)
    came(factories.order(), moment=monday - timedelta(seconds=1))
    came(factories.order(), moment=monday - timedelta(seconds=2))
    came(factories.order(), moment=monday - timedelta(weeks=11) + timedelta(hours=2))
    came(factories.order(), moment=monday - timedelta(weeks=12))
    assert weeks(desk) == ["1"] + ["0"] * 9 + ["2", "1"]
    chart = form_client.read(desk.get(HOME)).select_one(".orders-weeks svg")
    heights = [int(bar["height"]) for bar in chart.select("rect")]
    assert heights == [60] + [0] * 9 + [120, 60]
    assert chart["role"] == "img"
    assert "tabellen" in chart["aria-label"].lower()
    assert [text.get_text() for text in chart.select("text.is-count")] == [
        count for count in weeks(desk) if count != "0"
    ]


def test_the_overview_is_for_those_who_may_see_orders(desk):
    factories.order()
    assert form_client.read(desk.get(HOME)).select(".orders-panel")
    editor = logged_in(factories.editor())
    with CaptureQueriesContext(connection) as taken:
        tree = form_client.read(editor.get(HOME))
    assert not tree.select(".orders-panel")
    assert not [query for query in taken.captured_queries if "orders_" in query["sql"]]
    assert menu_label(editor) == ""
    assert LIST not in str(tree)


def test_the_menu_counts_the_new_orders(desk):
    assert menu_label(desk) == "Bestillinger"
    factories.stock()
    order = factories.placed_order()
    factories.placed_order()
    factories.order(status="waiting")
    assert menu_label(desk) == "Bestillinger (2)"
    fulfilment.pack_order(order, None)
    assert menu_label(desk) == "Bestillinger (1)"


def test_the_menu_and_the_overview_count_no_further_than_they_must(desk):
    factories.orders(1001)
    assert menu_label(desk) == "Bestillinger (999+)"
    assert figures(desk)["Nye"][0] == "1.000+"
    assert weeks(desk)[-1] == "1.000+"


def test_the_front_page_takes_as_many_queries_with_many_orders(desk):
    def queries():
        with CaptureQueriesContext(connection) as taken:
            desk.get(HOME)
        return [query["sql"] for query in taken.captured_queries if "orders_" in query["sql"]]

    queries()
    few = queries()
    for status in ("new", "waiting", "packed", "posted"):
        for _number in range(5):
            order = factories.order(status=status, follow_up_on=timezone.localdate())
            Mail.objects.create(order=order, kind=Mail.Kind.RECEIPT, attempts=1, error="550")
    much = queries()
    assert len(much) == len(few)
    of_orders = [sql for sql in much if 'FROM "orders_order"' in sql]
    assert all("LIMIT" in sql and "OFFSET" not in sql for sql in of_orders)
