"""The worker finds links that lead nowhere, and bothers nobody while it does."""

from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document

from lbf50.links import checker
from lbf50.links.finder import find_links
from lbf50.models import Link
from tests import factories

pytestmark = pytest.mark.django_db


class Site(BaseHTTPRequestHandler):
    """A site with a page, a page that is gone, and one that refuses machines."""

    answers = {"/": 200, "/gone": 404, "/moved": 301, "/refused": 403, "/ill": 500}
    asked: list[tuple[str, str]] = []

    def do_HEAD(self):
        self.asked.append((self.path, self.headers["User-Agent"]))
        self.send_response(self.answers[self.path])
        self.send_header("Location", "/")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 — the name is the base class's

    def log_message(self, *arguments):
        pass


@pytest.fixture
def site(monkeypatch, settings):
    """Another site, which the checker takes for one on the internet."""
    settings.CHECK_OUTSIDE_LINKS = True
    monkeypatch.setattr(checker, "is_public_host", lambda host: True)
    monkeypatch.setattr(checker, "PAUSE", 0)
    server = HTTPServer(("127.0.0.1", 0), Site)
    Site.asked = []
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def in_days(days):
    return timezone.now() + timedelta(days=days, minutes=1)


def theme(*addresses):
    links = " ".join(f'<a href="{address}">link</a>' for address in addresses)
    return factories.theme(body=[("text", f"<p>Se {links}</p>")])


def dead() -> list[str]:
    return sorted(link.description for link in Link.objects.dead())


def test_page_that_is_gone_twice_is_dead(site):
    theme(f"{site}/", f"{site}/gone", f"{site}/moved", f"{site}/refused", f"{site}/ill")
    checker.check_links(in_days(0))
    assert dead() == []
    checker.check_links(in_days(1))
    assert dead() == [f"{site}/gone"]


@pytest.mark.parametrize(
    ("address", "is_dead"),
    [
        ("/findes-ikke/", True),
        ("{base}/temaer/findes-ikke/?a=1", True),
        ("/temaer/", False),
        ("/temaer/#temaer", False),
        ("{base}/temaer/", False),
        ("/bestil/", False),
        ("/media/fil.pdf", False),
        ("/gammel/", False),
    ],
)
def test_typed_path_is_dead_if_nothing_answers(settings, address, is_dead):
    factories.theme_index()
    Redirect.objects.create(old_path="/gammel", redirect_link="/temaer/")
    address = address.format(base=settings.BASE_URL)
    theme(address)
    checker.check_links(in_days(0))
    assert dead() == [address.removeprefix(settings.BASE_URL)] * is_dead


def test_link_to_deleted_document_is_dead():
    document = Document.objects.create(title="PDF", file=ContentFile(b"%PDF", "a.pdf"))
    link = f'<p><a linktype="document" id="{document.pk}">PDF</a></p>'
    body = [("text", link)]
    factories.theme(body=body, see_more=[("document", {"document": document, "text": ""})])
    checker.check_links(in_days(0))
    assert dead() == []
    document.delete()
    checker.check_links(in_days(0))
    assert set(dead()) == {"Et dokument, der er slettet eller ikke er for alle"}


def test_broken_connection_is_not_a_dead_link(site, monkeypatch):
    monkeypatch.setattr(Site, "do_HEAD", lambda self: self.connection.close())
    assert checker.is_reachable(f"{site}/")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ('<p><a href="https://lbf.dk/?a=1&amp;b=2">her</a></p>', "https://lbf.dk/?a=1&b=2"),
        ('<p><a href="https://da.wikipedia.org/wiki/By_(by)">her</a>.</p>',
         "https://da.wikipedia.org/wiki/By_(by)"),
    ],
)  # fmt: skip
def test_address_is_found_as_it_is(text, address):
    assert list(find_links(factories.theme(body=[("text", text)]))) == [("outside", address)]


def test_lines_of_a_plain_text_stay_apart():
    page = factories.theme(body=[("quote", {"text": "Se https://lbf.dk/a.\nMere", "who": ""})])
    assert list(find_links(page)) == [("outside", "https://lbf.dk/a")]


def test_page_of_a_footnote_is_no_link():
    page = factories.theme(body=[("text", "<p>Tekst</p>")])
    page.footnotes.create(text="<p>Kilden</p>")
    assert list(find_links(page)) == []


def test_site_that_does_not_exist_is_dead(settings):
    settings.CHECK_OUTSIDE_LINKS = True
    theme("https://findes-ikke.invalid/side")
    checker.check_links(in_days(0))
    checker.check_links(in_days(1))
    assert dead() == ["https://findes-ikke.invalid/side"]


def test_each_address_is_asked_once_a_day_by_name(site):
    theme(f"{site}/")
    factories.theme("Et andet", body=[("text", f'<p><a href="{site}/">igen</a></p>')])
    checker.check_links(in_days(0))
    checker.check_links(in_days(0.5))
    assert [path for path, _agent in Site.asked] == ["/"]
    assert "lbf50/" in Site.asked[0][1]
    assert "https://lbf50.example" in Site.asked[0][1]


def test_only_a_few_are_asked_at_once(site):
    theme(*(f"{site}/?{number}" for number in range(12)))
    Site.answers |= {f"/?{number}": 200 for number in range(12)}
    checker.check_links(in_days(0))
    assert len(Site.asked) == checker.AT_ONCE
    checker.check_links(in_days(0))
    assert len(set(Site.asked)) == 2 * checker.AT_ONCE


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "http://localhost/", "http://10.0.0.1/", "http://[::1]/"]
)
def test_no_machine_of_our_own_network_is_asked(address, monkeypatch):
    monkeypatch.setattr("requests.Session.head", lambda *a, **k: pytest.fail("asked"))
    assert not checker.is_reachable(address)


def test_nobody_is_asked_where_the_setting_says_so(site, settings):
    settings.CHECK_OUTSIDE_LINKS = False
    theme(f"{site}/")
    checker.check_links(in_days(0))
    assert Site.asked == []


def test_link_to_a_deleted_page_is_dead_until_it_is_removed():
    target = factories.theme("Et andet")
    page = factories.theme(
        body=[("text", f'<p><a linktype="page" id="{target.pk}">her</a></p>')],
        see_more=[("page", {"page": target, "text": ""})],
    )
    checker.check_links(in_days(0))
    assert dead() == []
    target.unpublish()
    checker.check_links(in_days(0))
    assert dead() == ["“Et andet”, som ikke er udgivet"]
    target.delete()
    checker.check_links(in_days(0))
    assert set(dead()) == {"En side, der er slettet"}
    page.refresh_from_db()
    page.body, page.see_more = [], []
    page.save_revision().publish()
    checker.check_links(in_days(0))
    assert dead() == []


def test_editor_reads_the_report_and_the_desk_does_not(editor, client):
    page = factories.theme(body=[("text", '<p><a linktype="page" id="999">her</a></p>')])
    checker.check_links(in_days(0))
    html = editor.get("/admin/reports/links/").content.decode()
    assert "En side, der er slettet" in html
    assert f"/admin/pages/{page.pk}/edit/" in html
    assert "/admin/reports/links/" in editor.get("/admin/").content.decode()
    client.force_login(factories.order_staff())
    assert client.get("/admin/reports/links/").status_code == 302
