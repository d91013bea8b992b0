"""The dialogs in which an editor makes a link."""

import html
import re

import pytest
from wagtail.blocks import StructBlockValidationError

from lbf50.blocks import ExternalLinkBlock

LABELS = {
    "external": {"URL", "Linkets tekst"},
    "email": {"Mailens adresse", "Linkets tekst", "Mailens emne", "Mailens tekst"},
    "phone": {"Telefonnummer", "Linkets tekst"},
    "anchor": {"Navn på ankeret", "Linkets tekst"},
}


def test_email_address_is_no_web_address(editor):
    data = {"external-link-chooser-url": "lbf@lbf.dk", "external-link-chooser-link_text": "Skriv"}
    answer = editor.post("/admin/choose-external-link/", data).json()
    assert "Det er en e-mailadresse." in html.unescape(answer["html"])


def test_email_address_is_no_address_of_a_block():
    with pytest.raises(StructBlockValidationError) as refused:
        ExternalLinkBlock().clean({"address": "https://lbf@lbf.dk", "text": "Skriv", "about": ""})
    assert set(refused.value.block_errors) == {"address"}


@pytest.mark.parametrize("kind", LABELS)
def test_fields_of_a_link_have_danish_labels(editor, kind):
    dialog = editor.get(f"/admin/choose-{kind}-link/").json()["html"]
    labels = re.findall(r"<label[^>]*>(.*?)</label>", dialog, re.S)
    texts = {html.unescape(re.sub(r"<[^>]*>", "", label)).strip(" *\n") for label in labels}
    assert texts == LABELS[kind]
