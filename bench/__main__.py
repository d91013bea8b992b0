"""Run the benchmarks: python -m bench [--write] [part]….

The parts are pages, orders, admin and orders_admin. Without a name it runs all of them.
DATABASE_URL names the PostgreSQL server, which `pages` does not need.
--write saves the results in docs/benchmarks.md.
"""

import signal
import sys
import tempfile
from pathlib import Path

from bench import admin, orders, orders_admin, pages
from bench.report import Report, write_part
from tests.live_site import ROOT

PARTS = {
    "pages": ("Pages", pages),
    "orders": ("Orders", orders),
    "admin": ("Ten thousand pages", admin),
    "orders_admin": ("Order admin", orders_admin),
}


def main(arguments: list[str]) -> int:
    """Run the parts named in the arguments. Return 1 if an expectation was not met."""
    # Raise SystemExit on SIGTERM, so that databases and servers are removed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    reports = []
    for name in [name for name in PARTS if name in arguments] or PARTS:
        title, part = PARTS[name]
        reports.append(report := Report(title))
        with tempfile.TemporaryDirectory(prefix="lbf50-bench-") as folder:
            part.run(report, Path(folder))
        report.add_expectations()
        if "--write" in arguments:
            write_part(ROOT / "docs" / "benchmarks.md", report)
    return int(any(report.missed for report in reports))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
