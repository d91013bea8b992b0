"""The online edition: to read here, to fetch, or elsewhere, as far as it is there."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from orders.models import OrderSettings
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db

TEXT = [
    {
        "title": "Indledning",
        "introduction": "Om bogen.",
        "sections": [
            {"title": "50 års jubilæum", "content": [("text", "<p>Fonden fylder rundt.</p>")]},
        ],
    },
    {
        "title": "Tilbageblik",
        "introduction": "",
        "sections": [
            {"title": "Vejleåparken", "content": [("text", "<p>Et område fornyes.</p>")]},
            {
                "title": "Kilder",
                "content": [("points", {"heading": "Bøger", "points": ["Én"], "numbered": False})],
            },
        ],
    },
]


@pytest.fixture
def book(db):
    return factories.book(online=False)


def pdf(size=1_500_000) -> Document:
    document = Document(title="Bogen", file=ContentFile(b"%PDF-1.7" + b"\0" * size, "bogen.pdf"))
    document.file_size = document.file.size
    document.save()
    return document


def read(client, edition):
    return form_client.read(client.get(edition.url)).main


def ways(client, edition) -> list[str]:
    """Where the reader can go from the online edition."""
    return [link["href"] for link in read(client, edition).select(".online__links a")]


def test_only_on_another_site(client, book):
    edition = factories.online_book(book, address="https://www.lbf.dk/bog/")
    assert ways(client, edition) == ["https://www.lbf.dk/bog/", "/bestil/"]
    assert "Læs bogen hos lbf.dk" in read(client, edition).get_text()


def test_only_a_pdf_with_its_size_and_pages(client, book):
    edition = factories.online_book(book, document=pdf(), document_pages=184)
    assert ways(client, edition) == [edition.document.url, "/bestil/"]
    assert "PDF, 1,4\xa0MB, 184 sider." in read(client, edition).get_text()


def test_a_pdf_whose_pages_nobody_counted(client, book):
    edition = factories.online_book(book, document=pdf())
    assert "PDF, 1,4\xa0MB." in read(client, edition).get_text()


def test_the_browser_shows_the_pdf_where_it_can(client, book):
    edition = factories.online_book(book, document=pdf())
    answer = client.get(edition.document.url)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")


def test_every_way_at_once(client, book):
    edition = factories.online_book(
        book, address="https://lbf.dk/bog/", document=pdf(), chapters=[("chapter", TEXT[0])]
    )
    found = ways(client, edition)
    assert found == [
        "#indhold-af-bogen",
        edition.document.url,
        "https://lbf.dk/bog/",
        "/bestil/",
    ]


def test_nothing_yet_is_said_kindly_and_nothing_leads_there(client, book):
    edition = factories.online_book(book)
    assert "Bogen er ikke lagt online endnu" in read(client, edition).get_text()
    assert ways(client, edition) == ["/bestil/"]
    assert edition.url not in client.get(book.url).content.decode().split("<main")[1]
    assert "Bogen er ikke lagt online endnu" in client.get(book.url).content.decode()


def test_a_deleted_pdf_leaves_no_link_behind(client, book):
    edition = factories.online_book(book, document=pdf())
    edition.document.delete()
    assert ways(client, edition) == ["/bestil/"]


def test_the_text_has_contents_that_lead_to_each_chapter_and_section(client, book):
    edition = factories.online_book(book, chapters=[("chapter", chapter) for chapter in TEXT])
    main = read(client, edition)

    links = [link["href"] for link in main.select(".online__contents a")]
    assert links == ["#kapitel-1", "#kapitel-1-1", "#kapitel-2", "#kapitel-2-1", "#kapitel-2-2"]
    places = [main.select_one(link) for link in links]
    assert [f"{place.name} {place.get_text()}" for place in places] == [
        "h2 Indledning",
        "h3 50 års jubilæum",
        "h2 Tilbageblik",
        "h3 Vejleåparken",
        "h3 Kilder",
    ]
    assert main.select_one("h4").get_text() == "Bøger"


def test_the_book_and_the_box_about_it_lead_to_print_and_to_the_online_edition(client, book):
    edition = factories.online_book(book, address="https://lbf.dk/bog/")
    theme = factories.theme("Bogen", [("book", {"heading": "Bogen", "book": book, "text": ""})])
    for address in (book.url, theme.url):
        links = form_client.read(client.get(address)).select("main .button-list a")
        assert [link["href"] for link in links] == ["/bestil/", edition.url]


def test_an_unpublished_edition_is_not_led_to(client, book):
    edition = factories.online_book(book, address="https://lbf.dk/bog/", live=False)
    assert edition.url not in client.get(book.url).content.decode()


@pytest.mark.parametrize("rules", [{"is_open": False}, {"may_wait": False}], ids=["closed", "gone"])
def test_where_print_cannot_be_had_the_online_edition_still_can(client, book, rules):
    edition = factories.online_book(book, address="https://lbf.dk/bog/")
    OrderSettings.objects.update_or_create(defaults=rules)
    main = form_client.read(client.get(form_client.URL)).main

    assert "Du kan stadig læse den på skærmen" in main.get_text()
    assert main.select_one("a.button")["href"] == edition.url


def test_where_there_is_neither_nothing_is_promised(client, book):
    OrderSettings.objects.update_or_create(defaults={"is_open": False})
    main = form_client.read(client.get(form_client.URL)).main
    assert "skærmen" not in main.get_text()
    assert "online" not in main.get_text()
