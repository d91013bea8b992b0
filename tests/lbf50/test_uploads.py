"""What editors upload: good pictures come in, and the rest is refused in words they can act on."""

import re
import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from lbf50.models import Picture
from tests import factories

pytestmark = pytest.mark.django_db

DESCRIPTION = "En rød facade med altaner"


def image_file(kind="PNG", size=(60, 40)) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "#9a3818").save(file, kind)
    return file.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that say they are a huge picture: a decompression bomb."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 10_000))
    return b"\x89PNG\r\n\x1a\n" + chunks + chunk(b"IEND", b"")


GOOD = image_file()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
BROKEN = "enten ikke et billede eller en defekt billedfil"
OTHER_TYPE = "Understøttede formater: JPG, JPEG, PNG, WEBP, AVIF"
TOO_MANY = "mere end 50 millioner pixel"
BAD = {
    "a text": ("tekst.png", b"Kun en tekst", BROKEN),
    "nothing": ("tom.png", b"", "Den indsendte fil er tom"),
    "a drawing with scripts": ("tegning.svg", SVG, OTHER_TYPE),
    "a drawing that says it is a photo": ("tegning.png", SVG, "passer ikke til filformatet"),
    "a type from another time": ("facade.bmp", image_file("BMP"), OTHER_TYPE),
    "what may move": ("facade.gif", image_file("GIF"), OTHER_TYPE),
    "another type than its name says": ("facade.jpg", GOOD, "passer ikke til filformatet"),
    "no type in its name": ("facade", GOOD, OTHER_TYPE),
    "half a JPEG": ("halvt.jpg", image_file("JPEG", (600, 400))[:2000], BROKEN),
    "half a PNG": ("halvt.png", image_file("PNG", (900, 900))[:900], BROKEN),
    "a head and no body": ("hoved.png", GOOD[:8] + b"\0" * 50, BROKEN),
    "too many pixels": ("stort.png", png_that_claims(9_000, 9_000), TOO_MANY),
    "a bomb": ("bombe.png", png_that_claims(30_000, 30_000), TOO_MANY),
}


@pytest.fixture
def editor(client):
    client.force_login(factories.editor())
    return client


def upload(client, name, content, description=DESCRIPTION):
    """Sends the form for one picture."""
    file = SimpleUploadedFile(name, content)
    data = {"title": "Facade", "description": description, "file": file}
    return client.post(reverse("wagtailimages:add"), data)


def upload_among_many(client, name, content) -> dict:
    """What the form for many pictures answers its script."""
    data = {"title": name, "files[]": SimpleUploadedFile(name, content)}
    return client.post(reverse("wagtailimages:add_multiple"), data).json()


def errors(response) -> str:
    return " ".join(re.findall(r'class="error-message">\s*(.*?)\s*</p>', response.content.decode()))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF"])
def test_a_picture_with_a_description_comes_into_the_library(editor, kind):
    response = upload(editor, f"facade.{kind.lower()}", image_file(kind))

    assert response.status_code == 302
    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (60, 40)
    assert picture.description == DESCRIPTION


@pytest.mark.parametrize(("name", "content", "message"), BAD.values(), ids=BAD)
def test_a_bad_picture_is_refused_in_words(editor, name, content, message):
    response = upload(editor, name, content)

    assert message in errors(response)
    assert "Facade" in response.content.decode()
    assert not Picture.objects.exists()


@pytest.mark.parametrize(("name", "content", "message"), BAD.values(), ids=BAD)
def test_a_bad_picture_among_many_is_refused_in_words(editor, name, content, message):
    answer = upload_among_many(editor, name, content)

    assert answer["success"] is False
    assert message in answer["error_message"]
    assert not Picture.objects.exists()


def test_a_bomb_is_never_unpacked(editor, monkeypatch):
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda self: pytest.fail("unpacked"))
    upload(editor, "stort.png", png_that_claims(9_000, 9_000))


def test_a_heavy_file_is_refused_with_its_size_and_the_limit(editor, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1024 * 1024
    heavy = GOOD + b"\0" * 2 * 1024 * 1024

    message = errors(upload(editor, "tung.png", heavy))
    assert "2,0\xa0MB" in message
    assert "1,0\xa0MB" in message
    assert "1,0\xa0MB" in upload_among_many(editor, "tung.png", heavy)["error_message"]


def test_the_form_says_beforehand_what_may_be_uploaded(editor):
    html = editor.get(reverse("wagtailimages:add")).content.decode()
    assert "JPG, JPEG, PNG, WEBP, AVIF" in html
    assert "20,0\xa0MB" in html


def test_a_picture_without_a_description_is_not_taken_in(editor):
    response = upload(editor, "facade.png", GOOD, description="")

    assert errors(response)
    assert "læst højt" in response.content.decode()
    assert not Picture.objects.exists()


def test_a_picture_among_many_waits_for_its_description(editor):
    answer = upload_among_many(editor, "facade.png", GOOD)
    assert answer["success"]
    assert not Picture.objects.exists()

    waiting = answer["uploaded_file_id"]
    editor.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting]),
        {
            f"uploaded-image-{waiting}-title": "Facade",
            f"uploaded-image-{waiting}-description": DESCRIPTION,
        },
    )
    assert Picture.objects.get().description == DESCRIPTION


def test_a_document_too_heavy_or_of_another_type_is_refused_in_words(editor, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1024 * 1024

    def answer(name, content):
        data = {"title": "Bogen", "file": SimpleUploadedFile(name, content)}
        return errors(editor.post(reverse("wagtaildocs:add"), data))

    assert "1,0\xa0MB" in answer("bog.pdf", b"\0" * 2 * 1024 * 1024)
    assert "exe" in answer("bog.exe", b"MZ")
