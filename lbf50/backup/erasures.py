"""What was erased, outside the database: a backup from before does not bring it back.

A line has the key of a row that no longer names anybody. Apps erase them again after a restore, in
the functions of `after_restore` of their AppConfig.
"""

import os
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from lbf50.declarations import declared

FILE_NAME = "erased.txt"


def record(keys: list[str]) -> None:
    """Append keys to the list."""
    with (settings.VAR_DIR / FILE_NAME).open("a") as file:
        file.writelines(f"{key}\n" for key in keys)
        file.flush()
        os.fsync(file.fileno())


def copy_to(folder: Path) -> None:
    """Add the list to the one beside the backups, with what was erased on other hosts.

    Apps name functions that return the keys in `erased_keys` of their AppConfig.
    """
    erased = {key for name in declared("erased_keys") for key in import_string(name)()}
    keys = sorted(erased.union(read(folder)))
    (folder / FILE_NAME).write_text("".join(f"{key}\n" for key in keys))


def read(folder: Path) -> list[str]:
    """Return the keys of this host and of the folder of backups."""
    keys: set[str] = set()
    for path in (settings.VAR_DIR / FILE_NAME, folder / FILE_NAME):
        if path.exists():
            keys.update(path.read_text().split())
    return sorted(keys)
