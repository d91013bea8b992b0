"""Titles, breadcrumbs, return URLs and warnings of the order admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from orders.models import Order

LIST_QUERY_KEY = "orders_list_query"


def remember_list(request: HttpRequest) -> None:
    """Store search, filter and page of the list in the session, for the links back to it."""
    query = request.GET.copy()
    query.pop("_w_filter_fragment", None)
    query.pop("export", None)
    if request.session.get(LIST_QUERY_KEY, "") != query.urlencode():
        request.session[LIST_QUERY_KEY] = query.urlencode()


def list_url(request: HttpRequest) -> str:
    """Return the URL of the list as the user last saw it."""
    query = request.session.get(LIST_QUERY_KEY, "")
    return f"{reverse('orders_admin:list')}?{query}".rstrip("?")


def warn_of_doubt(request: HttpRequest, order: Order) -> None:
    """Warn that postcode and town do not go together, with a button to the correction."""
    if order.address_doubt:
        edit_url = reverse("orders_admin:edit", args=[order.pk])
        button = messages.button(edit_url, _("Correct the address"))
        messages.warning(request, order.address_doubt, buttons=[button])


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
