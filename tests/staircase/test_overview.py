"""The overview of all activities: what each question in the address lets through."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests import factories
from tests.orders.form_client import read_html

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]

ADDRESS = "/aktiviteter/"


@pytest.fixture
def stairs():
    """Advice and meals on the low step; on the high one mentors, whose effect has been studied."""
    stairs = factories.staircase(tiers=0)
    low = factories.tier(stairs, "Lavt trin", activities=0, slug="lavt")
    factories.activity(low, "Fællesspisning", residents="Beboere, der er meget alene")
    factories.activity(low, "Rådgivning", residents="Ældre og unge, der lever isoleret")
    high = factories.tier(stairs, "Højt trin", activities=0, slug="hoejt")
    factories.activity(high, "Mentor", [factories.source(kind="review")], residents="Unge i skole")
    return stairs


def shown(client, **query) -> list[str]:
    """The activities on the page, in its order."""
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    return re.findall(r'<h3><a href="[^"]+">([^<]+)</a>', response.content.decode())


def test_activities_are_listed_lowest_step_first(client, stairs):
    assert shown(client) == ["Fællesspisning", "Rådgivning", "Mentor"]
    html = client.get(ADDRESS).content.decode()
    assert "3 aktiviteter ud af 3" in html
    assert html.index("Trin 1: Lavt trin") < html.index("Trin 2: Højt trin")
    assert "Samlet i en systematisk oversigt" in html
    breadcrumb = read_html(html).select(".breadcrumb a")
    assert [link["href"] for link in breadcrumb][-1] == stairs.url


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"trin": "lavt"}, ["Fællesspisning", "Rådgivning"]),
        ({"viden": "review"}, ["Mentor"]),
        ({"viden": "none"}, ["Fællesspisning", "Rådgivning"]),
        ({"beboere": "unge"}, ["Rådgivning", "Mentor"]),
        ({"beboere": "UNGE isoler"}, ["Rådgivning"]),
        ({"beboere": "æld"}, ["Rådgivning"]),
        ({"beboere": "kole"}, []),
        ({"beboere": "området alene"}, ["Fællesspisning"]),
        ({"trin": "hoejt", "viden": "review", "beboere": "unge"}, ["Mentor"]),
        ({"trin": "lavt", "viden": "review"}, []),
        ({"trin": "", "viden": "", "beboere": " "}, ["Fællesspisning", "Rådgivning", "Mentor"]),
        ({"andet": "noget"}, ["Fællesspisning", "Rådgivning", "Mentor"]),
    ],
)
def test_query_string_filters_activities(client, stairs, query, expected):
    assert shown(client, **query) == expected


def test_filter_form_keeps_values(client, stairs):
    html = client.get(ADDRESS, {"trin": "lavt", "beboere": '"alene"'}).content.decode()
    assert '<option value="lavt" selected>1: Lavt trin</option>' in html
    assert 'value="&quot;alene&quot;"' in html
    assert "1 aktivitet ud af 3" in html


def test_empty_result_shows_message(client, stairs):
    html = client.get(ADDRESS, {"beboere": "marsmænd"}).content.decode()
    assert "Ingen aktivitet passer til alt det, du har valgt." in html
    assert f'<a href="{ADDRESS}">se alle aktiviteter</a>' in html


def test_outdated_filter_shows_message(client, stairs):
    """A step that has been renamed: the rest of the question is still answered."""
    query = {"trin": "nedlagt", "viden": "review"}
    assert shown(client, **query) == ["Mentor"]
    html = client.get(ADDRESS, query).content.decode()
    assert "Trinnet findes ikke længere. Vælg et andet." in html
    assert re.search(r'<select name="trin"[^>]*aria-invalid="true"', html)
    assert shown(client, viden="vrøvl", beboere="x" * 101) == shown(client)


def test_overview_shows_public_pages_only(client, stairs):
    low, high = stairs.tiers
    low.activities[0].unpublish()
    PageViewRestriction.objects.create(page=high, restriction_type=PageViewRestriction.LOGIN)
    assert shown(client) == ["Rådgivning"]
    html = client.get(ADDRESS).content.decode()
    assert "Højt trin" not in html
    client.force_login(factories.editor())
    assert shown(client) == ["Rådgivning"]


def test_empty_and_missing_staircase(client):
    assert client.get(ADDRESS).status_code == 404
    stairs = factories.staircase(tiers=1, activities=0)
    assert "Aktiviteterne er på vej." in client.get(ADDRESS).content.decode()
    stairs.unpublish()
    assert client.get(ADDRESS).status_code == 404


def test_staircase_and_steps_link_to_overview(client, stairs):
    theme = factories.theme("Velfærd", [("staircase", {"staircase": stairs, "with_texts": True})])
    for page in [theme, stairs, *stairs.tiers]:
        assert f'href="{ADDRESS}"' in client.get(page.url).content.decode()


def test_more_steps_activities_and_sources_cost_no_more_queries(client, stairs):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            shown(client)
        return len(queries)

    cost()  # what is remembered from one request to the next
    before = cost()
    for number in range(4):
        tier = factories.tier(stairs, f"Trin {number}", activities=6)
        factories.activity(
            tier, "Med kilder", [factories.source(f"A{number}"), factories.source(f"B{number}")]
        )
    assert cost() == before
