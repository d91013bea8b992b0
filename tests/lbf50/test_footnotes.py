"""Footnotes: numbered in the order of the text, with links there and back."""

import re
import uuid

import pytest
from wagtail_footnotes.models import Footnote

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def notes() -> dict[str, str]:
    """Return the texts of two notes by their id."""
    return {str(uuid.uuid4()): "Lov om almene boliger", str(uuid.uuid4()): "Se side 12"}


def mark(note_id: str) -> str:
    """Return a reference as the editor stores it."""
    return f'<footnote id="{note_id}">[{note_id[:6]}]</footnote>'


def theme(notes, *texts):
    """Create a theme whose texts refer to notes."""
    page = factories.theme(body=[("text", text) for text in texts])
    page.footnotes = [
        Footnote(uuid=note_id, text=f"<p>{text}</p>") for note_id, text in notes.items()
    ]
    page.save_revision().publish()
    return page


def test_notes_are_numbered_in_the_order_of_the_text(client, notes):
    law, page_12 = notes
    page = theme(notes, f"<p>Først{mark(page_12)}</p>", f"<p>Så{mark(law)} og{mark(page_12)}</p>")
    html = client.get(page.url).content.decode()
    assert re.findall(r'<sup><a href="(#note-\d)" id="(note-\d-\d)"', html) == [
        ("#note-1", "note-1-1"),
        ("#note-2", "note-2-1"),
        ("#note-1", "note-1-2"),
    ]
    section = html.split('id="noter"')[1]
    assert section.index("Se side 12") < section.index("Lov om almene boliger")
    assert 'href="#note-1-1"' in section
    assert 'href="#note-1-2"' in section
    assert "<footnote" not in html


def test_every_link_of_a_note_leads_somewhere(client, notes):
    law, page_12 = notes
    html = client.get(theme(notes, f"<p>A{mark(law)}{mark(page_12)}</p>").url).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#(note-[^"]+)"', html)) <= set(ids)


def test_reference_to_a_deleted_note_leaves_the_text_whole(client, notes):
    page = theme({}, f"<p>Før{mark(str(uuid.uuid4()))} og efter</p>")
    html = client.get(page.url).content.decode()
    assert "<p>Før og efter</p>" in html
    assert 'id="noter"' not in html


def test_changed_note_is_seen_at_once(client, notes):
    law, _page_12 = notes
    page = theme(notes, f"<p>Tekst{mark(law)}</p>")
    client.get(page.url)
    page.footnotes.all()[0].text = "<p>Ny lov</p>"
    page.save_revision().publish()
    assert "Ny lov" in client.get(page.url).content.decode()


def test_search_finds_notes_and_does_not_show_their_marks(client, notes):
    law, _page_12 = notes
    theme(notes, f"<p>Kælderrum{mark(law)} findes</p>")
    assert "Bygningsarv" in client.get("/soeg/?q=almene").content.decode()
    html = client.get("/soeg/?q=kælderrum").content.decode()
    assert law[:6] not in html


def test_api_gives_text_without_marks(client, notes):
    law, _page_12 = notes
    page = theme(notes, f"<p>Tekst{mark(law)} her</p>")
    body = client.get(f"/api/v2/pages/{page.pk}/").json()["body"]
    assert body[0]["value"] == "<p>Tekst her</p>"


def test_notes_cost_one_query(client, notes, django_assert_max_num_queries):
    law, page_12 = notes
    page = theme(notes, *(f"<p>{mark(law)}{mark(page_12)}</p>" for _number in range(5)))
    client.get(page.url)
    with django_assert_max_num_queries(40) as captured:
        client.get(page.url)
    notes_read = [query for query in captured if "wagtail_footnotes" in query["sql"]]
    assert len(notes_read) == 1
