"""What holds for every page type: it renders, in order, with one main heading."""

import json
import re

import pytest

pytestmark = pytest.mark.django_db

WITH_A_FORM = {"request", "own order, correct", "own order, cancel"}


def test_every_page_type_is_in_this_test(site):
    """So that a new page type cannot be forgotten here."""
    from wagtail.models import Page, get_page_models

    ours = {model for model in get_page_models() if model is not Page}
    shown = {type(page.specific) for page in Page.objects.filter(depth__gt=1)}
    assert shown == ours


def test_each_page_answers_with_one_main_heading(client, site):
    for name, address in site.items():
        response = client.get(address)
        html = response.content.decode()
        assert response.status_code == (404 if name == "missing" else 200), name
        assert len(re.findall(r"<h1[ >]", html)) == 1, name
        assert html.startswith('<!doctype html>\n<html lang="da">'), name


def test_the_skip_link_is_the_first_thing_to_focus_on_each_page(client, site):
    for name, address in site.items():
        html = client.get(address).content.decode()
        first = re.search(r"<(a|button|input|select|textarea)\b[^>]*>", html)[0]
        assert first == '<a class="skip-link" href="#indhold">', name
        assert 'id="indhold"' in html, name


def test_no_page_of_the_public_site_has_an_inline_style_or_script(client, site):
    """The content security policy would block them, unseen."""
    for name, address in site.items():
        response = client.get(address)
        html = response.content.decode()
        assert not re.search(r'\sstyle="|<style|\son[a-z]+="', html), name
        assert not re.search(r"<script(?![^>]*(src=|application/ld\+json))", html), name
        assert "default-src 'none'" in response["Content-Security-Policy"], name


def test_no_page_loads_anything_from_another_host(client, site):
    for name, address in site.items():
        html = client.get(address).content.decode()
        loaded = re.findall(r'<(?:img|script|iframe|source)[^>]*?\ssrc(?:set)?="([^"]+)"', html)
        loaded += re.findall(r'<link[^>]*rel="(?:stylesheet|preload|icon)[^>]*href="([^"]+)"', html)
        assert all(address.startswith("/") for address in loaded), name


def test_the_public_pages_set_no_cookie(client, site):
    for name, address in site.items():
        if name not in WITH_A_FORM:
            assert not client.get(address).cookies, name


def test_ids_are_unique_on_each_page(client, site):
    for name, address in site.items():
        ids = re.findall(r'\sid="([^"]+)"', client.get(address).content.decode())
        assert len(ids) == len(set(ids)), name


def test_each_page_has_one_description(client, site):
    for name, address in site.items():
        html = client.get(address).content.decode()
        descriptions = re.findall(r'<meta name="description"[^>]* content="([^"]*)"', html)
        assert len(descriptions) == 1, name
        assert descriptions[0].strip(), name


def test_each_page_says_its_one_address_or_asks_not_to_be_listed(client, site):
    for name, address in site.items():
        html = client.get(address).content.decode()
        canonical = re.findall(r'<link rel="canonical" href="([^"]+)">', html)
        if '<meta name="robots" content="noindex">' in html:
            assert not canonical, name
        else:
            assert canonical == [f"http://localhost{address.partition('?')[0]}"], name


def test_each_page_can_be_shared_with_a_picture(client, site):
    for name, address in site.items():
        html = client.get(address).content.decode()
        if 'rel="canonical"' in html:
            picture = re.search(r'property="og:image" content="http://localhost([^"]+)"', html)[1]
            assert client.get(picture).status_code == 200, name
            for what in ("title", "description", "image:alt", "image:width", "locale"):
                assert re.search(f'property="og:{what}" content="[^"]', html), (name, what)


def test_each_page_of_the_tree_says_what_it_is(client, site):
    from wagtail.models import Page

    for page in Page.objects.filter(depth__gt=1):
        html = client.get(page.url).content.decode()
        data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
        assert len(data) == 1, page
        organisation, place, described = json.loads(data[0])["@graph"]
        assert organisation["@type"] == "Organization", page
        assert place["@type"] == ("WebSite" if page.depth == 2 else "BreadcrumbList"), page
        assert described["url"] == page.full_url, page
        assert described["name"] == page.title, page
