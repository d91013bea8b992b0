"""Two hundred orders at the same instant for the last fifty copies; in a run of all tests there are
fewer of both."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.resilience.conftest import ORDERS, served
from tests.resilience.order_client import OrderClient

BUYERS = min(200, ORDERS)
COPIES = BUYERS // 4
WAITS = "venteliste"


def race(site) -> list[OrderClient]:
    """All open the form, and when the last has filled it, all send it at once."""
    site.set_free_copies(COPIES)
    visitors = [OrderClient(site.url, number) for number in range(BUYERS)]
    starting_gun = Barrier(BUYERS)

    def send(visitor):
        starting_gun.wait()
        visitor.send()
        while visitor.page.status_code == 503:
            # A slow machine has too many waiting: the visitor does what the page says.
            time.sleep(1)
            visitor.send()

    with ThreadPoolExecutor(BUYERS) as pool:
        list(pool.map(OrderClient.open_form, visitors))
        list(pool.map(send, visitors))
    return visitors


def promised_copies(site) -> int:
    """The copies that customers have been promised, order by order."""
    return site.rows("SELECT coalesce(sum(copies), 0) FROM orders_order WHERE status = 'new'")[0][0]


def assert_each_copy_promised_once(site):
    """Exactly the copies there were are promised, each to one, and the books agree."""
    assert promised_copies(site) == COPIES
    assert site.rows("SELECT free, promised FROM orders_stock") == [(0, COPIES)]
    check = site.manage("check_orders")
    assert check.returncode == 0, check.stdout


def status_of_each(site) -> dict[str, str]:
    """E-mail address to status, of every order stored."""
    orders = site.rows("SELECT email, status FROM orders_order")
    assert len(orders) == len({email for email, _status in orders}), "an order was stored twice"
    return dict(orders)


def test_race_with_waiting_list_allocates_each_copy_once(site, figures):
    with served(site):
        visitors = race(site)
    assert_each_copy_promised_once(site)
    status = status_of_each(site)
    assert len(status) == BUYERS, "an order was lost"
    for visitor in visitors:
        assert visitor.saw_thanks
        assert (WAITS in visitor.page.text) == (status[visitor.email] == "waiting")
    waiting = sum(is_now == "waiting" for is_now in status.values())
    figures(f"race: {BUYERS} orders for {COPIES} copies: {waiting} waiting, the others promised")


def test_race_without_waiting_list_allocates_each_copy_once(site, figures):
    with served(site):
        site.rows("UPDATE orders_ordersettings SET may_wait = false")
        visitors = race(site)
    assert_each_copy_promised_once(site)
    served_visitors = {visitor.email for visitor in visitors if visitor.saw_thanks}
    assert status_of_each(site) == dict.fromkeys(served_visitors, "new")
    refused = [visitor.page for visitor in visitors if not visitor.saw_thanks]
    assert {page.status_code for page in refused} == {409}
    assert all("ikke sendt" in page.text for page in refused)
    figures(f"race, nobody waits: {len(served_visitors)} promised, {len(refused)} told: sold out")


def test_race_detects_missing_lock(site, figures):
    """The same race and the same questions, to which the answer must now be no."""
    site.application = "tests.resilience.without_lock:application"
    with served(site):
        race(site)
    figures(f"race without the guard: {promised_copies(site)} copies promised of {COPIES}")
    assert promised_copies(site) > COPIES
    with pytest.raises(AssertionError):
        assert_each_copy_promised_once(site)
    assert site.manage("check_orders").returncode == 1
