"""A search for words that very many orders have: it stays cheap, and says how far it has looked."""

import pytest
from django.test import Client

from orders.services import order_search
from tests import factories
from tests.orders import form_client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stock")]

LIST = "/admin/bestillinger/"
TOLD = "der kun er søgt i de nyeste 3"


@pytest.fixture
def orders(monkeypatch):
    """Five orders of people of the same name, where two are few and three newest are searched."""
    monkeypatch.setattr(order_search, "COMMON", 2)
    monkeypatch.setattr(order_search, "REACH", 3)
    streets = ("Ahornvej 1", "Birkevej 2", "Birkevej 3", "Birkevej 4", "Birkevej 5")
    return [factories.placed_order(name="Lars Jensen", street=street) for street in streets]


@pytest.fixture
def search_for(db):
    """Search as staff; return the orders found and the notice about the limit."""
    client = Client()
    client.force_login(factories.order_staff())

    def found(words, **more):
        tree = form_client.read(client.get(LIST, {"q": words, **more}))
        links = [link.get_text(strip=True) for link in tree.select("tbody th a")]
        note = tree.select_one(".orders-search-limit")
        return links, " ".join(note.get_text().split()) if note else ""

    return found


@pytest.mark.parametrize("words", ["jensen", "Lars Jensen", "jen"])
def test_a_common_name_is_looked_for_among_the_newest_and_the_page_says_so(
    orders, search_for, words
):
    numbers, note = search_for(words)
    assert numbers == [order.number for order in orders[:1:-1]]
    assert TOLD in note


def test_a_rarer_word_finds_the_old_ones_too(orders, search_for):
    assert search_for("Lars Jensen Ahornvej") == ([orders[0].number], "")
    assert search_for("lars birkevej ahornvej") == ([], "")


def test_two_rare_words_must_both_be_there(orders, search_for):
    other = factories.placed_order(name="Asta Sjældenborg")
    last = factories.placed_order(name="Asta Lund")
    assert search_for("asta")[0] == [last.number, other.number]
    assert search_for("asta lund") == ([last.number], "")
    assert search_for("asta lund sjældenborg") == ([], "")


def test_a_filter_beside_a_common_name_is_kept_to_the_same_orders(orders, search_for):
    assert search_for("jensen", status="new")[0] == [order.number for order in orders[:1:-1]]
    assert search_for("jensen", status="packed") == ([], search_for("jensen")[1])


def test_among_few_orders_all_are_searched(orders, search_for, monkeypatch):
    monkeypatch.setattr(order_search, "REACH", 5)
    numbers, note = search_for("jensen")
    assert len(numbers) == 5
    assert not note


def test_an_order_number_and_nothing_have_no_reach(orders, search_for):
    assert search_for(orders[0].number) == ([orders[0].number], "")
    assert search_for("") == ([order.number for order in reversed(orders)], "")
    assert search_for("findes-ikke") == ([], "")
