"""A mail server that is away, then silent, then too busy, and at last takes the mail."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.live_site import demo_password, kill, log_in, wait_for
from tests.orders.smtp_server import MailServer
from tests.resilience.conftest import served
from tests.resilience.order_client import OrderClient

ORDERS = 3
# What is written down of each trouble.
REFUSED, SILENT, BUSY, SENT = "ConnectionRefusedError", "timed out", "451", "Sendt"


@pytest.fixture
def worker(site):
    """The worker, at work."""
    process = site.start_worker()
    yield process
    kill(process)


def outcomes(site) -> dict[int, list[str]]:
    """What came of each attempt, by order."""
    lines = site.rows(
        "SELECT mail.order_id, attempt.outcome FROM orders_mail mail"
        " JOIN orders_mailattempt attempt ON attempt.mail_id = mail.id ORDER BY attempt.id"
    )
    found = {order: [] for order, _outcome in lines}
    for order, outcome in lines:
        found[order].append(outcome)
    return found


def wait_for_outcome(site, outcome):
    """Waits until each mail has met this fate at least once."""

    def each_has_met_it():
        by_order = outcomes(site)
        return len(by_order) == ORDERS and all(
            any(outcome in line for line in lines) for lines in by_order.values()
        )

    wait_for(each_has_met_it, 60, f"each mail: {outcome}")


def test_all_mail_arrives_once_after_outage(site, worker, figures):
    site.set_free_copies(ORDERS)
    with served(site):
        visitors = order_the_book(site)
        wait_for_outcome(site, REFUSED)
        server = MailServer(site.mail_port, greeting="")
        try:
            wait_for_outcome(site, SILENT)
            server.answer_to_recipient = "451 too busy"
            server.greeting = "220 ready"
            wait_for_outcome(site, BUSY)
            assert not server.mails
            assert_staff_see(site, REFUSED, SILENT, BUSY)
            server.answer_to_recipient = "250 fine"
            wait_for_outcome(site, SENT)
        finally:
            server.stop()
        assert_staff_see(site, REFUSED, SILENT, BUSY, SENT)
    came = Counter(mail["To"] for mail in server.mails)
    assert came == Counter(visitor.email for visitor in visitors)
    attempts = [len(lines) for lines in outcomes(site).values()]
    figures(f"mail: {ORDERS} mails arrived once, after {attempts} attempts")


def order_the_book(site) -> list[OrderClient]:
    visitors = [OrderClient(site.url, number) for number in range(ORDERS)]
    with ThreadPoolExecutor(ORDERS) as pool:
        list(pool.map(OrderClient.order, visitors))
    return visitors


def assert_staff_see(site, *words):
    """On the page of each order a user of the desk reads what came of its mail."""
    staff = log_in(site.url, "desk", demo_password(site.var))
    for order in outcomes(site):
        page = staff.get(f"{site.url}/admin/bestillinger/{order}/", timeout=30)
        assert page.ok
        text = re.sub(r"\s+", " ", page.text)
        assert [word for word in words if word not in text] == []
