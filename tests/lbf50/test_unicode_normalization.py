"""Letters in decomposed form, as macOS sends them, are stored composed and found."""

from unicodedata import is_normalized, normalize

import pytest

from tests import factories
from tests.lbf50.test_slugs import STREAMS
from tests.orders.form_client import logged_in_client
from themes.models import ThemePage

pytestmark = pytest.mark.django_db


def test_page_written_with_decomposed_letters_is_found(client):
    parent = factories.theme_index()
    editor = logged_in_client(factories.editor())
    data = {
        "title": normalize("NFD", "Om Ålborg på tværs"),
        "slug": "om-aalborg",
        "lead": normalize("NFD", "Nguyễn bor i Årslev."),
        **STREAMS,
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "heading",
        "body-0-id": "",
        "body-0-value": normalize("NFD", "Ørsted"),
        "action-publish": "1",
    }
    url = f"/admin/pages/add/themes/themepage/{parent.pk}/"
    assert editor.post(url, data).status_code == 302
    page = ThemePage.objects.get()
    for text in (page.title, page.lead, page.body[0].value):
        assert is_normalized("NFC", text)
    assert page.body[0].value == "Ørsted"
    for query in ("ålborg", normalize("NFD", "årslev"), "ørsted"):
        assert page.url in client.get("/soeg/", {"q": query}).content.decode()
