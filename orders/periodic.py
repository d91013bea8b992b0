"""What has to be done as time goes by. Each is safe to do twice."""

import logging
from datetime import datetime

from django.core.management import call_command
from django.db import Error, transaction
from django.utils import timezone

from orders.mail.placeholders import orders_since
from orders.models import Mail, OrderSettings
from orders.services import privacy, rate_limits

log = logging.getLogger(__name__)

MORNING = 7  # o'clock, when the day's mail to the staff goes out


def run_all(now: datetime):
    """Everything that is due."""
    run_every_minute(now)
    run_every_quarter_hour(now)


def run_every_minute(now: datetime):
    _run_jobs((publish_scheduled,), now)


def run_every_quarter_hour(now: datetime):
    _run_jobs((erase_personal_data, rate_limits.clear_sender_hashes, queue_daily_mail), now)


def _run_jobs(chores, now: datetime):
    """What fails keeps nothing else back: it is tried again next time."""
    for chore in chores:
        try:
            chore(now)
        except Error:
            raise  # The database is the worker's business.
        except Exception as error:
            # By its name alone: an error's own words may hold somebody's data.
            log.error("Chore %s failed: %s", chore.__name__, type(error).__name__)


def publish_scheduled(now: datetime):
    """Publishes and takes down the pages whose editors chose the time for it. It is Wagtail's own
    command; done here because this worker is the one process that always runs."""
    call_command("publish_scheduled", verbosity=0)


def erase_personal_data(now: datetime):
    """Makes the orders anonymous whose purpose is over."""
    erased = privacy.anonymise_due_orders(now)
    if erased:
        log.info("Personal data of %s orders erased", erased)


@transaction.atomic
def queue_daily_mail(now: datetime) -> bool:
    """The mail to the staff with the orders since the last one: once a day, and only when there
    are any."""
    # Locked, so that of two workers the second sees the mail of the first.
    rules = OrderSettings.objects.select_for_update().first()
    if not rules or rules.staff_mail != OrderSettings.StaffMail.DAILY or not rules.staff_email:
        return False
    morning = timezone.localtime(now).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    last = Mail.objects.filter(kind=Mail.Kind.STAFF_DAY).last()
    if now < morning or (last and last.created_at >= morning):
        return False
    if not orders_since(last, now).exists():
        return False
    Mail.objects.create(kind=Mail.Kind.STAFF_DAY)
    return True
