"""The history of a page tells what each edit changed."""

import pytest
from bs4 import BeautifulSoup

from lbf50.models import Notice
from tests import factories

pytestmark = pytest.mark.django_db


def history_of(client, url):
    html = BeautifulSoup(client.get(url).content, "html.parser")
    rows = html.select("main table tbody tr td:first-child")
    return [" ".join(row.find("div", class_="w-gap-2").text.split()) for row in rows]


def test_history_names_the_fields_that_changed(editor):
    theme = factories.theme("Arkitektur", [("text", "<p>Først</p>")])
    theme.save_revision(log_action=True)
    theme.title = "Ny arkitektur"
    theme.seo_title = "Arkitektur i boligområder"
    theme.save_revision(log_action=True)
    theme.body = [("text", "<p>Så</p>")]
    theme.save_revision(log_action=True)
    theme.save_revision(log_action=True)
    newest_first = history_of(editor, f"/admin/pages/{theme.pk}/history/")
    assert newest_first[0].startswith("Kladde gemt Nuværende kladde")
    assert newest_first[1] == "Kladde gemt: indhold"
    assert newest_first[2] == "Kladde gemt: titel, titel-tag"
    assert newest_first[3] == "Kladde gemt"


def test_history_of_a_notice_names_the_fields_that_changed(editor):
    notice = Notice.objects.create(text="Lukket fredag")
    notice.save_revision(log_action=True)
    notice.text = "Lukket mandag"
    notice.save_revision(log_action=True)
    history = history_of(editor, f"/admin/snippets/lbf50/notice/history/{notice.pk}/")
    assert history[0].startswith("Redigeret: tekst")


def test_report_of_all_changes_is_as_before(editor):
    theme = factories.theme("Arkitektur")
    theme.save_revision(log_action=True)
    html = editor.get("/admin/reports/site-history/").content.decode()
    assert "Kladde gemt" in html
