"""Paths of the checkout, and the environment variables for the settings."""

import os
import sys
from pathlib import Path

from django.conf import settings
from environs import Env

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var")
# Written by `make run` and `make dev`.
DEMO_ENV_FILE = VAR_DIR / "demo.env"


def load_demo_env() -> None:
    """Add the demo's variables to the environment, unless SECRET_KEY is set and not empty.

    A production host sets SECRET_KEY, so an old demo file on it has no effect.
    """
    if not os.environ.get("SECRET_KEY"):
        os.environ.pop("SECRET_KEY", None)
        env.read_env(DEMO_ENV_FILE, recurse=False)


def read_settings() -> None:
    """Read the settings, or end the process with a sentence about what is wrong with them."""
    try:
        settings.INSTALLED_APPS  # noqa: B018  # reads them
    except Exception as error:  # Each library has its own for a value that it does not understand.
        sys.exit(describe_wrong_setting(error))


def describe_wrong_setting(error: Exception) -> str:
    """Return the error of a settings library in one sentence."""
    return f"A setting is wrong. {str(error).splitlines()[0]}"
