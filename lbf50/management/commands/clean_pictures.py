"""Remove metadata from the pictures that are already stored."""

from typing import Any

from django.core.management.base import BaseCommand

from lbf50.models import Picture
from lbf50.pictures import UnusablePicture


class Command(BaseCommand):
    """Store every picture anew, without metadata. Delete its renditions, which may have some."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Clean one picture at a time. A picture that cannot be cleaned is named and left."""
        cleaned = 0
        for picture in Picture.objects.order_by("pk").iterator():
            old = picture.file.name
            try:
                with picture.file.open() as file:
                    picture.file.save(picture.filename.partition("-")[2] or picture.filename, file)
            except (OSError, UnusablePicture):
                self.stderr.write(f"Picture {picture.pk} ({picture.title}) cannot be cleaned.")
                continue
            picture._set_image_file_metadata()
            picture.save(update_fields=["file_size", "file_hash"])
            for rendition in picture.renditions.all():
                rendition.delete()
            picture.file.storage.delete(old)
            cleaned += 1
        self.stdout.write(f"{cleaned} pictures cleaned.")
