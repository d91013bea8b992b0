"""Throughput of a theme page, compared with nginx and a plain Wagtail site.

The servers run on one core, wrk on the other. The site is the demo on SQLite with the production
server: one worker process.
"""

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import median

import requests

from bench.load import GZIP, Load, median_loads, wrk
from bench.measure import Memory
from bench.pages import baselines
from bench.pages.edit_load import EditLoad, publish
from bench.pages.flood_load import READERS, FloodLoad
from bench.report import Report
from bench.serving import demo_database, run_in_shell, running_server
from tests.freezable_proxy import FreezableProxy
from tests.live_site import LiveSite, demo_password, log_in, running_demo
from tests.nginx_proxy import NO_LIMITS, running_nginx

HERE = Path(__file__).parent
PAGE = "/temaer/bidrag-til-velfaerd/"
ROUNDS = 5
EDIT_ROUNDS = 3
# Connections to a server that responds from memory.
MANY = 64
# Rendering occupies the core, so more connections only queue.
FEW = 4
# Concurrent requests for the same page share one rendering, so a single client measures it.
ONE = 1
CHANGES = 20
FROZEN_SECONDS = 15
THOUSAND, MILLION = 1_000, 1_000_000
INTRODUCTION = f"""
The theme page with the staircase, from one worker process on one core. wrk runs on the other core,
over loopback. nginx serves the same bytes with the same headers from precompressed files. Granian
with an application that does nothing but send them is the most that our web server can do. The
plain site is the output of `wagtail start` with a page of 12 queries and 19 KB, under gunicorn: by
itself, with wagtail-cache, and behind nginx's cache. Figures are medians of {ROUNDS} alternating
rounds.
"""
RATIOS = {
    "Cached, to nginx": ("The site, cached", "nginx, from files", 0.6),
    "Cached, to Granian": ("The site, cached", "Granian, a fixed response", 0.7),
    "Cached, to plain": ("The site, cached", "Plain", 800),
    "304, to nginx": ("The site, 304", "nginx, 304", 0.5),
    "Uncached, to plain": ("The site, uncached, one client", "Plain, one client", 1.5),
}
# Use cached fragments, as a request of an anonymous reader does.
USE_FRAGMENTS = """
from lbf50.page_cache.fragments import reader_origin
from lbf50.page_cache.version import request_version
request_version.set("bench")
reader_origin.set("http://127.0.0.1")
"""
COUNT_QUERIES = """
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
client = Client(HTTP_HOST="127.0.0.1")
client.get("{path}")
with CaptureQueriesContext(connection) as queries:
    assert client.get("{path}").status_code == 200
print(len(queries))
"""
PRIMARY_KEY = """
from wagtail.models import Page
print(Page.objects.get(slug="{path}".split("/")[-2]).pk)
"""
PUBLISH = "/admin/bulk/wagtailcore/page/publish/?next=/admin/&id="


def run(report: Report, var: Path) -> None:
    """Prepare the demo and the plain site, and measure them."""
    report.add_line(INTRODUCTION)
    database = f"sqlite:///{var / 'lbf50.sqlite3'}"
    with running_demo(var, database, "--no-orders"):
        pass
    baselines.FOLDER.mkdir(parents=True, exist_ok=True)
    baselines.install_plain_site()
    site = LiveSite(var, database)
    uncached_site = LiveSite(var, database, {"PAGE_CACHE_MEGABYTES": "0"})
    with (
        running_server(site, PAGE) as server,
        running_server(uncached_site, PAGE) as uncached_server,
        baselines.Baselines().running(site.url + PAGE) as others,
    ):
        processes = {"site": server, "uncached": uncached_server, **others.process}
        compare_loads(report, site, uncached_site, others.url, processes)
        compare_floods(report, FloodLoad(site.url, site.url + PAGE), "one process")
        measure_first_request(report, site, uncached_site)
        compare_edit_loads(report, site, others.url)
    compare_floods_behind_nginx(report, var, database)
    compare_frozen_database(report, var)
    measure_memory_growth(report, LiveSite(var, database))


@dataclass(frozen=True)
class Target:
    """A URL on one of the servers, how to request it, and the queries of its response."""

    server: str
    url: str
    headers: dict[str, str] = field(default_factory=lambda: GZIP)
    connections: int = MANY
    queries: str = "0"

    def load(self) -> Load:
        """Run wrk against the URL."""
        return wrk(self.url, self.headers, connections=self.connections)


