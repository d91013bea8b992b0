"""Validation of uploaded pictures and documents, and its error messages."""

import re
import struct
import zlib
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from lbf50.models import Picture
from tests import factories
from tests.lbf50.test_permissions import theme_form

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]

DESCRIPTION = "En rød facade med altaner"


def image_file(kind="PNG", size=(60, 40)) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "#9a3818").save(file, kind)
    return file.getvalue()


def decompression_bomb(width: int, height: int) -> bytes:
    """Return a small PNG file whose header declares a huge picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 10_000))
    return b"\x89PNG\r\n\x1a\n" + chunks + chunk(b"IEND", b"")


VALID = image_file()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
BROKEN = "enten ikke et billede eller en defekt billedfil"
UNSUPPORTED = "Understøttede formater: JPG, JPEG, PNG, WEBP, AVIF, HEIC"
TOO_MANY_PIXELS = "mere end 50 millioner pixel"
INVALID = {
    "text": ("tekst.png", b"Kun en tekst", BROKEN),
    "empty": ("tom.png", b"", "Den indsendte fil er tom"),
    "SVG": ("tegning.svg", SVG, UNSUPPORTED),
    "SVG named PNG": ("tegning.png", SVG, "passer ikke til filformatet"),
    "BMP": ("facade.bmp", image_file("BMP"), UNSUPPORTED),
    "GIF": ("facade.gif", image_file("GIF"), UNSUPPORTED),
    "PNG named JPEG": ("facade.jpg", VALID, "passer ikke til filformatet"),
    "no extension": ("facade", VALID, UNSUPPORTED),
    "truncated JPEG": ("halvt.jpg", image_file("JPEG", (600, 400))[:2000], BROKEN),
    "truncated PNG": ("halvt.png", image_file("PNG", (900, 900))[:900], BROKEN),
    "PNG header only": ("hoved.png", VALID[:8] + b"\0" * 50, BROKEN),
    "too many pixels": ("stort.png", decompression_bomb(9_000, 9_000), TOO_MANY_PIXELS),
    "decompression bomb": ("bombe.png", decompression_bomb(30_000, 30_000), TOO_MANY_PIXELS),
}


def upload(client, name, content, description=DESCRIPTION):
    """Submit the form for one picture."""
    file = SimpleUploadedFile(name, content)
    data = {"title": "Facade", "description": description, "file": file}
    return client.post(reverse("wagtailimages:add"), data)


def upload_multiple(client, name, content) -> dict:
    """Submit one file to the form for several pictures. Return its JSON response."""
    data = {"title": name, "files[]": SimpleUploadedFile(name, content)}
    return client.post(reverse("wagtailimages:add_multiple"), data).json()


def error_messages(response) -> str:
    return " ".join(re.findall(r'class="error-message">\s*(.*?)\s*</p>', response.content.decode()))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF"])
def test_picture_with_description_is_saved(editor, kind):
    response = upload(editor, f"facade.{kind.lower()}", image_file(kind))

    assert response.status_code == 302
    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (60, 40)
    assert picture.description == DESCRIPTION


@pytest.mark.parametrize(("name", "content", "message"), INVALID.values(), ids=INVALID)
def test_invalid_picture_is_rejected_with_message(editor, name, content, message):
    response = upload(editor, name, content)

    assert message in error_messages(response)
    assert "Facade" in response.content.decode()
    assert not Picture.objects.exists()


@pytest.mark.parametrize(("name", "content", "message"), INVALID.values(), ids=INVALID)
def test_invalid_picture_in_multiple_upload_is_rejected_with_message(
    editor, name, content, message
):
    data = upload_multiple(editor, name, content)

    assert data["success"] is False
    assert message in data["error_message"]
    assert not Picture.objects.exists()


def test_decompression_bomb_is_not_decoded(editor, monkeypatch):
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda self: pytest.fail("decoded"))
    upload(editor, "stort.png", decompression_bomb(9_000, 9_000))


def test_too_large_file_is_rejected_with_size_and_limit(editor, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1024 * 1024
    too_large = VALID + b"\0" * 2 * 1024 * 1024

    message = error_messages(upload(editor, "tung.png", too_large))
    assert "2,0\xa0MB" in message
    assert "1,0\xa0MB" in message
    assert "1,0\xa0MB" in upload_multiple(editor, "tung.png", too_large)["error_message"]


def test_form_states_formats_and_size_limit(editor):
    html = editor.get(reverse("wagtailimages:add")).content.decode()
    assert "JPG, JPEG, PNG, WEBP, AVIF, HEIC" in html
    assert "20,0\xa0MB" in html


@pytest.mark.parametrize(
    ("title", "kept"), [("tegning", ""), ("Gellerup fra luften", "Gellerup fra luften")]
)
def test_name_of_a_refused_file_is_not_the_title_of_the_next(editor, title, kept):
    file = SimpleUploadedFile("tegning.svg", SVG)
    prefix = "image-chooser-upload"
    response = editor.post(
        reverse("wagtailimages_chooser:create"),
        {f"{prefix}-title": title, f"{prefix}-file": file, f"{prefix}-description": DESCRIPTION},
    )
    form = BeautifulSoup(response.json()["htmlFragment"], "html.parser")
    assert form.find(attrs={"name": f"{prefix}-title"}).get("value", "") == kept
    assert form.find(attrs={"name": f"{prefix}-description"})["value"] == DESCRIPTION


@pytest.mark.parametrize(("width", "is_told"), [(320, True), (1600, False)])
def test_picture_too_small_for_its_place_is_named(editor, width, is_told):
    picture = factories.picture("Lille gavl")
    Picture.objects.filter(pk=picture.pk).update(width=width)
    page = factories.theme()
    data = theme_form("Bygningsarv", picture=picture.pk)
    response = editor.post(f"/admin/pages/{page.pk}/edit/", data, follow=True)
    told = "Billedet “Lille gavl” er kun 320 pixel bredt" in response.content.decode()
    assert told == is_told


def test_picture_requires_description(editor):
    response = upload(editor, "facade.png", VALID, description="")

    assert error_messages(response)
    assert "læst højt" in response.content.decode()
    assert not Picture.objects.exists()


def test_picture_in_multiple_upload_requires_description(editor):
    data = upload_multiple(editor, "facade.png", VALID)
    assert data["success"]
    assert not Picture.objects.exists()

    file_id = data["uploaded_file_id"]
    editor.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[file_id]),
        {
            f"uploaded-image-{file_id}-title": "Facade",
            f"uploaded-image-{file_id}-description": DESCRIPTION,
        },
    )
    assert Picture.objects.get().description == DESCRIPTION


def test_invalid_document_is_rejected_with_message(editor, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1024 * 1024

    def upload_document(name, content):
        data = {"title": "Bogen", "file": SimpleUploadedFile(name, content)}
        return error_messages(editor.post(reverse("wagtaildocs:add"), data))

    assert "1,0\xa0MB" in upload_document("bog.pdf", b"\0" * 2 * 1024 * 1024)
    assert "exe" in upload_document("bog.exe", b"MZ")
