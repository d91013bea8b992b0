"""The site with the guard taken out: it looks how many copies are free, thinks, and then writes
what it worked out. The race must see the difference, or it proves nothing."""

import time

from lbf50.wsgi import application
from orders.models import Stock
from orders.services import inventory

__all__ = ["application"]

THINKS_SECONDS = 0.02


def reserve(order, by=None) -> bool:
    """Promises copies as one would who believes to be alone."""
    seen = Stock.objects.get(pk=1)
    time.sleep(THINKS_SECONDS)
    if seen.free < order.copies:
        return False
    Stock.objects.filter(pk=1).update(
        free=seen.free - order.copies, promised=seen.promised + order.copies
    )
    inventory._write(inventory.Kind.RESERVED, order, by, free=-order.copies, promised=order.copies)
    return True


inventory.reserve_copies = reserve
