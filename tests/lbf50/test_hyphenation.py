"""Soft hyphens in headings, from the list in the site settings."""

import pytest

from lbf50.models import SiteSettings
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def heading(client, page) -> str:
    html = client.get(page.url).content.decode()
    return html.partition("<h1>")[2].partition("</h1>")[0].replace("\u00ad", "|")


def test_heading_has_soft_hyphens_in_listed_words(client):
    assert heading(client, factories.theme("Velfærdstrappens boligområder")) == (
        "Velfærds|trappens bolig|områder"
    )


def test_longest_listed_word_wins(client):
    SiteSettings.objects.update_or_create(defaults={"long_words": "bolig-område\nbo-lig"})
    assert (
        heading(client, factories.theme("Boligområdet og boliger")) == "Bolig|området og bo|liger"
    )


def test_empty_list_adds_no_soft_hyphens(client):
    SiteSettings.objects.update_or_create(defaults={"long_words": ""})
    assert heading(client, factories.theme("Velfærdstrappen")) == "Velfærdstrappen"


def test_markup_and_regex_characters_are_escaped(client):
    SiteSettings.objects.update_or_create(defaults={"long_words": "a.-b* <-i>"})
    assert heading(client, factories.theme("<i>a.b*</i> axb")) == "&lt;|i&gt;a.|b*&lt;/i&gt; axb"


def test_html_title_has_no_soft_hyphens(client):
    html = client.get(factories.theme("Velfærdstrappen").url).content.decode()
    assert "<title>Velfærdstrappen –" in html
