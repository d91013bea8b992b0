"""The mail worker: manage.py send_order_mail [--keep-going]"""

import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from orders.mail import send_due

PAUSE_SECONDS = 0.5


class Command(BaseCommand):
    """Sends the mail that is due, once or until it is stopped."""

    help = "Sends the mail about orders that is due. Two workers never send the same mail."

    def add_arguments(self, parser):
        parser.add_argument(
            "--keep-going", action="store_true", help="Look again every half second until stopped."
        )

    def handle(self, *, keep_going, **options):
        sent = send_due()
        if not keep_going:
            self.stdout.write(f"{sent} sent")
        while keep_going:
            time.sleep(PAUSE_SECONDS)
            close_old_connections()
            send_due()
