"""Files of pictures: proved usable at upload, without metadata, under addresses of their own.

A file that is accepted must give every rendition that the site and the admin use. So it is stored
with 8 bits a channel in a mode that every output format takes, with its orientation applied, and
with no metadata but the colour profile: a photograph may hold the place where it was taken.
"""

from io import BytesIO
from pathlib import PurePath
from typing import IO, Any

from django.core.files.base import ContentFile, File
from PIL import Image, ImageCms, ImageOps
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

# Modes that JPEG, WebP, AVIF and PNG take, directly or with a background.
PLAIN_MODES = ("L", "RGB", "RGBA")
# A longer picture cannot keep its shape in WebP, whose sides are 16,383 pixels at most.
MAX_RATIO = 10
# A photograph with several views (MPO) is a JPEG. Few browsers show the HEIC of an iPhone.
STORED_AS = {"MPO": "JPEG", "HEIF": "JPEG"}
OUTPUT_FORMATS = ("JPEG", "WEBP", "AVIF")
SAVE_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 95},
    "PNG": {},
    "WEBP": {"quality": 92},
    "AVIF": {"quality": 90, "speed": 8},
}


class CleanFile(ContentFile):
    """The content of a picture that `clean_picture` has made."""


class UnusablePicture(ValueError):
    """The picture cannot be drawn in every size and format that the site uses."""


class TooLongPicture(UnusablePicture):
    """One side is more than MAX_RATIO times the other."""


def clean_picture(file: IO[bytes], name: str) -> CleanFile:
    """Return the picture in a plain mode, upright and without metadata.

    Raises:
        UnusablePicture: It cannot be decoded, converted, or drawn in every output format.
    """
    file.seek(0)
    try:
        with Image.open(file) as original:
            kind = STORED_AS.get(str(original.format), str(original.format))
            picture = _plain(original)
            if kind == "JPEG" and picture.mode == "RGBA":
                picture = picture.convert("RGB")
            _check_shape(picture)
            _check_output_formats(picture)
            content = BytesIO()
            picture.save(content, kind, **_options(kind, original, picture))
    except TooLongPicture:
        raise
    except Exception as error:  # The decoders raise many types.
        raise UnusablePicture(type(error).__name__) from error
    finally:
        file.seek(0)
    if kind == "JPEG":
        name = str(PurePath(name).with_suffix(".jpg"))
    return CleanFile(content.getvalue(), name)


def _plain(original: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(original)
    mode, has_alpha = upright.mode, upright.has_transparency_data
    if mode.startswith("I"):
        # 16 bits a pixel become 8.
        return upright.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if mode == "CMYK":
        return _from_cmyk(upright)
    if mode in PLAIN_MODES and not (has_alpha and mode != "RGBA"):
        return upright
    return upright.convert("RGBA" if has_alpha else "L" if mode == "1" else "RGB")


def _from_cmyk(picture: Image.Image) -> Image.Image:
    """Convert from the printer's colours by the picture's own profile if it has a valid one."""
    profile = picture.info.get("icc_profile") or b""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(
            picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (OSError, ImageCms.PyCMSError):
        converted = None
    return converted or picture.convert("RGB")


def _check_shape(picture: Image.Image) -> None:
    if max(picture.size) > MAX_RATIO * min(picture.size):
        raise TooLongPicture


def _check_output_formats(picture: Image.Image) -> None:
    sample = picture.copy()
    sample.thumbnail((64, 64))
    for kind in OUTPUT_FORMATS:
        drawn = sample.convert("RGB") if kind == "JPEG" else sample
        drawn.save(BytesIO(), kind)


def _options(kind: str, original: Image.Image, picture: Image.Image) -> dict[str, Any]:
    options = dict(SAVE_OPTIONS[kind])
    # Re-encoding with the tables of the file loses nothing.
    if original.format == "JPEG" and picture is original:
        options["quality"] = "keep"
    has_colour = [image.mode.startswith(("RGB", "P")) for image in (original, picture)]
    is_same_space = original.mode != "CMYK" and has_colour[0] == has_colour[1]
    profile = original.info.get("icc_profile") if is_same_space else None
    return options | {
        "icc_profile": _valid_profile(profile),
        "exif": b"",
        "xmp": b"",
        "comment": b"",
    }


def _valid_profile(profile: bytes | None) -> bytes | None:
    try:
        ImageCms.ImageCmsProfile(BytesIO(profile or b""))
    except (OSError, ImageCms.PyCMSError):
        return None
    return profile


class PictureFile(WagtailImageFieldFile):
    """The file of a picture, cleaned by whichever way it comes in."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store the content, cleaned unless the upload form has done so.

        Raises:
            UnusablePicture: See `clean_picture`.
        """
        if not isinstance(content.file, CleanFile) and not isinstance(content, CleanFile):
            content = clean_picture(content, name)
            name = str(content.name)
        super().save(name, content, save)


class PictureFileField(WagtailImageField):
    """A model field whose files are `PictureFile`s."""

    attr_class = PictureFile
