"""A mail that is tried until it is through: a server that is down, a crash, two workers."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from orders.mail.outbox import deliver_mail, send_due_mail
from orders.models import Mail, Order
from orders.models.mail import GIVE_UP_AFTER
from orders.services import fulfilment
from tests import factories
from tests.concurrency import run_concurrently, with_barrier
from tests.orders.smtp_server import MailServer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stock")]


@pytest.fixture
def order(stock) -> Order:
    """An order whose receipt is still to be sent."""
    return factories.placed_order()


def it_is_time_again():
    """The wait for the next attempt is over."""
    Mail.objects.update(next_attempt_at=timezone.now())


def test_receipt_is_sent_once_after_server_outage(order, mail_server, settings):
    mail_server.stop()
    before = timezone.now()
    assert send_due_mail() == 0

    tried = Mail.objects.get()
    assert Order.objects.get() == order
    assert (tried.attempts, tried.sent_at) == (1, None)
    assert "ConnectionRefusedError" in tried.error
    assert tried.next_attempt_at >= before + timedelta(seconds=60)
    assert send_due_mail() == 0
    assert Mail.objects.get().attempts == 1, "not before its time"

    up_again = MailServer()
    settings.EMAIL_PORT = up_again.port
    it_is_time_again()
    assert send_due_mail() == 1
    it_is_time_again()
    assert send_due_mail() == 0
    up_again.stop()
    [received] = up_again.mails
    assert received["To"] == "aase@example.org"
    assert order.number in received.get_body("plain").get_content()
    assert order.number in received.get_body("html").get_content()
    outcomes = [attempt.outcome for attempt in Mail.objects.get().tries.all()]
    assert "ConnectionRefusedError" in outcomes[0]
    assert outcomes[1:] == ["Sendt"]
    assert (Mail.objects.get().attempts, Mail.objects.get().error) == (2, "")


@pytest.mark.parametrize(
    ("part", "words"),
    [("greeting", "554 go away"), ("answer_to_recipient", "451 later"), ("greeting", "nonsense")],
)
def test_refused_mail_is_retried(order, mail_server, part, words):
    well = getattr(mail_server, part)
    setattr(mail_server, part, words)
    assert send_due_mail() == 0
    tried = Mail.objects.get()
    assert (tried.attempts, tried.sent_at) == (1, None)
    assert tried.error

    setattr(mail_server, part, well)
    it_is_time_again()
    assert send_due_mail() == 1
    assert len(mail_server.mails) == 1


def test_timeout_postpones_all_due_mail(mail_server, settings):
    settings.EMAIL_TIMEOUT = 0.2
    made = [make_mail(email=f"gaest{number}@example.org") for number in range(5)]
    mail_server.greeting = ""
    before = timezone.now()
    assert send_due_mail() == 0

    tried, *others = Mail.objects.all()
    assert [each.attempts for each in (tried, *others)] == [1, 0, 0, 0, 0]
    assert "timed out" in tried.error
    assert {each.error for each in others} == {""}
    assert min(each.next_attempt_at for each in (tried, *others)) > before + timedelta(seconds=60)
    assert send_due_mail() == 0
    assert Mail.objects.get(pk=tried.pk).attempts == 1, "not before its time"

    for _round in others:
        it_is_time_again()
        assert send_due_mail() == 0
    assert {each.attempts for each in Mail.objects.all()} == {1}, "each has its turn"

    mail_server.greeting = "220 ready"
    settings.EMAIL_TIMEOUT = 20
    it_is_time_again()
    assert send_due_mail() == len(made) == len(mail_server.mails)


def test_retry_delay_grows_to_six_hours(order, mail_server):
    mail_server.greeting = "554 go away"
    waits = []
    for _attempt in range(7):
        it_is_time_again()
        before = timezone.now()
        send_due_mail()
        waits.append(round((Mail.objects.get().next_attempt_at - before).total_seconds() / 60))
    assert waits == [1, 5, 30, 120, 360, 360, 360]


def test_crash_after_sending_repeats_same_message_id(order, mail_server, monkeypatch):
    """The second is known as the first by its Message-ID, and the staff see both attempts."""

    class PowerCutError(BaseException):
        """Nothing catches it, as nothing catches SIGKILL."""

    def cut_the_power(*arguments, **fate):
        raise PowerCutError

    with monkeypatch.context() as broken:
        broken.setattr("orders.mail.outbox._record", cut_the_power)
        with pytest.raises(PowerCutError):
            send_due_mail()
    assert send_due_mail() == 0, "it may still be in another worker's hands"
    it_is_time_again()
    assert send_due_mail() == 1
    it_is_time_again()
    assert send_due_mail() == 0

    first, second = mail_server.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].endswith("@lbf50.example>")
    assert [attempt.outcome for attempt in Mail.objects.get().tries.all()] == ["", "Sendt"]


def test_mail_being_sent_is_not_due_until_timeout(order, settings, monkeypatch):
    settings.EMAIL_TIMEOUT = 20
    before = timezone.now()
    in_hand = Mail.objects.get()

    def look_around(message):
        nonlocal in_hand
        assert not deliver_mail(in_hand), "the other worker has seen it due"
        in_hand = Mail.objects.get()

    monkeypatch.setattr(EmailMultiAlternatives, "send", look_around)
    assert send_due_mail() == 1
    assert in_hand.next_attempt_at >= before + timedelta(seconds=120)


def test_mail_withdrawn_while_it_is_sent_is_still_on_the_order(order, monkeypatch):
    monkeypatch.setattr(EmailMultiAlternatives, "send", lambda _: order.mails.all().withdraw())
    assert send_due_mail() == 1
    sent = order.mails.get()
    assert (sent.kind, bool(sent.sent_at), sent.error) == ("receipt", True, "")
    assert [attempt.outcome for attempt in sent.tries.all()] == ["Sendt"]


def test_message_ids_are_unique(mail_server):
    make_mail()
    make_mail()
    send_due_mail()
    assert len({received["Message-ID"] for received in mail_server.mails}) == 2


def test_stopped_worker_ends_between_two_mails():
    make_mail()
    make_mail()
    assert send_due_mail(is_stopped=lambda: len(mail.outbox) == 1) == 1
    assert len(mail.outbox) == 1


def test_mail_is_rendered_when_sent():
    """Not what was so when the round of mails began."""
    make_mail(name="Bo")
    due = Mail.objects.select_related("order").get()
    Order.objects.update(name="Li", email="li@example.org")
    assert deliver_mail(due)
    assert mail.outbox[0].to == ["li@example.org"]
    assert "Kære Li" in mail.outbox[0].body


def test_withdrawn_mail_is_not_sent():
    make_mail()
    due = Mail.objects.get()
    Mail.objects.all().delete()
    assert not deliver_mail(due)
    assert mail.outbox == []


def test_mail_without_recipient_is_not_marked_sent():
    make_mail(email="")
    assert send_due_mail() == 0
    tried = Mail.objects.get()
    assert (tried.sent_at, tried.error) == (None, "NoRecipient")


def test_bad_address_does_not_block_next_mail(mail_server):
    make_mail(email="bad@example.org\nBcc: x@example.org")
    make_mail(email="good@example.org")
    assert send_due_mail() == 1
    assert [received["To"] for received in mail_server.mails] == ["good@example.org"]


def test_mail_is_given_up_after_five_days():
    young, old = make_mail(), make_mail()
    now = timezone.now()
    Mail.objects.filter(pk=young.pk).update(created_at=now - GIVE_UP_AFTER + timedelta(hours=1))
    Mail.objects.filter(pk=old.pk).update(created_at=now - GIVE_UP_AFTER)
    assert timedelta(days=5) == GIVE_UP_AFTER
    assert list(Mail.objects.due(now)) == [young]


def test_concurrent_workers_send_mail_once(shared_database, monkeypatch):
    """Both have seen that the mail is due before either begins."""
    run_concurrently(lambda: fulfilment.place_order("nøgle", factories.ORDER_DATA))
    monkeypatch.setattr("orders.mail.outbox.deliver_mail", with_barrier(deliver_mail, 2))

    assert sorted(run_concurrently(send_due_mail, send_due_mail)) == [0, 1]

    assert len(mail.outbox) == 1
    [attempts] = run_concurrently(lambda: Mail.objects.get().attempts)
    assert attempts == 1


def make_mail(**fields) -> Mail:
    """The receipt of a new order."""
    return Mail.objects.create(order=factories.order(**fields), kind=Mail.Kind.RECEIPT)
