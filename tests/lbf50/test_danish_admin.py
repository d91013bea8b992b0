"""Words that Wagtail and Django show in English."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission

from tests import factories

pytestmark = pytest.mark.django_db


def texts_of(client, url) -> list[str]:
    page = BeautifulSoup(client.get(url).content, "html.parser")
    return [text.strip() for text in page.main.find_all(string=True) if text.strip()]


def test_permissions_have_danish_names(admin_client):
    shown = Permission.objects.exclude(content_type__model__in=["contenttype", "session"])
    names = shown.values_list("name")
    assert not [name for (name,) in names if re.match(r"Can |[a-z]+_[a-z]+$", name)]
    texts = texts_of(admin_client, "/admin/groups/new/")
    assert "Kan tilføje gruppe" in texts
    assert not [text for text in texts if re.match(r"Can |[a-z]+_[a-z]*$|Root$", text)]


@pytest.mark.parametrize(
    "url",
    [
        "/admin/users/",
        "/admin/reports/aging-pages/",
        "/admin/collections/add/",
        "/admin/pages/search/?q=Arkitektur",
        "/admin/pages/?q=Arkitektur",
    ],
)
def test_no_word_of_python_is_shown(admin_client, url):
    factories.theme("Arkitektur").save_revision().publish()
    texts = texts_of(admin_client, url)
    assert not [text for text in texts if re.search(r"\b(None|True|False|Root)\b", text)]
