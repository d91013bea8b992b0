"""The receipt: written with the order, sent after it, sent once."""

import logging
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from lbf50.models import SiteSettings
from orders.mail.outbox import build_message, send_due_mail
from orders.models import Mail, Order
from orders.services import fulfilment
from tests import factories
from tests.orders import form_client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stock")]


@pytest.fixture
def order(client_with_csrf, form) -> Order:
    """An order from the form, its receipt still to be sent."""
    form_client.send(
        client_with_csrf, form, care_of="Bøje Bentsen", organisation="Lejerbo", phone="12345678"
    )
    return Order.objects.get()


def test_rolled_back_order_has_no_receipt():
    with transaction.atomic():
        fulfilment.place_order("nøgle", factories.ORDER_DATA)
        assert Mail.objects.count() == 1
        transaction.set_rollback(True)
    assert form_client.is_nothing_stored()


def test_order_is_not_stored_without_its_receipt(client_with_csrf, form, monkeypatch):
    """The two stand in one transaction."""

    def fail(**fields):
        raise RuntimeError

    monkeypatch.setattr(Mail.objects, "create", fail)
    client_with_csrf.raise_request_exception = False
    assert form_client.send(client_with_csrf, form).status_code == 500
    assert form_client.is_nothing_stored()


def test_request_sends_no_mail(order):
    """A visitor never waits for the mail server."""
    assert mail.outbox == []
    assert Mail.objects.get().sent_at is None


def test_receipt_has_number_but_no_street(order):
    assert send_due_mail() == 1

    [message] = mail.outbox
    html, kind = message.alternatives[0]
    assert (message.to, kind) == (["aase@example.org"], "text/html")
    assert message.subject == f"Vi har modtaget din bestilling {order.number}"
    assert message.from_email == "Landsbyggefonden <bog@lbf50.dk>"
    assert message.reply_to == ["lbf@lbf.dk"]
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    for part in (message.body, html):
        assert order.number in part
        assert f"https://lbf50.example/bestil/ordre/{order.secret}/" in part
        assert "Kære Åse Ærøskøbing-Østergård" in part
        assert "1 eksemplar af “Boligområder i bevægelse” med posten" in part
        for private in ("Studiestræde", "1554", "København", "Bøje", "Lejerbo", "12 34 56 78"):
            assert private not in part, private
    assert not re.search("src=|<link|<img", html)
    sent = Mail.objects.get()
    assert sent.sent_at
    assert (sent.attempts, sent.error) == (1, "")
    assert [attempt.outcome for attempt in sent.tries.all()] == ["Sendt"]


def test_receipt_links_to_status_page(order, client):
    send_due_mail()
    address = re.search(r"https://lbf50\.example(/\S+)", mail.outbox[0].body)[1]
    assert order.number in client.get(address).content.decode()


def test_markup_in_name_is_escaped():
    factories.placed_order(name="<b>Bo</b> & Søn")
    send_due_mail()
    html = mail.outbox[0].alternatives[0][0]
    assert "Kære <b>Bo</b> & Søn" in mail.outbox[0].body
    assert "Kære &lt;b&gt;Bo&lt;/b&gt; &amp; Søn" in html


def test_receipt_is_sent_once(order):
    assert send_due_mail() == 1
    Mail.objects.update(next_attempt_at=timezone.now())
    assert send_due_mail() == 0
    assert len(mail.outbox) == 1


def test_worker_sends_due_mail_and_reports_count(order, capsys):
    call_command("run_order_worker", "--once")
    assert capsys.readouterr().out == "1 sent\n"
    assert len(mail.outbox) == 1


def test_log_has_no_personal_data(client_with_csrf, form, mail_server, caplog):
    """The server's words quote the recipient: they are kept with the mail, not in the log."""
    caplog.set_level(logging.DEBUG)
    mail_server.answer_to_recipient = "550 no such user aase@example.org"
    form_client.send(client_with_csrf, form)
    form_client.send(client_with_csrf, form, email="aase@example")
    form_client.send(client_with_csrf, {**form, "csrfmiddlewaretoken": ""})
    send_due_mail()
    order = Order.objects.get()
    assert order.number in caplog.text
    for private in ("aase", order.name, order.street, order.secret):
        assert private not in caplog.text, private


def test_receipt_has_telephone_number_from_settings(db):
    contact = SiteSettings.load()
    contact.phone = "70 10 20 30"
    contact.save()
    order = factories.placed_order()
    assert "ring på 70 10 20 30" in build_message(Mail.objects.get(order=order)).body


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Åse Lund", "Kære Åse Lund"),
        ("J.C.Hempel", "Kære J.C.Hempel"),
        ("A.De Coninck", "Kære A.De Coninck"),
        ("Køb på X.COM", "Kære modtager"),
        ("Vind.Com gevinst", "Kære modtager"),
        ("vind-en-iphone.zip", "Kære modtager"),
        ("(vind.dk) Jens", "Kære modtager"),
        ("vind․dk!", "Kære modtager"),
        ("x.com", "Kære modtager"),
    ],
)
def test_receipt_greets_by_no_web_address(db, name, greeting):
    order = factories.placed_order(name=name)
    assert build_message(Mail.objects.get(order=order)).body.startswith(f"{greeting}\n")
