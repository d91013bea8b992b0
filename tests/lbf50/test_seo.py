"""What machines are told: which addresses there are, whom to write to, and how a page is shared."""

import json
import re
from datetime import datetime, timedelta
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image
from wagtail.models import PageViewRestriction, Site

from orders.models.book import BookAuthor
from tests import factories

pytestmark = pytest.mark.django_db

ROOT = "https://lbf50.example"
ATOM = {"atom": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def _own_host():
    Site.objects.update(hostname="lbf50.example", port=443)
    Site.clear_site_root_paths_cache()


def restricted(page):
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    return page


def head_of(client, address) -> str:
    return client.get(address).content.decode().partition("</head>")[0]


def graph_of(client, address) -> dict[str, dict]:
    """What the page says of itself, each thing by its type."""
    data = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', head_of(client, address)
    )
    return {thing["@type"]: thing for thing in json.loads(data[1])["@graph"]}


def share_path(client, address) -> str:
    """The path of the picture that the page is shared with."""
    return re.search(rf'"og:image" content="{ROOT}([^"]+)"', head_of(client, address))[1]


def picture_at(client, path) -> Image.Image:
    response = client.get(path)
    assert response.status_code == 200
    return Image.open(BytesIO(b"".join(response.streaming_content)))


def kept_pictures() -> list[str]:
    return default_storage.listdir("deling")[1] if default_storage.exists("deling") else []


# --- Addresses ---


def test_the_sitemap_lists_exactly_the_public_pages(client):
    theme, information = factories.theme(), factories.information()
    restricted(factories.theme("Kun for nogle"))
    factories.theme("Kladde", live=False)
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    listed = re.findall("<loc>(.*?)</loc>", response.content.decode())
    pages = [factories.home(), factories.theme_index(), theme, information]
    assert sorted(listed) == sorted([*(page.full_url for page in pages), f"{ROOT}/bestil/"])


def test_every_address_in_the_sitemap_answers(client):
    factories.staircase()
    factories.book()
    listed = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    assert f"{ROOT}/aktiviteter/" in listed
    for address in listed:
        assert address.startswith(ROOT), address
        assert client.get(address.removeprefix(ROOT)).status_code == 200, address


def test_robots_are_shown_the_sitemap_and_kept_from_the_admin_and_peoples_orders(client):
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert response["Content-Type"].startswith("text/plain")
    assert lines[0] == "User-agent: *"
    for path in ("/admin/", "/bestil/ordre/", "/bestil/tak/"):
        assert f"Disallow: {path}" in lines
    assert f"Sitemap: {ROOT}/sitemap.xml" in lines


def test_the_canonical_address_has_no_query(client):
    theme = factories.theme()
    head = head_of(client, f"{theme.url}?utm_source=x")
    assert f'<link rel="canonical" href="{theme.full_url}">' in head
    assert "utm_source" not in head


def test_pages_for_one_person_and_missing_ones_are_not_described(client):
    factories.stock()
    for address in (factories.placed_order().get_absolute_url(), "/findes-ikke/"):
        head = head_of(client, address)
        assert '<meta name="robots" content="noindex">' in head, address
        assert 'rel="canonical"' not in head, address
        assert "og:url" not in head, address


@pytest.mark.parametrize("address", ["/was", "/was/"])
def test_was_leads_to_the_accessibility_statement(client, address):
    assert client.get(address)["Location"] == "https://was.digst.dk/lbf50-dk"


# --- Whom to write to ---


def test_security_txt_says_whom_to_write_to_and_has_not_expired(client):
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == "mailto:lbf@lbf.dk"
    assert fields["Canonical"] == f"{ROOT}/.well-known/security.txt"
    left = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert timedelta(days=30) < left < timedelta(days=365)


# --- Icons ---


def test_the_manifest_names_icons_of_the_sizes_it_says(client):
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    manifest = response.json()
    assert manifest["name"] == settings.WAGTAIL_SITE_NAME
    sizes = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert sizes == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    for icon in manifest["icons"]:
        width, height = picture_of_static(icon["src"]).size
        assert f"{width}x{height}" == icon["sizes"]


def picture_of_static(path) -> Image.Image:
    from django.contrib.staticfiles import finders

    return Image.open(finders.find(path.removeprefix(settings.STATIC_URL)))


def test_browsers_find_an_icon_where_they_look_for_one(client):
    icon = picture_of_static(client.get("/favicon.ico")["Location"])
    assert (16, 16) in icon.info["sizes"]
    touch = re.search(r'rel="apple-touch-icon" href="([^"]+)"', head_of(client, "/"))[1]
    assert picture_of_static(touch).size == (180, 180)


# --- Pictures for sharing ---


def test_each_page_is_shared_with_a_picture_of_its_own(client):
    first, second = factories.theme("Et tema"), factories.theme("Et andet")
    paths = {share_path(client, page.url) for page in (first, second)}
    assert len(paths) == 2
    for path in paths:
        assert picture_at(client, path).size == (1200, 630)


def test_the_picture_is_drawn_once_and_kept_by_browsers(client, monkeypatch):
    path = share_path(client, factories.theme().url)
    response = client.get(path)
    assert "immutable" in response["Cache-Control"]
    assert response["Content-Type"] == "image/png"
    monkeypatch.setattr("lbf50.seo.social_images.draw_title", None)
    assert client.get(path).status_code == 200


