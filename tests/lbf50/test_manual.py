"""The manual for editors in the admin."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db
URL = "/admin/vejledning/"


def test_help_has_the_manual_with_pictures_and_nothing_in_english(editor):
    menu = editor.get("/admin/").content.decode()
    assert URL in menu
    assert "guide.wagtail.org" not in menu
    assert "docs.wagtail.org" not in menu
    page = BeautifulSoup(editor.get(URL).content, "html.parser")
    assert page.h1.get_text(strip=True) == "Vejledning for redaktionen"
    pictures = page.select(".manual img")
    assert pictures
    for picture in pictures:
        assert editor.get(URL + picture["src"]).status_code == 200
    assert editor.get(f"{URL}ordrer-liste.png").status_code == 404
    assert editor.get(f"{URL}findes-ikke.png").status_code == 404


def test_order_staff_have_their_own_manual():
    client = Client()
    client.force_login(factories.order_staff())
    menu = client.get("/admin/").content.decode()
    assert f'"{URL}"' not in menu
    assert '"/admin/bestillinger/vejledning/"' in menu


def test_stranger_is_asked_to_log_in():
    assert Client().get(URL).status_code == 302
