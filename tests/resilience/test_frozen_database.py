"""A database that hangs without an error: connections stay open, and no answer comes."""

import socket
import time
from contextlib import suppress
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest
import requests

from tests.live_site import LiveSite, free_port, wait_for
from tests.resilience.conftest import served
from tests.resilience.order_client import OrderClient

FROZEN_SECONDS = 8
IN_MEMORY = ("/", "/temaer/bidrag-til-velfaerd/", "/robots.txt")


class FreezableProxy:
    """Forwards TCP connections to a server, and can stop without closing them."""

    def __init__(self, host: str, port: int):
        self.target = host, port
        self.is_open = Event()
        self.is_open.set()
        self.listener = socket.create_server(("127.0.0.1", free_port()))
        self.port = self.listener.getsockname()[1]
        Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with suppress(OSError):
            while True:
                client, _address = self.listener.accept()
                server = socket.create_connection(self.target)
                for source, sink in ((client, server), (server, client)):
                    Thread(target=self._forward, args=[source, sink], daemon=True).start()

    def _forward(self, source, sink):
        with suppress(OSError):
            while data := source.recv(65536):
                self.is_open.wait()
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)


@pytest.fixture
def frozen(site):
    """Serve the site over a proxy. Yield the site and the proxy."""
    url = urlsplit(site.database)
    proxy = FreezableProxy(url.hostname, url.port)
    host = url._replace(netloc=url.netloc.replace(str(url.port), str(proxy.port))).geturl()
    site = LiveSite(site.var, host, site.environment)
    with served(site):
        yield site, proxy
    proxy.listener.close()


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
