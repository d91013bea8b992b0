"""Sitemap, robots.txt, security.txt, manifest, social images, JSON-LD and feed."""

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

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]

ROOT = "https://lbf50.example"
ATOM = {"atom": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def _hostname():
    Site.objects.update(hostname="lbf50.example", port=443)
    Site.clear_site_root_paths_cache()


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    return page


def head_html(client, address) -> str:
    return client.get(address).content.decode().partition("</head>")[0]


def structured_data(client, address) -> dict[str, dict]:
    """Return the nodes of the structured data by their type."""
    data = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', head_html(client, address)
    )
    return {node["@type"]: node for node in json.loads(data[1])["@graph"]}


def social_image_path(client, address) -> str:
    """Return the path of the page's social image."""
    return re.search(rf'"og:image" content="{ROOT}([^"]+)"', head_html(client, address))[1]


def open_image(client, path) -> Image.Image:
    response = client.get(path)
    assert response.status_code == 200
    return Image.open(BytesIO(b"".join(response.streaming_content)))


def stored_images() -> list[str]:
    return default_storage.listdir("deling")[1] if default_storage.exists("deling") else []


# --- Sitemap, robots.txt and canonical URLs ---


def test_sitemap_lists_public_pages_only(client):
    theme, information = factories.theme(), factories.information()
    restrict(factories.theme("Kun for nogle"))
    factories.theme("Kladde", live=False)
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    urls = re.findall("<loc>(.*?)</loc>", response.content.decode())
    pages = [factories.home(), factories.theme_index(), theme, information]
    assert sorted(urls) == sorted([*(page.full_url for page in pages), f"{ROOT}/bestil/"])


def test_sitemap_urls_respond(client):
    factories.staircase()
    factories.book()
    urls = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    assert f"{ROOT}/aktiviteter/" in urls
    for address in urls:
        assert address.startswith(ROOT), address
        assert client.get(address.removeprefix(ROOT)).status_code == 200, address


def test_robots_txt_names_sitemap_and_disallowed_paths(client):
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert response["Content-Type"].startswith("text/plain")
    assert lines[0] == "User-agent: *"
    for path in ("/admin/", "/bestil/ordre/", "/bestil/tak/"):
        assert f"Disallow: {path}" in lines
    assert f"Sitemap: {ROOT}/sitemap.xml" in lines


def test_canonical_url_has_no_query(client):
    theme = factories.theme()
    head = head_html(client, f"{theme.url}?utm_source=x")
    assert f'<link rel="canonical" href="{theme.full_url}">' in head
    assert "utm_source" not in head


def test_private_and_missing_pages_have_noindex(client):
    factories.stock()
    for address in (factories.placed_order().get_absolute_url(), "/findes-ikke/"):
        head = head_html(client, address)
        assert '<meta name="robots" content="noindex">' in head, address
        assert 'rel="canonical"' not in head, address
        assert "og:url" not in head, address


@pytest.mark.parametrize("address", ["/was", "/was/"])
def test_was_redirects_to_accessibility_statement(client, address):
    assert client.get(address)["Location"] == "https://was.digst.dk/lbf50-dk"


# --- security.txt ---


def test_security_txt_has_contact_and_is_valid(client):
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == "mailto:lbf@lbf.dk"
    assert fields["Canonical"] == f"{ROOT}/.well-known/security.txt"
    lifetime = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert timedelta(days=30) < lifetime < timedelta(days=365)


# --- Icons ---


def test_manifest_icons_have_declared_sizes(client):
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    manifest = response.json()
    assert manifest["name"] == settings.WAGTAIL_SITE_NAME
    assert manifest["short_name"] == "LBF 50 år"
    sizes = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert sizes == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    for icon in manifest["icons"]:
        width, height = open_static_image(icon["src"]).size
        assert f"{width}x{height}" == icon["sizes"]


def open_static_image(path) -> Image.Image:
    from django.contrib.staticfiles import finders

    return Image.open(finders.find(path.removeprefix(settings.STATIC_URL)))


def test_favicon_and_touch_icon_exist(client):
    icon = open_static_image(client.get("/favicon.ico")["Location"])
    assert (16, 16) in icon.info["sizes"]
    touch = re.search(r'rel="apple-touch-icon" href="([^"]+)"', head_html(client, "/"))[1]
    assert open_static_image(touch).size == (180, 180)


# --- Social images ---


def test_each_page_has_its_own_social_image(client):
    first, second = factories.theme("Et tema"), factories.theme("Et andet")
    paths = {social_image_path(client, page.url) for page in (first, second)}
    assert len(paths) == 2
    for path in paths:
        assert open_image(client, path).size == (1200, 630)


def test_social_image_is_drawn_once_and_cacheable(client, monkeypatch):
    path = social_image_path(client, factories.theme().url)
    response = client.get(path)
    assert "immutable" in response["Cache-Control"]
    assert response["Content-Type"] == "image/png"
    monkeypatch.setattr("lbf50.seo.social_images.draw_title", None)
    assert client.get(path).status_code == 200


def test_new_title_replaces_social_image(client):
    theme = factories.theme("Før")
    old = social_image_path(client, theme.url)
    assert client.get(old).status_code == 200
    theme.title = "Efter"
    theme.save_revision().publish()
    new = social_image_path(client, theme.url)
    assert client.get(new).status_code == 200
    assert client.get(old).status_code == 404
    assert stored_images() == [new.rpartition("/")[2]]


def test_social_image_requires_public_page_and_valid_key(client):
    theme = factories.theme()
    path = social_image_path(client, theme.url)
    for invalid in (
        f"/deling/{theme.pk}-0123456789abcdef.png",
        path.replace("/deling/", "/deling/9"),
    ):
        assert client.get(invalid).status_code == 404
    restrict(theme)
    assert client.get(path).status_code == 404
    assert not stored_images()


