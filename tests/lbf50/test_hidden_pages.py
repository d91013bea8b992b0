"""What a reader cannot see stands on no page of the site."""

import re

import pytest
from wagtail.models import Page

from tests.lbf50.test_visibility import HIDDEN, links_in
from tests.orders.form_client import read

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("book", "draft"),
        ("staircase", "draft"),
        ("themes", "draft"),
        ("information", "draft"),
        *(("theme", how) for how in HIDDEN),
    ],
)
def test_hidden_page_stands_on_no_other_page(client, site, name, how):
    [page] = [page for page in Page.objects.live().specific() if page.url == site[name]]
    title, text = f"Hemmelig {name}", f"Fortrolig {name}"
    page.title, page.lead = title, text
    page.save()
    assert title in client.get(page.url).content.decode()
    HIDDEN[how](page)
    others = [url for url in site.values() if not url.startswith(page.url)]
    seen = 0
    for url in [*others, "/soeg/?q=hemmelig", "/sitemap.xml", "/temaer/nyt.atom"]:
        response = client.get(url)
        html = response.content.decode()
        seen += response.status_code == 200
        assert title not in html, url
        assert text not in html, url
        assert not links_in(html, page.url), url
        if response.headers.get("Content-Type", "").startswith("text/html"):
            assert not re.findall(r"<a>|<a [^>]*href=\"\"|<li>\s*</li>", html), url
    assert seen > 10
    api = client.get("/api/v2/pages/?limit=20&fields=*").content.decode()
    assert title not in api


def test_no_heading_of_any_page_is_empty(client, site):
    for url in site.values():
        page = read(client.get(url))
        assert all(h.get_text(strip=True) for h in page.find_all(re.compile("^h[1-6]$"))), url
