"""Where the settings come from: the environment, or the demo's own file when there is none."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))
DEMO_FILE = VAR_DIR / "demo.env"


def read_demo_file() -> dict[str, str]:
    """The NAME=value lines that `make run` wrote, or nothing where it never ran."""
    if not DEMO_FILE.exists():
        return {}
    lines = (line.partition("=") for line in DEMO_FILE.read_text().splitlines())
    return {name: value for name, equals, value in lines if equals}


def environment() -> dict[str, str]:
    """The process's environment. The demo's file fills in only where SECRET_KEY is not set:
    a production host sets it, so a file left behind there by a demo is never read."""
    if "SECRET_KEY" in os.environ:
        return dict(os.environ)
    return {**read_demo_file(), **os.environ}
