"""The editors close ordering; the online edition is still there, where there is one."""

import pytest

from orders.models import Order, OrderSettings
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db

CLOSED_MEANWHILE = "Der er i mellemtiden lukket for bestillinger, så bestillingen er ikke sendt."
CLOSED = "Vi tager ikke imod bestillinger af den trykte bog lige nu."


@pytest.fixture
def _closed(db):
    OrderSettings.objects.update_or_create(defaults={"is_open": False})


@pytest.mark.usefixtures("_closed")
def test_closed_page_replaces_form(client_with_csrf):
    book = factories.book()
    answer = client_with_csrf.get(form_client.URL)

    tree = form_client.read(answer)
    assert answer.status_code == 200
    assert form_client.heading(answer) == "Bestil bogen"
    assert CLOSED in tree.main.get_text()
    assert not tree.select("main form, main input")
    assert tree.select_one("main a.button")["href"] == book.online_url
    assert tree.select_one("main a.button").get_text() == "Se bogen online"


def test_closed_text_is_a_setting(client_with_csrf):
    OrderSettings.objects.update_or_create(
        defaults={"is_open": False, "closed_text": "<p>Bogen er <b>udsolgt</b>.</p>"}
    )
    text = form_client.read(client_with_csrf.get(form_client.URL)).select_one("main .notice")
    assert text.get_text(strip=True) == "Bogen erudsolgt."
    assert text.b.get_text() == "udsolgt"


@pytest.mark.parametrize("email", ["aase@example.org", "aase"], ids=["valid", "invalid"])
def test_order_after_closing_is_not_sent_and_keeps_the_text(client_with_csrf, form, email):
    OrderSettings.objects.update(is_open=False)
    answer = form_client.send(client_with_csrf, form, email=email)
    assert answer.status_code == 409
    assert CLOSED_MEANWHILE in form_client.notice_text(answer)
    assert form_client.visible_values(answer)["email"] == email
    assert form_client.is_nothing_stored()


def test_resent_order_after_closing_finds_its_order(client_with_csrf, form):
    first = form_client.send(client_with_csrf, form)
    OrderSettings.objects.update(is_open=False)
    again = form_client.send(client_with_csrf, form)
    assert (again.status_code, again["Location"]) == (302, first["Location"])
    assert client_with_csrf.get(first["Location"]).status_code == 200


def test_changed_resent_order_after_closing_stores_nothing(client_with_csrf, form):
    form_client.send(client_with_csrf, form)
    OrderSettings.objects.update(is_open=False)
    answer = form_client.send(client_with_csrf, form, copies=2)
    assert CLOSED_MEANWHILE in form_client.notice_text(answer)
    assert Order.objects.get().copies == 1


def test_form_works_after_reopening(client_with_csrf, form):
    OrderSettings.objects.update(is_open=False)
    form_client.send(client_with_csrf, form)
    OrderSettings.objects.update(is_open=True)
    assert form_client.send(client_with_csrf, form).status_code == 302


@pytest.mark.parametrize(
    "missing", ["no book", "no online edition", "unpublished book"], ids=lambda text: text
)
@pytest.mark.parametrize("is_open", [True, False], ids=["open", "closed"])
def test_closed_page_links_only_to_existing_online_edition(client_with_csrf, missing, is_open):
    if missing == "no online edition":
        factories.book(online=False)
    elif missing == "unpublished book":
        factories.book(live=False)
    OrderSettings.objects.update_or_create(defaults={"is_open": is_open})

    answer = client_with_csrf.get(form_client.URL)
    assert answer.status_code == 200
    assert not form_client.read(answer).select(
        'main a[href=""], main a[href="None"], main a.button'
    )
    assert "/online/" not in answer.content.decode()
    if is_open:
        thanks = client_with_csrf.get(
            form_client.send(client_with_csrf, form_client.fields(answer))["Location"]
        )
        assert thanks.status_code == 200
        assert "Se bogen online" not in thanks.content.decode()


def test_form_names_the_book(client_with_csrf):
    factories.book()
    lead = (
        form_client.read(client_with_csrf.get(form_client.URL))
        .select_one("main .lead")
        .get_text(" ", strip=True)
    )
    assert "“Boligområder i bevægelse” er gratis og sendes med posten." in lead
