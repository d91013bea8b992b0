"""A notice on top of every page, and pages of all levels in the menu."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from lbf50.models import Notice
from tests import factories

pytestmark = pytest.mark.django_db


def top(client, address="/") -> str:
    """Return the HTML above the main content."""
    return client.get(address).content.decode().split("<main")[0]


def put_up(editor, go_live_at=""):
    """Publish a notice in the admin."""
    text = (
        '{"blocks": [{"key": "a", "text": "Lukket i julen", "type": "unstyled", "depth": 0,'
        ' "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}'
    )
    return editor.post(
        "/admin/snippets/lbf50/notice/add/",
        {"text": text, "go_live_at": go_live_at, "expire_at": "", "action-publish": "1"},
    )


def test_notice_of_a_time_that_is_over_is_refused(editor):
    response = put_up(editor, go_live_at="24. december 2025 kl. 12")
    assert "Det tidspunkt er passeret." in response.content.decode()
    assert not Notice.objects.exists()


def test_editor_puts_up_a_notice(editor, client):
    response = put_up(editor)
    assert response.status_code == 302, response.content.decode()
    for address in ("/", "/bestil/", "/soeg/"):
        assert "Lukket i julen" in top(client, address), address


def test_notice_goes_when_its_time_is_over(client):
    notice = Notice(text="<p>Lukket i julen</p>", live=False)
    notice.expire_at = timezone.now() + timedelta(hours=1)
    notice.save()
    notice.save_revision().publish()
    assert "Lukket i julen" in top(client)
    Notice.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert "Lukket i julen" not in top(client)


def test_no_notice_no_landmark(client):
    assert "<aside" not in top(client)


def test_theme_in_the_menu(client):
    theme = factories.theme("Bygningsarv", show_in_menus=True)
    hidden = factories.theme("Et andet tema")
    menu = re.search(r'<nav class="menu".*?</nav>', top(client), re.DOTALL)[0]
    assert f'href="{theme.url}"' in menu
    assert hidden.url not in menu


def test_notice_has_a_name_that_can_be_read():
    assert str(Notice(text="<p>Kaffe &amp; kage</p>")) == "Kaffe & kage"
    assert str(Notice(text="<p></p>")) == "Besked uden tekst"
