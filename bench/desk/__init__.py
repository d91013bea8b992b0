"""The order desk among a thousand orders against a million.

Both sites are prepared as the demo is and served by the real server, on the PostgreSQL that
DATABASE_URL names."""

import time
from contextlib import ExitStack, contextmanager
from urllib.parse import urlencode

from bench import measure
from bench.desk.seed import COMMON_NAME, RARE_NAME, History, seed
from bench.serving import prepared, served
from tests.live_site import LiveSite, create_database, demo_password, log_in

SMALL, LARGE = 1_000, 1_000_000
# Something else on the computer may have been at work while a page was measured.
TRIES = 3
RATIO_AT_MOST = 1.5
MEMORY_AT_MOST = 64  # MiB
DESK = "/admin/bestillinger/"
INTRODUCTION = f"""
Each page is asked for through the running server, by a user of the desk, in turns from a site with
{SMALL:,} orders and from one with {LARGE:,}, on PostgreSQL. Times are medians of {measure.ROUNDS}
rounds, in milliseconds. The newest orders are alike in both, so that each answer fills as much of a
page. What takes longer than it should is measured anew, {TRIES} times in all at most, and the last
time counts.
"""
HISTORIES = {
    "Ten years": (lambda orders: History(orders, days=3650, open=40, named=orders // 40 + 100)),
    "Two months": (lambda orders: History(orders, days=60, open=orders // 2, named=orders)),
}
EXPLAINED = {
    "Ten years": "Forty orders are open; those of the last three months have their names.\n",
    "Two months": "All came within two months, half of them are open, all have their names.\n",
}


def run(report, var):
    report.say(INTRODUCTION)
    for title, history in HISTORIES.items():
        report.say(f"\n### {title}\n")
        report.say(EXPLAINED[title])
        with ExitStack() as at_the_end:
            template = at_the_end.enter_context(prepared(var))
            sites = {
                orders: at_the_end.enter_context(
                    with_history(report, var, template, history(orders))
                )
                for orders in (SMALL, LARGE)
            }
            compare_times(report, title, *(site for site, _server in sites.values()))
            weigh_exports(report, title, *sites[LARGE])


@contextmanager
def with_history(report, var, template, history):
    """A site with that history, and the process that serves it."""
    name = f"bench_{history.open}_{history.orders}"
    with create_database(name, template.rpartition("/")[2]) as database:
        begun = time.monotonic()
        seed(database, history)
        report.say(f"{history.orders:,} orders seeded in {time.monotonic() - begun:.0f} s. ")
        site = LiveSite(var, database)
        begun = time.monotonic()
        check = site.manage("check_orders")
        assert check.returncode == 0, (check.stdout + check.stderr)[:2000]
        report.say(f"`check_orders` took {time.monotonic() - begun:.0f} s.\n")
        with served(site, "/bestil/") as server:
            yield site, server


def questions(site: LiveSite) -> dict[str, tuple[str, str]]:
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


def compare_times(report, title, small: LiveSite, large: LiveSite):
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
        ratio = taken[large] / taken[small]
        report.row(name, f"{taken[small]:.1f}", f"{taken[large]:.1f}", f"{ratio:.2f}")
        report.expect(f"{title}: {name}", ratio, at_most=RATIO_AT_MOST)


def weigh_exports(report, title, site: LiveSite, server):
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
        seconds, added = time.monotonic() - begun, memory.peak() - before
        report.row(kind.upper(), f"{size / 1e6:.0f}", f"{seconds:.0f}", f"{added:.1f}")
        report.expect(f"{title}: {kind.upper()}, MiB", added, at_most=MEMORY_AT_MOST)
