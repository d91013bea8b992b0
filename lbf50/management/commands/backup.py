"""manage.py backup FOLDER: the database and the uploaded files in one archive."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from lbf50.backup import archive, database, erasures


class Command(BaseCommand):
    """Write a backup, and delete the oldest. Others go on working meanwhile."""

    help = "Writes a backup into the folder, encrypted if BACKUP_PASSPHRASE is set."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--keep", type=int, default=14, help="Backups to keep (14).")

    def handle(self, *, folder: Path, keep: int, **options: Any) -> None:
        path = archive.write_archive(folder, datetime.now(UTC), database.dump)
        archive.delete_old(folder, max(1, keep))
        erasures.copy_to(folder)
        self.stdout.write(f"{path} ({path.stat().st_size / 1_000_000:.1f} MB)")
