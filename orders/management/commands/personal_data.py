"""manage.py personal_data find|export|erase EMAIL: data of one person."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from orders.models.order import OrderQuerySet
from orders.services import privacy


class Command(BaseCommand):
    """Find, export or erase the data about the person with an e-mail address."""

    help = "Finds, exports (JSON) or erases all that is kept about one person."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["find", "export", "erase"])
        parser.add_argument("email")
        parser.add_argument("--yes", action="store_true", help="Erase without asking.")

    def handle(self, *, action: str, email: str, yes: Any, **options: Any) -> None:
        orders = privacy.orders_by_email(email)
        if action == "export":
            self.stdout.write(_as_json(privacy.export_personal_data(orders)))
            return
        self._list(orders)
        if action == "erase" and orders:
            if not yes:
                self._ask(len(orders))
            self.stdout.write(f"{privacy.erase_personal_data(orders)} orders made anonymous.")

    def _list(self, orders: OrderQuerySet) -> None:
        for order in orders:
            received = f"{order.created_at:%Y-%m-%d}"
            self.stdout.write(f"{order.number} {received} {order.status} {order.copies}")
        if not orders:
            self.stdout.write("No order has this e-mail address.")

    def _ask(self, count: int) -> None:
        question = f"Erase all personal data of these {count} orders? It cannot be undone. [y/N] "
        if input(question).strip().lower() not in ("y", "yes", "j", "ja"):
            raise CommandError("Nothing was erased.")


def _as_json(data: dict[str, Any]) -> str:
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
