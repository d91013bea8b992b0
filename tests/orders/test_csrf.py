"""An order whose browser cannot show that it had our form: refused, and no word lost."""

import pytest
from django.test import Client

from orders.models import Order, OrderSettings
from tests import factories
from tests.orders import form_client

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]

NOT_RECOGNISED = (
    "Vi kunne ikke se, at bestillingen kom fra denne side, så den er ikke sendt. Måske gemmer "
    "din browser ikke cookies. Alt, hvad du skrev, står her endnu: send det igen."
)
FORGED = {
    "missing": None,
    "empty": "",
    "another's": "x" * 64,
    "too short": "kort",
    "not ASCII": "æøå",
    "NUL": "\x00" * 64,
}


def with_token(form, token):
    rest = {name: text for name, text in form.items() if name != "csrfmiddlewaretoken"}
    return rest if token is None else {**rest, "csrfmiddlewaretoken": token}


def check_refused_kindly_and_accepted_next_time(client_with_csrf, answer):
    assert answer.status_code == 403
    assert form_client.notice_text(answer) == NOT_RECOGNISED
    assert form_client.heading(answer) == "Bestil bogen"
    assert form_client.visible_values(answer) == {
        name: str(value) for name, value in factories.ORDER_DATA.items()
    }
    assert form_client.is_nothing_stored()
    shown = client_with_csrf.post(form_client.URL, form_client.fields(answer))
    assert form_client.is_check_page(shown)
    again = form_client.confirm(client_with_csrf, shown)
    assert again.status_code == 302
    assert again["Location"] == Order.objects.get().get_absolute_url()


@pytest.mark.parametrize("token", FORGED.values(), ids=FORGED)
def test_bad_csrf_token_keeps_form(client_with_csrf, form, token):
    answer = form_client.send(client_with_csrf, with_token(form, token))
    assert form_client.fields(answer)["form_token"] == form["form_token"]
    check_refused_kindly_and_accepted_next_time(client_with_csrf, answer)


def test_lost_cookies_keep_form(form):
    client_with_csrf = Client(enforce_csrf_checks=True)
    check_refused_kindly_and_accepted_next_time(
        client_with_csrf, form_client.send(client_with_csrf, form)
    )


@pytest.mark.parametrize("cookie", ["x", "\\000" * 64, "æ" * 64, "x" * 9000])
def test_broken_csrf_cookie_is_replaced(form, cookie):
    client_with_csrf = Client(enforce_csrf_checks=True)
    answer = client_with_csrf.post(
        form_client.URL,
        {**form, **factories.ORDER_DATA},
        headers={"cookie": f'csrftoken="{cookie}"'},
    )
    check_refused_kindly_and_accepted_next_time(client_with_csrf, answer)


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://testserver.evil.example"]
)
def test_cross_site_form_cannot_order(client_with_csrf, form, origin):
    answer = client_with_csrf.post(
        form_client.URL,
        {**form, **factories.ORDER_DATA},
        headers={"origin": origin, "sec-fetch-site": "cross-site"},
    )
    check_refused_kindly_and_accepted_next_time(client_with_csrf, answer)


def test_https_form_without_referrer_cannot_order(client_with_csrf):
    form = form_client.fields(client_with_csrf.get(form_client.URL, secure=True))
    answer = client_with_csrf.post(form_client.URL, {**form, **factories.ORDER_DATA}, secure=True)
    assert answer.status_code == 403
    assert form_client.is_nothing_stored()


def test_browser_without_cookies_gets_message(form):
    for _time in range(3):
        answer = form_client.send(Client(enforce_csrf_checks=True), form)
        assert form_client.notice_text(answer) == NOT_RECOGNISED
        form = form_client.fields(answer)
    assert form_client.is_nothing_stored()


def test_bad_csrf_token_shows_field_errors(client_with_csrf, form):
    answer = form_client.send(client_with_csrf, with_token(form, None), email="aase")
    assert answer.status_code == 403
    assert set(form_client.error_summary(answer)) == {"email"}
    assert form_client.is_nothing_stored()


def test_bad_csrf_token_while_closed_says_that_it_is_closed(client_with_csrf, form):
    OrderSettings.objects.update(is_open=False)
    answer = form_client.send(client_with_csrf, with_token(form, None))
    assert answer.status_code == 409
    assert "lukket for bestillinger" in form_client.notice_text(answer)
    assert form_client.is_nothing_stored()


@pytest.mark.parametrize("address", ["/bestil/tak/x/", "/dokumenter/1/bog.pdf"])
def test_bad_csrf_token_elsewhere_gets_403_page(client_with_csrf, address):
    answer = client_with_csrf.post(address, {})
    assert answer.status_code == 403
    assert form_client.heading(answer) == "Du har ikke adgang hertil"
