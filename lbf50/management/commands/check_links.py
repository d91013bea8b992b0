"""manage.py check_links: look for links that lead nowhere."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from lbf50.links.checker import check_links


class Command(BaseCommand):
    """Look at the inside links of all pages, and at the outside ones that are due."""

    help = "Looks for links that lead nowhere. The worker runs it every quarter of an hour."

    def handle(self, **options: Any) -> None:
        check_links(timezone.now())
