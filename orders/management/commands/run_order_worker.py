"""manage.py run_order_worker [--once]: send mail and run periodic jobs."""

import logging
import signal
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, close_old_connections
from django.utils import timezone

from orders import health, periodic
from orders.mail.outbox import send_due_mail

PAUSE_SECONDS = 0.5
PAUSE_WITHOUT_DATABASE_SECONDS = 2
JOBS = {health.write_heartbeat: health.HEARTBEAT_SECONDS, **periodic.JOBS}
# So that periodic jobs run even if a silent mail server delays every mail.
MAILS_A_ROUND = 20
STOPPING = (signal.SIGTERM, signal.SIGINT)

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Send due mail and run periodic jobs."""

    help = "Sends mail, erases old personal data and publishes pages in time, until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do what is due now, and end.")

    def handle(self, *, once: bool, **options: Any) -> None:
        if once:
            periodic.run_all(timezone.now())
            self.stdout.write(f"{send_due_mail()} sent")
            return
        worker = Worker()
        # Finish the current mail before stopping: else it would be sent again.
        before = [(number, signal.signal(number, worker.stop)) for number in STOPPING]
        try:
            worker.run()
        finally:
            for number, handler in before:
                signal.signal(number, handler)


class Worker:
    """Loop until stopped."""

    def __init__(self) -> None:
        self.is_stopped = False
        self.due_at = dict.fromkeys(JOBS, 0.0)

    def stop(self, *_signal: Any) -> None:
        """Stop after the current mail."""
        self.is_stopped = True

    def run(self) -> None:
        while not self.is_stopped:
            time.sleep(self.run_round())

    def run_round(self) -> float:
        """Do what is due. Return how many seconds to sleep."""
        # Before the work: a connection that broke in the last round is not used again.
        close_old_connections()
        try:
            self.run_due_jobs()
            send_due_mail(MAILS_A_ROUND, lambda: self.is_stopped)
        except Error as error:
            # The database is away, busy or being updated. What is due will still be there.
            log.warning("Waiting for the database: %s", type(error).__name__)
            return PAUSE_WITHOUT_DATABASE_SECONDS
        return PAUSE_SECONDS

    def run_due_jobs(self) -> None:
        for job, seconds in JOBS.items():
            if time.monotonic() >= self.due_at[job]:
                periodic.run_job(job, timezone.now())
                self.due_at[job] = time.monotonic() + seconds
