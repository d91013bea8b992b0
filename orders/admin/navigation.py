"""Titles, breadcrumbs, return URLs and keys from query strings of the order admin."""

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from orders.models import Order

# As many as a page of the list has.
MAX_SELECTED = 50
# The largest number that PostgreSQL's bigint holds has 19 digits.
MAX_PK_DIGITS = 18


def list_url(data: QueryDict, ticked: Sequence[Any] = ()) -> str:
    """Return the URL of the list with the same filter and page, and those orders selected."""
    ticks = urlencode([("order", order.pk) for order in ticked[:MAX_SELECTED]])
    query = "&".join(filter(None, [data.get("filter", ""), ticks]))
    return f"{reverse('orders_admin:list')}?{query}".rstrip("?")


def parse_pk(text: str | None) -> int | None:
    """Return the primary key in a query string or form field, or None if it is none."""
    return int(text) if text and text.isdecimal() and len(text) <= MAX_PK_DIGITS else None


def header_context(title: str, icon: str = "mail", order: Order | None = None) -> dict[str, Any]:
    """Return the context of Wagtail's header for a page below the list or below an order."""
    above = [{"url": reverse("orders_admin:list"), "label": _("Orders")}]
    if order:
        above.append(
            {"url": reverse("orders_admin:detail", args=[order.pk]), "label": order.number}
        )
    return {
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [*above, {"url": "", "label": title}],
    }
