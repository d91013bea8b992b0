"""Two nodes behind nginx, and restarts while visitors read and order."""

import shutil
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event

import pytest
import requests

from tests.live_site import LiveSite, is_responding, kill, wait_for
from tests.nginx_proxy import NO_LIMITS, running_nginx
from tests.resilience.order_client import OrderClient

READERS = 4
PATHS = ("/", "/temaer/bidrag-til-velfaerd/", "/soeg/?q=trappe", "/robots.txt", "/bestil/")


@pytest.fixture
def instances(site, tmp_path):
    """Two nodes: nothing in common but the database, the secret key and the pictures."""
    other_var = tmp_path / "other"
    shutil.copytree(site.var, other_var, ignore=shutil.ignore_patterns("media", "mail"))
    shared = site.environment | {"MEDIA_ROOT": str(site.var / "media")}
    return [LiveSite(var, site.database, shared) for var in (site.var, other_var)]


@pytest.fixture
def behind_nginx(instances, tmp_path):
    """Run both instances and nginx. Yield nginx and the processes, in the instances' order."""
    with ExitStack() as at_the_end:
        processes = [instance.start_server() for instance in instances]
        at_the_end.callback(lambda: [kill(process) for process in processes])
        for instance in instances:
            at_the_end.callback(kill, instance.start_worker())
        for instance in instances:
            wait_for(lambda i=instance: is_responding(f"{i.url}/healthz"), 60, "the server answers")
        ports = [instance.port for instance in instances]
        nginx = at_the_end.enter_context(running_nginx(tmp_path, ports, NO_LIMITS))
        yield nginx, processes


def restart(instance, processes, number):
    """Restart one instance as the host does, and wait until it answers."""
    processes[number].terminate()
    assert processes[number].wait(20) == 0
    processes[number] = instance.start_server()
    wait_for(lambda: is_responding(f"{instance.url}/healthz"), 60, "the server answers")


def test_restart_of_both_nodes_fails_no_request(
    instances, behind_nginx, site, mail_server, figures
):
    nginx, processes = behind_nginx
    site.set_free_copies(1000)
    is_over = Event()

    def read(number):
        statuses = []
        with requests.Session() as browser:
            while not is_over.is_set():
                path = PATHS[(number + len(statuses)) % len(PATHS)]
                page = browser.get(nginx.url + path, verify=nginx.certificate, timeout=30)
                statuses.append(page.status_code)
        return statuses

    def order():
        visitors = []
        while not is_over.is_set():
            visitor = OrderClient(nginx.url, len(visitors))
            # Else a CA bundle of the environment counts more than `verify`.
            visitor.browser.trust_env, visitor.browser.verify = False, nginx.certificate
            visitor.order()
            visitors.append(visitor)
            time.sleep(0.05)
        return visitors

    with ThreadPoolExecutor(READERS + 1) as pool:
        readers = [pool.submit(read, number) for number in range(READERS)]
        orders = pool.submit(order)
        for _round in range(2):
            for number, instance in enumerate(instances):
                restart(instance, processes, number)
        is_over.set()
        statuses = [status for reader in readers for status in reader.result()]
        visitors = orders.result()

    assert len(statuses) > 100
    assert set(statuses) == {200}
    seen = sorted(visitor.number for visitor in visitors)
    stored = [number for (number,) in site.rows("SELECT number FROM orders_order ORDER BY number")]
    assert seen == stored
    unsent = "SELECT count(*) FROM orders_mail WHERE sent_at IS NULL"
    wait_for(lambda: site.rows(unsent) == [(0,)], 60, "all mail is sent")
    receipts = Counter(mail["To"] for mail in mail_server.mails)
    assert receipts == Counter(visitor.email for visitor in visitors)
    figures(f"restart: 4 restarts, {len(statuses)} pages and {len(visitors)} orders, none failed")
