"""What was measured, printed as it comes and kept as a page of docs/."""

import platform
import re
from datetime import date
from pathlib import Path

HEAD = "# Benchmarks\n\nWritten by `make bench WRITE=1`. `PART=…` measures one part anew.\n"


class Report:
    """One part of the page in docs/: lines of Markdown, and what was expected of the figures."""

    def __init__(self, title: str):
        self.title = title
        self.lines = []
        self.expected = []
        self.missed = 0
        self.say(f"## {title}\n\nOn {date.today().isoformat()}, on {_machine()}.")

    def say(self, line: str):
        self.lines.append(line)
        print(line, flush=True)

    def table(self, *columns: str):
        self.say(f"\n| {' | '.join(columns)} |")
        self.say(f"| --- |{' ---: |' * (len(columns) - 1)}")

    def row(self, *cells: str):
        self.say(f"| {' | '.join(cells)} |")

    def expect(self, what: str, figure: float, *, at_least=None, at_most=None):
        """Notes whether the figure is within reach, for the end of the part."""
        is_met = figure >= at_least if at_least is not None else figure <= at_most
        reach = f"≥ {at_least:g}" if at_least is not None else f"≤ {at_most:g}"
        self.expected.append((what, f"{figure:.4g}", reach, "yes" if is_met else "**no**"))
        self.missed += not is_met

    def conclude(self):
        """Says what was expected, and whether it was met."""
        self.table("What", "measured", "reach", "met")
        for line in self.expected:
            self.row(*line)


def write(path: Path, report: Report):
    """Puts the part on the page, in the place of its earlier self."""
    earlier = path.read_text() if path.exists() else HEAD
    head, *parts = re.split(r"^(?=## )", earlier, flags=re.M)
    kept = {part.partition("\n")[0].removeprefix("## "): part for part in parts}
    kept[report.title] = "\n".join(report.lines)
    path.write_text("\n\n".join(part.strip() for part in [head, *kept.values()]) + "\n")


def _machine() -> str:
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    cores = Path("/proc/cpuinfo").read_text().count("processor\t")
    return f"{platform.node()} ({model[1] if model else platform.machine()}, {cores} cores)"
