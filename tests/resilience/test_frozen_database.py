"""A database that hangs without an error: connections stay open, and no answer comes."""

import time

import pytest
import requests

from tests.freezable_proxy import FreezableProxy
from tests.live_site import LiveSite, wait_for
from tests.resilience.conftest import served
from tests.resilience.order_client import OrderClient

FROZEN_SECONDS = 8
IN_MEMORY = ("/", "/temaer/bidrag-til-velfaerd/", "/robots.txt")


@pytest.fixture
def frozen(site):
    """Serve the site over a proxy. Yield the site and the proxy."""
    proxy = FreezableProxy(site.database)
    site = LiveSite(site.var, proxy.url, site.environment)
    with served(site):
        yield site, proxy
    proxy.close()


def get(site, path) -> requests.Response:
    return requests.get(site.url + path, timeout=30)


def test_frozen_database_stops_only_what_needs_it(frozen, figures):
    site, proxy = frozen
    visitor = OrderClient(site.url, 1)
    visitor.open_form()
    style = next(link for link in get(site, "/").text.split('"') if link.endswith(".css"))
    for path in IN_MEMORY:
        assert get(site, path).status_code == 200

    proxy.is_open.clear()
    end, times = time.monotonic() + FROZEN_SECONDS, []
    while time.monotonic() < end:
        for path in (*IN_MEMORY, style, "/healthz"):
            before = time.monotonic()
            assert get(site, path).status_code == 200, path
            times.append(time.monotonic() - before)
    times.sort()
    # One request waits for the answer that does not come.
    assert sum(seconds > 0.9 for seconds in times) <= 2
    figures(f"frozen database: {len(times)} requests, slowest {times[-1]:.2f} s")

    proxy.is_open.set()
    wait_for(lambda: get(site, "/soeg/?q=trappe").status_code == 200, 20, "the search is back")
    visitor.send()
    assert visitor.saw_thanks


def test_order_sent_while_the_database_is_frozen_is_not_lost(frozen):
    site, proxy = frozen
    visitor = OrderClient(site.url, 1)
    visitor.open_form()
    assert get(site, "/").status_code == 200
    proxy.is_open.clear()
    time.sleep(1.5)
    assert get(site, "/").status_code == 200
    page = visitor.browser.post(visitor.url, data=visitor.data, timeout=30)
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "30"
    assert visitor.email in page.text
    proxy.is_open.set()
    wait_for(lambda: get(site, "/soeg/?q=trappe").status_code == 200, 20, "the search is back")
    visitor.send()
    assert visitor.saw_thanks
