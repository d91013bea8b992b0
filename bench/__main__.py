"""Measures the site, all of it or in parts: python -m bench [--write] [pages|desk|admin|orders]…

DATABASE_URL names the PostgreSQL server that everything but the pages' part works on. --write puts
the figures in docs/benchmarks.md."""

import signal
import sys
import tempfile
from pathlib import Path

from bench import admin, desk, orders, pages
from bench.report import Report, write
from tests.live_site import ROOT

PARTS = {
    "pages": ("Pages", pages),
    "orders": ("Orders", orders),
    "admin": ("Ten thousand pages", admin),
    "desk": ("The order desk", desk),
}


def main(arguments: list[str]) -> int:
    # Told to stop, it still takes its databases and servers away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    reports = []
    for name in [name for name in PARTS if name in arguments] or PARTS:
        title, part = PARTS[name]
        reports.append(report := Report(title))
        with tempfile.TemporaryDirectory(prefix="lbf50-bench-") as folder:
            part.run(report, Path(folder))
        report.conclude()
        if "--write" in arguments:
            write(ROOT / "docs" / "benchmarks.md", report)
    return int(any(report.missed for report in reports))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
