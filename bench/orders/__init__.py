"""Orders per second in the public form, compared with the same SQL in pgbench."""

import re
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import requests

from bench.load import CLIENT_CORE, taskset
from bench.report import Report
from bench.serving import demo_database, running_server
from tests.live_site import LiveSite, create_database
from tests.resilience.order_client import OrderClient

PGBENCH = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))[-1]
STATEMENTS = Path(__file__).parent / "writes.sql"
CLIENTS = 8
ORDERS = 500
SECONDS = 5
ROUNDS = 3
INTRODUCTION = f"""
{CLIENTS} concurrent clients submit {ORDERS} filled order forms to one worker process on one core.
The redirect is sent after the order is on disk. `pgbench` runs the same statements with {CLIENTS}
clients. Medians of {ROUNDS} alternating rounds, on PostgreSQL with fsync on.
"""


def run(report: Report, var: Path) -> None:
    """Measure the site and pgbench on the same database."""
    report.add_line(INTRODUCTION)
    with (
        demo_database(var) as template,
        create_database("orders", template.rpartition("/")[2]) as database,
    ):
        site = LiveSite(var, database)
        assert site.rows("SHOW fsync") == [("on",)], "an order must be on the disk"
        site.set_free_copies(1_000_000)
        with running_server(site, "/bestil/"):
            rounds = [
                (orders_per_second(site, number), statements_per_second(site))
                for number in range(ROUNDS)
            ]
    ours, limit = (median(rates) for rates in zip(*rounds, strict=True))
    report.start_table("System", "orders/s")
    report.add_row("pgbench", f"{limit:,.0f}")
    report.add_row("The site", f"{ours:,.0f}")
    report.expect("Orders, to pgbench", ours / limit, at_least=0.1)


def orders_per_second(site: LiveSite, round_number: int) -> float:
    """Submit ORDERS orders. Loading and filling the forms is not measured."""
    clients = [OrderClient(site.url, round_number * ORDERS + number) for number in range(ORDERS)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(OrderClient.open_form, clients))
        start = time.monotonic()
        responses = list(pool.map(submit, clients))
        seconds = time.monotonic() - start
    assert all("/bestil/tak/" in response.headers.get("Location", "") for response in responses)
    return ORDERS / seconds


def submit(client: OrderClient) -> requests.Response:
    """Submit the form, without following the redirect."""
    return client.browser.post(client.url, data=client.data, allow_redirects=False, timeout=60)


def statements_per_second(site: LiveSite) -> float:
    """Run the statements of an order in pgbench. Return transactions per second."""
    url = urlsplit(site.database)
    command = [*taskset(CLIENT_CORE), str(PGBENCH), "--no-vacuum", f"--file={STATEMENTS}"]
    command += [f"--client={CLIENTS}", f"--time={SECONDS}"]
    command += [f"--host={url.hostname}", f"--port={url.port}", f"--username={url.username}"]
    output = subprocess.run(
        [*command, url.path[1:]], capture_output=True, text=True, check=True
    ).stdout
    return float(re.search(r"tps = ([\d.]+)", output)[1])
