"""What editors upload: Wagtail's own forms, with what they leave out."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

MILLION = 1_000_000


class PictureField(WagtailImageField):
    """Refuses in words the pictures that nothing can unpack, and those too large to unpack.
    Wagtail's own field unpacks a picture to learn its size, and fails where it is broken."""

    def check_image_pixel_size(self, f):
        self._check_claimed_size(f)
        try:
            super().check_image_pixel_size(f)
        except ValidationError:
            raise
        except Exception as error:  # Whatever the broken bytes led to.
            raise self._unreadable() from error

    def _check_claimed_size(self, f):
        """Reads the size from the head of the file, and nothing more."""
        try:
            with Image.open(f.file) as picture:
                pixels = picture.width * picture.height
        except Image.DecompressionBombError as error:
            raise self._too_many_pixels() from error
        except Exception as error:
            raise self._unreadable() from error
        finally:
            f.seek(0)
        if pixels > self.max_image_pixels:
            raise self._too_many_pixels()

    def _unreadable(self) -> ValidationError:
        return ValidationError(self.error_messages["invalid_image"], code="invalid_image")

    def _too_many_pixels(self) -> ValidationError:
        return ValidationError(
            _(
                "The picture has more than %(limit)d million pixels, which is more than a page can "
                "use. Make it smaller, for instance 4000 pixels wide, and upload it again."
            ),
            code="file_too_many_pixels",
            params={"limit": self.max_image_pixels // MILLION},
        )


class PictureForm(BaseImageForm):
    """The form of a picture in the library, wherever it is uploaded."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=file.label, widget=file.widget, required=file.required
            )
