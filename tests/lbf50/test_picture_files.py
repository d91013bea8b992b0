"""Files of pictures: whatever is accepted is usable everywhere, and tells nothing unseen."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageCms, PngImagePlugin

from lbf50.models import Picture
from lbf50.pictures import UnusablePicture, clean_picture
from tests import factories
from tests.lbf50.test_uploads import DESCRIPTION, error_messages, upload
from tests.orders.form_client import logged_in_client

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]

ALL_MODES = ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr", "I", "I;16"]
# Every rendition of the templates and of Wagtail's admin.
SPECS = [
    f"{size}|format-{kind}"
    for size in ("width-1440", "fill-400x250", "fill-960x540", "width-200")
    for kind in ("avif", "webp", "jpeg")
] + ["max-165x165", "max-800x600"]
SECRET = b"Hemmelig Fotograf"
GREY_16 = (
    Image.linear_gradient("L").resize((900, 600)).convert("I").point(lambda v: v * 257)
).convert("I;16")


@pytest.fixture(autouse=True)
def _empty_rendition_cache():
    """Wagtail finds renditions by the picture's key and hash, which recur in each test."""
    cache.clear()


def encode(picture, kind, **options) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def every_mode() -> dict[str, tuple[str, bytes]]:
    """Return a file for each mode that each accepted format can store."""
    files = {}
    colours = Image.linear_gradient("L").resize((90, 60))
    for kind in ("PNG", "JPEG", "WEBP", "AVIF"):
        for mode in ALL_MODES:
            try:
                small = GREY_16.resize((90, 60))
                picture = small if mode == "I;16" else colours.convert("RGB").convert(mode)
                content = encode(picture, kind)
            except (OSError, ValueError, KeyError):
                continue
            files[f"{kind} {mode}"] = (f"billede.{kind.lower()}", content)
    transparent = colours.convert("RGB").quantize(8)
    files["PNG P with transparency"] = ("p.png", encode(transparent, "PNG", transparency=0))
    files["PNG with a colour made transparent"] = (
        "t.png",
        encode(colours.convert("RGB"), "PNG", transparency=(0, 0, 0)),
    )
    frames = [colours.convert("RGB"), colours.convert("RGB").rotate(90)]
    for kind in ("WEBP", "AVIF", "PNG"):
        animated = encode(frames[0], kind, save_all=True, append_images=frames[1:])
        files[f"{kind} animated"] = (f"film.{kind.lower()}", animated)
    files["JPEG of several views"] = (
        "views.jpg",
        encode(frames[0], "MPO", save_all=True, append_images=frames[1:]),
    )
    files["JPEG with a broken profile"] = (
        "profil.jpg",
        encode(frames[0], "JPEG", icc_profile=b"ingen profil" * 20),
    )
    files["JPEG tiny"] = ("prik.jpg", encode(Image.new("RGB", (1, 1)), "JPEG"))
    return files


MODES = every_mode()


def check_usable(picture: Picture):
    """Draw every rendition, those of the library and the chooser included."""
    for spec in SPECS:
        rendition = picture.get_rendition(spec)
        with rendition.file.open() as file, Image.open(file) as drawn:
            drawn.load()
            assert drawn.mode in ("L", "RGB", "RGBA"), spec


@pytest.mark.parametrize(("name", "content"), MODES.values(), ids=MODES)
def test_every_mode_of_every_format_is_usable_or_refused(editor, name, content):
    response = upload(editor, name, content)
    if response.status_code == 200:
        assert error_messages(response)
        assert not Picture.objects.exists()
        return
    check_usable(Picture.objects.get())


def test_16_bit_grey_picture_keeps_its_tones_on_the_page(editor):
    assert upload(editor, "graa.png", encode(GREY_16, "PNG")).status_code == 302
    picture = Picture.objects.get()
    check_usable(picture)
    with picture.file.open() as file, Image.open(file) as stored:
        assert stored.mode == "L"
        assert stored.getpixel((450, 0)) < 10
        assert 120 < stored.getpixel((450, 300)) < 135
        assert stored.getpixel((450, 599)) > 245


def test_printers_colours_are_converted():
    content = encode(Image.new("CMYK", (60, 40), (0, 255, 255, 0)), "JPEG")
    with Image.open(clean_picture(BytesIO(content), "rød.jpg")) as cleaned:
        red, green, blue = cleaned.convert("RGB").getpixel((30, 20))
    assert red > 200
    assert max(green, blue) < 80


@pytest.mark.parametrize("size", [(4000, 300), (300, 4000)])
def test_very_long_picture_is_refused_with_advice(editor, size):
    response = upload(editor, "tynd.png", encode(Image.new("RGB", size), "PNG"))
    assert "mere end ti gange så lang som den anden. Beskær det først" in error_messages(response)
    assert not Picture.objects.exists()


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("name", ["IMG_1234.HEIC", "IMG_1234.heif", "IMG_1234.jpg"])
def test_picture_of_an_iphone_is_stored_as_jpeg(editor, name, mode):
    content = encode(Image.new(mode, (900, 600), "teal"), "HEIF", exif=exif())
    assert upload(editor, name, content).status_code == 302
    picture = Picture.objects.get()
    check_usable(picture)
    assert picture.file.name.endswith(".jpg")
    with picture.file.open() as file, Image.open(file) as stored:
        assert stored.format == "JPEG"
        assert stored.size == (900, 600)
        assert not stored.getexif()


