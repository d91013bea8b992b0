"""What Lighthouse, as a phone, says of every kind of page of the demo: `make judge`.

Prints a line a page, and what it would have better. Ends with 1 where a score is below 100."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from tests.live_site import running_demo

LIGHTHOUSE = Path(__file__).parent / "node_modules/.bin/lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run"
# Of pages alike the sitemap names many: so many below each page are judged.
OF_EACH_KIND = 2
TRIES = 3  # the trace of a busy machine is now and then empty


def main() -> int:
    with (
        tempfile.TemporaryDirectory(prefix="lbf50-judge-") as folder,
        running_demo(Path(folder), "") as demo,
    ):
        addresses = sys.argv[1:] or kinds(demo.url)
        poor = [address for address in addresses if not judge(demo.url, address)]
    print(f"{len(addresses) - len(poor)} of {len(addresses)} pages have 100 in all four.")
    return int(bool(poor))


def kinds(url: str) -> list[str]:
    """Addresses of the sitemap: all at the top, and two below each other page."""
    sitemap = urllib.request.urlopen(f"{url}/sitemap.xml").read().decode()  # noqa: S310
    by_parent: dict[str, list[str]] = {}
    for location in re.findall("<loc>(.*?)</loc>", sitemap):
        path = urlsplit(location).path
        by_parent.setdefault(path.rstrip("/").rpartition("/")[0], []).append(path)
    below = [paths[:OF_EACH_KIND] for parent, paths in by_parent.items() if parent]
    return by_parent[""] + [path for paths in below for path in paths]


def judge(url: str, address: str) -> bool:
    """Prints what Lighthouse says; whether all is well."""
    report = lighthouse(url + address)
    scores = {name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES}
    print(f"{address:70}", *(f"{name} {score:3}" for name, score in scores.items()), flush=True)
    for name in CATEGORIES:
        for reference in report["categories"][name]["auditRefs"] if scores[name] < 100 else ():
            audit = report["audits"][reference["id"]]
            if audit["score"] is not None and audit["score"] < 0.9 and reference["weight"]:
                print(f"    {audit['title']} {audit.get('displayValue', '')}")
    return min(scores.values()) == 100


def lighthouse(url: str) -> dict:
    """The report, as Lighthouse writes it. Raises where it has none after some tries."""
    command = [LIGHTHOUSE, url, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium")}
    for _try in range(TRIES):
        with tempfile.NamedTemporaryFile(suffix=".json") as file:
            # To a file: Lighthouse may end before a pipe has taken all of a long report.
            to_file = [*command, f"--output-path={file.name}"]
            run = subprocess.run(
                to_file, capture_output=True, text=True, env=environment, check=False
            )
            written = file.read()
        report = json.loads(written) if written else {}
        if report and "runtimeError" not in report:
            return report
    raise RuntimeError(f"{url}: {run.stderr or report['runtimeError']}")


if __name__ == "__main__":
    sys.exit(main())
