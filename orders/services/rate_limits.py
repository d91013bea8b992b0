"""Limits on orders and copies an hour, for each network address and in all.

One address may be a town hall with many people, so that orders of a copy or two are counted
generously. Copies are what an abuser would take: an address gets as many an hour as
COPIES_LIMIT_ORDERS of the largest orders.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from orders.models import Order, OrderSettings
from orders.models.order import OrderQuerySet

HOUR = timedelta(hours=1)
COPIES_LIMIT_ORDERS = 2
# The privacy notice promises one day at most, and the job runs every quarter of an hour.
KEEP_SENDER_HASHES = timedelta(hours=23)


def is_limit_reached(order_settings: OrderSettings, sender: str, copies: int) -> bool:
    """Return whether one more order of that many copies would exceed a limit."""
    if not settings.ORDER_RATE_LIMIT:
        return False
    recent = Order.objects.filter(source=Order.Source.FORM, created_at__gt=timezone.now() - HOUR)
    if _has_at_least(recent, order_settings.orders_an_hour_in_all):
        return True
    from_sender = recent.filter(sender=sender)
    if not sender or not order_settings.orders_an_hour_each:
        return False
    largest = max(order_settings.copies_at_most, order_settings.copies_at_most_with_reason)
    ordered = from_sender.aggregate(copies=Sum("copies", default=0))["copies"]
    return (
        _has_at_least(from_sender, order_settings.orders_an_hour_each)
        or ordered + copies > COPIES_LIMIT_ORDERS * largest
    )


def clear_sender_hashes(now: datetime) -> int:
    """Empty the hashes that no limit needs. Return how many there were."""
    old = Order.objects.exclude(sender="").filter(created_at__lt=now - KEEP_SENDER_HASHES)
    return old.update(sender="")


def _has_at_least(orders: OrderQuerySet, limit: int) -> bool:
    return bool(limit) and orders[:limit].count() >= limit
