"""One form gives one order, however often and from how many tabs it is sent."""

import pytest
from django.test import Client

from orders import form_tokens
from orders.models import Mail, Order
from orders.services import fulfilment
from tests import factories
from tests.orders import form_client
from tests.orders.concurrency import run_concurrently, with_barrier


def test_same_form_twice_is_one_order(client_with_csrf, form):
    first = form_client.send(client_with_csrf, form)
    second = form_client.send(client_with_csrf, form)

    assert second.status_code == 302
    assert second["Location"] == first["Location"] == Order.objects.get().get_absolute_url()
    assert Mail.objects.count() == 1


def test_same_form_after_a_day_finds_its_order(client_with_csrf, form, clock):
    """A tab that the browser restores the next day sends its form once more."""
    first = form_client.send(client_with_csrf, form)
    clock.advance(3 * 24 * 60 * 60)

    assert form_client.send(client_with_csrf, form)["Location"] == first["Location"]
    assert Order.objects.count() == 1


def test_normalised_differences_are_the_same_order(client_with_csrf, form):
    first = form_client.send(client_with_csrf, form, phone="33762000", country="Danmark")
    second = form_client.send(
        client_with_csrf, form, phone="+45 33 76 20 00", name=f"  {factories.ORDER_DATA['name']} "
    )

    assert second["Location"] == first["Location"]
    assert Order.objects.count() == 1


def test_tabs_of_one_browser_share_token(client_with_csrf, clock):
    one, other = (
        form_client.open_form(client_with_csrf, clock),
        form_client.open_form(client_with_csrf, clock),
    )

    assert one["form_token"] == other["form_token"]
    assert (
        form_client.send(client_with_csrf, one)["Location"]
        == form_client.send(client_with_csrf, other)["Location"]
    )
    assert Order.objects.count() == 1


def test_browsers_have_different_tokens(client_with_csrf, form, clock):
    other = Client()
    form_client.send(client_with_csrf, form)
    form_client.send(other, form_client.open_form(other, clock))
    assert Order.objects.count() == 2


def test_new_form_after_order_is_another_order(client_with_csrf, form, clock):
    first = form_client.send(client_with_csrf, form)
    next_form = form_client.open_form(client_with_csrf, clock)

    assert next_form["form_token"] != form["form_token"]
    assert form_client.send(client_with_csrf, next_form, copies=2)["Location"] != first["Location"]
    assert Order.objects.count() == Mail.objects.count() == 2


def test_identical_new_form_is_same_order_for_ten_minutes(client_with_csrf, form, clock):
    """Whoever steps back from the thanks page may get a new form, filled by the browser."""
    first = form_client.send(client_with_csrf, form)
    clock.advance(8 * 60)
    for _time in range(2):
        again = form_client.send(client_with_csrf, form_client.open_form(client_with_csrf, clock))
        assert again["Location"] == first["Location"]
    assert Order.objects.count() == 1

    clock.advance(10 * 60)
    assert (
        form_client.send(client_with_csrf, form_client.open_form(client_with_csrf, clock))[
            "Location"
        ]
        != first["Location"]
    )
    assert Order.objects.count() == 2


def test_new_form_with_changes_is_another_order(client_with_csrf, form, clock):
    form_client.send(client_with_csrf, form)
    answer = form_client.send(
        client_with_csrf, form_client.open_form(client_with_csrf, clock), copies=2
    )
    assert answer["Location"] == Order.objects.get(copies=2).get_absolute_url()
    assert Order.objects.count() == 2


def test_changed_form_is_confirmed_before_second_order(client_with_csrf, form, clock):
    form_client.send(client_with_csrf, form)
    first = Order.objects.get()

    shown = form_client.send(client_with_csrf, form, copies=4, name="Bo Bentsen")

    assert shown.status_code == 200
    assert f"nummer {first.number}" in form_client.notice_text(shown)
    assert "Du har allerede sendt en bestilling" in form_client.notice_text(shown)
    wishes = {name: str(value) for name, value in factories.ORDER_DATA.items()}
    assert form_client.visible_values(shown) == {**wishes, "copies": "4", "name": "Bo Bentsen"}
    assert Order.objects.get() == first

    clock.advance(5)
    answer = client_with_csrf.post(form_client.URL, form_client.fields(shown))
    second = Order.objects.exclude(pk=first.pk).get()
    assert answer["Location"] == second.get_absolute_url()
    assert (second.copies, second.name) == (4, "Bo Bentsen")
    first.refresh_from_db()
    assert (first.copies, first.name) == (1, factories.ORDER_DATA["name"])


def test_changed_form_with_error_shows_error(client_with_csrf, form):
    form_client.send(client_with_csrf, form)
    shown = form_client.send(client_with_csrf, form, email="ups")

    assert set(form_client.error_summary(shown)) == {"email"}
    assert form_client.fields(shown)["form_token"] != form["form_token"]
    assert Order.objects.count() == 1


@pytest.mark.parametrize("clicks", [2, 6])
def test_concurrent_clicks_are_one_order(shared_database, clock, monkeypatch, clicks):
    """Every one of them gets as far as storing the order before the first has stored it."""
    monkeypatch.setattr(fulfilment, "place_order", with_barrier(fulfilment.place_order, clicks))
    form = {"form_token": form_tokens.issue_token().text}
    clock.advance(60)

    answers = run_concurrently(*[lambda: form_client.send(Client(), form)] * clicks)

    [(orders, mails, address)] = run_concurrently(_what_is_stored)
    assert (orders, mails) == (1, 1)
    assert [answer["Location"] for answer in answers] == [address] * clicks


def _what_is_stored():
    order = Order.objects.first()
    return Order.objects.count(), Mail.objects.count(), order.get_absolute_url()
