"""Orders a second, as visitors send them, against the same writes without a site around them."""

import re
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from bench.load import CLIENTS_CORE, on_core
from bench.serving import prepared, served
from tests.live_site import LiveSite, create_database
from tests.resilience.order_client import FILLED_SECONDS, OrderClient

PGBENCH = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))[-1]
WRITES = Path(__file__).parent / "writes.sql"
CLIENTS = 8
ORDERS = 500
SECONDS = 5
ROUNDS = 3
INTRODUCTION = f"""
{CLIENTS} visitors at a time send the form they have filled, {ORDERS} in all, to one worker process
on one core; the order is on the disk when they are sent on. Against it `pgbench` makes the same
writes with {CLIENTS} clients. Medians of {ROUNDS} rounds in turns, on PostgreSQL with fsync on.
"""


def run(report, var):
    report.say(INTRODUCTION)
    with (
        prepared(var) as template,
        create_database("orders", template.rpartition("/")[2]) as database,
    ):
        site = LiveSite(var, database)
        assert site.rows("SHOW fsync") == [("on",)], "an order must be on the disk"
        site.set_free_copies(1_000_000)
        with served(site, "/bestil/"):
            rounds = [
                (orders_a_second(site, turn), writes_a_second(site)) for turn in range(ROUNDS)
            ]
    ours, limit = (median(figures) for figures in zip(*rounds, strict=True))
    report.table("Who", "orders/s")
    report.row("pgbench", f"{limit:,.0f}")
    report.row("The site", f"{ours:,.0f}")
    report.expect("Orders, to pgbench", ours / limit, at_least=0.1)


def orders_a_second(site, turn: int) -> float:
    visitors = [OrderClient(site.url, turn * ORDERS + number) for number in range(ORDERS)]
    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(OrderClient.open_form, visitors))
        time.sleep(FILLED_SECONDS)
        begun = time.monotonic()
        answers = list(clients.map(send, visitors))
        passed = time.monotonic() - begun
    assert all("/bestil/tak/" in answer.headers.get("Location", "") for answer in answers)
    return ORDERS / passed


def send(visitor: OrderClient):
    """The form, without the page that it leads to."""
    return visitor.browser.post(visitor.url, data=visitor.wishes, allow_redirects=False, timeout=60)


def writes_a_second(site) -> float:
    url = urlsplit(site.database)
    command = [*on_core(CLIENTS_CORE), str(PGBENCH), "--no-vacuum", f"--file={WRITES}"]
    command += [f"--client={CLIENTS}", f"--time={SECONDS}"]
    command += [f"--host={url.hostname}", f"--port={url.port}", f"--username={url.username}"]
    told = subprocess.run(
        [*command, url.path[1:]], capture_output=True, text=True, check=True
    ).stdout
    return float(re.search(r"tps = ([\d.]+)", told)[1])
