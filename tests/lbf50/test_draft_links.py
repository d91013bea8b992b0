"""A draft is shown to those who have its link, for two weeks."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lbf50 import draft_links
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme():
    theme = factories.theme("Udgivet")
    theme.title = "Ny kladde"
    theme.save_revision()
    return theme


@pytest.fixture
def link(editor, theme) -> str:
    html = editor.get(f"/admin/pages/{theme.pk}/del-kladde/").content.decode()
    return re.search(r'value="https?://[^/]+(/kladde/[^"]+)"', html)[1]


def test_link_shows_the_newest_draft_without_log_in(link, theme):
    visitor = Client()
    assert "Ny kladde" in visitor.get(link).content.decode()
    theme.title = "Endnu nyere"
    theme.save_revision()
    response = visitor.get(link)
    assert "Endnu nyere" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert "Udgivet" in visitor.get(theme.url).content.decode()


def test_link_ends_after_two_weeks(link, monkeypatch):
    later = timezone.now() + draft_links.LIFETIME + timedelta(minutes=1)
    monkeypatch.setattr("django.core.signing.time.time", later.timestamp)
    assert Client().get(link).status_code == 404


@pytest.mark.parametrize("token", ["1", "1:abc:def", "x" * 200])
def test_forged_link(token, theme):
    assert Client().get(f"/kladde/{token}/").status_code == 404


def test_link_is_valid_for_one_page_only(link, theme):
    other = factories.theme("Hemmelig")
    forged = link.replace(f"/kladde/{theme.pk}:", f"/kladde/{other.pk}:")
    assert forged != link
    assert Client().get(forged).status_code == 404


def test_only_editors_can_create_a_link(theme, client):
    url = f"/admin/pages/{theme.pk}/del-kladde/"
    assert client.get(url).status_code == 302
    client.force_login(factories.order_staff())
    assert client.get(url).status_code in (302, 403)


def test_edit_view_has_a_share_button(editor, theme):
    assert "/del-kladde/" in editor.get(f"/admin/pages/{theme.pk}/edit/").content.decode()


def test_workflows_are_off_and_can_be_turned_on(editor, theme, settings):
    url = f"/admin/pages/{theme.pk}/edit/"
    assert "/admin/reports/workflow/" not in editor.get(url).content.decode()
    settings.WAGTAIL_WORKFLOW_ENABLED = True
    assert "/admin/reports/workflow/" in editor.get(url).content.decode()
