"""Dates in the admin, as Danes write them."""

import html
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page

from lbf50.dates import DanishDateTimeField
from tests import factories
from tests.staircase.editor_forms import PUBLISH, edit, tier_form

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def tier():
    return factories.staircase(tiers=1, activities=0).tiers[0]


@pytest.mark.parametrize(
    "written",
    [
        "24.12.2036 12:00",
        "24.12.2036 12.00",
        "24.12.2036 kl. 12.00",
        "24-12-2036 12:00:00",
        "24/12-2036 12:00",
        "2036-12-24 12:00",
        "24. december 2036 kl. 12.00",
        "24. dec. 2036 12:00",
        "24 DECEMBER 2036 kl 12",
        "24/12 2036 12:00",
        "24.12.2036 kl 12:00",
        "24.12.2036 kl. 12",
        "24.12.2036, 12:00",
        "24. 12. 2036 12:00",
        "24.12.36 12:00",
        "24-12-36 12",
        "onsdag den 24. december 2036 kl. 12",
        "d. 24.12.2036 klokken 12.00",
        "24.12.2036 kl12.00",
        "24.12.2036 12,00",
        "24.12.2036 - 12.00",
        "24.12.2036 12.00.",
    ],
)
def test_page_is_scheduled_for_the_written_time(editor, tier, written):
    edit(editor, tier, tier_form("Trin", "trin", go_live_at=written) | PUBLISH)
    scheduled = Page.objects.get(pk=tier.pk).scheduled_revision.approved_go_live_at
    assert timezone.localtime(scheduled).isoformat() == "2036-12-24T12:00:00+01:00"
    shown = editor.get(f"/admin/pages/{tier.pk}/edit/").content.decode()
    assert 'value="24.12.2036 12:00"' in shown
    # The calendar reads what is typed in the same form.
    assert '"format": "d.m.Y H:i"' in html.unescape(shown)


@pytest.mark.parametrize(
    "written",
    [
        "24. december",
        "31.11.2036 12:00",
        "kl. 12",
        "12/24/2036",
        "24. juleaften 2036",
        "24.12.0026",
    ],
)
def test_date_that_is_not_understood_is_refused_and_kept(editor, tier, written):
    response = edit(editor, tier, tier_form("Nyt navn", "trin", go_live_at=written) | PUBLISH)
    text = response.content.decode()
    assert "Skriv det som 24.12.2026 12:00." in text
    assert written in html.unescape(text)
    assert Page.objects.get(pk=tier.pk).title != "Nyt navn"


@pytest.mark.parametrize("written", ["31.02.2037", "30. februar 2037 kl. 12", "24.12.2037 25:00"])
def test_date_that_does_not_exist_is_told(editor, tier, written):
    response = edit(editor, tier, tier_form("Nyt navn", "trin", go_live_at=written) | PUBLISH)
    assert "Den dag eller det tidspunkt findes ikke." in response.content.decode()


def test_page_that_would_expire_when_it_is_published_is_refused(editor, tier):
    form = tier_form("Nyt navn", "trin", go_live_at="24.12.2036", expire_at="24.12.2036 00:00")
    text = edit(editor, tier, form | PUBLISH).content.decode()
    assert "Vælg et tidspunkt efter udgivelsen." in text


def test_time_of_publication_that_is_over_is_refused(editor, tier):
    form = tier_form("Nyt navn", "trin", go_live_at="24. december 2025 kl. 12") | PUBLISH
    text = edit(editor, tier, form).content.decode()
    assert "Det tidspunkt er passeret." in text
    assert Page.objects.get(pk=tier.pk).title != "Nyt navn"


def test_page_whose_time_of_publication_came_can_be_edited(editor, tier):
    tier.go_live_at = timezone.now().replace(second=0, microsecond=0) - timedelta(hours=1)
    tier.save_revision()
    at = timezone.localtime(tier.go_live_at).strftime("%d.%m.%Y %H:%M")
    edit(editor, tier, tier_form("Nyt navn", "trin", go_live_at=at) | PUBLISH)
    assert Page.objects.get(pk=tier.pk).title == "Nyt navn"


@pytest.mark.parametrize(("written", "month"), [("24. sept. 2026 kl. 12", 9), ("1 febr. 2026", 2)])
def test_shortened_months(written, month):
    assert DanishDateTimeField().clean(written).month == month


def test_hour_that_the_clocks_skip_is_told():
    with pytest.raises(ValidationError, match="Uret bliver stillet"):
        DanishDateTimeField().clean("28.3.2027 02:30")
