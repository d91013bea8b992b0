"""Migrated database, built once and copied by each test process."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import django
import wagtail
from django.db import connection

from tests.live_site import create_database, on_postgres

ROOT = Path(__file__).resolve().parent.parent
SNAPSHOT_DIR = ROOT / ".pytest_cache"
IN_MEMORY = "file:lbf50-tests?mode=memory&cache=shared"


def snapshot_path() -> Path:
    """Return the snapshot's path for the current migrations, models and packages."""
    packages = f"{django.__version__} {wagtail.__version__}"
    digest = hashlib.sha256(packages.encode() + (ROOT / "requirements.txt").read_bytes())
    for app in ("lbf50", "themes", "staircase", "orders"):
        for path in sorted((ROOT / app).rglob("*.py")):
            if {"migrations", "models", "page_cache"} & set(path.parts) or path.stem == "models":
                digest.update(path.read_bytes())
    return SNAPSHOT_DIR / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


def build_snapshot() -> None:
    """Migrate an empty database into the snapshot, unless it exists."""
    path = snapshot_path()
    if path.exists():
        return
    SNAPSHOT_DIR.mkdir(exist_ok=True)
    for old in SNAPSHOT_DIR.glob("migrated-*"):
        old.unlink()
    temporary_path = path.with_suffix(f".{os.getpid()}")
    migrate(f"sqlite:///{temporary_path}")
    with sqlite3.connect(temporary_path) as database:
        # Without WAL the database is a single file.
        database.execute("PRAGMA journal_mode=DELETE")
    temporary_path.rename(path)


def migrate(url: str) -> None:
    """Create the tables in an empty database."""
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": url},
        check=True,
    )


@contextmanager
def copy_migrated() -> Iterator[None]:
    """Point Django at a copy of the migrated database. Drop the copy afterwards."""
    connection.close()
    with ExitStack() as stack:
        if on_postgres():
            template = os.environ["MIGRATED_DATABASE"]
            url = stack.enter_context(create_database("tests", template))
            connection.settings_dict["NAME"] = urlsplit(url).path.lstrip("/")
            connection.ensure_connection()
        else:
            connection.settings_dict["NAME"] = IN_MEMORY
            connection.ensure_connection()
            with sqlite3.connect(snapshot_path()) as snapshot:
                snapshot.backup(connection.connection)
        # Django restores this data after a flush, for tests with `serialized_rollback`.
        connection._test_serialized_contents = connection.creation.serialize_db_to_string()
        yield
        connection.close()
