"""Finding an order by number, name, e-mail, postcode or town, at the same cost among a million."""

import re
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from orders.models import Order, OrderWord
from orders.models.order import possible_numbers

SEARCHED = ("name", "organisation", "care_of", "street", "postcode", "city", "email")
# A word that more lines of the index have than this is a common one.
COMMON = 1_000
# So many orders are looked through for words that are all common.
REACH = 5_000


def index_order(order: Order) -> None:
    """Writes down the words that the order is found by, in place of those from before."""
    order.words.all().delete()
    words = {word for field in SEARCHED for word in search_words(getattr(order, field))}
    OrderWord.objects.bulk_create(OrderWord(order=order, word=word) for word in sorted(words))


def search_words(text: str) -> set[str]:
    """The words of `text`, in small letters. An e-mail address counts whole and in parts."""
    low = text.casefold()
    return {word[:100] for word in [*re.findall(r"\w+", low), *re.findall(r"\S+@\S+", low)]}


@dataclass(frozen=True)
class SearchResult:
    """The orders that a search finds, and whether it looked no further than the newest REACH."""

    orders: QuerySet
    among_newest: bool = False


def search_orders(text: str) -> SearchResult:
    """The orders that `text` may mean: the one with that number (look-alike letters forgiven), or
    those in which every word of it begins some word.

    A word that few orders have leads to them; the others are then looked for in those few. Where
    every word is a common one, there is no such way in, and only the newest orders are looked
    through."""
    numbered = Order.objects.filter(number__in=possible_numbers(text))
    if numbered.exists():
        return SearchResult(numbered)
    words = search_words(text)
    if not words:
        return SearchResult(Order.objects.none())
    keys = {word: _some_keys(word) for word in words}
    rare = [set(keys[word]) for word in words if len(keys[word]) <= COMMON]
    common = [word for word in words if len(keys[word]) > COMMON]
    if rare:
        return SearchResult(_having(common, "in", set.intersection(*rare)))
    oldest = Order.objects.order_by("-pk").values_list("pk", flat=True)[REACH : REACH + 1].first()
    return SearchResult(_having(common, "gt", oldest or 0), among_newest=oldest is not None)


def _some_keys(word: str) -> list[int]:
    """The keys of the orders that have the word, or more than COMMON of them."""
    return list(_beginning_with(word).values_list("order_id", flat=True)[: COMMON + 1])


def _having(words: list[str], among: str, keys: Any) -> QuerySet:
    """The orders among those with such keys that have all the words. Both tables are told which
    keys: so the database need not choose to look through all orders that have a common word."""
    orders = Order.objects.filter(**{f"pk__{among}": keys})
    for word in words:
        lines = _beginning_with(word).filter(**{f"order_id__{among}": keys})
        orders = orders.filter(Exists(lines.filter(order=OuterRef("pk"))))
    return orders


def _beginning_with(text: str) -> QuerySet:
    """The words that begin with `text`, asked for so that the database uses its index."""
    if connection.vendor == "sqlite":
        return OrderWord.objects.filter(word__gte=text, word__lt=f"{text}\U0010ffff")
    return OrderWord.objects.filter(word__startswith=text)
