"""StreamField blocks as readers see them, and as editors choose them."""

import re

import pytest
from django.urls import reverse
from wagtail.images.blocks import ImageBlock

from lbf50.blocks import TEXT_BLOCKS
from lbf50.models import HOME_BLOCKS, INFORMATION_BLOCKS
from orders.blocks import SECTION_BLOCKS
from tests import factories
from themes.models import THEME_BLOCKS

pytestmark = pytest.mark.django_db

TABLE = {
    "columns": [
        {"type": "text", "heading": "Område"},
        {"type": "figures", "heading": "Mio. kr."},
    ],
    "rows": [
        {"values": ["<p>Gellerup <b>syd</b></p>", "150"]},
        {"values": ["<p>Taastrup</p>", ""]},
    ],
    "caption": "Midler i 2015",
}


def show(client, *body) -> str:
    """Return the HTML of a theme with the blocks."""
    return client.get(factories.theme(body=body).url).content.decode()


def test_sub_heading_lies_below_heading(client):
    html = show(client, ("heading", "Om området"), ("sub_heading", "Få år senere"))
    assert '<h3 id="faa-aar-senere">Få år senere</h3>' in html


def test_text_keeps_sub_headings_and_raised_figures(client):
    html = show(client, ("text", "<h3>Plads</h3><p>80 m<sup>2</sup>, CO<sub>2</sub></p>"))
    assert "<h3" in html
    assert "m<sup>2</sup>, CO<sub>2</sub>" in html


def test_table_has_caption_column_headings_and_can_be_scrolled_by_keyboard(client):
    html = show(client, ("table", TABLE))
    assert "<caption>Midler i 2015</caption>" in html
    assert '<th scope="col">Område</th>' in html
    assert '<td class="figures">150</td>' in html
    assert "Gellerup <b>syd</b>" in html
    assert re.search(
        r'<div class="table" role="region" tabindex="0" aria-label="Midler i 2015">', html
    )


def test_table_without_columns_shows_nothing(client):
    html = show(client, ("table", {"columns": [], "rows": [], "caption": ""}))
    assert "<table" not in html


def test_table_is_found_by_search(client):
    show(client, ("table", TABLE))
    assert "Midler i 2015" in client.get("/soeg/?q=taastrup").content.decode()


def test_picture_beside_text_has_its_alternative(client):
    value = ImageBlock().to_python(
        {"image": factories.picture().pk, "alt_text": "En gavl", "decorative": False}
    )
    html = show(
        client,
        (
            "picture_beside_text",
            {"picture": value, "caption": "Gavlen", "text": "<p>Ved siden af</p>", "side": "right"},
        ),
    )
    assert "beside--right" in html
    assert 'alt="En gavl"' in html
    assert "Ved siden af" in html


def test_notice_in_the_text(client):
    html = show(client, ("notice", {"heading": "Bemærk", "text": "<p>Vi er flyttet.</p>"}))
    assert re.search(r'<div class="notice">\s*<h3>Bemærk</h3>', html)
    assert "Vi er flyttet." in html


@pytest.mark.parametrize("blocks", [HOME_BLOCKS, INFORMATION_BLOCKS, THEME_BLOCKS, SECTION_BLOCKS])
def test_every_block_has_an_icon_of_its_own_kind(blocks):
    """Wagtail's icon for a block without one is "placeholder"."""
    assert [name for name, block in blocks if block.meta.icon == "placeholder"] == []


@pytest.mark.parametrize("name", [name for name, _block in TEXT_BLOCKS if "picture" not in name])
def test_block_has_a_preview_in_the_colours_of_the_site(client, name):
    client.force_login(factories.editor())
    block = dict(THEME_BLOCKS)[name]
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    html = response.content.decode()
    assert response.status_code == 200
    stylesheet = getattr(block.meta, "stylesheet", "lbf50/css/base.css")
    assert "lbf50/css/base" in html
    assert stylesheet.removesuffix(".css") in html
    assert re.sub(r"<[^>]+>|\s", "", html.split("<main>")[1].split("</main>")[0])


def test_checkbox_of_a_block_is_compared_in_danish(editor):
    theme = factories.theme()
    for is_numbered in (False, True):
        points = {"heading": "", "points": ["Et"], "numbered": is_numbered}
        theme.body = [("points", points)]
        theme.save_revision()
    address = f"/admin/pages/{theme.pk}/revisions/compare/earliest...latest/"
    html = editor.get(address).content.decode()
    assert ">Ja<" in html
    assert "True" not in html
