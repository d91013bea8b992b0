"""What a reader cannot see stands on no other page, and no link leads to it."""

import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from tests import factories
from tests.orders.form_client import read

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

ROOT = Path(__file__).resolve().parents[2]


def links_in(html: str, url: str) -> list[str]:
    """Return the links to the URL."""
    return re.findall(rf'<a [^>]*href="(?:http://[^/"]+)?{re.escape(url)}"', html)


def make_private(page, kind=PageViewRestriction.LOGIN):
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="ord")


def make_draft(page, _kind=None):
    Page.objects.get(pk=page.pk).specific.unpublish()


HIDDEN = {
    "draft": make_draft,
    "login": make_private,
    "password": lambda page: make_private(page, PageViewRestriction.PASSWORD),
}


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
def test_link_in_rich_text_to_hidden_page_is_text(client, hide):
    target = factories.theme("Målet")
    text = f'<p>Læs <a linktype="page" id="{target.pk}">om målet</a> her.</p>'
    page = factories.theme("Kilden", [("text", text)])
    assert links_in(client.get(page.url).content.decode(), target.url)
    hide(target)
    html = client.get(page.url).content.decode()
    assert "<p>Læs om målet her.</p>" in html
    [api] = client.get(f"/api/v2/pages/?type=themes.ThemePage&slug={page.slug}&fields=*").json()[
        "items"
    ]
    assert api["body"][0]["value"] == "<p>Læs om målet her.</p>"


def test_link_in_rich_text_to_deleted_page_and_document_is_text(client):
    text = (
        '<p>Læs <a linktype="page" id="98765">om <b>målet</b></a> '
        'og <a linktype="document" id="98765">filen</a>.</p>'
    )
    page = factories.theme("Kilden", [("text", text)])
    assert "<p>Læs om <b>målet</b> og filen.</p>" in client.get(page.url).content.decode()


def test_link_to_private_document_is_text(client):
    private = Collection.get_first_root_node().add_child(name="Kun for os")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document = Document.objects.create(
        title="Referat", file=ContentFile(b"x", "referat.txt"), collection=private
    )
    page = factories.theme(
        "Kilden",
        [("text", f'<p><a linktype="document" id="{document.pk}">Referatet</a></p>')],
        see_more=[("document", {"document": document, "text": "Hent referatet"})],
    )
    html = client.get(page.url).content.decode()
    assert "<p>Referatet</p>" in html
    assert "Hent referatet" not in html
    assert 'id="se-mere"' not in html


def test_see_more_has_no_empty_point_and_no_empty_list(client):
    target = factories.theme("Målet")
    page = factories.theme("Kilden", see_more=[("page", {"page": target, "text": ""})])
    section = read(client.get(page.url)).select_one(".see-more")
    assert section.h2.get_text() == "Se mere"
    make_draft(target)
    assert not read(client.get(page.url)).select(".see-more")


def test_api_gives_rich_text_as_html(client):
    target = factories.theme("Målet")
    link = f'<a linktype="page" id="{target.pk}">målet</a>'
    stairs = factories.staircase(tiers=1, activities=1)
    factories.book(description=f"<p>{link}</p>")
    for page in Page.objects.descendant_of(stairs, inclusive=True).specific():
        setattr(page, "research" if page.pk == stairs.pk else "text", f"<p>{link}</p>")
        page.save()
    factories.theme("Kilden", [("text", f"<p>{link}</p>")])
    factories.information(body=[("text", f"<p>{link}</p>")])
    listed = client.get("/api/v2/pages/?limit=20").json()["items"]
    pages = str([client.get(f"/api/v2/pages/{page['id']}/").json() for page in listed])
    assert "linktype" not in pages
    assert pages.count(f'<a href="{target.url}">målet</a>') == 6


def test_templates_ask_one_function_what_is_public():
    """`.live` is true for a page behind a login too."""
    for template in ROOT.glob("*/templates/**/*.html"):
        assert not re.search(r"{%[^%]*\.live\b", template.read_text()), template
