"""Pictures on the pages: every format and size, words for those who cannot see them, and the part
that matters kept where they are cut."""

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
def _no_sizes_of_other_tests():
    cache.clear()


def picture(**fields) -> Picture:
    """Red to the left, blue to the right."""
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


def images(html) -> list[dict]:
    """The attributes of each picture, in order."""
    tags = re.findall(r"<picture>.*?<img ([^>]*)>", html)
    return [dict(re.findall(r'([a-z]+)="([^"]*)"', tag)) for tag in tags]


def test_a_picture_comes_in_three_formats_with_its_size_and_credit(client):
    page = theme_with(block(picture(), "Husets forside", caption="Taastrupgård"))
    html = client.get(page.url).content.decode()

    assert re.findall(r'type="(image/\w+)"', html)[-2:] == ["image/avif", "image/webp"]
    [shown] = images(html)
    assert shown["src"].endswith(".jpg")
    assert shown["sizes"]
    assert int(shown["width"]) > int(shown["height"]) > 0
    assert re.search(
        r"<figcaption>Taastrupgård\s*<span[^>]*>Foto: Å. Ærø</span></figcaption>", html
    )


def test_only_the_picture_that_opens_the_page_is_fetched_first(client):
    image = picture()
    page = theme_with(block(image, "Huset"), picture=image)
    first, second = images(client.get(page.url).content.decode())

    assert (first.get("fetchpriority"), first.get("loading")) == ("high", None)
    assert (second.get("fetchpriority"), second.get("loading")) == (None, "lazy")


def test_each_use_of_a_picture_has_its_own_words(client):
    image = picture()
    page = theme_with(
        block(image, "Huset før"), block(image, "Huset efter"), block(image, decorative=True)
    )
    shown = images(client.get(page.url).content.decode())
    assert [image["alt"] for image in shown] == ["Huset før", "Huset efter", ""]


def test_a_picture_without_words_of_the_pages_own_is_described_as_in_the_library(client):
    page = theme_with(picture=picture())
    [shown] = images(client.get(page.url).content.decode())
    assert shown["alt"] == "En facade"


def test_the_name_of_a_file_is_never_read_aloud(client):
    page = theme_with(picture=picture(description=""))
    [shown] = images(client.get(page.url).content.decode())
    assert shown["alt"] == ""


def test_where_a_picture_is_cut_its_focal_point_stays(client):
    focus = {"focal_point_x": 190, "focal_point_y": 30}
    size = {"focal_point_width": 10, "focal_point_height": 10}
    factories.theme("Blåt", picture=picture(**focus, **size))
    [card] = images(client.get(factories.theme_index().url).content.decode())

    cut = Image.open(Path(Picture.objects.get().file.storage.location, card["src"][7:]))
    assert {cut.getpixel((x, 30))[2] > 200 for x in (5, cut.width - 5)} == {True}


def test_a_page_stands_though_the_file_of_its_picture_is_gone(client):
    image = picture()
    image.file.storage.delete(image.file.name)
    response = client.get(theme_with(block(image, "Huset"), picture=image).url)

    assert response.status_code == 200
    assert [shown["alt"] for shown in images(response.content.decode())] == ["En facade", "Huset"]


def test_a_page_stands_though_its_picture_is_deleted(client):
    image = picture()
    page = theme_with(block(image, "Huset", caption="Uden hus"))
    image.delete()
    html = client.get(page.url).content.decode()

    assert "<figure" not in html
    assert "Uden hus" not in html


def test_an_editor_is_told_to_describe_a_picture_or_call_it_decorative(client):
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
