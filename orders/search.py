"""Finding an order by number, name, e-mail, postcode or town, at the same cost among a million."""

import re

from django.db import connection
from django.db.models import QuerySet

from orders.models import Order, OrderWord
from orders.models.order import meant_numbers

SEARCHED = ("name", "organisation", "care_of", "street", "postcode", "city", "email")


def index(order: Order):
    """Writes down the words that the order is found by, in place of those from before."""
    order.words.all().delete()
    words = {word for field in SEARCHED for word in words_of(getattr(order, field))}
    OrderWord.objects.bulk_create(OrderWord(order=order, word=word) for word in sorted(words))


def words_of(text: str) -> set[str]:
    """The words of `text`, in small letters. An e-mail address counts whole and in parts."""
    low = text.casefold()
    return {word[:100] for word in [*re.findall(r"\w+", low), *re.findall(r"\S+@\S+", low)]}


def find(text: str, orders: QuerySet | None = None) -> QuerySet:
    """The orders that `text` may mean: the one with that number (look-alike letters forgiven), or
    those in which every word of it begins some word."""
    orders = Order.objects.all() if orders is None else orders
    numbers = meant_numbers(text)
    if numbers and orders.filter(number__in=numbers).exists():
        return orders.filter(number__in=numbers)
    words = words_of(text)
    if not words:
        return orders.none()
    for word in words:
        orders = orders.filter(pk__in=_beginning_with(word).values("order_id"))
    return orders


def _beginning_with(text: str) -> QuerySet:
    """The words that begin with `text`, asked for so that the database uses its index."""
    if connection.vendor == "sqlite":
        return OrderWord.objects.filter(word__gte=text, word__lt=f"{text}\U0010ffff")
    return OrderWord.objects.filter(word__startswith=text)
