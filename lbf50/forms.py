"""Forms that replace Wagtail's: log-in to the admin, pages and upload of pictures."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image
from wagtail.admin.forms import WagtailAdminPageForm, choosers
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from lbf50.danish import TWO_LETTERS
from lbf50.dates import ScheduleForm
from lbf50.pictures import TooLongPicture, UnusablePicture, clean_picture
from lbf50.web_address import validate_no_email

MILLION = 1_000_000


class LoginForm(WagtailLoginForm):
    """Log-in form with a label on the password field. Wagtail shows the field's name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")


class PictureField(WagtailImageField):
    """Image field with an error message for broken files and for too many pixels.

    Wagtail's field decodes the whole picture to read its size, and raises on a broken one.
    """

    def to_python(self, data: Any) -> Any:
        """Return the file, cleaned and proved usable.

        Raises:
            ValidationError: The site cannot use the file. The message says what to do.
        """
        file = super().to_python(data)
        if file is None:
            return None
        try:
            return clean_picture(file, file.name)
        except TooLongPicture:
            raise ValidationError(
                _("One side of the picture is more than ten times the other. Crop it first."),
                code="too_long",
            ) from None
        except UnusablePicture as error:
            raise self._unreadable() from error

    def check_image_file_format(self, f: Any) -> None:
        """Accept a picture of an iPhone under any name. It is stored as JPEG."""
        if f.image.format_name != "heic":
            super().check_image_file_format(f)

    def check_image_pixel_size(self, f: UploadedFile) -> None:
        """Check the size in the file's header before Wagtail decodes the picture.

        Raises:
            ValidationError: The file cannot be decoded or has too many pixels.
        """
        self._check_declared_size(f)
        try:
            super().check_image_pixel_size(f)
        except ValidationError:
            raise
        except Exception as error:  # The decoders raise many types.
            raise self._unreadable() from error

    def _check_declared_size(self, f: UploadedFile) -> None:
        try:
            with Image.open(f) as picture:
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


class PageForm(ScheduleForm, WagtailAdminPageForm):
    """Form of every page type. Danish letters in the slug become two ASCII letters.

    The script that suggests a slug keeps them, and browsers show them escaped.
    """

    def clean_slug(self) -> str:
        """Return the slug in ASCII."""
        return slugify(self.cleaned_data["slug"].translate(TWO_LETTERS))


class PictureForm(BaseImageForm):
    """Form for a picture, wherever Wagtail uploads or edits one."""

    data: QueryDict

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=file.label, widget=file.widget, required=file.required
            )

    def full_clean(self) -> None:
        """Validate, and forget a title that is only the name of a refused file.

        The script of the dialog gives a title only where there is none.
        """
        super().full_clean()
        file, title = self.files.get(self.add_prefix("file")), self.add_prefix("title")
        if file and "file" in self.errors and self.data.get(title) == Path(file.name).stem:
            self.data = self.data.copy()
            self.data[title] = ""


# Wagtail names these fields in English only.
LINK_LABELS = {
    "link_text": gettext_lazy("Text of the link"),
    "email_address": gettext_lazy("Address of the email"),
    "subject": gettext_lazy("Subject of the email"),
    "body": gettext_lazy("Text of the email"),
    "phone_number": gettext_lazy("Telephone number"),
}


def mend_link_forms() -> None:
    """Label the fields of the link dialogs, and refuse an e-mail address as a web address."""
    for form in (
        choosers.AnchorLinkChooserForm,
        choosers.EmailLinkChooserForm,
        choosers.ExternalLinkChooserForm,
        choosers.PhoneLinkChooserForm,
    ):
        for name, field in form.base_fields.items():
            if field.label is None:
                field.label = LINK_LABELS[name]
    choosers.ExternalLinkChooserForm.base_fields["url"].validators.append(validate_no_email)
    choosers.AnchorLinkChooserForm.base_fields["url"].label = gettext_lazy("Name of the anchor")
    DefaultPageForm.base_fields["include_descendants"].label = gettext_lazy(
        "Also the pages below it"
    )
