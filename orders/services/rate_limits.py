"""Limits on orders and copies an hour, for each network address and in all.

One address may be a town hall with many people, so that orders of a copy or two are counted
generously. Copies are what an abuser would take: an address gets as many an hour as
COPIES_LIMIT_ORDERS of the largest orders.
"""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest
from django.utils import timezone

from orders.models import Order, OrderSettings
from orders.models.order import OrderQuerySet

HOUR = timedelta(hours=1)
COPIES_LIMIT_ORDERS = 2
# The privacy notice promises one day at most, and the job runs every quarter of an hour.
KEEP_SENDER_HASHES = timedelta(hours=23)


def hash_sender(request: HttpRequest) -> str:
    """Return a keyed hash of the customer's network address, or "" if it is unknown.

    Of an IPv6 address, the first 64 bits are used: one household or office has them.
    """
    address = _client_address(request)
    if address is None:
        return ""
    if address.version == 6:
        address = ip_network((int(address), 64), strict=False).network_address
    return hmac.new(settings.SECRET_KEY.encode(), address.packed, sha256).hexdigest()[:32]


def is_limit_reached(rules: OrderSettings, sender: str, copies: int) -> bool:
    """Return whether one more order of that many copies would exceed a limit."""
    if not settings.ORDER_RATE_LIMIT:
        return False
    recent = Order.objects.filter(source=Order.Source.FORM, created_at__gt=timezone.now() - HOUR)
    if _has_at_least(recent, rules.orders_an_hour_in_all):
        return True
    from_sender = recent.filter(sender=sender)
    if not sender or not rules.orders_an_hour_each:
        return False
    largest = max(rules.copies_at_most, rules.copies_at_most_with_reason)
    ordered = from_sender.aggregate(copies=Sum("copies", default=0))["copies"]
    return (
        _has_at_least(from_sender, rules.orders_an_hour_each)
        or ordered + copies > COPIES_LIMIT_ORDERS * largest
    )


def clear_sender_hashes(now: datetime) -> int:
    """Empty the hashes that no limit needs. Return how many there were."""
    old = Order.objects.exclude(sender="").filter(created_at__lt=now - KEEP_SENDER_HASHES)
    return old.update(sender="")


def _client_address(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """Return the client's address.

    A trusted proxy (TRUST_PROXY) puts it last in X-Forwarded-For. From others, that header is
    ignored.
    """
    text = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER and "X-Forwarded-For" in request.headers:
        text = request.headers["X-Forwarded-For"].rpartition(",")[2]
    try:
        address = ip_address(_without_port(text.strip()))
    except ValueError:
        return None
    # A dual-stack socket maps IPv4 addresses into one IPv6 network.
    return (address.version == 6 and address.ipv4_mapped) or address


def _without_port(text: str) -> str:
    """Return the address of “192.0.2.1:5000” or “[2001:db8::1]:5000”."""
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text


def _has_at_least(orders: OrderQuerySet, limit: int) -> bool:
    return bool(limit) and orders[:limit].count() >= limit