def compare_loads(
    report: Report,
    site: LiveSite,
    uncached_site: LiveSite,
    urls: dict[str, str],
    processes: dict[str, subprocess.Popen],
) -> None:
    """Compare throughput, latency and memory of all targets."""
    targets = make_targets(site, uncached_site, urls)
    loads = median_loads({name: target.load for name, target in targets.items()}, ROUNDS)
    report.start_table("Server", "requests/s", "p50 ms", "p99 ms", "MiB", "bytes", "queries")
    for name, target in targets.items():
        load, memory = loads[name], Memory(processes[target.server]).current()
        figures = f"{load.rate:,.0f}", f"{load.p50:.2f}", f"{load.p99:.2f}", f"{memory:.0f}"
        report.add_row(name, *figures, f"{body_size(target):,}", target.queries)
    for name, (one, other, at_least) in RATIOS.items():
        report.expect(name, loads[one].rate / loads[other].rate, at_least=at_least)


def make_targets(
    site: LiveSite, uncached_site: LiveSite, urls: dict[str, str]
) -> dict[str, Target]:
    """Return the targets by the name of their row."""
    file, held_file = urls["files"] + "/page/", urls["files"] + "/held/"
    page, plain = site.url + PAGE, baselines.PAGE
    our_queries = run_in_shell(site, USE_FRAGMENTS + COUNT_QUERIES.format(path=PAGE))
    plain_queries = baselines.run_in_plain_shell(COUNT_QUERIES.format(path=plain))
    return {
        "nginx, from files": Target("nginx", file),
        "Granian, a fixed response": Target("fixed", urls["fixed"]),
        "The site, cached": Target("site", page),
        "nginx, 304": Target("nginx", held_file, conditional_headers(held_file)),
        "The site, 304": Target("site", page, conditional_headers(page)),
        "Plain, nginx's cache": Target("nginx", urls["proxy"] + plain),
        "Plain, wagtail-cache": Target("cached", urls["cached"] + plain, GZIP, FEW),
        "Plain": Target("plain", urls["plain"] + plain, GZIP, FEW, plain_queries),
        "Plain, one client": Target("plain", urls["plain"] + plain, GZIP, ONE, plain_queries),
        "The site, uncached, one client": Target(
            "uncached", uncached_site.url + PAGE, GZIP, ONE, our_queries
        ),
    }


def measure_first_request(report: Report, site: LiveSite, uncached_site: LiveSite) -> None:
    """Measure the first request after an editor published, and when no fragment is cached."""
    page_pk = run_in_shell(site, PRIMARY_KEY.format(path=PAGE))
    editor = log_in(site.url, "redaktion", demo_password(site.var))
    published, first, second = [], [], []
    with requests.Session() as client:

        def add_time(times: list[timedelta], server: LiveSite) -> None:
            times.append(client.get(server.url + PAGE, headers=GZIP, timeout=60).elapsed)

        for _number in range(CHANGES):
            publish(editor, site.url + PUBLISH + page_pk)
            add_time(published, site)
            time.sleep(1)  # the other process has seen the new version by then
            add_time(first, uncached_site)
            add_time(second, uncached_site)
    milliseconds = median(first).total_seconds() * 1000
    queries = run_in_shell(site, COUNT_QUERIES.format(path=PAGE))
    report.add_line(
        f"\nA page that nobody requested for ten minutes takes {milliseconds:.0f} ms and {queries} "
        f"queries after a change, {median(first) / median(second):.1f} times as long as the next: "
        "that one uses the cached fragments, which are menu, footer, cards and staircase."
    )
    report.expect(
        "First page after a publication, to an uncached one",
        median(published) / median(second),
        at_most=2,
    )


def compare_edit_loads(report: Report, site: LiveSite, urls: dict[str, str]) -> None:
    """Compare the load of readers while an editor publishes the page each second."""
    page_pk = run_in_shell(site, PRIMARY_KEY.format(path=PAGE))
    editor = log_in(site.url, "redaktion", demo_password(site.var))
    ours = EditLoad(site.url + PAGE, site.url + PUBLISH + page_pk, editor)
    page_pk = baselines.run_in_plain_shell(PRIMARY_KEY.format(path=baselines.PAGE))
    url = urls["proxy"]
    editor = log_in(url, baselines.EDITOR, baselines.EDITOR)
    theirs = EditLoad(url + baselines.PAGE, url + PUBLISH + page_pk, editor)
    loads = median_loads({"The site": ours.load, "Plain, nginx's cache": theirs.load}, EDIT_ROUNDS)
    report.add_line(
        "\nReaders, while one client requests uncached URLs and an editor publishes the page each "
        "second. The site shows each edit at once; nginx's cache shows it after an hour."
    )
    report.start_table("Server", "requests/s", "p50 ms", "p99 ms")
    for name, load in loads.items():
        report.add_row(name, f"{load.rate:,.0f}", f"{load.p50:.2f}", f"{load.p99:.2f}")
    one, other = loads.values()
    report.expect("p99 during edits, to nginx's cache", one.p99 / other.p99, at_most=2)


