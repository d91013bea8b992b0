"""manage.py load_site on a site with content, or whose pages cannot be rendered."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]


def load_site(**options) -> str:
    """Run the command. Return what it prints on standard error."""
    err = StringIO()
    call_command("load_site", stdout=StringIO(), stderr=err, **options)
    return err.getvalue()


def test_failed_page_is_reported(settings, monkeypatch):
    settings.ALLOWED_HOSTS = ["elsewhere.example"]
    monkeypatch.setattr("lbf50.management.commands.load_site.PICTURES", [])
    err = load_site()

    assert "/temaer/ returned 400 instead of 200." in err


def test_site_with_a_page_is_refused():
    factories.theme_index()
    before = factories.site_state()

    with pytest.raises(CommandError, match="nothing was changed"):
        load_site()
    assert factories.site_state() == before


@pytest.mark.parametrize(
    "content", [{"lead": "Vores egen"}, {"body": [("heading", "Vores egen")]}], ids=["lead", "body"]
)
def test_site_with_filled_home_page_is_refused(content):
    home = factories.home()
    for name, value in content.items():
        setattr(home, name, value)
    home.save()
    before = factories.site_state()

    with pytest.raises(CommandError, match="nothing was changed"):
        load_site()
    assert factories.site_state() == before


def test_site_with_draft_of_home_page_is_refused():
    home = factories.home()
    home.lead = "Ikke udgivet endnu"
    home.save_revision()

    with pytest.raises(CommandError, match="nothing was changed"):
        load_site()
