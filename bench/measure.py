"""How long the running site takes to answer, and how much memory."""

import time
from pathlib import Path
from statistics import median

ROUNDS = 30
UNCOUNTED = 3  # the first, which find nothing in any cache
MEGABYTE = 1024  # in the kilobytes that /proc counts in


def times(questions: dict) -> dict:
    """The median time in milliseconds that each site takes to answer. `questions` holds, by site, a
    browser, an address and words that the answer must hold. They are asked in turns, so that
    whatever else the computer does is shared by all."""
    taken = {site: [] for site in questions}
    for number in range(ROUNDS + UNCOUNTED):
        for site, (browser, address, words) in questions.items():
            begun = time.perf_counter()
            page = browser.get(site.url + address, timeout=120)
            passed = (time.perf_counter() - begun) * 1000
            assert page.status_code == 200, f"{address}: {page.status_code}"
            assert words in page.text, f"{address}: no {words}"
            if number >= UNCOUNTED:
                taken[site].append(passed)
    return {site: median(passed) for site, passed in taken.items()}


class Memory:
    """What the processes of a server hold, in MiB."""

    def __init__(self, process):
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        self.folders = [Path(f"/proc/{pid}") for pid in (process.pid, *children)]

    def now(self) -> float:
        return self._sum("VmRSS")

    def peak(self) -> float:
        """The most since `forget_peak`."""
        return self._sum("VmHWM")

    def forget_peak(self):
        for folder in self.folders:
            (folder / "clear_refs").write_text("5")

    def _sum(self, name: str) -> float:
        lines = [line for folder in self.folders for line in _status(folder) if name in line]
        return sum(int(line.split()[1]) for line in lines) / MEGABYTE


def _status(folder: Path) -> list[str]:
    return (folder / "status").read_text().splitlines()
