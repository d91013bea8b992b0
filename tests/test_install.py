"""The script that puts the site up on a host, run without what only a host has."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.live_site import create_database, on_postgres

ROOT = Path(__file__).resolve().parents[1]
pytestmark = [
    pytest.mark.resilience,
    pytest.mark.skipif(not on_postgres(), reason="a host has PostgreSQL: see DATABASE_URL"),
]
# Commands that change the machine: each notes how it was called.
NOTED = ("adduser", "apt-get", "certbot", "nginx", "systemctl", "ufw")
# The test may not make users, and is not root everywhere.
RUNUSER = '#!/bin/sh\necho "runuser $*" >>"$NOTES"\nshift 3\nexec "$@"\n'
INSTALL = """#!/usr/bin/env python3
import os, sys
words = iter(sys.argv[1:])
kept = [word for word in words if word not in ("-o", "-g") or not next(words)]
os.execv("/usr/bin/install", ["install", *kept])
"""


@pytest.fixture
def host(tmp_path):
    """A folder that stands for / of a bare host, and commands that only take notes."""
    for folder in ("etc/nginx/sites-enabled", "etc/systemd/system", "var"):
        (tmp_path / folder).mkdir(parents=True)
    commands = tmp_path / "commands"
    commands.mkdir()
    scripts = {name: f'#!/bin/sh\necho "{name} $*" >>"$NOTES"\n' for name in NOTED}
    for name, script in (scripts | {"runuser": RUNUSER, "install": INSTALL}).items():
        (commands / name).write_text(script)
        (commands / name).chmod(0o755)
    return tmp_path


def run(host: Path, *command: str, **variables: str) -> str:
    """Run a command on the host. Return what it prints."""
    environment = {
        "PATH": f"{host / 'commands'}:{host / 'usr/local/bin'}:{os.environ['PATH']}",
        "HOME": str(host),
        "NOTES": str(host / "notes"),
        "ROOT": str(host),
        **variables,
    }
    result = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_site_is_installed_and_upgraded(host):
    with create_database("host") as database:
        said = run(host, "deploy/install", "bog.example.dk", "a@example.dk", DATABASE_URL=database)
        assert "lbf50-manage createsuperuser" in said
        settings = host / "etc/lbf50.env"
        assert settings.stat().st_mode & 0o777 == 0o600
        text = settings.read_text()
        assert "BASE_URL=https://bog.example.dk\n" in text
        assert "SECRET_KEY=\n" not in text
        nginx = (host / "etc/nginx/sites-enabled/lbf50").read_text()
        assert "/live/bog.example.dk/fullchain.pem" in nginx
        assert "server_name lbf50.dk" not in nginx
        assert (host / "etc/systemd/system/lbf50@.service").exists()
        notes = (host / "notes").read_text()
        for line in (
            "certbot certonly --webroot",
            "ufw allow Nginx Full",
            "systemctl enable --now lbf50@8001 lbf50@8002 lbf50-worker lbf50-backup.timer",
        ):
            assert line in notes

        run(host, "lbf50-manage", "stock", "set", "500", "--reason", "First print run")
        assert "500 free" in run(host, "lbf50-manage", "stock")

        # Again, after an error: nothing is lost.
        said = run(host, "deploy/install", "bog.example.dk", "a@example.dk", DATABASE_URL=database)
        assert "The site has content already" in said
        assert settings.read_text() == text
        assert "500 free" in run(host, "lbf50-manage", "stock")

        shutil.copy(host / "commands/systemctl", host / "commands/curl")
        run(host, "deploy/upgrade")
        upgrade = (host / "notes").read_text().split("update_index")[-1]
        assert upgrade.index("restart lbf50@8001") < upgrade.index("restart lbf50@8002")


def test_database_of_the_host_belongs_to_its_user(host):
    """Stop after the settings: the role is not there to log in with."""
    for name in ("createuser", "createdb", "psql"):
        shutil.copy(host / "commands/ufw", host / "commands" / name)
    script = (ROOT / "deploy/install").read_text().split('echo "5.')[0]
    shortened = host / "deploy" / "install"
    shortened.parent.mkdir()
    shortened.write_text(script.replace('cd "$(dirname "${BASH_SOURCE[0]}")/.."', f"cd {ROOT}"))
    run(host, "bash", str(shortened), "bog.example.dk", "a@example.dk")
    notes = (host / "notes").read_text()
    assert "runuser -u postgres -- createuser lbf50" in notes
    assert "runuser -u postgres -- createdb --owner lbf50 lbf50" in notes
    database = "DATABASE_URL=postgres://lbf50@%2Fvar%2Frun%2Fpostgresql/lbf50\n"
    assert database in (host / "etc/lbf50.env").read_text()
