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


def test_external_edition_is_linked(client, book):
    edition = factories.online_book(book, address="https://www.lbf.dk/bog/")
    assert ways(client, edition) == ["https://www.lbf.dk/bog/", "/bestil/"]
    assert "Læs bogen hos lbf.dk" in read(client, edition).get_text()


def test_pdf_is_linked_with_size_and_pages(client, book):
    edition = factories.online_book(book, document=pdf(), document_pages=184)
    assert ways(client, edition) == [edition.document.url, "/bestil/"]
    assert "PDF, 1,4\xa0MB, 184 sider." in read(client, edition).get_text()


def test_pdf_without_page_count_is_linked(client, book):
    edition = factories.online_book(book, document=pdf())
    assert "PDF, 1,4\xa0MB." in read(client, edition).get_text()


def test_pdf_opens_in_browser(client, book):
    edition = factories.online_book(book, document=pdf())
    answer = client.get(edition.document.url)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")


def test_all_editions_are_linked(client, book):
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


def test_missing_edition_is_not_linked(client, book):
    edition = factories.online_book(book)
    assert "Bogen er ikke lagt online endnu" in read(client, edition).get_text()
    assert ways(client, edition) == ["/bestil/"]
    assert edition.url not in client.get(book.url).content.decode().split("<main")[1]
    assert "Bogen er ikke lagt online endnu" in client.get(book.url).content.decode()


def test_deleted_pdf_is_not_linked(client, book):
    edition = factories.online_book(book, document=pdf())
    edition.document.delete()
    assert ways(client, edition) == ["/bestil/"]


def test_contents_link_to_chapters_and_sections(client, book):
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


def test_book_links_to_order_form_and_online_edition(client, book):
    edition = factories.online_book(book, address="https://lbf.dk/bog/")
    theme = factories.theme("Bogen", [("book", {"heading": "Bogen", "book": book, "text": ""})])
    for address in (book.url, theme.url):
        links = form_client.read(client.get(address)).select("main .button-list a")
        assert [link["href"] for link in links] == ["/bestil/", edition.url]


def test_unpublished_edition_is_not_linked(client, book):
    edition = factories.online_book(book, address="https://lbf.dk/bog/", live=False)
    assert edition.url not in client.get(book.url).content.decode()


@pytest.mark.parametrize("rules", [{"is_open": False}, {"may_wait": False}], ids=["closed", "gone"])
def test_closed_page_links_to_online_edition(client, book, rules):
    edition = factories.online_book(book, address="https://lbf.dk/bog/")
    OrderSettings.objects.update_or_create(defaults=rules)
    main = form_client.read(client.get(form_client.URL)).main

    assert "Du kan stadig læse den på skærmen" in main.get_text()
    assert main.select_one("a.button")["href"] == edition.url


def test_closed_page_without_edition_promises_nothing(client, book):
    OrderSettings.objects.update_or_create(defaults={"is_open": False})
    main = form_client.read(client.get(form_client.URL)).main
    assert "skærmen" not in main.get_text()
    assert "online" not in main.get_text()