@pytest.mark.parametrize("content", [b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200])
def test_broken_picture_of_an_iphone_is_refused(editor, content):
    assert error_messages(upload(editor, "IMG_1234.HEIC", content))
    assert not Picture.objects.exists()


def exif() -> Image.Exif:
    data = Image.Exif()
    data[0x010E] = data[0x013B] = SECRET.decode()
    data[0x0112] = 6  # turned by 90 degrees
    data.get_ifd(0x8825)[1] = "N"
    data.get_ifd(0x8825)[2] = (55.0, 40.0, 12.0)
    return data


def with_metadata(kind: str) -> bytes:
    """Return a picture of 90 × 60 pixels with metadata of every sort, lying on its side."""
    picture = Image.linear_gradient("L").resize((90, 60)).convert("RGB")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options = {"exif": exif(), "icc_profile": profile, "xmp": b"<x>" + SECRET + b"</x>"}
    if kind == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Author", SECRET.decode())
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", SECRET.decode())
        del options["xmp"]
    if kind == "JPEG":
        options["comment"] = SECRET
    return encode(picture, kind, **options)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_metadata_is_removed_but_profile_and_orientation(editor, kind):
    content = with_metadata(kind)
    assert SECRET in content
    assert upload(editor, f"foto.{kind.lower()}", content).status_code == 302
    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (60, 90)
    check_clean(picture)
    with picture.file.open() as file, Image.open(file) as stored:
        assert stored.info.get("icc_profile")


def check_clean(picture: Picture):
    paths = [Path(picture.file.path)]
    paths += [Path(picture.get_rendition(spec).file.path) for spec in SPECS]
    for path in paths:
        content = path.read_bytes()
        assert SECRET not in content, path
        with Image.open(BytesIO(content)) as stored:
            assert not dict(stored.getexif()), path
    picture.refresh_from_db()
    assert picture.file_size == picture.file.size


def test_metadata_is_removed_in_multiple_upload(editor):
    data = {"title": "foto", "files[]": SimpleUploadedFile("foto.jpg", with_metadata("JPEG"))}
    file_id = editor.post(reverse("wagtailimages:add_multiple"), data).json()["uploaded_file_id"]
    prefix = f"uploaded-image-{file_id}"
    editor.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[file_id]),
        {f"{prefix}-title": "Facade", f"{prefix}-description": DESCRIPTION},
    )
    check_clean(Picture.objects.get())


def test_name_of_a_picture_is_never_used_again(editor):
    addresses = set()
    for colour in ("red", "green", "blue"):
        content = encode(Image.new("RGB", (60, 40), colour), "PNG")
        file = SimpleUploadedFile("samme.png", content)
        picture = Picture.objects.first()
        url = (
            reverse("wagtailimages:edit", args=[picture.pk])
            if picture
            else reverse("wagtailimages:add")
        )
        editor.post(url, {"title": "Samme", "description": DESCRIPTION, "file": file})
        picture = Picture.objects.get()
        addresses |= {picture.file.url, picture.get_rendition("width-40|format-jpeg").url}
    assert len(addresses) == 6
    picture.delete()
    upload(editor, "samme.png", encode(Image.new("RGB", (60, 40), "black"), "PNG"))
    assert Picture.objects.get().file.url not in addresses


@pytest.mark.parametrize("content", [b"", b"ikke et billede", None], ids=["empty", "text", "gone"])
def test_broken_stored_file_takes_no_page_down(content):
    """A disk error, or a file from before the check."""
    theme = factories.theme(picture=factories.picture())
    path = Path(theme.picture.file.path)
    path.unlink() if content is None else path.write_bytes(content)
    editor = logged_in_client(factories.editor())
    for url in (
        "/",
        "/temaer/",
        theme.url,
        reverse("wagtailimages:index"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailimages:edit", args=[theme.picture.pk]),
        reverse("wagtailadmin_pages:edit", args=[theme.pk]),
    ):
        assert editor.get(url).status_code == 200, url


@pytest.mark.skipif(
    "PICTURE_SAMPLES" not in os.environ,
    reason="set PICTURE_SAMPLES to a folder of pictures, such as the source packages of Pillow",
)
def test_every_sample_is_usable_or_refused(settings):
    refused, usable = 0, 0
    for path in sorted(Path(os.environ["PICTURE_SAMPLES"]).rglob("*")):
        if path.suffix.lower().removeprefix(".") not in settings.WAGTAILIMAGES_EXTENSIONS:
            continue
        try:
            cleaned = clean_picture(BytesIO(path.read_bytes()), path.name)
        except UnusablePicture:
            refused += 1
            continue
        picture = Picture.objects.create(
            title=path.name, description="x", file=ContentFile(cleaned.read(), path.name)
        )
        check_usable(picture)
        picture.delete()
        usable += 1
    print(f"{usable} usable, {refused} refused")
    assert usable
