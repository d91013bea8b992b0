"""What a monitor asks of the orders: does the worker run, and does mail leave in time?"""

import time
from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from orders.models import Mail
from orders.models.mail import GIVE_UP_AFTER

HEARTBEAT_SECONDS = 10
# A worker that waits for a slow mail server writes no heartbeat.
MAX_SILENCE_SECONDS = 5 * 60
MAX_MAIL_DELAY = timedelta(hours=1)


def write_heartbeat(_now: datetime) -> None:
    """Note that the worker runs, on the file that `is_worker_alive` looks at."""
    # Ignore a full disk: sending mail must go on. /readyz reports both.
    with suppress(OSError):
        settings.WORKER_HEARTBEAT.touch()


def is_worker_alive() -> bool:
    """Return whether the worker has run in the last minutes."""
    path = settings.WORKER_HEARTBEAT
    return path.exists() and time.time() - path.stat().st_mtime < MAX_SILENCE_SECONDS


def is_mail_on_time() -> bool:
    """Return whether mail leaves: none has been due, or tried in vain, for an hour.

    While other mail leaves, one that is tried in vain says nothing but of its recipient's server.
    """
    an_hour_ago = timezone.now() - MAX_MAIL_DELAY
    if Mail.objects.due(an_hour_ago).exists():
        return False
    failing = Mail.objects.filter(
        sent_at=None, created_at__gt=timezone.now() - GIVE_UP_AFTER, tries__at__lt=an_hour_ago
    ).exclude(error__startswith="SMTPRecipientsRefused")
    return Mail.objects.filter(sent_at__gt=an_hour_ago).exists() or not failing.exists()
