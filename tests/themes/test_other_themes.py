"""From one theme to the others: the one before, the one after, and some more."""

import re

import pytest
from wagtail.models import PageViewRestriction

from tests import factories
from tests.test_query_counts import count_queries

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def links(client, theme) -> dict[str, str]:
    """Where the links to the theme before and after lead."""
    html = client.get(theme.url).content.decode()
    return {rel: to for to, rel in re.findall(r'<a href="([^"]+)" rel="(prev|next)">', html)}


def see_also(client, theme) -> list[str]:
    html = client.get(theme.url).content.decode().partition('id="se-ogsaa"')[2]
    return re.findall(r'card__title"><a href="([^"]+)"', html)


def test_theme_links_to_its_neighbours(client):
    first, second, third = (factories.theme(f"Tema {number}") for number in range(3))
    assert links(client, first) == {"next": second.url}
    assert links(client, second) == {"prev": first.url, "next": third.url}
    assert links(client, third) == {"prev": second.url}


def test_theme_shows_cards_of_other_themes(client):
    themes = [factories.theme(f"Tema {number}") for number in range(7)]
    assert see_also(client, themes[0]) == [theme.url for theme in themes[2:5]]
    assert see_also(client, themes[3]) == [themes[place].url for place in (0, 1, 5)]


def test_drafts_and_themes_kept_for_some_are_passed_over(client):
    first = factories.theme("Det første")
    factories.theme("Kladden", live=False)
    secret = factories.theme("Det låste")
    PageViewRestriction.objects.create(page=secret, restriction_type="password", password="x")
    last = factories.theme("Det sidste")
    assert links(client, first) == {"next": last.url}
    assert not see_also(client, first)


def test_only_theme_links_to_no_other(client):
    html = client.get(factories.theme().url).content.decode()
    assert "Flere temaer" not in html
    assert "Se også" not in html


def test_more_themes_cost_no_more_queries(client):
    theme = factories.theme("Det første", picture=factories.picture("Første"))
    for number in range(4):
        factories.theme(f"Tema {number}", picture=factories.picture(f"Billede {number}"))
    before = count_queries(client, theme.url)
    for number in range(4, 6):
        factories.theme(f"Tema {number}", picture=factories.picture(f"Billede {number}"))
    assert count_queries(client, theme.url) == before
