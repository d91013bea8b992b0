"""The front page and the book page offer an order only while the form takes one."""

import pytest

from orders.models import OrderSettings
from orders.services import allocation, fulfilment, inventory, warehouse
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db

OFFER = "Bestil en trykt udgave"


@pytest.fixture
def pages():
    """The URLs of the front page, with the book in a block, and of the book page."""
    book = factories.book()
    home = factories.home()
    home.body = [("book", {"heading": "Bogen", "book": book, "text": ""})]
    home.save_revision().publish()
    return [home.url, book.url]


def offers(client, pages) -> list[bool]:
    return [OFFER in form_client.main_text(client.get(url)) for url in pages]


def change_settings(**fields):
    OrderSettings.objects.update_or_create(defaults=fields)


def test_open_form_is_offered(client, pages):
    factories.stock(5)
    assert offers(client, pages) == [True, True]


def test_closed_form_is_not_offered(client, pages):
    factories.stock(5)
    offers(client, pages)
    change_settings(is_open=False)
    assert offers(client, pages) == [False, False]


def test_sold_out_book_is_not_offered_until_copies_come(client, pages, staff_user):
    change_settings(may_wait=False)
    warehouse.receive_stock(2, staff_user)
    assert offers(client, pages) == [True, True]
    factories.placed_order(copies=2)
    assert offers(client, pages) == [False, False]
    warehouse.receive_stock(1, staff_user, latest_run=inventory.latest_print_run())
    assert offers(client, pages) == [True, True]


def test_book_with_waiting_list_is_offered(client, pages):
    assert offers(client, pages) == [True, True]


def test_flag_of_pages_follows_the_waiting_list(staff_user):
    """Without a waiting list, nobody is told that the book is sold out once all have copies."""
    factories.stock(0)
    waiting = factories.placed_order(copies=3)
    change_settings(may_wait=False)
    factories.stock(5)
    allocation.allocate_order(waiting, staff_user)
    assert OrderSettings.load().has_free_copies
    fulfilment.undo_last_transition(waiting, staff_user)
    assert not OrderSettings.load().has_free_copies
    allocation.split_order(waiting, 2, staff_user)
    assert not OrderSettings.load().has_free_copies
