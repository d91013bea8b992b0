"""The dialogs in which an editor makes a link."""

import html
import re

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db
LABELS = {
    "external": {"URL", "Linkets tekst"},
    "email": {"Mailens adresse", "Linkets tekst", "Mailens emne", "Mailens tekst"},
    "phone": {"Telefonnummer", "Linkets tekst"},
    "anchor": {"#", "Linkets tekst"},
}


@pytest.mark.parametrize("kind", LABELS)
def test_fields_of_a_link_have_danish_labels(kind):
    client = Client()
    client.force_login(factories.editor())
    dialog = client.get(f"/admin/choose-{kind}-link/").json()["html"]
    labels = re.findall(r"<label[^>]*>(.*?)</label>", dialog, re.S)
    texts = {html.unescape(re.sub(r"<[^>]*>", "", label)).strip(" *\n") for label in labels}
    assert texts == LABELS[kind]
