"""Order admin with a hundred thousand orders, compared with a thousand."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlencode

from bench import measure
from bench.orders_admin.seed import COMMON_NAME, RARE_NAME, History, seed
from bench.report import Report
from bench.serving import demo_database, running_server
from tests.live_site import LiveSite, create_database, demo_password, log_in

SMALL, LARGE = 1_000, 100_000
# Other activity on the machine can disturb a measurement.
ATTEMPTS = 3
MAX_RATIO = 1.5
ORDER_LIST = "/admin/bestillinger/"
INTRODUCTION = f"""
Two copies of the demo on PostgreSQL, one with {SMALL:,} orders, one with {LARGE:,}, used by
the order staff. Times are medians of {measure.ROUNDS} alternating rounds, in milliseconds. The
newest orders are the same on both sites, so that the pages have the same length. A page above its
limit is measured up to {ATTEMPTS} times, and the last measurement counts.
"""
HISTORIES = {
    "Ten years": (lambda orders: History(orders, days=3650, open=40, named=orders // 40 + 100)),
    "Two months": (lambda orders: History(orders, days=60, open=orders // 2, named=orders)),
}
DESCRIPTIONS = {
    "Ten years": "Forty orders are open. Orders older than three months are anonymised.\n",
    "Two months": "Half of the orders are open. None is anonymised.\n",
}


def run(report: Report, var: Path) -> None:
    """Measure both histories."""
    report.add_line(INTRODUCTION)
    for title, history in HISTORIES.items():
        report.add_line(f"\n### {title}\n")
        report.add_line(DESCRIPTIONS[title])
        with ExitStack() as stack:
            template = stack.enter_context(demo_database(var))
            sites = {
                orders: stack.enter_context(
                    site_with_history(report, var, template, history(orders))
                )
                for orders in (SMALL, LARGE)
            }
            compare_times(report, title, *(site for site, _server in sites.values()))


@contextmanager
def site_with_history(
    report: Report, var: Path, template: str, history: History
) -> Iterator[tuple[LiveSite, subprocess.Popen]]:
    """Serve a copy of the demo with the orders. Yield the site and its server process."""
    name = f"bench_{history.open}_{history.orders}"
    with create_database(name, template.rpartition("/")[2]) as database:
        start = time.monotonic()
        seed(database, history)
        report.add_line(f"{history.orders:,} orders seeded in {time.monotonic() - start:.0f} s. ")
        site = LiveSite(var, database)
        start = time.monotonic()
        check = site.manage("check_orders")
        assert check.returncode == 0, (check.stdout + check.stderr)[:2000]
        report.add_line(f"`check_orders` took {time.monotonic() - start:.0f} s.\n")
        with running_server(site, "/bestil/") as server:
            yield site, server


def pages_to_measure(site: LiveSite) -> dict[str, tuple[str, str]]:
    """Return the path of each page, and the first order number it must show."""

    def first(condition: str) -> str:
        return site.rows(
            f"SELECT number FROM orders_order WHERE {condition} "  # constants
            "ORDER BY closed_at DESC NULLS FIRST, created_at, id LIMIT 1"
        )[0][0]

    def search(query: str, condition: str) -> tuple[str, str]:
        return f"{ORDER_LIST}?{urlencode({'q': query})}", first(condition)

    [(number, email)] = site.rows("SELECT number, email FROM orders_order ORDER BY id DESC LIMIT 1")
    return {
        "List": (ORDER_LIST, first("true")),
        "Filter: new": (f"{ORDER_LIST}?status=new", first("status = 'new'")),
        "Filter: posted": (f"{ORDER_LIST}?status=posted", first("status = 'posted'")),
        "Filter: abroad": (f"{ORDER_LIST}?abroad=true", first("country <> ''")),
        "Filter: abroad and new": (
            f"{ORDER_LIST}?abroad=true&status=new",
            first("country <> '' AND status = 'new'"),
        ),
        "Filter: organisation": (f"{ORDER_LIST}?organisation=true", first("organisation <> ''")),
        "Filter: repeat order": (f"{ORDER_LIST}?repeat=true", first("is_repeat")),
        "Search: a rare name": search(RARE_NAME, f"name = '{RARE_NAME}'"),
        "Search: a common surname": search("jensen", "name LIKE '% Jensen'"),
        "Search: a common name": search(COMMON_NAME, f"name = '{COMMON_NAME}'"),
        "Search: e-mail": search(email, f"email = '{email}'"),
        "Search: number": search(number, f"number = '{number}'"),
        "Dashboard": ("/admin/", ORDER_LIST),
    }


def compare_times(report: Report, title: str, small: LiveSite, large: LiveSite) -> None:
    """Compare the response times of each page on both sites."""
    clients = {site: log_in(site.url, "desk", demo_password(site.var)) for site in (small, large)}
    pages = {site: pages_to_measure(site) for site in clients}
    report.start_table("Page", f"{SMALL:,}", f"{LARGE:,}", "ratio")
    for name in pages[small]:
        page = {site: (clients[site], *pages[site][name]) for site in clients}
        for _attempt in range(ATTEMPTS):
            times = measure.response_times(page)
            if times[large] <= MAX_RATIO * times[small]:
                break
        ratio = times[large] / times[small]
        report.add_row(name, f"{times[small]:.1f}", f"{times[large]:.1f}", f"{ratio:.2f}")
        # The dashboard counts the open orders: half of all in the second history.
        if name != "Dashboard":
            report.expect(f"{title}: {name}", ratio, at_most=MAX_RATIO)
