"""The page of one activity: what it is, and what it rests on."""

import pytest

from staircase.evidence import Kind
from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def tier():
    return factories.staircase(tiers=2, activities=1).tiers[1]


def html_of(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_it_tells_what_it_is_whom_it_is_for_and_the_change_aimed_at(client, tier):
    html = html_of(
        client,
        factories.activity(
            tier,
            "Cykelværksted",
            what="Naboer reparerer cykler sammen.",
            residents="Alle, der har en cykel",
            change="At kende flere i gården",
            text="<p>Det begyndte i en kælder.</p>",
        ),
    )
    assert "<h1>Cykelværksted</h1>" in html
    assert "Trin 2: Trin nummer 2" in html
    for words in ("Naboer reparerer", "Alle, der har", "At kende flere", "begyndte i en kælder"):
        assert words in html


@pytest.mark.parametrize(
    ("kinds", "evidence"),
    [
        ([], "Ingen undersøgelse nævnt"),
        ([Kind.DESCRIPTION], "Beskrevet"),
        ([Kind.DESCRIPTION, Kind.EVALUATION], "Evalueret"),
        ([Kind.EFFECT, Kind.EVALUATION], "Effekten er målt"),
        ([Kind.EFFECT, Kind.REVIEW], "Samlet i en systematisk oversigt"),
    ],
)
def test_its_evidence_is_that_of_its_strongest_source(client, tier, kinds, evidence):
    sources = [factories.source(f"Om cykler, {kind}", kind=kind) for kind in kinds]
    assert f"<dd>{evidence}</dd>" in html_of(client, factories.activity(tier, sources=sources))


def test_unpublished_source_is_not_shown_or_counted(client, tier):
    draft = factories.source("Ikke udgivet", kind=Kind.REVIEW, live=False)
    html = html_of(client, factories.activity(tier, sources=[draft]))
    assert "Ikke udgivet" not in html
    assert "<dd>Ingen undersøgelse nævnt</dd>" in html


def test_its_sources_stand_in_the_editors_order_each_once(client, tier):
    second, first = factories.source("Anden"), factories.source("Første")
    html = html_of(client, factories.activity(tier, sources=[first, second, first]))
    assert html.count("<cite>Første</cite>") == 1
    assert html.index("<cite>Første</cite>") < html.index("<cite>Anden</cite>")


@pytest.mark.parametrize(("year", "later"), [(2017, False), (2018, True)])
def test_source_later_than_book_is_marked(client, tier, year, later):
    html = html_of(client, factories.activity(tier, sources=[factories.source(year=year)]))
    assert ("Udgivet efter bogen" in html) is later


def test_it_leads_to_the_others_on_the_step_and_up_to_the_staircase(client, tier):
    page = factories.activity(tier, "Cykelværksted")
    html = html_of(client, page)
    beside = html[html.index('class="siblings"') :]
    assert f'href="{tier.activities[0].url}"' in beside
    assert f'href="{tier.url}"' in beside
    assert f'href="{tier.staircase.url}"' in beside
    assert f'href="{page.url}"' not in beside


def test_editor_text_is_escaped(client, tier):
    source = factories.source("<b>Titel</b>", authors="<i>Hansen</i>", finding="<u>Fund</u>")
    html = html_of(
        client, factories.activity(tier, "<s>Navn</s>", what="<q>Hvad</q>", sources=[source])
    )
    for tag in ("<b>Titel", "<i>Hansen", "<u>Fund", "<s>Navn", "<q>Hvad"):
        assert tag not in html
