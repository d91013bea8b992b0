"""A page costs as many queries with much on it as with little."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories

pytestmark = pytest.mark.django_db


def queries_for(client, address) -> int:
    client.get(address)  # makes the picture sizes, once
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.fixture
def theme_with_staircase():
    stairs = factories.staircase(tiers=3, activities=2)
    factories.activity(stairs.tiers[0], "Med kilde", sources=[factories.source()])
    factories.source("En kilde for sig")
    theme = factories.theme("Velfærd", [("staircase", {"staircase": stairs, "with_texts": True})])
    return theme, stairs


def grow(stairs):
    """More steps, more activities on each, and more sources under each of those and beside."""
    shared = factories.source("En fælles kilde")
    for number in range(3):
        tier = factories.tier(stairs, f"Endnu et trin {number}", activities=8)
        for place in range(4):
            own = [factories.source(f"Kilde {number}.{place}.{which}") for which in range(3)]
            factories.activity(tier, f"Velbelagt {number}.{place}", sources=[shared, *own])
        factories.source(f"Endnu en kilde for sig {number}")


def test_the_theme_page_with_more_steps_activities_and_sources(client, theme_with_staircase):
    theme, stairs = theme_with_staircase
    before = queries_for(client, theme.url)
    grow(stairs)
    assert queries_for(client, theme.url) == before


def test_the_staircase_page_with_more_steps_activities_and_sources(client, theme_with_staircase):
    _theme, stairs = theme_with_staircase
    before = queries_for(client, stairs.url)
    grow(stairs)
    assert queries_for(client, stairs.url) == before


def test_a_step_with_more_steps_activities_and_sources_around_it(client, theme_with_staircase):
    _theme, stairs = theme_with_staircase
    tier = stairs.tiers[0]
    before = queries_for(client, tier.url)
    grow(stairs)
    factories.activity(tier, "Endnu en", sources=[factories.source("En"), factories.source("To")])
    assert queries_for(client, tier.url) == before


def test_an_activity_with_more_sources_and_activities_around_it(client, theme_with_staircase):
    _theme, stairs = theme_with_staircase
    tier = stairs.tiers[0]
    little = factories.activity(tier, "Lidt", sources=[factories.source("En")])
    much = factories.activity(
        tier, "Meget", sources=[factories.source(f"Kilde {n}") for n in range(12)]
    )
    before = queries_for(client, little.url)
    grow(stairs)
    assert queries_for(client, much.url) == before


def test_the_overview_of_themes_with_more_themes(client):
    factories.theme("Det første", picture=factories.picture("Første"))
    index = factories.theme_index()
    before = queries_for(client, index.url)
    for number in range(8):
        factories.theme(f"Tema {number}", picture=factories.picture(f"Billede {number}"))
    assert queries_for(client, index.url) == before


def test_the_home_page_with_more_themes_and_steps(client, theme_with_staircase):
    theme, stairs = theme_with_staircase
    theme.picture = factories.picture("Velfærd")
    theme.save()
    home = factories.home()
    home.body = [
        ("staircase", {"staircase": stairs, "with_texts": False}),
        ("themes", {"heading": "Temaer", "index": factories.theme_index()}),
    ]
    home.save()
    before = queries_for(client, "/")
    grow(stairs)
    for number in range(8):
        factories.theme(f"Tema {number}", picture=factories.picture(f"Billede {number}"))
    assert queries_for(client, "/") == before
