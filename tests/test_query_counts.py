"""A page costs as many queries with much on it as with little."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make

pytestmark = pytest.mark.django_db


def queries_for(client, address) -> int:
    client.get(address)  # makes the picture sizes, once
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.fixture
def theme_with_staircase():
    stairs = make.staircase(tiers=3, activities=2)
    theme = make.theme("Velfærd", [("staircase", {"staircase": stairs, "with_texts": True})])
    return theme, stairs


def test_the_theme_page_with_more_steps_and_activities(client, theme_with_staircase):
    theme, stairs = theme_with_staircase
    before = queries_for(client, theme.url)
    for number in range(3):
        make.tier(stairs, f"Endnu et trin {number}", activities=12)
    assert queries_for(client, theme.url) == before


def test_the_staircase_page_with_more_steps_and_activities(client, theme_with_staircase):
    _theme, stairs = theme_with_staircase
    before = queries_for(client, stairs.url)
    for number in range(3):
        make.tier(stairs, f"Endnu et trin {number}", activities=12)
    assert queries_for(client, stairs.url) == before


def test_a_step_with_more_steps_and_activities_around_it(client, theme_with_staircase):
    _theme, stairs = theme_with_staircase
    address = stairs.tiers[0].url
    before = queries_for(client, address)
    for number in range(3):
        make.tier(stairs, f"Endnu et trin {number}", activities=12)
    assert queries_for(client, address) == before


def test_the_overview_of_themes_with_more_themes(client):
    make.theme("Det første", picture=make.picture("Første"))
    index = make.theme_index()
    before = queries_for(client, index.url)
    for number in range(8):
        make.theme(f"Tema {number}", picture=make.picture(f"Billede {number}"))
    assert queries_for(client, index.url) == before


def test_the_home_page_with_more_themes_and_steps(client, theme_with_staircase):
    theme, stairs = theme_with_staircase
    theme.picture = make.picture("Velfærd")
    theme.save()
    home = make.home()
    home.body = [
        ("staircase", {"staircase": stairs, "with_texts": False}),
        ("themes", {"heading": "Temaer", "index": make.theme_index()}),
    ]
    home.save()
    before = queries_for(client, "/")
    make.tier(stairs, "Endnu et trin", activities=12)
    for number in range(8):
        make.theme(f"Tema {number}", picture=make.picture(f"Billede {number}"))
    assert queries_for(client, "/") == before
