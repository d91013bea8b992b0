"""Floods: so many orders an hour from one network address, and so many in all."""

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from lbf50.client_address import hash_client_address
from orders.models import Order, OrderSettings
from tests import factories
from tests.orders import form_client

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

TOO_MANY = "Der er kommet mange bestillinger på kort tid, så vi holder en pause."


@pytest.fixture
def two_each(db):
    OrderSettings.objects.update_or_create(defaults={"orders_an_hour_each": 2})


def order_from(client_with_csrf, address, **headers):
    """Open, fill and send the form from that network address."""
    form = form_client.open_form(client_with_csrf)
    changes = {"name": f"Bo {Order.objects.count()}", "confirmed": "1"}
    data = {**form, **factories.ORDER_DATA, **changes}
    return client_with_csrf.post(form_client.URL, data, REMOTE_ADDR=address, headers=headers)


def check_refused(answer, stored):
    assert answer.status_code == 429
    assert TOO_MANY in form_client.notice_text(answer)
    assert Order.objects.count() == stored


@pytest.mark.usefixtures("two_each")
def test_order_above_limit_keeps_form(client_with_csrf):
    for _order in range(2):
        assert order_from(client_with_csrf, "192.0.2.7").status_code == 302
    answer = order_from(client_with_csrf, "192.0.2.7")

    check_refused(answer, stored=2)
    assert form_client.heading(answer) == "Bestil bogen"
    kept = {name: str(value) for name, value in factories.ORDER_DATA.items()} | {"name": "Bo 2"}
    assert form_client.visible_values(answer) == kept


@pytest.mark.usefixtures("two_each")
def test_kept_form_works_an_hour_later(client_with_csrf):
    for _order in range(2):
        order_from(client_with_csrf, "192.0.2.7")
    refused = order_from(client_with_csrf, "192.0.2.7")
    Order.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    again = client_with_csrf.post(
        form_client.URL,
        {**form_client.fields(refused), "confirmed": "1"},
        REMOTE_ADDR="192.0.2.7",
    )
    assert again.status_code == 302
    assert Order.objects.count() == 3


@pytest.mark.usefixtures("two_each")
def test_limit_applies_per_address(client_with_csrf):
    for _order in range(2):
        order_from(client_with_csrf, "192.0.2.7")
    assert order_from(client_with_csrf, "192.0.2.8").status_code == 302


@pytest.mark.usefixtures("two_each")
def test_resent_order_is_not_counted(client_with_csrf):
    order_from(client_with_csrf, "192.0.2.7")
    form = form_client.open_form(client_with_csrf)
    data = {**form, **factories.ORDER_DATA, "confirmed": "1"}
    first, again = (
        client_with_csrf.post(form_client.URL, data, REMOTE_ADDR="192.0.2.7") for _time in range(2)
    )
    assert (again.status_code, again["Location"]) == (302, first["Location"])


def test_total_limit_applies_to_all_addresses(client_with_csrf):
    OrderSettings.objects.update_or_create(defaults={"orders_an_hour_in_all": 3})
    for number in range(3):
        assert order_from(client_with_csrf, f"192.0.2.{number}").status_code == 302
    check_refused(order_from(client_with_csrf, "192.0.2.9"), stored=3)


def test_staff_orders_are_not_counted(client_with_csrf):
    OrderSettings.objects.update_or_create(defaults={"orders_an_hour_in_all": 1})
    factories.order(source=Order.Source.STAFF)
    assert order_from(client_with_csrf, "192.0.2.7").status_code == 302


@pytest.mark.parametrize("off", ["zero", "environment"])
def test_limits_can_be_switched_off(client_with_csrf, settings, off):
    most = 0 if off == "zero" else 1
    settings.ORDER_RATE_LIMIT = off == "zero"
    OrderSettings.objects.update_or_create(
        defaults={"orders_an_hour_each": most, "orders_an_hour_in_all": most}
    )
    for _order in range(3):
        assert order_from(client_with_csrf, "192.0.2.7").status_code == 302


