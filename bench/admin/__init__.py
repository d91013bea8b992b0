"""Response times of public and admin pages with 10,000 themes, compared with 10."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import requests

from bench import measure
from bench.admin.seed import seed
from bench.report import Report
from bench.serving import demo_database, running_server
from tests.live_site import LiveSite, create_database, demo_password, log_in

FEW, MANY = 10, 10_000
THEME = "/temaer/bygningsarv/"
PUBLIC_RATIO, ADMIN_RATIO = 1.1, 1.5
INTRODUCTION = f"""
Two copies of the demo on PostgreSQL, one with {FEW} more themes and pictures, one with {MANY:,}
more. The page cache is off. Times are medians of {measure.ROUNDS} alternating rounds, in
milliseconds.
"""


def run(report: Report, var: Path) -> None:
    """Measure each page on both sites."""
    report.add_line(INTRODUCTION)
    with demo_database(var) as template, ExitStack() as stack:
        small, large = (
            stack.enter_context(site_with_themes(var, template, number)) for number in (FEW, MANY)
        )
        report.start_table("Page", f"{FEW:,}", f"{MANY:,}", "ratio")
        for name, (user, path, text, at_most) in pages_to_measure(small).items():
            pages = {site: (client(site, user), path, text) for site in (small, large)}
            times = measure.response_times(pages)
            ratio = times[large] / times[small]
            report.add_row(name, f"{times[small]:.1f}", f"{times[large]:.1f}", f"{ratio:.2f}")
            report.expect(f"{name}, among {MANY:,}", ratio, at_most=at_most)


@contextmanager
def site_with_themes(var: Path, template: str, number: int) -> Iterator[LiveSite]:
    """Serve a copy of the demo with a number of additional themes and pictures."""
    with create_database(f"themes_{number}", template.rpartition("/")[2]) as database:
        seed(database, number)
        site = LiveSite(var, database, {"PAGE_CACHE_MEGABYTES": "0"})
        with running_server(site, THEME):
            yield site


def pages_to_measure(site: LiveSite) -> dict[str, tuple[str, str, str, float]]:
    """Return user, path, text in the response and limit of the ratio for each page."""
    [(index,)] = site.rows("SELECT id FROM wagtailcore_page WHERE slug = 'temaer'")
    explorer = f"/admin/pages/{index}/"
    return {
        "Theme page": ("", THEME, "Bygningsarv", PUBLIC_RATIO),
        "Explorer": ("redaktion", explorer, "Tema ", ADMIN_RATIO),
        "Editor": ("redaktion", "/admin/pages/100001/edit/", "Tema 1", ADMIN_RATIO),
        "Pictures": ("redaktion", "/admin/images/", "Billede", ADMIN_RATIO),
        "Image chooser": ("redaktion", "/admin/images/chooser/", "Billede", ADMIN_RATIO),
    }


def client(site: LiveSite, user: str) -> requests.Session:
    """Return a client, logged in if a user is named."""
    return log_in(site.url, user, demo_password(site.var)) if user else requests.Session()
