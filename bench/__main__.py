"""A thousand orders against a million, in one run: python -m bench [--write]

Both sites are prepared as the demo is and served by the real server, on the PostgreSQL that
DATABASE_URL names. --write puts the report in docs/benchmarks.md."""

import signal
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlencode

from bench import measure
from bench.report import RATIO_AT_MOST, Report
from bench.seed import COMMON_NAME, RARE_NAME, History, seed
from tests.running import (
    ROOT,
    Site,
    answers,
    demo_password,
    kill,
    log_in,
    own_database,
    running_demo,
    wait_for,
)

SMALL, LARGE = 1_000, 1_000_000
# Something else on the computer may have been at work while a page was measured.
TRIES = 3
DESK = "/admin/bestillinger/"
HISTORIES = {
    "Ten years of orders, forty of them open, those of the last three months with their names": (
        lambda orders: History(orders, days=3650, open=40, named=orders // 40 + 100)
    ),
    "All within two months, half of them open, all with their names": (
        lambda orders: History(orders, days=60, open=orders // 2, named=orders)
    ),
}


def main() -> int:
    # Told to stop, it still takes its databases and servers away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    report = Report(measure.ROUNDS, TRIES)
    with tempfile.TemporaryDirectory(prefix="lbf50-bench-") as folder:
        var = Path(folder)
        with own_database("bench") as template:
            with running_demo(var, template):
                pass
            for title, history in HISTORIES.items():
                report.heading(title)
                with ExitStack() as at_the_end:
                    sites = {
                        orders: at_the_end.enter_context(
                            served(report, var, template, history(orders))
                        )
                        for orders in (SMALL, LARGE)
                    }
                    compare_times(report, *(site for site, _server in sites.values()))
                    weigh_exports(report, *sites[LARGE])
    missed = report.conclude()
    if "--write" in sys.argv:
        report.write(ROOT / "docs" / "benchmarks.md")
    return int(bool(missed))


@contextmanager
def served(report, var, template, history):
    """A site with that history, and the process that serves it."""
    name = f"bench_{history.open}_{history.orders}"
    with own_database(name, template.rpartition("/")[2]) as database:
        begun = time.monotonic()
        seed(database, history)
        report.say(f"{history.orders:,} orders seeded in {time.monotonic() - begun:.0f} s. ")
        site = Site(var, database)
        begun = time.monotonic()
        check = site.manage("check_orders")
        assert check.returncode == 0, (check.stdout + check.stderr)[:2000]
        report.say(f"`check_orders` took {time.monotonic() - begun:.0f} s.\n")
        server = site.start_server()
        try:
            wait_for(lambda: answers(f"{site.url}/bestil/"), 60, "the server answers")
            yield site, server
        finally:
            kill(server)


def questions(site: Site) -> dict[str, tuple[str, str]]:
    """What is measured: the address asked for, and words that the answer must hold: the number of
    the newest order that was asked for."""

    def newest(condition: str) -> str:
        query = f"SELECT number FROM orders_order WHERE {condition} ORDER BY id DESC LIMIT 1"
        return site.rows(query)[0][0]

    def search(words: str, condition: str) -> tuple[str, str]:
        return f"{DESK}?{urlencode({'q': words})}", newest(condition)

    [(number, email)] = site.rows("SELECT number, email FROM orders_order ORDER BY id DESC LIMIT 1")
    return {
        "List": (DESK, number),
        "Filter: new": (f"{DESK}?status=new", newest("status = 'new'")),
        "Filter: posted": (f"{DESK}?status=posted", newest("status = 'posted'")),
        "Filter: abroad": (f"{DESK}?abroad=yes", newest("country <> ''")),
        "Filter: abroad and new": (
            f"{DESK}?abroad=yes&status=new",
            newest("country <> '' AND status = 'new'"),
        ),
        "Filter: organisation": (f"{DESK}?organisation=yes", newest("organisation <> ''")),
        "Filter: repeat order": (f"{DESK}?repeat=yes", newest("is_repeat")),
        "Search: a rare name": search(RARE_NAME, f"name = '{RARE_NAME}'"),
        "Search: a common surname": search("jensen", "name LIKE '% Jensen'"),
        "Search: a common name": search(COMMON_NAME, f"name = '{COMMON_NAME}'"),
        "Search: e-mail": search(email, "true"),
        "Search: number": search(number, "true"),
        "Panel": ("/admin/", DESK),
    }


def compare_times(report, small: Site, large: Site):
    """Each question to both sites in turns."""
    browsers = {site: log_in(site.url, "desk", demo_password(site.var)) for site in (small, large)}
    asked = {site: questions(site) for site in browsers}
    report.table("Page", f"{SMALL:,}", f"{LARGE:,}", "ratio")
    for name in asked[small]:
        question = {site: (browsers[site], *asked[site][name]) for site in browsers}
        for _try in range(TRIES):
            taken = measure.times(question)
            if taken[large] <= RATIO_AT_MOST * taken[small]:
                break
        report.times(name, taken[small], taken[large])


def weigh_exports(report, site: Site, server):
    """What each kind of export adds to the serving process at most."""
    browser = log_in(site.url, "desk", demo_password(site.var))
    memory = measure.Memory(server)
    report.table("Export of a million", "MB", "seconds", "adds MiB")
    for kind in ("csv", "xlsx"):
        memory.forget_peak()
        before, begun = memory.now(), time.monotonic()
        address = f"{site.url}{DESK}udtraek/{kind}/?all_matching=1&begun=1"
        with browser.get(address, stream=True, timeout=600) as answer:
            assert f".{kind}" in answer.headers["Content-Disposition"]
            size = sum(map(len, answer.iter_content(65536)))
        assert size > LARGE * 10, f"{kind}: {size} bytes are no million orders"
        report.memory(kind.upper(), size / 1e6, time.monotonic() - begun, memory.peak() - before)


if __name__ == "__main__":
    sys.exit(main())
