"""The file of settings that an administrator copies works as it is."""

import json
import os
import subprocess
import sys

from tests.live_site import ROOT

NAMES = ("SECRET_KEY_FALLBACKS", "BACKUP_PASSPHRASE", "METRICS_TOKEN", "REQUIRE_SECOND_FACTOR")


def read_settings(**environment) -> dict:
    """Return some settings, as a process with these variables has them."""
    code = (
        "import json; from lbf50 import settings;"
        f"values = {{name: getattr(settings, name) for name in {NAMES}}};"
        "values['MEDIA_ROOT'] = str(settings.MEDIA_ROOT); print(json.dumps(values))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    pairs = (line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return {name: value.strip('"') for name, value in pairs}


def test_empty_values_mean_nothing():
    """An empty key would sign for everybody, an empty folder would be that of the code."""
    settings = read_settings(**example() | {"SECRET_KEY": "x" * 50})
    assert settings == {
        "SECRET_KEY_FALLBACKS": [],
        "BACKUP_PASSPHRASE": "",
        "METRICS_TOKEN": "",
        "REQUIRE_SECOND_FACTOR": True,
        "MEDIA_ROOT": "/var/lib/lbf50/media",
    }


def test_earlier_keys_are_a_list():
    settings = read_settings(SECRET_KEY="ny", SECRET_KEY_FALLBACKS="gammel, ,ældre")
    assert settings["SECRET_KEY_FALLBACKS"] == ["gammel", "ældre"]
