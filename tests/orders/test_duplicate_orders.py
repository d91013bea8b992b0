"""One form gives one order, however often it is sent. A second order is asked for first."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client

from orders.models import Mail, Order
from orders.services import fulfilment
from tests import factories
from tests.concurrency import run_concurrently, with_barrier
from tests.orders import form_client

HOUR = timedelta(hours=1)

pytestmark = pytest.mark.slow


def wait(time: timedelta):
    """Let the orders be older by some time."""
    Order.objects.update(created_at=F("created_at") - time)


def test_same_form_twice_is_one_order(client_with_csrf, form):
    first = form_client.send(client_with_csrf, form)
    second = form_client.send(client_with_csrf, form)

    assert second.status_code == 302
    assert second["Location"] == first["Location"] == Order.objects.get().get_absolute_url()
    assert Mail.objects.count() == 1


def test_same_form_after_three_days_finds_its_order(client_with_csrf, form):
    """A tab that the browser restores sends its form once more."""
    first = form_client.send(client_with_csrf, form)
    wait(72 * HOUR)

    assert form_client.send(client_with_csrf, form)["Location"] == first["Location"]
    assert Order.objects.count() == 1


def test_normalised_differences_are_the_same_order(client_with_csrf, form):
    first = form_client.send(client_with_csrf, form, phone="33762000", country="Danmark")
    second = form_client.send(
        client_with_csrf, form, phone="+45 33 76 20 00", name=f"  {factories.ORDER_DATA['name']} "
    )

    assert second["Location"] == first["Location"]
    assert Order.objects.count() == 1


def test_same_answers_in_another_tab_are_one_order(client_with_csrf):
    one, other = form_client.open_form(client_with_csrf), form_client.open_form(client_with_csrf)

    first = form_client.send(client_with_csrf, one)
    assert form_client.send(client_with_csrf, other)["Location"] == first["Location"]
    assert Order.objects.count() == 1


def test_browsers_do_not_share_orders(client_with_csrf, form):
    other = Client()
    form_client.send(client_with_csrf, form)
    form_client.send(other, form_client.open_form(other))
    assert Order.objects.count() == 2


def test_same_answers_are_the_same_order_for_an_hour(client_with_csrf, form):
    """Whoever steps back from the thanks page may get a new form, filled by the browser."""
    first = form_client.send(client_with_csrf, form)
    wait(HOUR - timedelta(minutes=1))
    again = form_client.send(client_with_csrf, form_client.open_form(client_with_csrf))
    assert again["Location"] == first["Location"]

    wait(timedelta(minutes=2))
    later = form_client.send(client_with_csrf, form_client.open_form(client_with_csrf))
    assert later["Location"] != first["Location"]
    assert Order.objects.count() == 2


@pytest.mark.parametrize("opened_again", [True, False], ids=["new form", "same form"])
def test_other_answers_are_asked_about_before_a_second_order(client_with_csrf, form, opened_again):
    form_client.send(client_with_csrf, form)
    first = Order.objects.get()
    if opened_again:
        form = form_client.open_form(client_with_csrf)

    shown = form_client.fill(client_with_csrf, form, copies=4, name="Bo Bentsen")

    assert form_client.is_check_page(shown)
    assert (
        f"Der er lige sendt en bestilling herfra: nummer {first.number}"
        in form_client.main_text(shown)
    )
    assert Order.objects.get() == first

    answer = form_client.confirm(client_with_csrf, shown)
    second = Order.objects.exclude(pk=first.pk).get()
    assert answer["Location"] == second.get_absolute_url()
    assert (second.copies, second.name) == (4, "Bo Bentsen")
    first.refresh_from_db()
    assert (first.copies, first.name) == (1, factories.ORDER_DATA["name"])


def test_confirmed_form_with_other_answers_is_asked_about(client_with_csrf, form):
    """The browser's back button, a correction, and the same form once more."""
    form_client.send(client_with_csrf, form)
    shown = form_client.fill(client_with_csrf, form, copies=4, confirmed="1")
    assert form_client.is_check_page(shown)
    assert form_client.fields(shown)["form_token"] != form["form_token"]
    assert Order.objects.count() == 1


def test_changed_form_with_error_shows_error(client_with_csrf, form):
    form_client.send(client_with_csrf, form)
    shown = form_client.send(client_with_csrf, form, email="ups")

    assert set(form_client.error_summary(shown)) == {"email"}
    assert form_client.fields(shown)["form_token"] != form["form_token"]
    assert Order.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("secure", [True, False])
def test_cookie_is_restricted(client, secure):
    cookie = client.get(form_client.URL, secure=secure).cookies["bestilling"]
    assert (cookie["path"], cookie["samesite"]) == ("/bestil/", "Lax")
    assert cookie["httponly"]
    assert bool(cookie["secure"]) is secure
    assert cookie["max-age"] == HOUR.total_seconds()


def test_cookies_stay_the_same_while_ordering(client_with_csrf, form):
    """A browser shows the page before only if the cookies are those it was shown with."""

    def cookies():
        return {name: cookie.value for name, cookie in client_with_csrf.cookies.items()}

    before = cookies()
    answer = form_client.send(client_with_csrf, form)
    client_with_csrf.get(answer["Location"])
    assert before
    assert cookies() == before


@pytest.mark.parametrize("clicks", [2, 6])
def test_concurrent_clicks_are_one_order(shared_database, monkeypatch, clicks):
    """Every one of them gets as far as storing the order before the first has stored it."""
    monkeypatch.setattr(fulfilment, "place_order", with_barrier(fulfilment.place_order, clicks))
    form = {"form_token": f"{'a' * 20}.{'b' * 20}", "confirmed": "1"}

    answers = run_concurrently(*[lambda: form_client.fill(Client(), form)] * clicks)

    [(orders, mails, address)] = run_concurrently(_what_is_stored)
    assert (orders, mails) == (1, 1)
    assert [answer["Location"] for answer in answers] == [address] * clicks


def _what_is_stored():
    order = Order.objects.first()
    return Order.objects.count(), Mail.objects.count(), order.get_absolute_url()


def test_order_after_a_cancellation_is_a_new_one(client_with_csrf, form):
    first = form_client.send(client_with_csrf, form)
    cancelled = Order.objects.get()
    fulfilment.cancel_order(cancelled)

    # The browser's back button shows the form that was sent.
    shown = form_client.fill(client_with_csrf, form)
    assert form_client.is_check_page(shown)
    assert "Der er lige sendt en bestilling" not in shown.content.decode()
    second = form_client.confirm(client_with_csrf, shown)
    assert second["Location"] != first["Location"]
    assert Order.objects.exclude(pk=cancelled.pk).get().status == "waiting"


def test_page_that_thanked_for_a_cancelled_order_shows_its_status(client_with_csrf, form):
    thanks = form_client.send(client_with_csrf, form)["Location"]
    fulfilment.cancel_order(Order.objects.get())
    response = client_with_csrf.get(thanks, follow=True)
    assert form_client.heading(response) != "Tak for din bestilling"
    assert "Den er annulleret" in response.content.decode()
