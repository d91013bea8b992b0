"""Tests of every page type and state."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]

PAGES_WITH_FORM = {"order form", "order status, edit", "order status, cancel"}


@pytest.fixture(scope="module")
def responses(site):
    """Get each page once, as a new visitor. Return the responses by name."""
    return {name: Client().get(address) for name, address in site.items()}


@pytest.fixture(scope="module")
def pages(responses):
    """Return the HTML of each page by name."""
    return {name: response.content.decode() for name, response in responses.items()}


def test_site_has_every_page_type(site):
    """A new page type has to be added to the fixture."""
    from wagtail.models import Page, get_page_models

    page_models = {model for model in get_page_models() if model is not Page}
    tested = {type(page.specific) for page in Page.objects.filter(depth__gt=1)}
    assert tested == page_models


def test_pages_have_one_main_heading(responses):
    for name, response in responses.items():
        html = response.content.decode()
        assert response.status_code == (404 if name == "missing" else 200), name
        assert len(re.findall(r"<h1[ >]", html)) == 1, name
        assert html.startswith('<!doctype html>\n<html lang="da">'), name


def test_skip_link_is_first_focusable_element(pages):
    for name, html in pages.items():
        first = re.search(r"<(a|button|input|select|textarea)\b[^>]*>", html)[0]
        assert first == '<a class="skip-link" href="#indhold">', name
        assert 'id="indhold"' in html, name


def test_pages_have_no_inline_style_or_script(responses):
    """The content security policy blocks them without a visible error."""
    for name, response in responses.items():
        html = response.content.decode()
        assert not re.search(r'\sstyle="|<style|\son[a-z]+="', html), name
        assert not re.search(r"<script(?![^>]*(src=|application/ld\+json))", html), name
        assert "default-src 'none'" in response["Content-Security-Policy"], name


def test_pages_link_to_the_styles_of_what_they_show(pages):
    """Every class with a style of its own, and no page links to a stylesheet twice."""
    styled = {
        path.stem: set(re.findall(r"\.([a-z][\w-]*)", path.read_text(encoding="utf-8")))
        for app in ("lbf50", "themes", "staircase", "orders")
        for path in Path(settings.BASE_DIR, app).glob("static/*/css/*.css")
        if path.stem not in ("admin", "manual", "print")
    }
    everywhere = set().union(*styled.values())
    for name, html in pages.items():
        linked = re.findall(r'<link rel="stylesheet" href="[^"]*/css/(\w+)[^"]*">', html)
        here = set().union(*(styled[file] for file in linked))
        used = {word for words in re.findall(r'\sclass="([^"]+)"', html) for word in words.split()}
        assert (used & everywhere) - here == set(), name
        assert len(linked) == len(set(linked)), name


def test_theme_without_others_to_see_links_to_the_styles_of_its_ending(client, site):
    factories.theme("Endnu et")
    html = client.get(factories.theme("Det sidste").url).content.decode()
    assert "css/neighbours" in html
    assert "css/themes" in html


def test_pages_load_nothing_from_other_hosts(pages):
    for name, html in pages.items():
        loaded = re.findall(r'<(?:img|script|iframe|source)[^>]*?\ssrc(?:set)?="([^"]+)"', html)
        loaded += re.findall(r'<link[^>]*rel="(?:stylesheet|preload|icon)[^>]*href="([^"]+)"', html)
        assert all(address.startswith("/") for address in loaded), name


def test_pages_without_form_set_no_cookie(responses):
    for name, response in responses.items():
        if name not in PAGES_WITH_FORM:
            assert not response.cookies, name


def test_ids_are_unique(pages):
    for name, html in pages.items():
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), name


def test_pages_have_one_meta_description(pages):
    for name, html in pages.items():
        descriptions = re.findall(r'<meta name="description"[^>]* content="([^"]*)"', html)
        assert len(descriptions) == 1, name
        assert descriptions[0].strip(), name


def test_pages_have_canonical_url_or_noindex(site, pages):
    for name, html in pages.items():
        canonical = re.findall(r'<link rel="canonical" href="([^"]+)">', html)
        if '<meta name="robots" content="noindex">' in html:
            assert not canonical, name
        else:
            assert canonical == [f"http://localhost{site[name].partition('?')[0]}"], name


def test_pages_have_open_graph_tags_and_social_image(client, pages):
    for name, html in pages.items():
        if 'rel="canonical"' in html:
            picture = re.search(r'property="og:image" content="http://localhost([^"]+)"', html)[1]
            assert client.get(picture).status_code == 200, name
            for tag in ("title", "description", "image:alt", "image:width", "locale"):
                assert re.search(f'property="og:{tag}" content="[^"]', html), (name, tag)


def test_pages_have_structured_data(client, site):
    from wagtail.models import Page

    for page in Page.objects.filter(depth__gt=1):
        html = client.get(page.url).content.decode()
        data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
        assert len(data) == 1, page
        organisation, position, description = json.loads(data[0])["@graph"]
        assert organisation["@type"] == "Organization", page
        assert position["@type"] == ("WebSite" if page.depth == 2 else "BreadcrumbList"), page
        assert description["url"] == page.full_url, page
        assert description["name"] == page.title, page
