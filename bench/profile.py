"""Profile the rendering of a page: python -m bench.profile PATH.

Uses the demo that `make run` has prepared. Requests bypass the page cache.
"""

import cProfile
import os
import pstats
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import django

MAX_LINES = 12
OUR_CODE = "/(lbf50|themes|staircase|orders)/"


def main(path: str) -> None:
    """Print queries, templates and functions of one request, slowest first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lbf50.settings")
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(HTTP_HOST=settings.ALLOWED_HOSTS[0])
    client.get(path)  # compiles the templates
    with CaptureQueriesContext(connection) as queries, template_times() as templates:
        start = time.perf_counter()
        response = client.get(path)
        seconds = time.perf_counter() - start
    size = len(response.content)
    print(f"{response.status_code}: {size:,} bytes in {seconds * 1000:.0f} ms\n")
    query_times = Counter()
    for query in queries:
        sql = re.sub(r"^SELECT .*? FROM ", "… ", query["sql"])[:100]
        query_times[sql] += float(query["time"])
    print_times(f"{len(queries)} queries", query_times)
    print_times("Templates, with those inside them", templates)
    with cProfile.Profile() as profile:
        client.get(path)
    pstats.Stats(profile).sort_stats("cumulative").print_stats(OUR_CODE, MAX_LINES)


@contextmanager
def template_times() -> Iterator[Counter]:
    """Measure the seconds that each template takes."""
    from django.template.base import Template

    seconds, render = Counter(), Template.render

    def timed_render(template, context):
        start = time.perf_counter()
        try:
            return render(template, context)
        finally:
            seconds[template.name] += time.perf_counter() - start

    Template.render = timed_render
    yield seconds
    Template.render = render


def print_times(title: str, seconds: Counter) -> None:
    """Print the longest times in milliseconds."""
    print(title)
    for name, value in seconds.most_common(MAX_LINES):
        print(f"{value * 1000:8.1f} ms  {name}")
    print()


if __name__ == "__main__":
    main(sys.argv[1])
