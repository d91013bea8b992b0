"""Requests from wrk, which has one core to itself, to servers that have the other."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SERVERS_CORE, CLIENTS_CORE = 0, 1
GZIP = {"Accept-Encoding": "gzip"}
MILLISECONDS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}


@dataclass(frozen=True)
class Load:
    """What so many seconds of requests came to: how many, how many a second, and how long half of
    them and all but a hundredth took at most, in milliseconds."""

    requests: int
    rate: float
    p50: float
    p99: float


def wrk(url: str, headers=GZIP, *, seconds=3, connections=64, script: Path | None = None) -> Load:
    """Asks for the address as often as it is answered."""
    command = [*on_core(CLIENTS_CORE), "wrk", "-t1", f"-c{connections}", f"-d{seconds}s"]
    command += [f"-H{name}: {value}" for name, value in headers.items()]
    command += ["--latency", "--timeout=60s", *([f"-s{script}"] if script else []), url]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    # A script may well ask for what is not there.
    assert script or "Non-2xx" not in told, told
    assert "Socket errors" not in told, told
    return Load(
        int(re.search(r"(\d+) requests in", told)[1]),
        float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1]),
        *(_milliseconds(told, share) for share in ("50%", "99%")),
    )


def in_turns(loads: dict, rounds: int) -> dict[str, Load]:
    """The median of each figure. The loads are run one after the other, and all of them again, so
    that whatever else the computer does is shared by all."""
    taken = {name: [] for name in loads}
    for _round in range(rounds):
        for name, load in loads.items():
            taken[name].append(load())
    return {
        name: Load(*(median(figures) for figures in zip(*map(_figures, runs), strict=True)))
        for name, runs in taken.items()
    }


def on_core(core: int) -> list[str]:
    """What to put before a command."""
    return ["taskset", "-c", str(core)]


def _figures(load: Load) -> tuple:
    return load.requests, load.rate, load.p50, load.p99


def _milliseconds(told: str, share: str) -> float:
    number, unit = re.search(rf"{share}\s+([\d.]+)(us|ms|s|m)\b", told).groups()
    return float(number) * MILLISECONDS[unit]