def compare_floods(report: Report, flood: FloodLoad, arrangement: str) -> None:
    """Compare the readers' latency in quiet with that beside log-ins and searches."""
    runs = {"Quiet": flood.quiet, "Wrong log-ins": flood.log_ins, "Searches": flood.searches}
    loads = median_loads(runs, EDIT_ROUNDS)
    report.add_line(
        "\nReaders of a cached page, alone and beside eight clients that keep Django busy: "
        f"{arrangement}."
    )
    report.start_table("Beside", "requests/s", "p50 ms", "p99 ms")
    for name, load in loads.items():
        report.add_row(name, f"{load.rate:,.0f}", f"{load.p50:.2f}", f"{load.p99:.2f}")
    for name in ("Wrong log-ins", "Searches"):
        ratio = loads[name].p99 / loads["Quiet"].p99
        report.expect(f"p99 beside {name.lower()}, to quiet: {arrangement}", ratio, at_most=3)


def compare_floods_behind_nginx(report: Report, var: Path, database: str) -> None:
    """Compare the same with two instances behind the nginx of a host, without its limits."""
    folder = var / "nginx"
    folder.mkdir()
    pages, work = (LiveSite(var, database) for _instance in range(2))
    with running_server(pages, PAGE), running_server(work, PAGE):
        ports = pages.port, work.port
        with running_nginx(folder, ports, NO_LIMITS) as nginx:
            flood = FloodLoad(nginx.url, nginx.url + PAGE, nginx.certificate)
            compare_floods(report, flood, "two behind nginx, over TLS")


def compare_frozen_database(report: Report, var: Path) -> None:
    """Compare the readers' latency in quiet with that while PostgreSQL hangs."""
    folder = var / "frozen"
    folder.mkdir()
    with demo_database(folder) as database:
        proxy = FreezableProxy(database)
        site = LiveSite(folder, proxy.url)
        with running_server(site, PAGE):
            readers = FloodLoad(site.url, site.url + PAGE).quiet
            quiet = median_loads({"Quiet": readers}, EDIT_ROUNDS)["Quiet"]
            proxy.is_open.clear()
            frozen = wrk(site.url + PAGE, seconds=FROZEN_SECONDS, connections=READERS)
            proxy.is_open.set()
        proxy.close()
    report.add_line(
        f"\nWhile PostgreSQL hangs for {FROZEN_SECONDS} seconds, readers of a cached page get "
        f"{frozen.rate:,.0f} requests/s with a p99 of {frozen.p99:.2f} ms; before, "
        f"{quiet.rate:,.0f} with {quiet.p99:.2f} ms."
    )
    report.expect("p99 while the database hangs, to quiet", frozen.p99 / quiet.p99, at_most=3)


def measure_memory_growth(report: Report, site: LiveSite) -> None:
    """Measure the memory of the server after a thousand and after a million requests."""
    with running_server(site, PAGE) as server:
        # As many clients at once as below: each connection has a thread, which has a stack.
        with ThreadPoolExecutor(MANY) as clients:
            urls = [site.url + (PAGE if n % 10 else f"/intet-{n}/") for n in range(THOUSAND)]
            list(clients.map(lambda url: requests.get(url, timeout=60), urls))
        memory, count = Memory(server), THOUSAND
        before = memory.current()
        while count < MILLION:
            count += wrk(site.url + PAGE, seconds=5, script=HERE / "mixed_requests.lua").requests
        after = memory.current()
    report.add_line(
        f"\nAfter a thousand requests the server uses {before:.0f} MiB, after {count:,} "
        f"{after:.0f} MiB: pages, 304 responses, and one 404 in a thousand."
    )
    report.expect("Memory after a million requests, to a thousand", after / before, at_most=1.1)


def conditional_headers(url: str) -> dict[str, str]:
    """Return the headers of a client that has the current version of the URL."""
    return GZIP | {"If-None-Match": requests.get(url, headers=GZIP, timeout=60).headers["ETag"]}


def body_size(target: Target) -> int:
    """Return the bytes of the compressed body."""
    response = requests.get(target.url, headers=target.headers, stream=True, timeout=60)
    return len(response.raw.read())