@pytest.mark.parametrize("title", ["X", "ord " * 60, "x" * 250, "日本 🏠 \u202e", "Æ <b>&amp;</b>"])
def test_unusual_titles_have_social_image_and_structured_data(client, title):
    theme = factories.theme(title.strip(), slug="tema")
    assert open_image(client, social_image_path(client, theme.url)).size == (1200, 630)
    assert structured_data(client, theme.url)["Article"]["headline"] == theme.title


def test_unsaved_page_can_be_previewed(client):
    """An unsaved page has no primary key and no siblings."""
    from tests.lbf50.test_permissions import theme_form

    factories.theme("Et andet")
    client.force_login(factories.editor())
    address = f"/admin/pages/add/themes/themepage/{factories.theme_index().pk}/preview/"
    client.post(address, theme_form("Nyt tema"))
    response = client.get(address)
    assert response.status_code == 200
    assert "Nyt tema" in response.content.decode()


# --- Structured data ---


def test_home_page_data_has_organisation_and_search_action(client):
    graph = structured_data(client, "/")
    assert graph["Organization"]["name"] == "Landsbyggefonden"
    assert graph["Organization"]["url"] == f"{ROOT}/"
    search = graph["WebSite"]["potentialAction"]
    assert search["@type"] == "SearchAction"
    target = search["target"].removeprefix(ROOT).replace("{words}", "x")
    assert client.get(target).status_code == 200


def test_theme_data_is_article_with_breadcrumb(client):
    theme = factories.theme()
    theme.save_revision().publish()
    graph = structured_data(client, theme.url)
    article, breadcrumb = graph["Article"], graph["BreadcrumbList"]["itemListElement"]
    assert (article["headline"], article["url"]) == (theme.title, theme.full_url)
    assert article["datePublished"] <= article["dateModified"]
    assert article["image"].startswith(f"{ROOT}/deling/")
    assert article["publisher"]["@id"] == graph["Organization"]["@id"]
    assert [step["item"] for step in breadcrumb] == [f"{ROOT}/", f"{ROOT}/temaer/", theme.full_url]
    assert [step["position"] for step in breadcrumb] == [1, 2, 3]


def test_book_data_has_authors(client):
    book = factories.book(subtitle="Fortællinger")
    book.authors = [BookAuthor(name="Claus Bech-Danielsen"), BookAuthor(name="Gunvor Christensen")]
    book.save()
    data = structured_data(client, book.url)["Book"]
    assert (data["name"], data["alternativeHeadline"]) == (book.title, "Fortællinger")
    assert [author["name"] for author in data["author"]] == [
        "Claus Bech-Danielsen",
        "Gunvor Christensen",
    ]


def test_structured_data_escapes_script_tags(client):
    theme = factories.theme("</script><script>alert(1)</script><!--", slug="ond")
    head = head_html(client, theme.url)
    assert "<script>" not in head
    assert structured_data(client, theme.url)["Article"]["headline"] == theme.title


def test_order_form_has_canonical_url_and_social_image(client):
    head = head_html(client, "/bestil/")
    assert f'<link rel="canonical" href="{ROOT}/bestil/">' in head
    assert '<meta property="og:title" content="Bestil bogen">' in head
    assert open_image(client, social_image_path(client, "/bestil/")).size == (1200, 630)


# --- Feed ---


def test_feed_lists_public_themes_newest_first(client):
    for title in ("Det gamle", "Det nye"):
        factories.theme(title).save_revision().publish()
    restrict(factories.theme("Kun for nogle"))
    factories.theme("Kladde", live=False)
    link = re.search(r'type="application/atom\+xml" href="([^"]+)"', head_html(client, "/"))[1]
    response = client.get(link)
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)  # noqa: S314
    entries = feed.findall("atom:entry", ATOM)
    assert [entry.findtext("atom:title", "", ATOM) for entry in entries] == ["Det nye", "Det gamle"]
    assert entries[0].find("atom:link", ATOM).get("href") == f"{ROOT}/temaer/det-nye/"
    assert entries[0].findtext("atom:updated", "", ATOM)
    assert feed.find('atom:link[@rel="self"]', ATOM).get("href") == ROOT + link


def test_feed_follows_the_standard(client):
    """RFC 4287: an author, entry ids that never change, text as text."""
    theme = factories.theme("Mure & <tag>", lead="Om mure, <b> & tegl.")
    theme.save_revision().publish()

    def read_feed():
        return ElementTree.fromstring(client.get("/temaer/nyt.atom").content)  # noqa: S314

    feed = read_feed()
    assert feed.findtext("atom:author/atom:name", "", ATOM) == "Landsbyggefonden"
    for name in ("atom:id", "atom:title", "atom:updated"):
        assert feed.findtext(name, "", ATOM)
    [entry] = feed.findall("atom:entry", ATOM)
    summary = entry.find("atom:summary", ATOM)
    assert (summary.get("type"), summary.text) == ("text", "Om mure, <b> & tegl.")
    assert len(entry.findall("atom:summary", ATOM)) == 1
    old = entry.findtext("atom:id", "", ATOM)
    assert old.startswith("tag:")
    theme.slug = "et-andet-navn"
    theme.save_revision().publish()
    [entry] = read_feed().findall("atom:entry", ATOM)
    assert entry.find("atom:link", ATOM).get("href").endswith("/et-andet-navn/")
    assert entry.findtext("atom:id", "", ATOM) == old


def test_feed_without_themes_responds(client):
    assert client.get("/temaer/nyt.atom").status_code == 200
