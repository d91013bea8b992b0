"""The order dashboard on the admin's home page, and the order count in the menu."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from orders.models import Mail, Order, OrderSettings
from orders.models.mail import GIVE_UP_AFTER
from orders.services import fulfilment
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db

DASHBOARD_URL = "/admin/"
LIST_URL = "/admin/bestillinger/"


def figures(client) -> dict[str, tuple]:
    """Return the number, detail and CSS modifier of each figure."""
    found = {}
    for item in form_client.read(client.get(DASHBOARD_URL)).select(".orders-figure"):
        label, value, detail = (
            item.select_one(f".orders-figure__{part}").get_text(strip=True)
            for part in ("label", "value", "detail")
        )
        found[label] = (value, detail, item["class"][-1].removeprefix("orders-figure--"))
    return found


def figure_links(client) -> dict[str, str]:
    page = form_client.read(client.get(DASHBOARD_URL))
    return {a.span.get_text(strip=True): a["href"] for a in page.select(".orders-figure a")}


def set_received(order, days_ago=0, received_at=None):
    received_at = received_at or timezone.now() - timedelta(days=days_ago)
    Order.objects.filter(pk=order.pk).update(created_at=received_at)
    return order


def menu_label(client) -> str:
    """Return the label of the order menu item, from the data of Wagtail's sidebar."""
    page = form_client.read(client.get(DASHBOARD_URL))
    props = json.loads(page.select_one("#wagtail-sidebar-props").string)
    found = []

    def search(part):
        if isinstance(part, dict):
            if part.get("name") == "orders":
                found.append(part["label"])
            part = list(part.values())
        if isinstance(part, list):
            for inner in part:
                search(inner)

    search(props)
    return found[0] if found else ""


def test_dashboard_without_orders(staff_client):
    factories.stock(500)
    found = figures(staff_client)
    assert found == {
        "Nye": ("0", "", "normal"),
        "Venter": ("0", "", "normal"),
        "Pakket": ("0", "", "normal"),
        "Ældste ikke afsendt": ("–", "", "normal"),
        "Frie eksemplarer": ("500", "", "normal"),
        "Eksemplarer om ugen": ("0,0", "", "normal"),
        "Skal følges op": ("0", "", "normal"),
        "Mails, der fejler": ("0", "", "normal"),
    }


def test_dashboard_counts_orders_by_status_with_age(staff_client):
    for status, days in (("new", 2), ("new", 5), ("waiting", 8), ("packed", 1), ("posted", 30)):
        set_received(factories.order(status=status), days)
    oldest = Order.objects.get(status="waiting")
    found = figures(staff_client)
    assert found["Nye"][:2] == ("2", "Den ældste: 5 dage")
    assert found["Venter"][:2] == ("1", "Den ældste: 8 dage")
    assert found["Pakket"][:2] == ("1", "Den ældste: 1 dag")
    assert found["Ældste ikke afsendt"][:2] == ("8 dage", oldest.number)
    assert figure_links(staff_client)["Ældste ikke afsendt"] == f"{LIST_URL}{oldest.pk}/"


def test_order_from_today_has_age_today(staff_client):
    factories.order()
    assert figures(staff_client)["Nye"][1] == "Den ældste: i dag"


def test_each_figure_links_to_its_orders(staff_client):
    factories.order(status="new")
    factories.order(status="packed", follow_up_on=timezone.localdate())
    order = factories.order(status="waiting")
    Mail.objects.create(order=order, kind=Mail.Kind.WAITING, attempts=1, error="550")
    links = figure_links(staff_client)
    for label in ("Nye", "Venter", "Pakket", "Skal følges op", "Mails, der fejler"):
        listed = form_client.read(staff_client.get(links[label])).select("tbody tr")
        assert str(len(listed)) == figures(staff_client)[label][0] == "1", label
    assert links["Frie eksemplarer"] == f"{LIST_URL}lager/"


