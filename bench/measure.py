"""Response times and memory of a running site."""

import subprocess
import time
from pathlib import Path
from statistics import median

import requests

from tests.live_site import LiveSite

ROUNDS = 30
WARM_UP_ROUNDS = 3
KIB_PER_MIB = 1024


def response_times(
    pages: dict[LiveSite, tuple[requests.Session, str, str]],
) -> dict[LiveSite, float]:
    """Return the median response time of each site in milliseconds.

    The sites take turns, which spreads other activity on the machine over all of them.

    Args:
        pages: For each site a client, a URL path, and a text that the response must contain.
    """
    times = {site: [] for site in pages}
    for number in range(WARM_UP_ROUNDS + ROUNDS):
        for site, (client, path, text) in pages.items():
            start = time.perf_counter()
            response = client.get(site.url + path, timeout=120)
            milliseconds = (time.perf_counter() - start) * 1000
            assert response.status_code == 200, f"{path}: {response.status_code}"
            assert text in response.text, f"{path}: no {text}"
            if number >= WARM_UP_ROUNDS:
                times[site].append(milliseconds)
    return {site: median(values) for site, values in times.items()}


class Memory:
    """Resident memory of a server process and its children, in MiB."""

    def __init__(self, process: subprocess.Popen):
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        self.folders = [Path(f"/proc/{pid}") for pid in (process.pid, *children)]

    def current(self) -> float:
        """Return the memory in use now."""
        return self._sum("VmRSS")

    def peak(self) -> float:
        """Return the most memory in use since `reset_peak`."""
        return self._sum("VmHWM")

    def reset_peak(self) -> None:
        """Start a new measurement of the peak."""
        for folder in self.folders:
            (folder / "clear_refs").write_text("5")

    def _sum(self, name: str) -> float:
        lines = [line for folder in self.folders for line in _status(folder) if name in line]
        return sum(int(line.split()[1]) for line in lines) / KIB_PER_MIB


def _status(folder: Path) -> list[str]:
    return (folder / "status").read_text().splitlines()
