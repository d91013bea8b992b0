"""The organisation's telephone number: however an editor writes it, links and data are right."""

import json

import pytest

from lbf50.models import SiteSettings
from tests import factories
from tests.orders.form_client import logged_in_client, read

pytestmark = pytest.mark.django_db

SETTINGS_URL = "/admin/settings/lbf50/sitesettings/{}/"


@pytest.mark.parametrize(
    ("written", "shown", "international"),
    [
        ("33 76 20 00", "33 76 20 00", "+4533762000"),
        ("+45 33 76 20 00", "33 76 20 00", "+4533762000"),
        ("0045 33762000", "33 76 20 00", "+4533762000"),
        ("+44 (0)20 7946 0958", "+442079460958", "+442079460958"),
    ],
)
def test_telephone_link_and_structured_data_follow_the_standards(
    client, written, shown, international
):
    SiteSettings.load()
    SiteSettings.objects.update(phone=written)
    page = read(client.get("/"))
    link = page.select_one("footer a[href^='tel:']")
    assert (link["href"], link.get_text()) == (f"tel:{international}", written)
    data = json.loads(page.find("script", type="application/ld+json").string)
    assert data["@graph"][0]["telephone"] == international

    settings = SiteSettings.load()
    settings.full_clean()
    assert settings.phone == shown


def test_editor_cannot_save_what_is_no_telephone_number():
    url = SETTINGS_URL.format(SiteSettings.load().pk)
    client = logged_in_client(factories.editor())
    form = client.get(url)
    assert form.status_code == 200
    fields = {
        field["name"]: field.get("value", field.get_text())
        for field in read(form).select("main form [name]")
    }
    response = client.post(url, fields | {"phone": "ring til os"})
    assert "Skriv et telefonnummer med otte cifre" in response.content.decode()
    assert SiteSettings.load().phone == "33 76 20 00"
