"""The receipt: written with the order, sent after it, sent once."""

import logging
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from orders import operations
from orders.mail import deliver, send_due
from orders.models import Order, OrderMail
from orders.models.mail import GIVE_UP_AFTER
from tests import make
from tests.orders import page
from tests.orders.mailserver import MailServer
from tests.orders.threads import at_once, wait_for_each_other

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(browser, form) -> Order:
    """An order from the form, its receipt still to be sent."""
    page.send(browser, form, care_of="Bøje Bentsen", organisation="Lejerbo", phone="12345678")
    return Order.objects.get()


@pytest.fixture
def mail_server(settings):
    """A mail server of the test's own, which the site sends through."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.stop()


def it_is_time_again():
    """The wait for the next attempt is over."""
    OrderMail.objects.update(next_attempt_at=timezone.now())


def test_an_order_that_is_rolled_back_leaves_no_receipt():
    with transaction.atomic():
        operations.place("nøgle", make.WISHES)
        assert OrderMail.objects.count() == 1
        transaction.set_rollback(True)
    assert page.nothing_stored()


def test_an_order_whose_receipt_cannot_be_written_is_not_stored(browser, form, monkeypatch):
    """The two stand in one transaction."""

    def fail(**fields):
        raise RuntimeError

    monkeypatch.setattr(OrderMail.objects, "create", fail)
    browser.raise_request_exception = False
    assert page.send(browser, form).status_code == 500
    assert page.nothing_stored()


def test_ordering_sends_no_mail_itself(order):
    """A visitor never waits for the mail server."""
    assert mail.outbox == []
    assert OrderMail.objects.get().sent_at is None


def test_the_receipt_has_the_number_in_text_and_html_and_no_street_address(order):
    assert send_due() == 1

    [message] = mail.outbox
    html, kind = message.alternatives[0]
    assert (message.to, kind) == (["aase@example.org"], "text/html")
    assert message.subject == f"Vi har modtaget din bestilling {order.number}"
    assert message.from_email == "Landsbyggefonden <bog@lbf50.dk>"
    for part in (message.body, html):
        assert order.number in part
        assert f"https://lbf50.example/bestil/tak/{order.secret}/" in part
        assert "Kære Åse Ærøskøbing-Østergård" in part
        assert "1 eksemplar af “Boligområder i bevægelse” med posten" in part
        for private in ("Studiestræde", "1554", "København", "Bøje", "Lejerbo", "12 34 56 78"):
            assert private not in part, private
    assert not re.search("src=|<link|<img", html)
    sent = OrderMail.objects.get()
    assert sent.sent_at
    assert (sent.attempts, sent.error) == (1, "")


def test_the_address_in_the_receipt_leads_to_the_order(order, client):
    send_due()
    address = re.search(r"https://lbf50\.example(/\S+)", mail.outbox[0].body)[1]
    assert order.number in client.get(address).content.decode()


def test_a_name_made_of_markup_is_text_in_both_parts():
    make_mail(name="<b>Bo</b> & Søn")
    send_due()
    html = mail.outbox[0].alternatives[0][0]
    assert "Kære <b>Bo</b> & Søn" in mail.outbox[0].body
    assert "Kære &lt;b&gt;Bo&lt;/b&gt; &amp; Søn" in html


def test_a_receipt_is_sent_once(order):
    assert send_due() == 1
    it_is_time_again()
    assert send_due() == 0
    assert len(mail.outbox) == 1


def test_the_worker_sends_what_is_due_and_says_how_much(order, capsys):
    call_command("send_order_mail")
    assert capsys.readouterr().out == "1 sent\n"
    assert len(mail.outbox) == 1


def test_a_server_that_is_down_costs_no_order_and_the_receipt_arrives_once_later(
    order, mail_server, settings
):
    mail_server.stop()
    before = timezone.now()
    assert send_due() == 0

    tried = OrderMail.objects.get()
    assert Order.objects.get() == order
    assert (tried.attempts, tried.sent_at) == (1, None)
    assert "ConnectionRefusedError" in tried.error
    assert tried.next_attempt_at >= before + timedelta(seconds=60)
    assert send_due() == 0
    assert OrderMail.objects.get().attempts == 1, "not before its time"

    up_again = MailServer()
    settings.EMAIL_PORT = up_again.port
    it_is_time_again()
    assert send_due() == 1
    it_is_time_again()
    assert send_due() == 0
    up_again.stop()
    [received] = up_again.mails
    assert received["To"] == "aase@example.org"
    assert order.number in received.get_body("plain").get_content()
    assert order.number in received.get_body("html").get_content()
    assert (OrderMail.objects.get().attempts, OrderMail.objects.get().error) == (2, "")


@pytest.mark.parametrize(
    ("part", "words"),
    [("greeting", "554 go away"), ("answer_to_recipient", "451 later"), ("greeting", "nonsense")],
)
def test_a_server_that_refuses_is_tried_again(order, mail_server, part, words):
    well = getattr(mail_server, part)
    setattr(mail_server, part, words)
    assert send_due() == 0
    tried = OrderMail.objects.get()
    assert (tried.attempts, tried.sent_at) == (1, None)
    assert tried.error

    setattr(mail_server, part, well)
    it_is_time_again()
    assert send_due() == 1
    assert len(mail_server.mails) == 1


def test_each_failure_waits_longer_up_to_six_hours(order, mail_server):
    mail_server.greeting = "554 go away"
    waits = []
    for _attempt in range(7):
        it_is_time_again()
        before = timezone.now()
        send_due()
        waits.append(round((OrderMail.objects.get().next_attempt_at - before).total_seconds() / 60))
    assert waits == [1, 5, 30, 120, 360, 360, 360]


def test_one_bad_address_does_not_keep_the_next_mail_back(mail_server):
    make_mail(email="bad@example.org\nBcc: x@example.org")
    make_mail(email="good@example.org")
    assert send_due() == 1
    assert [received["To"] for received in mail_server.mails] == ["good@example.org"]


def test_a_mail_is_given_up_after_five_days():
    young, old = make_mail(), make_mail()
    now = timezone.now()
    OrderMail.objects.filter(pk=young.pk).update(
        created_at=now - GIVE_UP_AFTER + timedelta(hours=1)
    )
    OrderMail.objects.filter(pk=old.pk).update(created_at=now - GIVE_UP_AFTER)
    assert timedelta(days=5) == GIVE_UP_AFTER
    assert list(OrderMail.objects.due(now)) == [young]


def test_no_personal_data_reach_the_log(browser, form, mail_server, caplog):
    """The server's words quote the recipient: they are kept with the mail, not in the log."""
    caplog.set_level(logging.DEBUG)
    mail_server.answer_to_recipient = "550 no such user aase@example.org"
    page.send(browser, form)
    page.send(browser, form, email="aase@example")
    page.send(browser, {**form, "csrfmiddlewaretoken": ""})
    send_due()
    order = Order.objects.get()
    assert order.number in caplog.text
    for private in ("aase", order.name, order.street, order.secret):
        assert private not in caplog.text, private


def test_two_workers_at_the_same_moment_send_one_mail(shared_database, monkeypatch):
    """Both have seen that the mail is due before either begins."""
    at_once(lambda: operations.place("nøgle", make.WISHES))
    monkeypatch.setattr("orders.mail.deliver", wait_for_each_other(deliver, 2))

    assert sorted(at_once(send_due, send_due)) == [0, 1]

    assert len(mail.outbox) == 1
    [attempts] = at_once(lambda: OrderMail.objects.get().attempts)
    assert attempts == 1


def make_mail(**fields) -> OrderMail:
    """The receipt of a new order."""
    return OrderMail.objects.create(order=make.order(**fields), kind=OrderMail.Kind.RECEIPT)
