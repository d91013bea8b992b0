"""How many orders may come in an hour, from one network address and in all."""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.utils import timezone

from orders.models import Order, OrderSettings

HOUR = timedelta(hours=1)
# The notice at the form promises a day at most, and the chores come round every quarter.
FORGET_SENDERS_AFTER = timedelta(hours=23)


def hash_sender(request) -> str:
    """A keyed hash of the visitor's network address: good for counting, no way back from it. Of
    IPv6 the first half, which is what one household or office has. Nothing, where the address
    cannot be known: strangers must not be counted as one."""
    address = _address_of(request)
    if address is None:
        return ""
    if address.version == 6:
        address = ip_network((int(address), 64), strict=False).network_address
    return hmac.new(settings.SECRET_KEY.encode(), address.packed, sha256).hexdigest()[:32]


def is_limit_reached(rules: OrderSettings, sender: str) -> bool:
    """Whether one more order now would be one too many."""
    if not settings.ORDER_RATE_LIMIT:
        return False
    lately = Order.objects.filter(source=Order.Source.FORM, created_at__gt=timezone.now() - HOUR)
    return _is_full(lately, rules.orders_an_hour_in_all) or (
        bool(sender) and _is_full(lately.filter(sender=sender), rules.orders_an_hour_each)
    )


def clear_sender_hashes(now: datetime) -> int:
    """Empties the hashes that no limit looks at any more."""
    old = Order.objects.exclude(sender="").filter(created_at__lt=now - FORGET_SENDERS_AFTER)
    return old.update(sender="")


def _address_of(request) -> IPv4Address | IPv6Address | None:
    """The visitor's address. A proxy that we trust (TRUST_PROXY) puts it last in X-Forwarded-For;
    from anybody else that header is worth nothing."""
    text = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER and "X-Forwarded-For" in request.headers:
        text = request.headers["X-Forwarded-For"].rpartition(",")[2]
    try:
        address = ip_address(_without_port(text.strip()))
    except ValueError:
        return None
    # An IPv4 address as a socket for both kinds writes it: all of them share one first half.
    return (address.version == 6 and address.ipv4_mapped) or address


def _without_port(text: str) -> str:
    """“192.0.2.1:5000” and “[2001:db8::1]:5000” as some proxies write it."""
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text


def _is_full(orders, at_most: int) -> bool:
    return bool(at_most) and orders[:at_most].count() >= at_most
