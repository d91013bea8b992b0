"""Who saw, exported, printed or erased personal data, and for how long that is known."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from orders import periodic
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/admin/bestillinger/"


@pytest.fixture
def user():
    return factories.order_staff()


@pytest.fixture
def staff(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def records(user):
    """Return the records of the user's access so far: action, and number of orders."""

    def read():
        entries = ModelLogEntry.objects.filter(user=user, action__startswith="orders.")
        return [(entry.action, entry.data.get("count")) for entry in entries.order_by("pk")]

    return read


def test_opened_order_is_recorded(staff, records):
    order = factories.order()
    staff.get(f"{LIST}{order.pk}/")
    assert records() == [("orders.shown", None)]
    entry = ModelLogEntry.objects.get(action="orders.shown")
    assert entry.object_id == str(order.pk)
    assert order.name not in f"{entry.label}{entry.data}"


@pytest.mark.parametrize("path", ["{0.pk}/ret/", "ny/?as={0.pk}"])
def test_order_shown_in_a_form_is_recorded(staff, records, path):
    order = factories.order()
    assert order.street in staff.get(LIST + path.format(order)).content.decode()
    assert records() == [("orders.shown", None)]


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_export_is_recorded_with_what_was_chosen(staff, records, format):
    factories.orders(3)
    factories.order(status="posted")
    b"".join(staff.get(f"{LIST}?export={format}&status=posted").streaming_content)
    assert records() == [("orders.exported", 1)]


def test_printing_is_recorded(staff, records):
    ids = [order.pk for order in factories.orders(2)]
    response = staff.post("/admin/bulk/orders/order/packing_slips/", {"id": ids})
    assert response["Content-Type"] == "application/pdf"
    assert records() == [("orders.printed", 2)]


def test_one_persons_data_are_recorded_when_found_exported_and_erased(staff, records):
    factories.stock()
    order = factories.placed_order()
    url = f"{LIST}persondata/"
    staff.post(url, {"action": "find", "email": order.email})
    staff.post(url, {"action": "export", "email": order.email})
    staff.post(url, {"action": "paper", "email": order.email})
    staff.post(url, {"action": "erase", "email": order.email, "sure": "1"})
    staff.post(url, {"action": "find", "email": "ukendt@example.dk"})
    assert [action.partition(".")[2] for action, count in records()] == [
        "found",
        "exported",
        "exported",
        "erased",
    ]


def test_administrator_reads_who_exported_what(staff, admin_client):
    factories.orders(3)
    b"".join(staff.get(f"{LIST}?export=csv").streaming_content)
    page = admin_client.get("/admin/reports/site-history/").content.decode()
    assert "Bestillinger er hentet: 3 bestillinger" in page
    assert "pakker" in page


def test_records_and_sessions_are_deleted_in_time(staff, settings):
    order = factories.order()
    now = timezone.now()
    staff.get(f"{LIST}{order.pk}/")
    old = ModelLogEntry.objects.get(action="orders.shown")
    staff.get(f"{LIST}{order.pk}/")
    ModelLogEntry.objects.filter(pk=old.pk).update(
        timestamp=now - timedelta(days=settings.AUDIT_LOG_DAYS + 1)
    )
    Session.objects.update(expire_date=now - timedelta(hours=1))
    periodic.run_all(now)
    assert ModelLogEntry.objects.filter(action="orders.shown").count() == 1
    assert not Session.objects.exists()
