"""A page from memory, against what the machine can do at most and what others do.

One core serves and the other asks. The site is the demo on SQLite, with the server of production:
one worker process."""

import sqlite3
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import requests

from bench.load import GZIP, Load, in_turns, wrk
from bench.measure import Memory
from bench.pages import peers
from bench.pages.rush import Rush
from bench.serving import ask, served
from tests.live_site import LiveSite, demo_password, log_in, running_demo

HERE = Path(__file__).parent
PAGE = "/temaer/bidrag-til-velfaerd/"
ROUNDS = 5
RUSH_ROUNDS = 3
MANY = 64
# A page that is made takes the core to itself: more at a time would only wait for one another …
FEW = 4
# … or share it: who asks for a page that is being made gets that one.
ONE = 1
CHANGES = 20
THOUSAND, MILLION = 1_000, 1_000_000
INTRODUCTION = f"""
The theme page with the staircase, one worker process on one core, asked by wrk from the other, over
loopback. The limit is nginx, which serves the same bytes with the same headers from files
compressed beforehand. The plain site is what `wagtail start` makes, with a page of 12 queries and
19 KB, under gunicorn; it is measured by itself, with wagtail-cache, and behind nginx's cache. Each
figure is the median of {ROUNDS} rounds, in which all take turns.
"""
REACHES = {
    "From memory, to nginx": ("The site, from memory", "nginx, from files", 0.6),
    "From memory, to plain": ("The site, from memory", "Plain", 800),
    "304, to nginx": ("The site, not changed (304)", "nginx, not changed (304)", 0.5),
    "Made anew, to plain": ("Made anew, one reader", "Plain, one reader", 1.5),
}
# As it is for readers after the first, who find what pages have in common.
AS_A_READER = """
from lbf50.page_cache.fragments import read_at
from lbf50.page_cache.version import begun_under
begun_under.set("bench")
read_at.set("http://127.0.0.1")
"""
QUERIES = """
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
visitor = Client(HTTP_HOST="127.0.0.1")
visitor.get("{path}")
with CaptureQueriesContext(connection) as queries:
    assert visitor.get("{path}").status_code == 200
print(len(queries))
"""
NUMBER = """
from wagtail.models import Page
print(Page.objects.get(slug="{path}".split("/")[-2]).pk)
"""
PUBLISH = "/admin/bulk/wagtailcore/page/publish/?next=/admin/&id="


def run(report, var):
    report.say(INTRODUCTION)
    database = f"sqlite:///{var / 'lbf50.sqlite3'}"
    with running_demo(var, database):
        pass
    peers.FOLDER.mkdir(parents=True, exist_ok=True)
    peers.set_up_plain()
    site = LiveSite(var, database)
    without_store = LiveSite(var, database, {"PAGE_CACHE_MEGABYTES": "0"})
    with (
        served(site, PAGE) as server,
        served(without_store, PAGE) as slow_server,
        peers.Peers().serving(site.url + PAGE) as others,
    ):
        processes = {"site": server, "slow": slow_server, **others.process}
        compare_loads(report, site, without_store, others, processes)
        time_first_pages(report, without_store)
        compare_rushes(report, site, others)
    weigh_a_million(report, LiveSite(var, database))


@dataclass(frozen=True)
class Question:
    """What is asked of a server, by so many at a time, and the queries that the answer costs."""

    server: str
    url: str
    headers: dict = field(default_factory=lambda: GZIP)
    connections: int = MANY
    queries: str = "0"

    def load(self) -> Load:
        return wrk(self.url, self.headers, connections=self.connections)


def compare_loads(report, site, without_store, others, processes):
    """Each server in turns: what it answers in a second, and how soon."""
    asked = questions(site, without_store, others.url)
    loads = in_turns({name: question.load for name, question in asked.items()}, ROUNDS)
    report.table("Who", "requests/s", "p50 ms", "p99 ms", "MiB", "bytes", "queries")
    for name, question in asked.items():
        load, memory = loads[name], Memory(processes[question.server]).now()
        figures = f"{load.rate:,.0f}", f"{load.p50:.2f}", f"{load.p99:.2f}", f"{memory:.0f}"
        report.row(name, *figures, f"{size(question):,}", question.queries)
    for what, (one, other, at_least) in REACHES.items():
        report.expect(what, loads[one].rate / loads[other].rate, at_least=at_least)


