"""HTTP load from wrk. The client runs on one core, the servers on the other."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SERVER_CORE, CLIENT_CORE = 0, 1
GZIP = {"Accept-Encoding": "gzip"}
MILLISECONDS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}


@dataclass(frozen=True)
class Load:
    """Result of one run: requests, requests per second, and latencies in milliseconds."""

    requests: int
    rate: float
    p50: float
    p99: float


def wrk(
    url: str,
    headers: dict[str, str] = GZIP,
    *,
    seconds: int = 3,
    connections: int = 64,
    script: Path | None = None,
) -> Load:
    """Request the URL as fast as the server responds.

    Args:
        script: Lua script that makes the requests. They may fail with an HTTP error.
    """
    command = [*taskset(CLIENT_CORE), "wrk", "-t1", f"-c{connections}", f"-d{seconds}s"]
    command += [f"-H{name}: {value}" for name, value in headers.items()]
    command += ["--latency", "--timeout=60s", *([f"-s{script}"] if script else []), url]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert script or "Non-2xx" not in output, output
    assert "Socket errors" not in output, output
    return Load(
        int(re.search(r"(\d+) requests in", output)[1]),
        float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1]),
        *(_latency(output, percentile) for percentile in ("50%", "99%")),
    )


def median_loads(runs: dict[str, Callable[[], Load]], rounds: int) -> dict[str, Load]:
    """Run each load in turn, for a number of rounds. Return the medians.

    Taking turns spreads other activity on the machine over all loads.
    """
    loads = {name: [] for name in runs}
    for _round in range(rounds):
        for name, run in runs.items():
            loads[name].append(run())
    return {
        name: Load(*(median(figures) for figures in zip(*map(_figures, results), strict=True)))
        for name, results in loads.items()
    }


def taskset(core: int) -> list[str]:
    """Return the command prefix that pins a process to a core."""
    return ["taskset", "-c", str(core)]


def _figures(load: Load) -> tuple[float, ...]:
    return load.requests, load.rate, load.p50, load.p99


def _latency(output: str, percentile: str) -> float:
    number, unit = re.search(rf"{percentile}\s+([\d.]+)(us|ms|s|m)\b", output).groups()
    return float(number) * MILLISECONDS[unit]
