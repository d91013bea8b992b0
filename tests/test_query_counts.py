"""The number of queries is independent of the amount of content."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def count_queries(client, address) -> int:
    client.get(address)  # creates the renditions
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


def add_content(stairs):
    """Add tiers, activities and sources, shared and not."""
    shared = factories.source("En fælles kilde")
    for number in range(2):
        tier = factories.tier(stairs, f"Endnu et trin {number}", activities=3)
        sources = [factories.source(f"Kilde {number}.{index}") for index in range(3)]
        factories.activity(tier, f"Velbelagt {number}", sources=[shared, *sources])
        factories.source(f"Endnu en kilde for sig {number}")


def test_theme_page_queries_are_constant(client, theme_with_staircase):
    theme, stairs = theme_with_staircase
    before = count_queries(client, theme.url)
    add_content(stairs)
    assert count_queries(client, theme.url) == before


def test_staircase_page_queries_are_constant(client, theme_with_staircase):
    _theme, stairs = theme_with_staircase
    before = count_queries(client, stairs.url)
    add_content(stairs)
    assert count_queries(client, stairs.url) == before


def test_tier_page_queries_are_constant(client, theme_with_staircase):
    _theme, stairs = theme_with_staircase
    tier = stairs.tiers[0]
    before = count_queries(client, tier.url)
    add_content(stairs)
    factories.activity(tier, "Endnu en", sources=[factories.source("En"), factories.source("To")])
    assert count_queries(client, tier.url) == before


def test_activity_page_queries_are_constant(client, theme_with_staircase):
    _theme, stairs = theme_with_staircase
    tier = stairs.tiers[0]
    few_sources = factories.activity(tier, "Lidt", sources=[factories.source("En")])
    many_sources = factories.activity(
        tier, "Meget", sources=[factories.source(f"Kilde {n}") for n in range(12)]
    )
    before = count_queries(client, few_sources.url)
    add_content(stairs)
    assert count_queries(client, many_sources.url) == before


def test_theme_index_queries_are_constant(client):
    factories.theme("Det første", picture=factories.picture("Første"))
    index = factories.theme_index()
    before = count_queries(client, index.url)
    for number in range(3):
        factories.theme(f"Tema {number}", picture=factories.picture(f"Billede {number}"))
    assert count_queries(client, index.url) == before


def test_home_page_queries_are_constant(client, theme_with_staircase):
    theme, stairs = theme_with_staircase
    theme.picture = factories.picture("Velfærd")
    theme.save()
    home = factories.home()
    home.body = [
        ("staircase", {"staircase": stairs, "with_texts": False}),
        ("themes", {"heading": "Temaer", "index": factories.theme_index()}),
    ]
    home.save()
    before = count_queries(client, "/")
    add_content(stairs)
    for number in range(3):
        factories.theme(f"Tema {number}", picture=factories.picture(f"Billede {number}"))
    assert count_queries(client, "/") == before
