"""Benchmark results, printed and written to docs/benchmarks.md."""

import platform
import re
from datetime import date
from pathlib import Path

HEAD = "# Benchmarks\n\nWritten by `make bench WRITE=1`. `PART=…` updates one part.\n"


class Report:
    """One part of the benchmarks: lines of Markdown, and the expectations."""

    def __init__(self, title: str):
        self.title = title
        self.lines: list[str] = []
        self.expectations: list[tuple[str, str, str, str]] = []
        self.missed = 0
        self.add_line(f"## {title}\n\nOn {date.today().isoformat()}, on {_machine()}.")

    def add_line(self, line: str) -> None:
        """Add a line of Markdown, and print it."""
        self.lines.append(line)
        print(line, flush=True)

    def start_table(self, *columns: str) -> None:
        """Add the head of a table. All columns but the first are numbers."""
        self.add_line(f"\n| {' | '.join(columns)} |")
        self.add_line(f"| --- |{' ---: |' * (len(columns) - 1)}")

    def add_row(self, *cells: str) -> None:
        """Add a row to the table."""
        self.add_line(f"| {' | '.join(cells)} |")

    def expect(
        self,
        name: str,
        figure: float,
        *,
        at_least: float | None = None,
        at_most: float | None = None,
    ) -> None:
        """Compare a figure with its limit. Pass either `at_least` or `at_most`."""
        is_met = figure >= at_least if at_least is not None else figure <= at_most
        limit = f"≥ {at_least:g}" if at_least is not None else f"≤ {at_most:g}"
        self.expectations.append((name, f"{figure:.4g}", limit, "yes" if is_met else "**no**"))
        self.missed += not is_met

    def add_expectations(self) -> None:
        """Add a table of the expectations."""
        self.start_table("Expectation", "measured", "limit", "met")
        for expectation in self.expectations:
            self.add_row(*expectation)


def write_part(path: Path, report: Report) -> None:
    """Write the part to the file, in place of its earlier version."""
    text = path.read_text() if path.exists() else HEAD
    head, *sections = re.split(r"^(?=## )", text, flags=re.M)
    parts = {section.partition("\n")[0].removeprefix("## "): section for section in sections}
    parts[report.title] = "\n".join(report.lines)
    path.write_text("\n\n".join(part.strip() for part in [head, *parts.values()]) + "\n")


def _machine() -> str:
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    cores = Path("/proc/cpuinfo").read_text().count("processor\t")
    return f"{platform.node()} ({model[1] if model else platform.machine()}, {cores} cores)"
