"""The network address of a visitor, as a keyed hash."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def hash_client_address(request: HttpRequest) -> str:
    """Return a keyed hash of the visitor's network address, or "" if it is unknown.

    Of an IPv6 address, the first 64 bits are used: one household or office has them.
    """
    address = _client_address(request)
    if address is None:
        return ""
    if address.version == 6:
        address = ip_network((int(address), 64), strict=False).network_address
    return salted_hmac("lbf50.client_address", address.packed).hexdigest()[:32]


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
