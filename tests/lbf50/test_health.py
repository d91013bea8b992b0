"""What a monitor is told at /healthz and /readyz."""

import os
import time
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from lbf50 import health as site_health
from orders import health
from orders.management.commands.run_order_worker import Worker
from orders.models import Mail
from tests import factories

pytestmark = pytest.mark.django_db
CHECKS = {"database", "migrations", "disk", "worker", "mail"}


@pytest.fixture(autouse=True)
def heartbeat(settings, tmp_path):
    settings.WORKER_HEARTBEAT = tmp_path / "heartbeat"
    health.write_heartbeat(timezone.now())
    return settings.WORKER_HEARTBEAT


def failing(client) -> set[str]:
    """Return the names of the checks that fail."""
    response = client.get("/readyz")
    results = response.json()
    assert set(results) == CHECKS
    assert response.status_code == (200 if all(results.values()) else 503)
    assert "no-store" in response["Cache-Control"]
    return {name for name, passes in results.items() if not passes}


def test_process_is_live_without_a_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


def test_healthy_site_is_ready(client):
    assert failing(client) == set()


def test_worker_writes_the_heartbeat(client, heartbeat):
    heartbeat.unlink()
    assert failing(client) == {"worker"}
    Worker().run_due_jobs()
    assert failing(client) == set()
    old = time.time() - health.MAX_SILENCE_SECONDS - 1
    os.utime(heartbeat, (old, old))
    assert failing(client) == {"worker"}


def test_mail_that_does_not_leave_is_a_problem(client):
    order = factories.placed_order()
    assert failing(client) == set()
    order.mails.update(next_attempt_at=timezone.now() - timedelta(minutes=61))
    assert failing(client) == {"mail"}


@pytest.mark.parametrize(
    ("error", "is_problem"),
    [("SMTPConnectError: x", True), ("SMTPRecipientsRefused: x", False)],
)
def test_mail_that_fails_for_an_hour_is_a_problem(client, error, is_problem):
    """Though the next attempt is always ahead."""
    mail = factories.placed_order().mails.get()
    mail.tries.create(at=timezone.now() - timedelta(minutes=61))
    Mail.objects.update(error=error, next_attempt_at=timezone.now() + timedelta(hours=1))
    assert failing(client) == ({"mail"} if is_problem else set())
    factories.placed_order().mails.update(sent_at=timezone.now())
    assert failing(client) == set()


def test_missing_migration_and_full_disk_are_problems(client, monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'themes'")
    monkeypatch.setattr(site_health, "MIN_FREE_BYTES", 10**18)
    assert failing(client) == {"migrations", "disk"}


def test_failing_check_names_no_secret(client, monkeypatch, caplog):
    def fail():
        raise DatabaseError("password=hemmelig")

    monkeypatch.setattr(site_health, "is_database_there", fail)
    assert failing(client) == {"database"}
    assert "hemmelig" not in caplog.text
