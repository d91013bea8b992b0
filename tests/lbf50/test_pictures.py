"""Pictures on pages: formats, sizes, alternative texts and focal points."""

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image

from lbf50.models import Picture
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clear_cache():
    """Drop the cached renditions of other tests."""
    cache.clear()


def picture(**fields) -> Picture:
    """Create a picture that is red to the left and blue to the right."""
    image = Image.new("RGB", (200, 60), "red")
    image.paste("blue", (100, 0, 200, 60))
    file = BytesIO()
    image.save(file, "PNG")
    values = {"title": "IMG_2044.png", "description": "En facade", "credit": "Foto: Å. Ærø"}
    return Picture.objects.create(
        **values | fields, file=ContentFile(file.getvalue(), "facade.png"), width=200, height=60
    )


def block(image, alt_text="", decorative=False, caption=""):
    value = {"image": image.pk, "alt_text": alt_text, "decorative": decorative}
    return {"type": "picture", "value": {"picture": value, "caption": caption}}


def theme_with(*blocks, **fields):
    page = factories.theme("Billeder", **fields)
    page.body = json.dumps(blocks)
    page.save()
    return page


def image_attributes(html) -> list[dict]:
    """Return the attributes of each img element in a picture element."""
    tags = re.findall(r"<picture>.*?<img ([^>]*)>", html)
    return [dict(re.findall(r'([a-z]+)="([^"]*)"', tag)) for tag in tags]


def test_picture_has_three_formats_size_and_credit(client):
    page = theme_with(block(picture(), "Husets forside", caption="Taastrupgård"))
    html = client.get(page.url).content.decode()

    assert re.findall(r'type="(image/\w+)"', html)[-2:] == ["image/avif", "image/webp"]
    [attributes] = image_attributes(html)
    assert attributes["src"].endswith(".jpg")
    assert attributes["sizes"]
    assert int(attributes["width"]) > int(attributes["height"]) > 0
    assert re.search(
        r"<figcaption>Taastrupgård\s*<span[^>]*>Foto: Å. Ærø</span></figcaption>", html
    )


def test_only_first_picture_has_high_fetch_priority(client):
    image = picture()
    page = theme_with(block(image, "Huset"), picture=image)
    first, second = image_attributes(client.get(page.url).content.decode())

    assert (first.get("fetchpriority"), first.get("loading")) == ("high", None)
    assert (second.get("fetchpriority"), second.get("loading")) == (None, "lazy")


def test_alt_text_is_set_per_use(client):
    image = picture()
    page = theme_with(
        block(image, "Huset før"), block(image, "Huset efter"), block(image, decorative=True)
    )
    attributes = image_attributes(client.get(page.url).content.decode())
    assert [image["alt"] for image in attributes] == ["Huset før", "Huset efter", ""]


def test_alt_text_defaults_to_description(client):
    page = theme_with(picture=picture())
    [attributes] = image_attributes(client.get(page.url).content.decode())
    assert attributes["alt"] == "En facade"


def test_alt_text_is_never_the_title(client):
    page = theme_with(picture=picture(description=""))
    [attributes] = image_attributes(client.get(page.url).content.decode())
    assert attributes["alt"] == ""


def test_cropping_keeps_focal_point(client):
    focus = {"focal_point_x": 190, "focal_point_y": 30}
    size = {"focal_point_width": 10, "focal_point_height": 10}
    factories.theme("Blåt", picture=picture(**focus, **size))
    [card] = image_attributes(client.get(factories.theme_index().url).content.decode())

    cropped = Image.open(Path(Picture.objects.get().file.storage.location, card["src"][7:]))
    assert {cropped.getpixel((x, 30))[2] > 200 for x in (5, cropped.width - 5)} == {True}


def test_page_renders_without_file_of_its_picture(client):
    image = picture()
    image.file.storage.delete(image.file.name)
    response = client.get(theme_with(block(image, "Huset"), picture=image).url)

    assert response.status_code == 200
    assert [attributes["alt"] for attributes in image_attributes(response.content.decode())] == [
        "En facade",
        "Huset",
    ]


def test_page_renders_after_picture_is_deleted(client):
    image = picture()
    page = theme_with(block(image, "Huset", caption="Uden hus"))
    image.delete()
    html = client.get(page.url).content.decode()

    assert "<figure" not in html
    assert "Uden hus" not in html


def test_editor_requires_alt_text_or_decorative(client):
    client.force_login(factories.editor())
    page, image = factories.theme("Uden ord"), picture()
    data = {
        "title": page.title,
        "slug": page.slug,
        "lead": page.lead,
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "picture",
        "body-0-value-picture-image": str(image.pk),
        "body-0-value-picture-alt_text": "",
        "body-0-value-caption": "",
        "see_more-count": "0",
        "action-publish": "1",
    }
    html = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data).content.decode()

    assert "Skriv en alternativ tekst til billedet, eller marker det som pynt" in html