def questions(site, without_store, others) -> dict[str, Question]:
    limit, held, page = others["files"] + "/page/", others["files"] + "/held/", site.url + PAGE
    plain = peers.PAGE
    own = ask(site, AS_A_READER + QUERIES.format(path=PAGE))
    theirs = peers.ask_plain(QUERIES.format(path=plain))
    return {
        "nginx, from files": Question("nginx", limit),
        "The site, from memory": Question("site", page),
        "nginx, not changed (304)": Question("nginx", held, tagged(held)),
        "The site, not changed (304)": Question("site", page, tagged(page)),
        "Plain, nginx's cache": Question("nginx", others["proxy"] + plain),
        "Plain, wagtail-cache": Question("cached", others["cached"] + plain, GZIP, FEW),
        "Plain": Question("plain", others["plain"] + plain, GZIP, FEW, theirs),
        "Plain, one reader": Question("plain", others["plain"] + plain, GZIP, ONE, theirs),
        "Made anew, one reader": Question("slow", without_store.url + PAGE, GZIP, ONE, own),
    }


def time_first_pages(report, site):
    """How long the first reader of all waits after a change: nothing is in memory then, not even
    what pages have in common."""
    seconds = []
    with requests.Session() as reader, sqlite3.connect(site.var / "lbf50.sqlite3") as database:
        for number in range(CHANGES):
            database.execute("UPDATE page_store_contentversion SET value = ?", [f"bench-{number}"])
            database.commit()
            time.sleep(1)  # by then every process knows
            seconds.append(reader.get(site.url + PAGE, headers=GZIP, timeout=60).elapsed)
    first = median(seconds).total_seconds() * 1000
    queries = ask(site, QUERIES.format(path=PAGE))
    report.say(
        f"\nThe first page after a change takes {first:.0f} ms and {queries} queries; those made "
        "after it find the menu, the foot, the cards and the staircase that another had made."
    )


def compare_rushes(report, site, others):
    """Those who read, while one asks for what nobody has asked before and an editor publishes."""
    number = ask(site, NUMBER.format(path=PAGE))
    editor = log_in(site.url, "redaktion", demo_password(site.var))
    ours = Rush(site.url + PAGE, site.url + PUBLISH + number, editor)
    number, url = peers.ask_plain(NUMBER.format(path=peers.PAGE)), others.url["proxy"]
    editor = log_in(url, peers.EDITOR, peers.EDITOR)
    theirs = Rush(url + peers.PAGE, url + PUBLISH + number, editor)
    loads = in_turns({"The site": ours.load, "Plain, nginx's cache": theirs.load}, RUSH_ROUNDS)
    report.say(
        "\nReaders, while one client asks for what is in no memory, again and again, and an editor "
        "publishes the page each second. The site shows each publication at once; nginx's cache "
        "shows what was there an hour ago."
    )
    report.table("Who", "requests/s", "p50 ms", "p99 ms")
    for name, load in loads.items():
        report.row(name, f"{load.rate:,.0f}", f"{load.p50:.2f}", f"{load.p99:.2f}")
    one, other = loads.values()
    report.expect("p99 in a rush, to nginx's cache", one.p99 / other.p99, at_most=2)


def weigh_a_million(report, site):
    """The serving process after a thousand requests and after a million."""
    with served(site, PAGE) as server:
        with requests.Session() as browser:
            for number in range(THOUSAND):
                browser.get(site.url + (PAGE if number % 10 else f"/intet-{number}/"), timeout=60)
        memory, asked = Memory(server), THOUSAND
        before = memory.now()
        while asked < MILLION:
            asked += wrk(site.url + PAGE, seconds=5, script=HERE / "mixed.lua").requests
        after = memory.now()
    report.say(
        f"\nAfter a thousand requests the server holds {before:.0f} MiB, after {asked:,} "
        f"{after:.0f}: pages, answers without a body, and one in a thousand for an address with "
        "nothing."
    )
    report.expect("Memory after a million requests, to a thousand", after / before, at_most=1.1)


def tagged(url: str) -> dict[str, str]:
    """The headers of one who has the page already."""
    return GZIP | {"If-None-Match": requests.get(url, headers=GZIP, timeout=60).headers["ETag"]}


def size(question: Question) -> int:
    """The bytes of the body on their way."""
    page = requests.get(question.url, headers=question.headers, stream=True, timeout=60)
    return len(page.raw.read())