@pytest.mark.usefixtures("two_each")
def test_forged_forwarded_header_is_ignored(client_with_csrf):
    for number in range(2):
        forged = {"x-forwarded-for": f"198.51.100.{number}"}
        order_from(client_with_csrf, "192.0.2.7", **forged)
    forged = {"x-forwarded-for": "198.51.100.9"}
    check_refused(order_from(client_with_csrf, "192.0.2.7", **forged), stored=2)


@pytest.mark.usefixtures("two_each")
def test_trusted_proxy_header_is_used(client_with_csrf, settings):
    """The proxy writes the address it saw last; what stands before it the visitor may have made
    up."""
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    def order(forwarded):
        return order_from(client_with_csrf, "127.0.0.1", **{"x-forwarded-for": forwarded})

    for made_up in ("1.1.1.1", "2.2.2.2"):
        assert order(f"{made_up}, 192.0.2.7").status_code == 302
    check_refused(order("3.3.3.3, 192.0.2.7"), stored=2)
    assert order("192.0.2.7, 192.0.2.8").status_code == 302


@pytest.mark.usefixtures("two_each")
@pytest.mark.parametrize(
    "address", ["", "unix:", "/run/lbf50.sock", "localhost", "x" * 500, "::1::", "999.1.1.1", "æ"]
)
def test_unknown_address_is_not_limited(client_with_csrf, address):
    """Strangers behind a socket are not one and the same visitor."""
    for _order in range(3):
        assert order_from(client_with_csrf, address).status_code == 302
    assert set(Order.objects.values_list("sender", flat=True)) == {""}


SAME = [
    ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"),
    ("192.0.2.7", "::ffff:192.0.2.7"),
    ("192.0.2.7", "192.0.2.7:5000"),
    ("2001:db8::1", "[2001:db8::1]:443"),
]
OTHERS = [
    ("2001:db8:1:2::1", "2001:db8:1:3::1"),
    ("::ffff:192.0.2.7", "::ffff:192.0.2.8"),
    ("192.0.2.7", "192.0.2.8"),
]


def sender(address) -> str:
    return hash_client_address(RequestFactory().get("/", REMOTE_ADDR=address))


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_ipv6_network_is_one_sender(one, other):
    assert sender(one) == sender(other) != ""


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_two_ipv6_networks_are_two_senders(one, other):
    assert sender(one) != sender(other)


def test_ip_address_is_not_stored(client_with_csrf, settings):
    order_from(client_with_csrf, "192.0.2.7")
    kept = Order.objects.get().sender
    assert len(kept) == 32
    settings.SECRET_KEY = "another"
    assert sender("192.0.2.7") != kept, "without our key nobody can try all addresses"


@pytest.mark.usefixtures("stock")
def test_copies_of_one_address_are_limited(settings):
    """Two of the largest orders an hour are taken, and then none with many copies."""
    settings.ORDER_RATE_LIMIT = True
    many = {"copies": 40, "organisation": "Lejerbo", "reason": "Til kurset"}
    statuses = []
    for number in range(3):
        client = Client(enforce_csrf_checks=True)
        form = form_client.open_form(client)
        response = form_client.send(client, form, **many, email=f"{number}@example.org")
        statuses.append(response.status_code)
    assert statuses == [302, 302, 429]
    page = form_client.read(response)
    assert page.title.get_text().startswith("Vent lidt:")
    assert page.select_one(".notice a[href='mailto:lbf@lbf.dk']")


def test_town_hall_orders_single_copies_behind_one_address(settings, stock):
    settings.ORDER_RATE_LIMIT = True
    for number in range(30):
        client = Client(enforce_csrf_checks=True)
        form = form_client.open_form(client)
        response = form_client.send(client, form, email=f"{number}@example.org")
        assert response.status_code == 302
