"""The orders of the list as a file for a spreadsheet."""

import logging
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from orders.admin.filters import selected_orders
from orders.admin.navigation import header_context
from orders.admin.permissions import VIEW_ORDERS, require_permission
from orders.models.order import OrderQuerySet
from orders.services import spreadsheet

log = logging.getLogger(__name__)

# More rows than this take long enough to say so first.
LARGE = 10_000
# Rows that are written to guess the size of the whole.
SAMPLE = 1000
KINDS = {
    "csv": (spreadsheet.write_csv, "text/csv; charset=utf-8"),
    "xlsx": (
        spreadsheet.write_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


@require_permission(VIEW_ORDERS)
@cache_control(no_store=True, private=True)
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The chosen orders as CSV or XLSX. A large file is announced on a page of its own, which
    then fetches it."""
    if kind not in KINDS:
        raise Http404
    data = request.POST if request.method == "POST" else request.GET
    orders = selected_orders(data)
    is_large = orders.order_by()[: LARGE + 1].count() > LARGE
    if is_large and data.get("all_matching") and not data.get("begun"):
        return _announce(request, kind, orders, data.get("filter", ""))
    return _stream(request, kind, orders)


def _stream(request: HttpRequest, kind: str, orders: OrderQuerySet) -> StreamingHttpResponse:
    write, content_type = KINDS[kind]
    # Who exported addresses, and when. The log does not say whose.
    log.info("Orders exported as %s by user %s", kind, request.user.pk)
    disposition = f'attachment; filename="bestillinger-{localdate()}.{kind}"'
    return StreamingHttpResponse(
        write(orders), content_type=content_type, headers={"Content-Disposition": disposition}
    )


def _announce(request: HttpRequest, kind: str, orders: OrderQuerySet, sought: Any) -> HttpResponse:
    """How many rows come and about how large the file gets, so that the browser's own count of
    what has arrived says how far it is. The page fetches the file by itself."""
    count = orders.order_by().count()
    query = {"all_matching": 1, "filter": sought, "begun": 1}
    address = f"{reverse('orders_admin:export', args=[kind])}?{urlencode(query)}"
    context = {
        "count": count,
        "size": _likely_size(kind, orders, count),
        "kind": kind.upper(),
        **header_context(_("Extract of the orders"), "download"),
        "address": address,
        "back": f"{reverse('orders_admin:list')}?{sought}",
    }
    answer = render(request, "orders/admin/export.html", context)
    answer["Refresh"] = f"1;url={address}"
    return answer


def _likely_size(kind: str, orders: OrderQuerySet, count: int) -> int:
    """Bytes, from those of the rows at the front."""
    write, _content_type = KINDS[kind]
    return sum(map(len, write(orders[:SAMPLE]))) * count // min(count, SAMPLE)
