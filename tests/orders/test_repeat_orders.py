"""Somebody orders again: by the e-mail address or the house, however they are written."""

import pytest

from orders.models import Order
from orders.services import edits, privacy
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stock")]

FIRST = {"email": "søren@ærø.example", "street": "Østre Allé 1, 2. tv.", "postcode": "8000"}
ELSEWHERE = {"email": "bo@example.org", "street": "Vestre Allé 1", "postcode": "8000"}


@pytest.mark.parametrize(
    "again",
    [
        {"email": "søren@ærø.example"},
        {"email": "SØREN@Ærø.Example"},
        {"street": "Østre Allé 1, 2. tv."},
        {"street": "ØSTRE ALLÉ 1 2.tv"},
    ],
)
def test_order_from_same_address_is_a_repeat(again):
    assert not factories.placed_order(**FIRST).is_repeat
    assert factories.placed_order(**ELSEWHERE | again).is_repeat


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"street": "Østre Allé 12, tv."},
        {"street": "Østre Allé 11, 2. tv."},
        {"street": FIRST["street"], "postcode": "8200"},
        {"email": "soren@ærø.example"},
        {"email": ""},
    ],
)
def test_order_from_elsewhere_is_no_repeat(other):
    factories.placed_order(**FIRST)
    assert not factories.placed_order(**ELSEWHERE | other).is_repeat


def test_orders_without_email_are_no_repeats():
    factories.placed_order(**FIRST | {"email": ""})
    assert not factories.placed_order(**ELSEWHERE | {"email": ""}).is_repeat


def test_corrected_address_counts_for_repeats():
    order = factories.placed_order(**FIRST)
    edits.update_recipient(order, {"street": "Ågade 7"})
    assert factories.placed_order(**ELSEWHERE | {"street": "ÅGADE 7"}).is_repeat
    assert not factories.placed_order(**FIRST | {"email": "li@example.org"}).is_repeat


def test_anonymised_order_makes_no_repeat():
    privacy.anonymise_order(factories.placed_order(**FIRST))
    assert not factories.placed_order(**FIRST).is_repeat
    assert Order.objects.filter(email_key="").count() == 1
