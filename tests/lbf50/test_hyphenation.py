"""Long words in headings may be broken where the editors say."""

import pytest

from lbf50.models import SiteSettings
from tests import factories

pytestmark = pytest.mark.django_db


def heading(client, page) -> str:
    html = client.get(page.url).content.decode()
    return html.partition("<h1>")[2].partition("</h1>")[0].replace("\u00ad", "|")


def test_a_heading_is_broken_where_the_list_says(client):
    assert heading(client, factories.theme("Velfærdstrappens boligområder")) == (
        "Velfærds|trappens bolig|områder"
    )


def test_the_longest_word_that_is_known_decides(client):
    SiteSettings.objects.update_or_create(defaults={"long_words": "bolig-område\nbo-lig"})
    assert (
        heading(client, factories.theme("Boligområdet og boliger")) == "Bolig|området og bo|liger"
    )


def test_an_empty_list_breaks_nothing(client):
    SiteSettings.objects.update_or_create(defaults={"long_words": ""})
    assert heading(client, factories.theme("Velfærdstrappen")) == "Velfærdstrappen"


def test_what_is_special_in_a_title_or_in_the_list_stays_harmless(client):
    SiteSettings.objects.update_or_create(defaults={"long_words": "a.-b* <-i>"})
    assert heading(client, factories.theme("<i>a.b*</i> axb")) == "&lt;|i&gt;a.|b*&lt;/i&gt; axb"


def test_the_name_of_the_tab_and_of_search_have_no_hyphens(client):
    html = client.get(factories.theme("Velfærdstrappen").url).content.decode()
    assert "<title>Velfærdstrappen –" in html
