"""Search at /soeg/: matching, ranking, presentation, and private content."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from wagtail.models import PageViewRestriction

from tests import factories
from tests.orders.form_client import read_html
from tests.test_query_counts import count_queries

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _clear_cache():
    """Drop the vocabulary cached by other tests."""
    cache.clear()


@pytest.fixture
def search(client):
    """Return a function that requests the search page and returns its HTML."""

    def _search(query, **parameters) -> str:
        response = client.get("/soeg/", {"q": query, **parameters})
        assert response.status_code == 200
        return response.content.decode()

    return _search


def titles(html: str) -> list[str]:
    """Return the titles of the hits, without the mark elements."""
    headings = re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", html, re.DOTALL)
    return [re.sub(r"</?mark>", "", heading).strip() for heading in headings]


def text_body(text: str) -> list:
    return [("text", f"<p>{text}</p>")]


@pytest.mark.parametrize("query", ["trappe", "trapper", "TRAPPEN", "trappens"])
def test_search_matches_inflected_forms(search, query):
    factories.theme("Om hjem", text_body("De to mødtes på trappen hver dag."))
    factories.theme("Om haver", text_body("Haven ligger mod syd."))
    html = search(query)
    assert titles(html) == ["Om hjem"]
    assert "på <mark>trappen</mark> hver dag" in html


@pytest.mark.parametrize("query", ["trappe", "velfærd"])
def test_search_matches_parts_of_compounds(search, query):
    factories.theme("Om hjem", text_body("Vi klatrer op ad velfærdstrappen."))
    html = search(query)
    assert titles(html) == ["Om hjem"]
    assert "<mark>velfærdstrappen</mark>" in html


def test_search_ignores_short_words_inside_others(search):
    factories.theme("Om hjem", text_body("Vi låner en bog i biblioteket, og den er bogført."))
    factories.theme("Om symboler", text_body("En bogfinke sang."))
    assert titles(search("bogen")) == ["Om hjem"]


def test_search_covers_all_fields(search, client):
    book = factories.book(subtitle="Fortællinger", description="<p>Om sanering.</p>")
    body = [
        ("heading", "Overskriften"),
        ("quote", {"text": "Citatet", "who": "Formanden"}),
        ("points", {"heading": "", "points": ["Punktet"], "numbered": False}),
        ("facts", {"heading": "", "facts": [{"label": "Etiketten", "value": "x"}], "source": ""}),
    ]
    theme = factories.theme("Et tema", body, lead="Indledningen")
    for word in ("overskriften", "citatet", "formanden", "punktet", "etiketten", "indledningen"):
        assert titles(search(word)) == [theme.title], word
    for word in ("fortællinger", "sanering"):
        assert titles(search(word)) == [book.title], word


def test_search_covers_child_rows_after_publishing(search):
    """Wagtail indexes a page before its rows are saved."""
    from orders.models.book import BookAuthor

    book = factories.book()
    book.authors = [BookAuthor(name="Claus Bech-Danielsen")]
    book.save_revision().publish()
    assert titles(search("danielsen")) == [book.title]


def test_search_requires_all_words(search):
    factories.theme("Begge", text_body("Unge med fritidsjob."))
    factories.theme("Kun et", text_body("Unge uden noget."))
    assert titles(search("fritidsjob for unge")) == ["Begge"]


def test_search_falls_back_to_some_words(search):
    factories.theme("Haver", text_body("Æbletræer og pærer."))
    factories.theme("Huse", text_body("Mursten og beton."))
    html = search("beton æbletræer")
    assert set(titles(html)) == {"Haver", "Huse"}
    assert "Ingen side har alle ordene" in html


def test_search_drops_unknown_words(search):
    factories.theme("Haver", text_body("Æbletræer og pærer."))
    html = search("qqq æbletræer")
    assert titles(html) == ["Haver"]
    assert "Ingen side har “qqq æbletræer”. Her er det, vi fandt for “æbletræer”." in html


def test_title_hits_rank_first(search):
    factories.theme("Om andet", text_body("Beton. " * 30))
    factories.theme("Beton")
    assert titles(search("beton")) == ["Beton", "Om andet"]


@pytest.mark.parametrize("query", ["velfrd", "vellfærd"])
def test_search_corrects_spelling(search, query):
    factories.theme("Bidrag til velfærd")
    html = search(query)
    assert titles(html) == ["Bidrag til velfærd"]
    assert f"Ingen side har “{query}”. Her er det, vi fandt for “velfærd”." in html


@pytest.mark.parametrize(
    "query",
    ["højtid", "hoejtid", "HOEJTID", "ho\u0308jtid".replace("o\u0308", "ø"), "hoejtider"],
)
def test_danish_letters_have_two_spellings(search, query):
    factories.theme("Højtidsarrangementer")
    factories.theme("Adressen", text_body("Se filen hoejtid på siden."))
    assert titles(search(query)) == ["Højtidsarrangementer", "Adressen"]


@pytest.mark.parametrize("query", ["Århus", "aarhus", "A\u030arhus"])
@pytest.mark.parametrize("town", ["Århus", "Aarhus"])
def test_both_spellings_and_both_unicode_forms_are_found(search, query, town):
    factories.theme("Om en by", text_body(f"Boliger i {town} og omegn."))
    assert titles(search(query)) == ["Om en by"]


def test_search_links_to_suggestions(search):
    factories.theme("Om beton", text_body("Beton og betong og baton."))
    assert re.search(r'Mente du:\s*<a href="\?q=\w+">', search("betom"))


def test_search_without_results_shows_advice(search):
    factories.theme()
    html = search("xyzzy")
    assert not titles(html)
    assert "Vi fandt ikke noget om “xyzzy”" in html
    assert "Prøv et andet ord" in html
    assert read_html(html).select_one(f'.search__tip a[href="{factories.theme_index().url}"]')


def test_search_without_query_shows_form_only(client):
    html = client.get("/soeg/").content.decode()
    assert 'name="q" value=""' in html
    assert "Skriv et ord eller to" in html
    assert 'class="hits"' not in html


def test_results_can_be_filtered_by_page_type(search):
    factories.staircase(tiers=2, activities=0)
    factories.theme("Trin for trin")
    html = search("trin")
    assert len(titles(html)) == 3
    assert re.search(r'<a href="\?q=trin&amp;slags=tema">Tema <span>1</span></a>', html)
    assert re.search(r'<a href="\?q=trin&amp;slags=trin">Trin <span>2</span></a>', html)
    assert titles(search("trin", slags="tema")) == ["Trin for trin"]
    assert set(titles(search("trin", slags="trin"))) == {"Trin nummer 1", "Trin nummer 2"}


def test_unknown_page_type_shows_all_results(search):
    factories.theme("Beton")
    assert titles(search("beton", slags="vrøvl")) == ["Beton"]


def test_results_are_paginated(search):
    for number in range(12):
        factories.theme(f"Beton {number}")
    first, second = search("beton"), search("beton", side=2)
    assert "12 sider fundet" in first
    assert (len(titles(first)), len(titles(second))) == (10, 2)
    assert not set(titles(first)) & set(titles(second))
    assert 'href="?q=beton&amp;side=2"' in first
    assert 'start="11"' in second
    for invalid in ("0", "-1", "99", "to"):
        assert titles(search("beton", side=invalid))


def test_search_ignores_unpublished_and_private_pages(search):
    factories.theme("Beton kladde", live=False)
    private = factories.theme("Beton med adgangskode")
    PageViewRestriction.objects.create(page=private, restriction_type="password", password="x")
    factories.theme("Beton for alle")
    assert titles(search("beton")) == ["Beton for alle"]
    assert not titles(search("adgangskode"))
    assert "adgangskode" not in search("adgangskoda").replace("adgangskoda", "")


def test_search_ignores_draft_changes(search):
    theme = factories.theme("Huse")
    theme.body = text_body("Hemmeligheden.")
    revision = theme.save_revision()
    assert not titles(search("hemmeligheden"))
    revision.publish()
    assert titles(search("hemmeligheden")) == ["Huse"]


def test_search_ignores_orders_and_users(search):
    factories.stock()
    order = factories.placed_order(
        name="Zenobia Quist", street="Quistvej 7", email="zenobia@example.org"
    )
    factories.editor("zenobia")
    for word in ("zenobia", "quist", "quistvej", order.number, str(date.today().year)):
        assert not titles(search(word)), word


UNUSUAL_QUERIES = [
    "\0",
    "\0trappe\0",
    '"',
    "'",
    "&|!",
    "*",
    "NEAR(a b)",
    "a AND",
    "title:",
    "(",
    "-",
    "\\",
    "%",
]
UNUSUAL_QUERIES += [
    "x" * 10_000,
    "ord " * 2_500,
    "å̃",
    "🏠",
    "<script>alert(1)</script>",
    "\ud800",
    "og",
]


@pytest.mark.parametrize("query", UNUSUAL_QUERIES, ids=lambda query: ascii(query[:12]))
def test_search_accepts_unusual_queries(search, query):
    factories.theme("Trappe", text_body("Et ord og en trappe."))
    html = search(query.encode("utf-8", "surrogatepass"))
    assert "<script>" not in html


def test_results_escape_html(search):
    factories.theme("Beton <script>alert(1)</script>", [("heading", "<img src=x onerror=beton>")])
    html = search("beton")
    assert "&lt;script&gt;" in html
    assert "<script>" not in html
    assert "<img src=x" not in html


def test_excerpt_surrounds_hit(search):
    factories.theme("Lang", text_body("ord " * 200 + "nålen " + "mere " * 200))
    excerpt = re.search(r"<p>(…\s[^<]*<mark>nålen</mark>[^<]*\s…)\s*</p>", search("nålen"))[1]
    assert 150 < len(excerpt) < 320


def test_excerpt_begins_with_a_whole_sentence(search):
    sentence = "I høstakken ligger nålen, som ingen har fundet."
    factories.theme("Lang", text_body(f"{'Noget andet. ' * 30}{sentence} {'Mere. ' * 60}"))
    excerpt = read_html(search("nålen")).select_one(".hit > p:last-child").get_text().strip()
    assert excerpt.startswith("Noget andet. ")
    assert sentence in excerpt


def test_excerpt_separates_texts_without_a_full_stop(search):
    facts = [{"label": "Etiketten", "value": ""}, {"label": "En anden", "value": ""}]
    points = {"heading": "", "points": ["", "Et punkt.", ""], "numbered": False}
    body = [
        ("text", "<p>Et afsnit</p><ul><li>Det ene</li><li>Det andet.</li></ul>"),
        ("quote", {"text": "Et citat.", "who": ""}),
        ("points", points),
        ("facts", {"heading": "", "facts": facts, "source": ""}),
    ]
    factories.theme("Et tema", body, lead="Indledningen.")
    excerpt = read_html(search("etiketten")).select_one(".hit > p:last-child").get_text().strip()
    assert excerpt == (
        "Indledningen. Et afsnit · Det ene · Det andet. Et citat. Et punkt. Etiketten · En anden"
    )


def test_canonical_url_of_search_has_no_query(search):
    assert re.findall(r'rel="canonical" href="([^"]+)"', search("beton")) == [
        "http://localhost/soeg/"
    ]


def test_home_page_links_to_search(client):
    assert 'href="/soeg/"' in client.get("/").content.decode()


def test_search_queries_are_constant(client):
    factories.theme("Beton")
    factories.information(lead="Beton")
    address = "/soeg/?q=beton"
    before = count_queries(client, address)
    for number in range(9):
        factories.theme(f"Beton {number}", text_body("Beton"))
    assert count_queries(client, address) == before