def test_low_stock_is_marked(staff_client):
    OrderSettings.objects.update_or_create(pk=1, defaults={"low_stock_at": 20})
    factories.stock(21)
    assert figures(staff_client)["Frie eksemplarer"] == ("21", "", "normal")
    factories.placed_order()
    assert figures(staff_client)["Frie eksemplarer"] == ("20", "Der er få tilbage", "warning")


def test_failing_mail_is_marked(staff_client):
    order = factories.order()
    Mail.objects.create(order=order, kind=Mail.Kind.RECEIPT, attempts=2, sent_at=timezone.now())
    assert figures(staff_client)["Mails, der fejler"] == ("0", "", "normal")
    Mail.objects.create(order=order, kind=Mail.Kind.RECEIPT, attempts=1, error="550")
    assert figures(staff_client)["Mails, der fejler"] == ("1", "", "critical")
    ours = Mail.objects.create(kind=Mail.Kind.STAFF_DAY, attempts=1, error="550")
    assert figures(staff_client)["Mails, der fejler"] == ("2", "Også mail til jer selv", "critical")
    Mail.objects.filter(pk=ours.pk).update(created_at=timezone.now() - GIVE_UP_AFTER)
    assert figures(staff_client)["Mails, der fejler"] == ("1", "", "critical")


def test_overdue_mail_shows_warning(staff_client):
    mail = Mail.objects.create(order=factories.order(), kind=Mail.Kind.RECEIPT)
    warning = "Mail bliver ikke sendt lige nu"
    assert warning not in staff_client.get(DASHBOARD_URL).content.decode()
    Mail.objects.filter(pk=mail.pk).update(next_attempt_at=timezone.now() - timedelta(hours=1))
    assert warning in staff_client.get(DASHBOARD_URL).content.decode()
    Mail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())
    assert warning not in staff_client.get(DASHBOARD_URL).content.decode()


def test_pace_says_when_stock_is_empty(staff_client):
    factories.stock(110)
    factories.placed_order(copies=10)
    set_received(factories.order(copies=10), days_ago=20)
    set_received(factories.order(copies=10), days_ago=40)
    factories.order(copies=10, status="cancelled")
    value, detail, _severity = figures(staff_client)["Eksemplarer om ugen"]
    # 20 copies in four weeks, and 100 free copies: empty in 20 weeks.
    day = timezone.localdate() + timedelta(weeks=20)
    assert value == "5,0"
    assert detail == f"I dette tempo tomt {date_format(day)}"


def test_dashboard_requires_permission_to_view_orders(staff_client):
    factories.order()
    assert form_client.read(staff_client.get(DASHBOARD_URL)).select(".orders-panel")
    editor_client = form_client.logged_in_client(factories.editor())
    with CaptureQueriesContext(connection) as captured:
        page = form_client.read(editor_client.get(DASHBOARD_URL))
    assert not page.select(".orders-panel")
    assert not [query for query in captured.captured_queries if "orders_" in query["sql"]]
    assert menu_label(editor_client) == ""
    assert LIST_URL not in str(page)


def test_menu_shows_count_of_new_orders(staff_client):
    assert menu_label(staff_client) == "Bestillinger"
    factories.stock()
    order = factories.placed_order()
    factories.placed_order()
    factories.order(status="waiting")
    assert menu_label(staff_client) == "Bestillinger (2)"
    fulfilment.pack_order(order, None)
    assert menu_label(staff_client) == "Bestillinger (1)"


def test_dashboard_query_count_is_constant(staff_client):
    def order_queries():
        with CaptureQueriesContext(connection) as captured:
            staff_client.get(DASHBOARD_URL)
        return [query["sql"] for query in captured.captured_queries if "orders_" in query["sql"]]

    order_queries()
    few_queries = order_queries()
    for status in ("new", "waiting", "packed", "posted"):
        for _number in range(5):
            order = factories.order(status=status, follow_up_on=timezone.localdate())
            Mail.objects.create(order=order, kind=Mail.Kind.RECEIPT, attempts=1, error="550")
    many_queries = order_queries()
    assert len(many_queries) == len(few_queries)
