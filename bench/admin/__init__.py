"""A site with ten more themes and pictures against one with ten thousand: what visitors get when
nothing is in memory, and what editors work with."""

from contextlib import ExitStack, contextmanager

import requests

from bench import measure
from bench.admin.seed import seed
from bench.serving import prepared, served
from tests.live_site import LiveSite, create_database, demo_password, log_in

FEW, MANY = 10, 10_000
THEME = "/temaer/bygningsarv/"
VISITORS_RATIO, EDITORS_RATIO = 1.1, 1.5
INTRODUCTION = f"""
In turns from a site with {FEW} themes and pictures more than the demo, and from one with {MANY:,}
more, on PostgreSQL, with no page kept in memory. Times are medians of {measure.ROUNDS} rounds, in
milliseconds.
"""


def run(report, var):
    report.say(INTRODUCTION)
    with prepared(var) as template, ExitStack() as at_the_end:
        small, large = (
            at_the_end.enter_context(with_themes(var, template, number)) for number in (FEW, MANY)
        )
        report.table("Page", f"{FEW:,}", f"{MANY:,}", "ratio")
        for name, (user, address, words, at_most) in questions(small).items():
            asked = {site: (browser(site, user), address, words) for site in (small, large)}
            taken = measure.times(asked)
            ratio = taken[large] / taken[small]
            report.row(name, f"{taken[small]:.1f}", f"{taken[large]:.1f}", f"{ratio:.2f}")
            report.expect(f"{name}, among {MANY:,}", ratio, at_most=at_most)


@contextmanager
def with_themes(var, template, number):
    """A site that is served, with so many themes and pictures more."""
    with create_database(f"themes_{number}", template.rpartition("/")[2]) as database:
        seed(database, number)
        site = LiveSite(var, database, {"PAGE_CACHE_MEGABYTES": "0"})
        with served(site, THEME):
            yield site


def questions(site: LiveSite) -> dict[str, tuple[str, str, str, float]]:
    """Who asks for which address, words that the answer must hold, and the ratio to reach."""
    [(index,)] = site.rows("SELECT id FROM wagtailcore_page WHERE slug = 'temaer'")
    pages = f"/admin/pages/{index}/"
    return {
        "Theme page": ("", THEME, "Bygningsarv", VISITORS_RATIO),
        "Explorer": ("redaktion", pages, "Tema ", EDITORS_RATIO),
        "Editor": ("redaktion", "/admin/pages/100001/edit/", "Tema 1", EDITORS_RATIO),
        "Pictures": ("redaktion", "/admin/images/", "Billede", EDITORS_RATIO),
        "Choosing a picture": ("redaktion", "/admin/images/chooser/", "Billede", EDITORS_RATIO),
    }


def browser(site: LiveSite, user: str) -> requests.Session:
    return log_in(site.url, user, demo_password(site.var)) if user else requests.Session()
