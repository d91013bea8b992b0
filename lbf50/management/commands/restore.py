"""manage.py restore FOLDER: the newest backup, into an empty site."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from lbf50.backup import archive, database, erasures
from lbf50.declarations import declared


class Command(BaseCommand):
    """Restore the newest backup of a folder, or the archive that is named.

    People who were erased after the backup are erased again.
    """

    help = "Restores a backup into a site without users. Uploads that are there stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=Path, help="A folder with backups, or one archive.")

    def handle(self, *, source: Path, **options: Any) -> None:
        self._check_empty()
        path = source if source.is_file() else archive.newest(source)
        with archive.opened(path) as (folder, contents):
            database.load(folder / archive.DATABASE)
            if (folder / archive.MEDIA).exists():
                shutil.copytree(folder / archive.MEDIA, settings.MEDIA_ROOT, dirs_exist_ok=True)
        call_command("migrate", verbosity=0)
        erased = erasures.read(path.parent)
        for erase_again in declared("after_restore"):
            import_string(erase_again)(erased)
        self.stdout.write(f"Restored {path.name}, written {contents['written']}.")

    def _check_empty(self) -> None:
        if not database.is_empty():
            raise CommandError(
                "Nothing was restored: the database has users. Name an empty one in DATABASE_URL."
            )
