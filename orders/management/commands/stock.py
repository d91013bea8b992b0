"""manage.py stock, manage.py stock set N --reason TEXT: show or set the stock."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from orders.services import inventory, warehouse

MOST = 1_000_000


class Command(BaseCommand):
    """Print the stock, or correct the number of free copies."""

    help = "Prints how many copies are free, promised and posted, or sets the free ones."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action")
        setting = actions.add_parser("set", help="Correct how many copies are free.")
        setting.add_argument("copies", type=int, metavar="N")
        setting.add_argument("--reason", required=True, help="Stands in the ledger.")

    def handle(self, *, action: str, copies: int = 0, reason: str = "", **options: Any) -> None:
        if action == "set":
            self._set(copies, reason.strip())
        now = inventory.get_stock()
        self.stdout.write(f"{now.free} free, {now.promised} promised, {now.posted} posted")

    def _set(self, copies: int, reason: str) -> None:
        if not 0 <= copies <= MOST:
            raise CommandError(f"N is a whole number from 0 to {MOST}.")
        if not 0 < len(reason) <= 200:
            raise CommandError("Give a reason of 200 characters at most.")
        warehouse.set_free_stock(copies, reason)
