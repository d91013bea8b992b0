"""The archive of a backup: a tar file, encrypted with gpg if there is a passphrase."""

import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from lbf50 import __version__

PATTERN = "lbf50-*.tar*"
DATABASE, MEDIA, CONTENTS = "database", "media", "contents.json"
# What a new host needs beside the archive.
ALSO_NEEDED = [
    "The checkout of this version, and its requirements.txt.",
    "/etc/lbf50.env, with the same SECRET_KEY: without it, sessions and links to pictures end.",
    "BACKUP_PASSPHRASE, if the archive is encrypted. Keep it elsewhere.",
    "The certificate, or the means to get one.",
]


def write_archive(folder: Path, now: datetime, dump: Callable[[Path], None]) -> Path:
    """Write a new archive into the folder. Return its path.

    It has its name only when it is complete.

    Raises:
        CommandError: The folder, the database or gpg has failed.
    """
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except OSError as error:
        raise CommandError(f"No backup can be written: {error}") from error
    name = f"lbf50-{now:%Y-%m-%dT%H%M%SZ}.tar"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as temporary:
        work = Path(temporary)
        # The database first: what is uploaded meanwhile is in the archive without being named.
        dump(work / DATABASE)
        (work / CONTENTS).write_text(json.dumps(_contents(now), indent=2))
        with tarfile.open(work / name, "w") as archive:
            archive.add(work / CONTENTS, CONTENTS)
            archive.add(work / DATABASE, DATABASE)
            if settings.MEDIA_ROOT.exists():
                archive.add(settings.MEDIA_ROOT, MEDIA)
        finished = _encrypt(work / name) if settings.BACKUP_PASSPHRASE else work / name
        finished.chmod(0o600)
        return finished.rename(folder / finished.name)


def newest(folder: Path) -> Path:
    """Return the newest archive of the folder.

    Raises:
        CommandError: There is none.
    """
    archives = sorted(folder.glob(PATTERN))
    if not archives:
        raise CommandError(f"There is no backup in {folder}.")
    return archives[-1]


def delete_old(folder: Path, keep: int) -> None:
    """Delete all archives of the folder but the newest."""
    for archive in sorted(folder.glob(PATTERN))[:-keep]:
        archive.unlink()


@contextmanager
def opened(path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Unpack an archive for a while. Yield the folder and what the archive says of itself.

    Raises:
        CommandError: It cannot be read or decrypted, or is of another kind of database.
    """
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        if path.suffix == ".gpg":
            path = _decrypt(path, work / path.stem)
        try:
            with tarfile.open(path) as archive:
                # Refuses paths outside the folder. Python 3.11.2 of Debian 12 ignores it.
                archive.extraction_filter = getattr(tarfile, "data_filter", None)
                archive.extractall(work)  # noqa: S202
        except tarfile.TarError as error:
            raise CommandError(f"{path} cannot be read: {error}") from error
        contents = json.loads((work / CONTENTS).read_text())
        if contents["database"] != connection.vendor:
            raise CommandError(f"The backup is of {contents['database']}, not {connection.vendor}.")
        yield work, contents


def _contents(now: datetime) -> dict[str, Any]:
    return {
        "written": now.isoformat(timespec="seconds"),
        "version": __version__,
        "database": connection.vendor,
        "also needed": ALSO_NEEDED,
    }


def _encrypt(path: Path) -> Path:
    encrypted = path.with_name(f"{path.name}.gpg")
    _gpg("--symmetric", "--cipher-algo", "AES256", f"--output={encrypted}", str(path))
    return encrypted


def _decrypt(path: Path, plain: Path) -> Path:
    _gpg("--decrypt", f"--output={plain}", str(path))
    return plain


def _gpg(*options: str) -> None:
    with tempfile.TemporaryDirectory() as home:
        batch = (f"--homedir={home}", "--batch", "--quiet", "--pinentry-mode=loopback")
        run = subprocess.run(  # noqa: S603
            ["gpg", *batch, "--passphrase-fd=0", *options],  # noqa: S607
            input=settings.BACKUP_PASSPHRASE,
            capture_output=True,
            text=True,
            check=False,
        )
    if run.returncode:
        raise CommandError(f"gpg failed: {run.stderr.strip()}")
