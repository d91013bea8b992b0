"""A copy of the database as a file, and back, on PostgreSQL and SQLite."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient


def dump(path: Path) -> None:
    """Write the database to a file, as it is at this moment, while others go on writing.

    Raises:
        CommandError: pg_dump has failed.
    """
    if connection.vendor == "postgresql":
        _run("pg_dump", f"--file={path}", "--format=custom", "--no-owner", "--no-privileges")
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as target:
        connection.connection.backup(target)


def load(path: Path) -> None:
    """Replace the database with the content of the file.

    Raises:
        CommandError: The file is broken, or pg_restore has failed. The database is as before.
    """
    if connection.vendor == "postgresql":
        options = ("--clean", "--if-exists", "--no-owner", "--single-transaction")
        connection.close()
        _run("pg_restore", *options, str(path))
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as source:
        try:
            [state] = source.execute("PRAGMA integrity_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            state = str(error)
        if state != "ok":
            raise CommandError(
                f"Nothing was restored: the database of the backup is broken: {state}"
            )
        source.backup(connection.connection)
    connection.close()


def is_empty() -> bool:
    """Return whether a restore would destroy nothing: nobody has worked here yet."""
    users = get_user_model()
    has_table = users._meta.db_table in connection.introspection.table_names()
    return not (has_table and users.objects.exists())


def _run(program: str, *options: str) -> None:
    arguments, variables = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    *address, name = arguments[1:]
    command = [program, *address, f"--dbname={name}", *options]
    run = subprocess.run(  # noqa: S603
        command,
        env=os.environ | (variables or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise CommandError(f"{program} failed: {run.stderr.strip()}")
