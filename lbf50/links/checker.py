"""Asks the sites that our pages link to whether the page is still there, a few at a time."""

import ipaddress
import socket
import time
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.db.models import F, Min
from wagtail.models import Page

from lbf50 import __version__
from lbf50.links.finder import find_links
from lbf50.links.inside import is_dead
from lbf50.models import Link

# The worker also sends mail: a check may take it some seconds, not minutes.
AT_ONCE = 5
TIMEOUT = 5
EVERY = timedelta(days=1)
PAUSE = 1.0
GONE = (404, 410)
# Servers that do not answer HEAD.
NO_HEAD = (400, 403, 405, 501)
USER_AGENT = f"lbf50/{__version__} (+{settings.BASE_URL}; checks its own links)"


def check_links(now: datetime) -> None:
    """Bring the list of links up to date, and ask for the addresses that are due."""
    _collect()
    if not settings.CHECK_OUTSIDE_LINKS:
        return
    due = Link.objects.filter(kind=Link.Kind.OUTSIDE).exclude(checked_at__gt=now - EVERY)
    oldest = (
        due.values("target")
        .annotate(since=Min("checked_at"))
        .order_by(F("since").asc(nulls_first=True))
    )
    for number, target in enumerate(oldest.values_list("target", flat=True)[:AT_ONCE]):
        time.sleep(PAUSE if number else 0)
        links = Link.objects.filter(kind=Link.Kind.OUTSIDE, target=target)
        if is_reachable(target):
            links.update(checked_at=now, failures=0)
        else:
            links.update(checked_at=now, failures=F("failures") + 1)


def is_reachable(address: str) -> bool:
    """Return False for addresses that are gone: 404, 410, and hosts that do not exist.

    Refusals, broken connections, server errors and timeouts count as reachable.
    """
    if not is_public_host(urlsplit(address).hostname or ""):
        return False
    try:
        with requests.Session() as session:
            session.headers["User-Agent"] = USER_AGENT
            answer = session.head(address, timeout=TIMEOUT, allow_redirects=False)
            if answer.status_code in NO_HEAD:
                answer = session.get(address, timeout=TIMEOUT, allow_redirects=False, stream=True)
            return answer.status_code not in GONE
    except requests.exceptions.InvalidURL:
        return False
    except (requests.RequestException, ValueError):
        return True


def is_public_host(host: str) -> bool:
    """Return whether the host is on the internet: the worker asks no machine of our own network."""
    try:
        addresses = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return False
    return all(ipaddress.ip_address(address).is_global for address in addresses)


def _collect() -> None:
    """Make the rows those of the published pages, and look at the inside links."""
    found = {
        (page.pk, kind, target)
        for page in Page.objects.live().filter(depth__gt=1).specific()
        for kind, target in find_links(page)
    }
    stored = {(link.page_id, link.kind, link.target): link for link in Link.objects.all()}
    gone = [link.pk for key, link in stored.items() if key not in found]
    Link.objects.filter(pk__in=gone).delete()
    Link.objects.bulk_create(
        Link(page_id=page, kind=kind, target=target) for page, kind, target in found - set(stored)
    )
    for link in Link.objects.exclude(kind=Link.Kind.OUTSIDE):
        failures = Link.FAILURES if is_dead(link) else 0
        if failures != link.failures:
            Link.objects.filter(pk=link.pk).update(failures=failures)
