"""Search at /soeg/: what is found, how it is shown, and what is never found."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from wagtail.models import PageViewRestriction

from tests import factories
from tests.orders.form_client import read_html
from tests.test_query_counts import queries_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_words_kept():
    """The words of the pages are kept for a day; each test has pages of its own."""
    cache.clear()


@pytest.fixture
def ask(client):
    """Asks for words as a visitor does, and gives the page back as HTML."""

    def _ask(query, **wishes) -> str:
        response = client.get("/soeg/", {"q": query, **wishes})
        assert response.status_code == 200
        return response.content.decode()

    return _ask


def titles(html: str) -> list[str]:
    """The titles of the hits, in order, without their marks."""
    headings = re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", html, re.DOTALL)
    return [re.sub(r"</?mark>", "", heading).strip() for heading in headings]


def text(words: str) -> list:
    return [("text", f"<p>{words}</p>")]


@pytest.mark.parametrize("asked", ["trappe", "trapper", "TRAPPEN", "trappens"])
def test_a_word_is_found_in_all_its_forms(ask, asked):
    factories.theme("Om hjem", text("De to mødtes på trappen hver dag."))
    factories.theme("Om haver", text("Haven ligger mod syd."))
    html = ask(asked)
    assert titles(html) == ["Om hjem"]
    assert "på <mark>trappen</mark> hver dag" in html


@pytest.mark.parametrize("asked", ["trappe", "velfærd"])
def test_a_word_is_found_as_a_part_of_a_longer_one(ask, asked):
    factories.theme("Om hjem", text("Vi klatrer op ad velfærdstrappen."))
    html = ask(asked)
    assert titles(html) == ["Om hjem"]
    assert "<mark>velfærdstrappen</mark>" in html


def test_a_short_word_is_not_found_inside_others(ask):
    factories.theme("Om hjem", text("Vi låner en bog i biblioteket, og den er bogført."))
    factories.theme("Om symboler", text("En bogfinke sang."))
    assert titles(ask("bogen")) == ["Om hjem"]


def test_every_part_of_a_page_is_searched(ask, client):
    book = factories.book(subtitle="Fortællinger", description="<p>Om sanering.</p>")
    body = [
        ("heading", "Overskriften"),
        ("quote", {"text": "Citatet", "who": "Formanden"}),
        ("points", {"heading": "", "points": ["Punktet"], "numbered": False}),
        ("facts", {"heading": "", "facts": [{"label": "Etiketten", "value": "x"}], "source": ""}),
    ]
    theme = factories.theme("Et tema", body, lead="Indledningen")
    for word in ("overskriften", "citatet", "formanden", "punktet", "etiketten", "indledningen"):
        assert titles(ask(word)) == [theme.title], word
    for word in ("fortællinger", "sanering"):
        assert titles(ask(word)) == [book.title], word


def test_rows_of_a_page_are_found_when_it_is_published(ask):
    """Wagtail indexes a page before its rows are saved."""
    from orders.models.book import BookAuthor

    book = factories.book()
    book.authors = [BookAuthor(name="Claus Bech-Danielsen")]
    book.save_revision().publish()
    assert titles(ask("danielsen")) == [book.title]


def test_all_words_must_be_on_the_page(ask):
    factories.theme("Begge", text("Unge med fritidsjob."))
    factories.theme("Kun et", text("Unge uden noget."))
    assert titles(ask("fritidsjob for unge")) == ["Begge"]


def test_where_no_page_has_all_the_words_those_with_some_are_shown(ask):
    factories.theme("Haver", text("Æbletræer og pærer."))
    factories.theme("Huse", text("Mursten og beton."))
    html = ask("beton æbletræer")
    assert set(titles(html)) == {"Haver", "Huse"}
    assert "Ingen side har alle ordene" in html


def test_a_word_that_is_like_no_other_is_left_out(ask):
    factories.theme("Haver", text("Æbletræer og pærer."))
    html = ask("qqq æbletræer")
    assert titles(html) == ["Haver"]
    assert "Ingen side har “qqq æbletræer”. Her er det, vi fandt for “æbletræer”." in html


def test_a_hit_in_the_title_comes_before_hits_in_the_text(ask):
    factories.theme("Om andet", text("Beton. " * 30))
    factories.theme("Beton")
    assert titles(ask("beton")) == ["Beton", "Om andet"]


@pytest.mark.parametrize("asked", ["velfrd", "velfaerd", "vellfærd"])
def test_typing_errors_are_forgiven(ask, asked):
    factories.theme("Bidrag til velfærd")
    html = ask(asked)
    assert titles(html) == ["Bidrag til velfærd"]
    assert f"Ingen side har “{asked}”. Her er det, vi fandt for “velfærd”." in html


def test_other_words_that_may_have_been_meant_are_links(ask):
    factories.theme("Om beton", text("Beton og betong og baton."))
    assert re.search(r'Mente du:\s*<a href="\?q=\w+">', ask("betom"))


def test_nothing_found_says_so_and_what_to_try(ask):
    factories.theme()
    html = ask("xyzzy")
    assert not titles(html)
    assert "Vi fandt ikke noget om “xyzzy”" in html
    assert "Prøv et andet ord" in html


def test_without_a_question_there_is_the_form_alone(client):
    html = client.get("/soeg/").content.decode()
    assert 'name="q" value=""' in html
    assert "Skriv et ord eller to" in html
    assert 'class="hits"' not in html


def test_the_hits_can_be_limited_to_one_kind_of_page(ask):
    factories.staircase(tiers=2, activities=0)
    factories.theme("Trin for trin")
    every = ask("trin")
    assert len(titles(every)) == 3
    assert re.search(r'<a href="\?q=trin&amp;slags=tema">Tema <span>1</span></a>', every)
    assert titles(ask("trin", slags="tema")) == ["Trin for trin"]
    assert set(titles(ask("trin", slags="trin"))) == {"Trin nummer 1", "Trin nummer 2"}


def test_a_kind_that_is_none_shows_all(ask):
    factories.theme("Beton")
    assert titles(ask("beton", slags="vrøvl")) == ["Beton"]


def test_many_hits_are_shown_ten_at_a_time(ask):
    for number in range(12):
        factories.theme(f"Beton {number}")
    first, second = ask("beton"), ask("beton", side=2)
    assert "12 sider fundet" in first
    assert (len(titles(first)), len(titles(second))) == (10, 2)
    assert not set(titles(first)) & set(titles(second))
    assert 'href="?q=beton&amp;side=2"' in first
    assert 'start="11"' in second
    for odd in ("0", "-1", "99", "to"):
        assert titles(ask("beton", side=odd))


def test_drafts_and_pages_kept_for_some_are_never_found(ask):
    factories.theme("Beton kladde", live=False)
    secret = factories.theme("Beton med adgangskode")
    PageViewRestriction.objects.create(page=secret, restriction_type="password", password="x")
    factories.theme("Beton for alle")
    assert titles(ask("beton")) == ["Beton for alle"]
    assert not titles(ask("adgangskode"))
    assert "adgangskode" not in ask("adgangskoda").replace("adgangskoda", "")


def test_a_draft_of_a_published_page_is_not_found_before_it_is_published(ask):
    theme = factories.theme("Huse")
    theme.body = text("Hemmeligheden.")
    revision = theme.save_revision()
    assert not titles(ask("hemmeligheden"))
    revision.publish()
    assert titles(ask("hemmeligheden")) == ["Huse"]


def test_orders_and_people_are_never_found(ask):
    factories.stock()
    order = factories.placed_order(
        name="Zenobia Quist", street="Quistvej 7", email="zenobia@example.org"
    )
    factories.editor("zenobia")
    for word in ("zenobia", "quist", "quistvej", order.number, str(date.today().year)):
        assert not titles(ask(word)), word


ODD = [
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
ODD += ["x" * 10_000, "ord " * 2_500, "å̃", "🏠", "<script>alert(1)</script>", "\ud800", "og"]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: ascii(odd[:12]))
def test_odd_questions_are_answered(ask, odd):
    factories.theme("Trappe", text("Et ord og en trappe."))
    html = ask(odd.encode("utf-8", "surrogatepass"))
    assert "<script>" not in html


def test_what_editors_write_is_never_markup(ask):
    factories.theme("Beton <script>alert(1)</script>", [("heading", "<img src=x onerror=beton>")])
    html = ask("beton")
    assert "&lt;script&gt;" in html
    assert "<script>" not in html
    assert "<img src=x" not in html


def test_a_long_text_is_shown_around_the_hit(ask):
    factories.theme("Lang", text("ord " * 200 + "nålen " + "mere " * 200))
    extract = re.search(r"<p>(… [^<]*<mark>nålen</mark>[^<]* …)\s*</p>", ask("nålen"))[1]
    assert 150 < len(extract) < 320


def test_what_an_editor_left_empty_leaves_no_commas(ask):
    facts = [{"label": "Etiketten", "value": ""}, {"label": "En anden", "value": ""}]
    points = {"heading": "", "points": ["", "Et punkt.", ""], "numbered": False}
    body = [
        ("quote", {"text": "Et citat.", "who": ""}),
        ("points", points),
        ("facts", {"heading": "", "facts": facts, "source": ""}),
    ]
    factories.theme("Et tema", body, lead="Indledningen.")
    extract = read_html(ask("etiketten")).select_one(".hit > p:last-child").get_text().strip()
    assert extract == "Indledningen. Et citat. Et punkt. Etiketten, En anden"


def test_other_searches_are_shown_the_form_and_not_each_question(ask):
    assert re.findall(r'rel="canonical" href="([^"]+)"', ask("beton")) == ["http://localhost/soeg/"]


def test_every_page_leads_to_the_search(client):
    assert 'href="/soeg/"' in client.get("/").content.decode()


def test_more_hits_cost_no_more_queries(client):
    factories.theme("Beton")
    factories.information(lead="Beton")
    address = "/soeg/?q=beton"
    before = queries_for(client, address)
    for number in range(9):
        factories.theme(f"Beton {number}", text("Beton"))
    assert queries_for(client, address) == before
