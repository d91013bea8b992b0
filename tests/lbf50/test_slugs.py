"""Addresses of new pages: æ, ø and å become ae, oe and aa, as on the pages that are loaded."""

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from tests import factories
from tests.orders.form_client import logged_in_client
from themes.models import ThemePage

pytestmark = pytest.mark.django_db

STREAMS = {f"{name}-count": "0" for name in ("body", "see_more")}
STREAMS |= nested_form_data({"footnotes": inline_formset([])})


@pytest.mark.parametrize(
    ("title", "suggested", "slug"),
    [
        ("Bygningsarv på prøve", "bygningsarv-på-prøve", "bygningsarv-paa-proeve"),
        ("Ældre ÅRET rundt", "Ældre-ÅRET-rundt", "aeldre-aaret-rundt"),
        ("Café", "café", "cafe"),
    ],
)
def test_slug_of_new_page_has_ascii_letters_only(title, suggested, slug):
    parent = factories.theme_index()
    editor = logged_in_client(factories.editor())
    data = {"title": title, "slug": suggested, "lead": "Om huse.", **STREAMS}
    response = editor.post(
        f"/admin/pages/add/themes/themepage/{parent.pk}/", {**data, "action-publish": "1"}
    )
    assert response.status_code == 302
    assert ThemePage.objects.get().slug == slug


def test_slug_that_is_taken_in_its_other_spelling_is_refused():
    parent = factories.theme_index()
    factories.theme("Gård", slug="gaard")
    editor = logged_in_client(factories.editor())
    data = {"title": "Gård", "slug": "gård", "lead": "Om huse.", **STREAMS}
    response = editor.post(f"/admin/pages/add/themes/themepage/{parent.pk}/", data)
    assert response.status_code == 200
    assert ThemePage.objects.count() == 1