def test_a_new_title_gets_a_new_picture_and_the_old_one_is_deleted(client):
    theme = factories.theme("Før")
    old = share_path(client, theme.url)
    assert client.get(old).status_code == 200
    theme.title = "Efter"
    theme.save_revision().publish()
    new = share_path(client, theme.url)
    assert client.get(new).status_code == 200
    assert client.get(old).status_code == 404
    assert kept_pictures() == [new.rpartition("/")[2]]


def test_nobody_can_have_pictures_drawn_that_no_page_has(client):
    theme = factories.theme()
    path = share_path(client, theme.url)
    for odd in (f"/deling/{theme.pk}-0123456789abcdef.png", path.replace("/deling/", "/deling/9")):
        assert client.get(odd).status_code == 404
    restricted(theme)
    assert client.get(path).status_code == 404
    assert not kept_pictures()


@pytest.mark.parametrize("title", ["X", "ord " * 60, "x" * 250, "日本 🏠 \u202e", "Æ <b>&amp;</b>"])
def test_any_title_can_be_drawn_and_described(client, title):
    theme = factories.theme(title.strip(), slug="tema")
    assert picture_at(client, share_path(client, theme.url)).size == (1200, 630)
    assert graph_of(client, theme.url)["Article"]["headline"] == theme.title


def test_a_theme_that_is_not_saved_yet_can_be_previewed(client):
    """It has no picture of its own, nor a place among the others."""
    from tests.lbf50.test_permissions import theme_form

    factories.theme("Et andet")
    client.force_login(factories.editor())
    address = f"/admin/pages/add/themes/themepage/{factories.theme_index().pk}/preview/"
    client.post(address, theme_form("Nyt tema"))
    response = client.get(address)
    assert response.status_code == 200
    assert "Nyt tema" in response.content.decode()


# --- What a page says of itself ---


def test_the_home_page_says_who_we_are_and_how_to_search(client):
    graph = graph_of(client, "/")
    assert graph["Organization"]["name"] == "Landsbyggefonden"
    assert graph["Organization"]["url"] == f"{ROOT}/"
    search = graph["WebSite"]["potentialAction"]
    assert search["@type"] == "SearchAction"
    target = search["target"].removeprefix(ROOT).replace("{words}", "x")
    assert client.get(target).status_code == 200


def test_a_theme_is_an_article_with_its_dates_and_its_place(client):
    theme = factories.theme()
    theme.save_revision().publish()
    graph = graph_of(client, theme.url)
    article, path = graph["Article"], graph["BreadcrumbList"]["itemListElement"]
    assert (article["headline"], article["url"]) == (theme.title, theme.full_url)
    assert article["datePublished"] <= article["dateModified"]
    assert article["image"].startswith(f"{ROOT}/deling/")
    assert article["publisher"]["@id"] == graph["Organization"]["@id"]
    assert [step["item"] for step in path] == [f"{ROOT}/", f"{ROOT}/temaer/", theme.full_url]
    assert [step["position"] for step in path] == [1, 2, 3]


def test_the_book_is_a_book_with_its_authors(client):
    book = factories.book(subtitle="Fortællinger")
    book.authors = [BookAuthor(name="Claus Bech-Danielsen"), BookAuthor(name="Gunvor Christensen")]
    book.save()
    told = graph_of(client, book.url)["Book"]
    assert (told["name"], told["alternativeHeadline"]) == (book.title, "Fortællinger")
    assert [who["name"] for who in told["author"]] == ["Claus Bech-Danielsen", "Gunvor Christensen"]


def test_no_title_can_end_the_script_it_stands_in(client):
    theme = factories.theme("</script><script>alert(1)</script><!--", slug="ond")
    head = head_of(client, theme.url)
    assert "<script>" not in head
    assert graph_of(client, theme.url)["Article"]["headline"] == theme.title


def test_what_is_shared_of_the_order_form(client):
    head = head_of(client, "/bestil/")
    assert f'<link rel="canonical" href="{ROOT}/bestil/">' in head
    assert '<meta property="og:title" content="Bestil bogen">' in head
    assert picture_at(client, share_path(client, "/bestil/")).size == (1200, 630)


# --- The feed ---


def test_the_feed_has_the_public_themes_the_newest_first(client):
    for title in ("Det gamle", "Det nye"):
        factories.theme(title).save_revision().publish()
    restricted(factories.theme("Kun for nogle"))
    factories.theme("Kladde", live=False)
    link = re.search(r'type="application/atom\+xml" href="([^"]+)"', head_of(client, "/"))[1]
    response = client.get(link)
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)  # noqa: S314
    entries = feed.findall("atom:entry", ATOM)
    assert [entry.findtext("atom:title", "", ATOM) for entry in entries] == ["Det nye", "Det gamle"]
    assert entries[0].find("atom:link", ATOM).get("href") == f"{ROOT}/temaer/det-nye/"
    assert entries[0].findtext("atom:updated", "", ATOM)
    assert feed.find('atom:link[@rel="self"]', ATOM).get("href") == ROOT + link


def test_the_feed_of_a_site_without_themes(client):
    assert client.get("/temaer/nyt.atom").status_code == 200
