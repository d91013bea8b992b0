"""The archive of a backup: a tar file, encrypted with gpg if there is a passphrase."""

import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from subprocess import PIPE, Popen
from typing import IO, Any, cast

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

    Until it is complete, it has another name. With a passphrase, the folder never holds a file that
    others can read.

    Raises:
        CommandError: The folder, the database or gpg has failed.
    """
    name = f"lbf50-{now:%Y-%m-%dT%H%M%SZ}.tar{'.gpg' if settings.BACKUP_PASSPHRASE else ''}"
    partial = folder / f".{name}.part"
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        for interrupted in folder.glob(".*.part"):
            interrupted.unlink()
    except OSError as error:
        raise CommandError(f"No backup can be written: {error}") from error
    try:
        with tempfile.TemporaryDirectory() as temporary:
            work = Path(temporary)
            # The database first: what is uploaded meanwhile is in the archive without being named.
            dump(work / DATABASE)
            (work / CONTENTS).write_text(json.dumps(_contents(now), indent=2))
            with _output(partial) as file, tarfile.open(fileobj=file, mode="w|") as archive:
                archive.add(work / CONTENTS, CONTENTS)
                archive.add(work / DATABASE, DATABASE)
                for path in sorted(settings.MEDIA_ROOT.rglob("*")):
                    with suppress(FileNotFoundError):  # deleted meanwhile
                        name_in_archive = f"{MEDIA}/{path.relative_to(settings.MEDIA_ROOT)}"
                        archive.add(path, name_in_archive, recursive=False)
        return partial.rename(folder / name)
    except OSError as error:
        raise CommandError(f"No backup was written: {error}") from error
    finally:
        partial.unlink(missing_ok=True)


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
    """Delete all archives of the folder but the newest `keep`."""
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
            contents = json.loads((work / CONTENTS).read_text())
            vendor = contents["database"]
        except (tarfile.TarError, OSError, EOFError, ValueError, KeyError) as error:
            raise CommandError(f"{path} is no backup of this site, or is broken.") from error
        if vendor != connection.vendor:
            raise CommandError(f"The backup is of {vendor}, not {connection.vendor}.")
        yield work, contents


def _contents(now: datetime) -> dict[str, Any]:
    return {
        "written": now.isoformat(timespec="seconds"),
        "version": __version__,
        "database": connection.vendor,
        "also needed": ALSO_NEEDED,
    }


@contextmanager
def _output(path: Path) -> Iterator[IO[bytes]]:
    """Open a new file that only its owner may read. With a passphrase, gpg encrypts on the way."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "wb") as file:
        if not settings.BACKUP_PASSPHRASE:
            yield file
            return
        with _gpg("--symmetric", "--cipher-algo=AES256", stdin=PIPE, stdout=file) as gpg:
            yield cast(IO[bytes], gpg.stdin)


def _decrypt(path: Path, plain: Path) -> Path:
    with (
        path.open("rb") as encrypted,
        plain.open("wb") as file,
        _gpg("--decrypt", stdin=encrypted, stdout=file),
    ):
        pass
    return plain


@contextmanager
def _gpg(*options: str, **files: Any) -> Iterator[Popen[bytes]]:
    """Run gpg. Kill it if the block fails.

    Raises:
        CommandError: gpg has failed.
    """
    read, write = os.pipe()
    with tempfile.TemporaryDirectory() as home, os.fdopen(write, "w") as passphrase:
        batch = (f"--homedir={home}", "--batch", "--quiet", "--pinentry-mode=loopback")
        gpg = Popen(  # noqa: S603
            ["gpg", *batch, f"--passphrase-fd={read}", *options],  # noqa: S607
            pass_fds=[read],
            stderr=PIPE,
            **files,
        )
        os.close(read)
        try:
            passphrase.write(settings.BACKUP_PASSPHRASE)
            passphrase.close()
            yield gpg
            _out, errors = gpg.communicate()
        except BrokenPipeError:
            _out, errors = gpg.communicate()
        finally:
            gpg.kill()
            gpg.wait()
    if gpg.returncode:
        raise CommandError(f"gpg failed: {errors.decode(errors='replace').strip()}")
