"""What was measured, printed as it comes and kept as a page of docs/."""

import platform
import re
from datetime import date
from pathlib import Path

RATIO_AT_MOST = 1.5
MEMORY_AT_MOST = 64  # MiB

HEAD = """# Benchmarks

Written by `make bench WRITE=1` on {day}, on {machine}.

Each page is asked for through the running server, by a user of the desk, in turns from a site with
1,000 orders and from one with 1,000,000, on PostgreSQL. Times are medians of {rounds} rounds, in
milliseconds. The newest orders are alike in both, so that each answer fills as much of a page. The
goal is at most {ratio} times the time, and less than {memory} MiB for an export. What takes longer
is measured anew, {tries} times in all at most, and the last time counts.
"""


class Report:
    """Lines of Markdown, and whether a goal was missed."""

    def __init__(self, rounds: int, tries: int):
        self.lines = [
            HEAD.format(
                day=date.today().isoformat(),
                machine=_machine(),
                rounds=rounds,
                tries=tries,
                ratio=RATIO_AT_MOST,
                memory=MEMORY_AT_MOST,
            )
        ]
        self.missed = []

    def say(self, line: str):
        self.lines.append(line)
        print(line, flush=True)

    def heading(self, title: str):
        self.say(f"\n## {title}\n")

    def table(self, *columns: str):
        self.say(f"\n| {' | '.join(columns)} |")
        self.say(f"| --- |{' ---: |' * (len(columns) - 1)}")

    def times(self, name: str, small: float, large: float):
        ratio = large / small
        self.say(f"| {name} | {small:.1f} | {large:.1f} | {ratio:.2f} |")
        if ratio > RATIO_AT_MOST:
            self.missed.append(f"{name}: {ratio:.2f} times")

    def memory(self, name: str, size: float, seconds: float, added: float):
        self.say(f"| {name} | {size:.0f} | {seconds:.0f} | {added:.1f} |")
        if added >= MEMORY_AT_MOST:
            self.missed.append(f"{name}: {added:.1f} MiB")

    def conclude(self) -> int:
        """Says what was missed, and how many that is."""
        self.heading("Out of reach" if self.missed else "All within reach")
        for line in self.missed:
            self.say(f"- {line}")
        return len(self.missed)

    def write(self, path: Path):
        path.write_text("\n".join(self.lines).rstrip() + "\n")


def _machine() -> str:
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    cores = Path("/proc/cpuinfo").read_text().count("processor\t")
    return f"{platform.node()} ({model[1] if model else platform.machine()}, {cores} cores)"
