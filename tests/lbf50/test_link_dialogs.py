"""The dialogs in which an editor makes a link."""

import html
import re

import pytest

LABELS = {
    "external": {"URL", "Linkets tekst"},
    "email": {"Mailens adresse", "Linkets tekst", "Mailens emne", "Mailens tekst"},
    "phone": {"Telefonnummer", "Linkets tekst"},
    "anchor": {"Navn på ankeret", "Linkets tekst"},
}


@pytest.mark.parametrize("kind", LABELS)
def test_fields_of_a_link_have_danish_labels(editor, kind):
    dialog = editor.get(f"/admin/choose-{kind}-link/").json()["html"]
    labels = re.findall(r"<label[^>]*>(.*?)</label>", dialog, re.S)
    texts = {html.unescape(re.sub(r"<[^>]*>", "", label)).strip(" *\n") for label in labels}
    assert texts == LABELS[kind]
