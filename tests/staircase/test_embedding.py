"""The page for other people's frames, and the oEmbed answers that lead to it."""

import re

import pytest
from wagtail.models import PageViewRestriction

from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]

FRAMED = "/indlejr/velfaerdstrappen/"
SITE = "https://lbf50.example"


@pytest.fixture
def stairs():
    return factories.staircase()


@pytest.fixture
def theme(stairs):
    """A theme with the whole staircase in its text."""
    return factories.theme("Velfærd", [("staircase", {"staircase": stairs, "with_texts": True})])


def answer(client, address, **query):
    return client.get("/oembed/", {"url": address, **query})


def discovered(client, page) -> str | None:
    """The address that a page gives to sites that want to embed it."""
    html = client.get(page.url).content.decode()
    link = re.search(r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)"', html)
    return link and link[1].replace("&amp;", "&")


def test_embedded_page_has_drawing_source_and_link(client, stairs):
    stairs.source = "Inddelingen er fra bogen"
    stairs.save()
    html = client.get(FRAMED).content.decode()
    assert html.startswith('<!doctype html>\n<html lang="da">')
    assert re.findall(r"<h1[^>]*>([^<]+)</h1>", html) == [stairs.title]
    assert "Inddelingen er fra bogen" in html
    for page in [stairs, *stairs.tiers]:
        assert f'href="{page.url}"' in html
    assert '<base target="_blank">' in html
    assert "Links åbner i et nyt vindue" in html
    assert 'href="#' not in html
    assert "site-header" not in html


def test_only_embedded_page_may_be_framed(client, stairs, theme):
    response = client.get(FRAMED)
    assert "frame-ancestors *;" in response["Content-Security-Policy"] + ";"
    assert "X-Frame-Options" not in response
    assert "default-src 'none'" in response["Content-Security-Policy"]
    others = ["/", theme.url, stairs.url, stairs.tiers[0].url, "/aktiviteter/", "/bestil/"]
    for address in [*others, "/oembed/", "/data/velfaerdstrappen.json", "/api/v2/pages/"]:
        response = client.get(address)
        assert "frame-ancestors 'self';" in response["Content-Security-Policy"] + ";", address
        assert response["X-Frame-Options"] == "DENY", address
    assert client.get("/admin/login/")["X-Frame-Options"] == "DENY"


def test_it_sets_no_cookie_and_is_there_only_when_the_staircase_is(client, stairs):
    assert not client.get(FRAMED).cookies
    stairs.unpublish()
    assert client.get(FRAMED).status_code == 404
    assert answer(client, SITE + stairs.url).status_code == 404


def test_oembed_tells_how_to_show_the_staircase(client, stairs):
    data = answer(client, SITE + stairs.url, format="json").json()
    assert (data["version"], data["type"]) == ("1.0", "rich")
    assert data["title"] == stairs.title
    assert data["provider_url"] == SITE
    frame = data["html"]
    assert f'src="{SITE}{FRAMED}"' in frame
    assert f'title="{stairs.title}"' in frame
    assert f'width="{data["width"]}" height="{data["height"]}"' in frame
    assert "allow-scripts" not in frame


def test_title_in_iframe_is_escaped(client, stairs):
    stairs.title = '"><script>alert(1)</script>'
    stairs.save()
    assert "<script>" not in answer(client, SITE + stairs.url).json()["html"]


@pytest.mark.parametrize(
    ("asked", "width"),
    [("400", 400), ("5000", 960), ("0", 960), ("-1", 960), ("x", 960), ("9" * 5000, 960)],
)
def test_frame_respects_maximum_size(client, stairs, asked, width):
    data = answer(client, SITE + stairs.url, maxwidth=asked, maxheight="300").json()
    assert (data["width"], data["height"]) == (width, 300)


def test_frame_is_as_high_as_the_drawing_in_it(client, stairs):
    """Narrower steps have more lines. On a phone the drawing is a map without them."""
    wide, medium, phone = (
        answer(client, SITE + stairs.url, maxwidth=width).json()["height"]
        for width in ("960", "600", "400")
    )
    assert phone < wide < medium


def test_pages_with_staircase_link_to_oembed(client, stairs, theme):
    for page in (stairs, theme):
        found = discovered(client, page)
        assert found.startswith(f"{SITE}/oembed/?")
        assert client.get(found.removeprefix(SITE)).json()["title"] == stairs.title
    for address in (f"http://testserver{theme.url}", SITE + FRAMED, SITE + stairs.url[:-1]):
        assert answer(client, address).status_code == 200, address


def test_oembed_answers_only_for_staircase(client, stairs):
    glance = factories.theme("Kort", [("staircase", {"staircase": stairs, "with_texts": False})])
    other = factories.theme("Andet")
    assert discovered(client, glance) is discovered(client, other) is None
    for address in (
        "",
        "vrøvl",
        "http://[",
        stairs.url,
        f"https://example.org{stairs.url}",
        f"{SITE}/",
        SITE + glance.url,
        SITE + other.url,
        SITE + stairs.tiers[0].url,
        f"{SITE}/aktiviteter/",
        f"{SITE}/%00/",
    ):
        assert answer(client, address).status_code == 404, address


def test_private_page_with_the_staircase_is_not_told_of(client, theme):
    assert answer(client, SITE + theme.url).status_code == 200
    PageViewRestriction.objects.create(page=theme, restriction_type=PageViewRestriction.LOGIN)
    assert answer(client, SITE + theme.url).status_code == 404
    client.force_login(factories.editor())
    assert discovered(client, theme) is None


def test_private_staircase_is_not_embedded(client, stairs):
    PageViewRestriction.objects.create(page=stairs, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(factories.editor())
    assert client.get(FRAMED).status_code == 404
    assert answer(client, SITE + stairs.url).status_code == 404


def test_xml_is_not_offered(client, stairs):
    assert answer(client, SITE + stairs.url, format="xml").status_code == 501


def test_page_shows_embed_code(client, stairs):
    html = client.get(stairs.url).content.decode()
    assert f"&lt;iframe src=&quot;{SITE}{FRAMED}&quot;" in html
