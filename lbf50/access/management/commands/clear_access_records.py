"""manage.py clear_access_records: delete what is older than it may be kept."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db.models import Q
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lbf50.access.throttle import delete_old_attempts


class Command(BaseCommand):
    """Delete ended sessions, counted attempts, and records of access after AUDIT_LOG_DAYS.

    The worker runs it. Wagtail's own records of changes stay.
    """

    help = "Deletes ended sessions, counted attempts and old records of access."

    def handle(self, **options: Any) -> None:
        call_command("clearsessions")
        delete_old_attempts()
        ModelLogEntry.objects.filter(
            ~Q(action__startswith="wagtail."),
            timestamp__lt=timezone.now() - timedelta(days=settings.AUDIT_LOG_DAYS),
        ).delete()
