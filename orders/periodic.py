"""Jobs that the worker runs by time. Each may run twice without harm."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.core.management import call_command
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from orders.mail.placeholders import orders_since
from orders.models import Mail, OrderSettings
from orders.services import privacy, rate_limits

log = logging.getLogger(__name__)

Job = Callable[[datetime], object]

# The hour at which the daily mail to staff is created.
MORNING = 7
QUARTER_HOUR = 15 * 60


def run_all(now: datetime) -> None:
    """Run every job."""
    for job in JOBS:
        run_job(job, now)


def run_job(job: Job, now: datetime) -> None:
    """Run the job. One that fails does not stop the others, and is retried next time.

    Raises:
        InterfaceError, OperationalError: The database is away. The worker waits for it.
    """
    try:
        job(now)
    except (InterfaceError, OperationalError):
        raise
    except Exception as error:
        # Log the exception type only: the message may contain personal data.
        log.error("Job %s failed: %s", job.__name__, type(error).__name__)


def publish_scheduled(now: datetime) -> None:
    """Publish and unpublish pages at the time their editors chose, with Wagtail's command."""
    call_command("publish_scheduled", verbosity=0)


def erase_personal_data(now: datetime) -> None:
    """Anonymise the orders whose retention period is over."""
    erased = privacy.anonymise_due_orders(now)
    if erased:
        log.info("Personal data of %s orders erased", erased)


def clear_records(now: datetime) -> None:
    """Delete ended sessions and old records of access."""
    call_command("clear_access_records", verbosity=0)


def check_links(now: datetime) -> None:
    """Look for links of pages that lead nowhere, a few at a time."""
    call_command("check_links", verbosity=0)


@transaction.atomic
def queue_daily_mail(now: datetime) -> bool:
    """Create the daily mail to staff. Return whether one was created.

    There is at most one a day, and none without new orders.
    """
    # The lock makes a second worker see the mail of the first.
    order_settings = OrderSettings.objects.select_for_update().first()
    daily = OrderSettings.StaffMail.DAILY
    if not order_settings or not order_settings.is_staff_mail_wanted(daily):
        return False
    morning = timezone.localtime(now).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    last = Mail.objects.filter(kind=Mail.Kind.STAFF_DAY).last()
    if now < morning or (last and last.created_at >= morning):
        return False
    if not orders_since(last, now).exists():
        return False
    Mail.objects.create(kind=Mail.Kind.STAFF_DAY)
    return True


# How often each job runs, in seconds.
JOBS: dict[Job, int] = {
    publish_scheduled: 60,
    erase_personal_data: QUARTER_HOUR,
    rate_limits.clear_sender_hashes: QUARTER_HOUR,
    clear_records: QUARTER_HOUR,
    queue_daily_mail: QUARTER_HOUR,
    check_links: QUARTER_HOUR,
}
