"""What time brings: personal data are erased, senders forgotten, and the worker lives through it
all."""

import os
import signal
import time
from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.utils import timezone
from wagtail.models import Page

from orders import periodic
from orders.management.commands import run_order_worker
from orders.models import Mail, MailAttempt, Order, OrderSettings
from orders.services import fulfilment, privacy
from tests import factories
from tests.orders import form_client

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("stock")]

A_DAY, A_SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def posted(db) -> Order:
    staff = factories.order_staff()
    order = factories.placed_order(
        phone="12 34 56 78", note="Ring på hos Bøje", organisation="Lejerbo"
    )
    return fulfilment.post_order(fulfilment.pack_order(order, staff), staff)


def in_days(days):
    return timezone.now() + days * A_DAY


def test_order_is_anonymised_after_days_from_settings(posted):
    periodic.run_all(in_days(89.9))
    posted.refresh_from_db()
    assert (posted.anonymised_at, posted.name) == (None, factories.ORDER_DATA["name"])

    periodic.run_all(in_days(90.1))
    posted.refresh_from_db()
    assert posted.anonymised_at
    assert {getattr(posted, name) for name in Order.PERSONAL} == {""}
    assert (posted.status, posted.copies, posted.postcode) == ("posted", 1, "15xx")


def test_days_until_anonymising_are_a_setting(posted):
    OrderSettings.objects.update_or_create(defaults={"anonymise_after_days": 7})
    periodic.run_all(in_days(7.1))
    posted.refresh_from_db()
    assert posted.anonymised_at


def test_open_order_is_not_anonymised():
    open_order = factories.placed_order()
    periodic.run_all(in_days(1000))
    open_order.refresh_from_db()
    assert (open_order.status, open_order.anonymised_at) == ("new", None)


def test_mail_server_response_is_erased(posted):
    """A server that refuses an address says which."""
    failed = posted.mails.first()
    Mail.objects.filter(pk=failed.pk).update(sent_at=timezone.now())
    MailAttempt.objects.create(mail=failed, outcome="550 no such user aase@example.org")
    periodic.run_all(in_days(91))
    assert not MailAttempt.objects.filter(outcome__contains="aase").exists()


def test_jobs_are_idempotent(posted):
    for _time in range(2):
        periodic.run_all(in_days(91))
    assert posted.events.filter(kind="anonymised").count() == 1


def test_scheduled_pages_are_published_and_expired(client):
    theme = factories.theme()
    theme.expire_at = timezone.now() + A_DAY
    theme.save_revision().publish()
    periodic.run_all(timezone.now())
    assert client.get(theme.url).status_code == 200

    Page.objects.filter(pk=theme.pk).update(expire_at=timezone.now())
    call_command("run_order_worker", "--once")
    assert client.get(theme.url).status_code == 302

    theme.go_live_at, theme.expire_at = timezone.now() + A_SECOND, None
    theme.save_revision().publish()
    periodic.run_all(timezone.now())
    assert client.get(theme.url).status_code == 302

    time.sleep(A_SECOND.total_seconds())
    periodic.run_all(timezone.now())
    assert client.get(theme.url).status_code == 200


def test_sender_hashes_are_cleared_within_a_day():
    old = factories.order(sender="a" * 32)
    young = factories.order(sender="b" * 32)
    Order.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(hours=23.5))
    Order.objects.filter(pk=young.pk).update(created_at=timezone.now() - timedelta(hours=2))
    periodic.run_all(timezone.now())
    assert list(Order.objects.exclude(sender="")) == [young]


def test_failing_job_does_not_stop_others(monkeypatch, caplog):
    old = factories.order(sender="a" * 32)

    def fail(now):
        raise ValueError(old.name)

    monkeypatch.setattr(privacy, "anonymise_due_orders", fail)
    periodic.run_all(in_days(2))
    old.refresh_from_db()
    assert old.sender == ""
    assert "erase_personal_data failed: ValueError" in caplog.text
    assert old.name not in caplog.text


def test_privacy_notice_states_retention(client_with_csrf):
    OrderSettings.objects.update_or_create(defaults={"anonymise_after_days": 30})
    notice = (
        form_client.read(client_with_csrf.get(form_client.URL)).select_one(".privacy").get_text()
    )
    assert "slettes automatisk 30 dage efter" in notice
    assert "{" not in notice


def test_privacy_notice_is_a_setting(client_with_csrf):
    OrderSettings.objects.update_or_create(
        defaults={"privacy_notice": "<p>Vi sletter efter <b>{dage}</b> dage.</p>"}
    )
    notice = form_client.read(client_with_csrf.get(form_client.URL)).select_one(".privacy")
    assert (notice.p.get_text(), notice.b.get_text()) == ("Vi sletter efter 90 dage.", "90")


class Rounds:
    """Stands for sleep: a test sees the worker's rests, and ends it after so many."""

    def __init__(self, worker_may_rest):
        self.rests, self.most = [], worker_may_rest

    def sleep(self, seconds):
        self.rests.append(seconds)
        if len(self.rests) == self.most:
            # As the host does it.
            os.kill(os.getpid(), signal.SIGTERM)


@pytest.fixture
def rounds(transactional_db, monkeypatch):
    """The worker opens and closes its connection itself: no transaction of a test around it."""
    rounds = Rounds(worker_may_rest=3)
    monkeypatch.setattr(run_order_worker.time, "sleep", rounds.sleep)
    return rounds


def test_worker_sends_mail_until_stopped(rounds):
    factories.placed_order()
    before = signal.getsignal(signal.SIGTERM)
    call_command("run_order_worker")
    assert len(mail.outbox) == 1
    assert len(rounds.rests) == 3
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("where", ["jobs", "mail"])
def test_worker_survives_lost_database_connection(rounds, monkeypatch, caplog, error, where):
    factories.placed_order()
    well = run_order_worker.send_due_mail if where == "mail" else periodic.publish_scheduled
    troubles = iter([error("connection to 192.0.2.1 lost")])

    def trouble_at_first(*arguments):
        for trouble in troubles:
            raise trouble
        return well(*arguments)

    if where == "mail":
        monkeypatch.setattr(run_order_worker, "send_due_mail", trouble_at_first)
    else:
        monkeypatch.setattr(run_order_worker, "JOBS", {trouble_at_first: 60})
    call_command("run_order_worker")

    assert len(mail.outbox) == 1
    assert rounds.rests[0] > rounds.rests[1], "it gives the database time"
    assert f"Waiting for the database: {error.__name__}" in caplog.text


@pytest.mark.parametrize("error", [IntegrityError, DataError])
def test_job_with_an_error_in_its_data_stops_no_mail(monkeypatch, error):
    ran = []
    failing = Mock(__name__="x", side_effect=error)
    monkeypatch.setattr(periodic, "JOBS", {failing: 60, ran.append: 60})
    periodic.run_all(timezone.now())
    assert ran
