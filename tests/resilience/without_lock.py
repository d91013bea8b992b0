"""The site without its locks: it reads the stock, waits, and then writes what it computed.

The race test must fail on it, or it could not fail at all.
"""

import time

from lbf50.wsgi import application
from orders.models import Stock
from orders.services import inventory

__all__ = ["application"]

DELAY_SECONDS = 0.02


def reserve(order, by=None) -> bool:
    """Reserve copies without guarding against concurrent requests."""
    seen = Stock.objects.get(pk=1)
    time.sleep(DELAY_SECONDS)
    if seen.free < order.copies:
        return False
    Stock.objects.filter(pk=1).update(
        free=seen.free - order.copies, promised=seen.promised + order.copies
    )
    inventory._write(inventory.Kind.RESERVED, order, by, free=-order.copies, promised=order.copies)
    return True


inventory.reserve_copies = reserve
inventory.lock_stock = inventory.get_stock
