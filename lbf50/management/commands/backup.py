"""manage.py backup FOLDER: the database and the uploaded files in one archive."""

import sys
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from signal import SIGTERM, signal
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lbf50.backup import archive, database, erasures


class Command(BaseCommand):
    """Write a backup, and delete the oldest. Others go on working meanwhile."""

    help = "Writes a backup into the folder, encrypted if BACKUP_PASSPHRASE is set."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--keep", type=int, default=14, help="Backups to keep (14).")

    def handle(self, *, folder: Path, keep: int, **options: Any) -> None:
        if keep < 1:
            raise CommandError("Keep one backup at least.")
        # systemd stops a service so. As an exception, it lets everything be cleaned up.
        signal(SIGTERM, lambda *_: sys.exit("The backup was interrupted."))
        path = archive.write_archive(folder, datetime.now(UTC), database.dump)
        archive.delete_old(folder, keep)
        erasures.copy_to(folder)
        self.stdout.write(f"{path} ({path.stat().st_size / 1_000_000:.1f} MB)")
