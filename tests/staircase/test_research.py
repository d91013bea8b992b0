"""The section that gathers what the activities of the staircase rest on."""

import re

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def stairs():
    """Two activities on two steps that share a source, and a source that stands alone."""
    stairs = factories.staircase(tiers=2, activities=0)
    shared = factories.source("Om begge", authors="Åberg, Eva")
    low, high = stairs.get_children()
    factories.activity(low, "Fællesspisning", [shared])
    factories.activity(
        high, "Fritidsjob", [shared, factories.source("Om job", authors="Ørsted, Ib", year=2021)]
    )
    factories.source("Om hele feltet", authors="Dam, Ea")
    factories.source("Kladde", live=False)
    return stairs


def research(client, page) -> str:
    html = client.get(page.url).content.decode()
    return re.search(r'<section class="research".*?</section>', html, re.DOTALL)[0]


def test_it_names_each_source_once_with_the_activities_that_rest_on_it(client, stairs):
    section = research(client, stairs)
    titles = re.findall("<cite>(.*?)</cite>", section)
    assert titles == ["Om job", "Om begge", "Om hele feltet"]
    both = section[section.index("Om begge") : section.index("Om hele feltet")]
    assert both.index(">Fællesspisning</a>") < both.index(">Fritidsjob</a>")


def test_source_of_unpublished_activity_is_listed_as_other(client, stairs):
    stairs.activities[0].unpublish()
    section = research(client, stairs)
    assert "Fællesspisning" not in section
    assert section.count("<cite>Om begge</cite>") == 1


def test_research_text_is_shown(client, stairs):
    stairs.research = "<p>Evidensen er ikke lige stærk.</p>"
    stairs.save()
    section = research(client, stairs)
    assert section.index("ikke lige stærk") < section.index("<cite>")


def test_theme_page_lists_sources(client, stairs):
    theme = factories.theme("Velfærd", [("staircase", {"staircase": stairs, "with_texts": True})])
    assert "<cite>Om job</cite>" in research(client, theme)
    html = client.get(theme.url).content.decode()
    assert html.rindex('class="tier"') < html.index('class="research"')


def test_staircase_without_sources_has_no_section(client):
    stairs = factories.staircase()
    assert "research" not in client.get(stairs.url).content.decode()
