"""Where the making of a page spends its time: python -m bench.profile /temaer/bidrag-til-velfaerd/

Works on what `make run` has prepared. The store in front of Django is not asked."""

import cProfile
import os
import pstats
import re
import sys
import time
from collections import Counter
from contextlib import contextmanager

import django

SHOWN = 12
OWN = "/(lbf50|themes|staircase|orders)/"


def main(path: str):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lbf50.settings")
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    visitor = Client(HTTP_HOST=settings.ALLOWED_HOSTS[0])
    visitor.get(path)  # compiles the templates
    with CaptureQueriesContext(connection) as queries, timed_templates() as templates:
        begun = time.perf_counter()
        page = visitor.get(path)
        passed = time.perf_counter() - begun
    print(f"{page.status_code}: {len(page.content):,} bytes in {passed * 1000:.0f} ms\n")
    asked = Counter()
    for query in queries:
        asked[re.sub(r"^SELECT .*? FROM ", "… ", query["sql"])[:100]] += float(query["time"])
    show(f"{len(queries)} queries", asked)
    show("Templates, with those inside them", templates)
    with cProfile.Profile() as profile:
        visitor.get(path)
    pstats.Stats(profile).sort_stats("cumulative").print_stats(OWN, SHOWN)


@contextmanager
def timed_templates():
    """The seconds that each template takes."""
    from django.template.base import Template

    seconds, render = Counter(), Template.render

    def timed(template, context):
        begun = time.perf_counter()
        try:
            return render(template, context)
        finally:
            seconds[template.name] += time.perf_counter() - begun

    Template.render = timed
    yield seconds
    Template.render = render


def show(title: str, seconds: Counter):
    print(title)
    for name, passed in seconds.most_common(SHOWN):
        print(f"{passed * 1000:8.1f} ms  {name}")
    print()


if __name__ == "__main__":
    main(sys.argv[1])
