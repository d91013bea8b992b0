"""The list of orders. It costs the same among a million orders as among a thousand: a page is
found by its neighbour's place in the index, and nothing is counted beyond a limit."""

from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.admin.widgets.button import HeaderButton

from orders.admin.bulk_actions import BULK_ACTIONS
from orders.admin.filters import OrderFilter, count_capped, failing_mails, selected_ids
from orders.admin.permissions import CHANGE_ORDERS, VIEW_ORDERS, require_permission, staff_user
from orders.models import Order

PAGE = 50
OPEN = {
    Order.Status.NEW: _("New orders"),
    Order.Status.WAITING: _("Waiting orders"),
    Order.Status.PACKED: _("Packed orders"),
}
# What the desk looks at every day, as links above the list.
VIEWS = [
    *[(label, f"status={status}") for status, label in OPEN.items()],
    (_("Posted"), f"status={Order.Status.POSTED}"),
    (_("Cancelled"), f"status={Order.Status.CANCELLED}"),
    (_("To be followed up"), "follow_up=on"),
    (_("All"), ""),
]


@dataclass
class Page:
    """Some orders of a list, newest first, and whether there are any on either side."""

    orders: list[Order]
    has_newer: bool
    has_older: bool


@require_permission(VIEW_ORDERS)
@cache_control(no_store=True, private=True)
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """The orders that match, a page at a time, and what can be done with them."""
    sought = OrderFilter(request.GET)
    page = page_of(sought, request.GET)
    _add_flags(page.orders)
    views = _views(sought.query)
    context = {
        "header_title": _("Orders"),
        "header_icon": "mail",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("orders_admin:list"), "label": _("Orders")},
        ],
        "header_buttons": _buttons(staff_user(request)),
        "filter": sought,
        "applied": sought.applied(),
        "views": views,
        "page": page,
        "found": _found(sought, views),
        "newer": _neighbour(sought, before=page.orders[0]) if page.has_newer else "",
        "older": _neighbour(sought, after=page.orders[-1]) if page.has_older else "",
        "address": _here(request.GET),
        "ticked": selected_ids(request.GET),
        "offered": _offered(sought),
        "may_handle": request.user.has_perm(CHANGE_ORDERS),
    }
    return render(request, "orders/admin/list.html", context)


def page_of(sought: OrderFilter, place: QueryDict) -> Page:
    """The page that begins after, or ends before, the order that `place` names; else the first."""
    order = _order_named(place.get("after"))
    # Nothing below is left when a step has taken the last page's orders out of the filter.
    if order and (found := _newest(sought, older_than=order)):
        return Page(found[:PAGE], has_newer=True, has_older=len(found) > PAGE)
    if order := _order_named(place.get("before")):
        found = _nearest_above(sought, order)
        if len(found) > PAGE:
            return Page(found[-PAGE:], has_newer=True, has_older=True)
    # Too few above to fill a page: the first page has them all.
    found = _newest(sought)
    return Page(found[:PAGE], has_newer=False, has_older=len(found) > PAGE)


def _newest(sought: Any, older_than: Order | None = None) -> list[Order]:
    """A page's orders and one more, which tells that there is another page."""
    beyond = _below(older_than) if older_than else Q()
    lanes = [_first(lane.filter(beyond)) for lane in sought.lanes()]
    return sorted(chain(*lanes), key=_place, reverse=True)[: PAGE + 1]


def _nearest_above(sought: Any, order: Order) -> list[Order]:
    """The same, upwards from an order: the newest is the one more."""
    above = _above(order)
    lanes = [_first(lane.filter(above).order_by("created_at", "pk")) for lane in sought.lanes()]
    return sorted(chain(*lanes), key=_place)[: PAGE + 1][::-1]


def _first(lane: Any) -> Any:
    """A lane's first orders. It is asked for their keys: for those alone the database never
    leaves its index, and then fetches no more rows than are shown."""
    return Order.objects.filter(pk__in=lane.values("pk")[: PAGE + 1])


def _place(order: Order) -> Any:
    return order.created_at, order.pk


# The first condition says what the second does not need: so the database begins in its index.
def _below(order: Order) -> Q:
    return Q(created_at__lte=order.created_at) & (
        Q(created_at__lt=order.created_at) | Q(pk__lt=order.pk)
    )


def _above(order: Order) -> Q:
    return Q(created_at__gte=order.created_at) & (
        Q(created_at__gt=order.created_at) | Q(pk__gt=order.pk)
    )


def _order_named(key: str | None) -> Order | None:
    """The order at the edge of the neighbouring page. Orders are never deleted, so it is there."""
    if not (key and key.isdecimal() and len(key) < 19):
        return None
    return Order.objects.only("created_at").filter(pk=key).first()


def _neighbour(sought: Any, **edge: Any) -> str:
    """The query string of the page before or after, with the filter as it is."""
    name, order = next(iter(edge.items()))
    return "&".join(filter(None, [sought.query, urlencode({name: order.pk})]))


def _views(query: str) -> list[dict]:
    return [
        {
            "label": label,
            "query": view,
            "count": count_capped(OrderFilter(QueryDict(view)).orders()),
            "is_current": view == query,
        }
        for label, view in VIEWS
    ]


def _here(place: QueryDict) -> str:
    """The query string of this page, without what was ticked on it."""
    here = place.copy()
    here.pop("order", None)
    return here.urlencode()


def _offered(sought: OrderFilter) -> set[str]:
    """The steps that orders of the wanted statuses can take."""
    wanted = set(sought.statuses or Order.Status)
    return {name for name, step in BULK_ACTIONS.items() if wanted.intersection(step.takes)}


def _found(sought: Any, views: Any) -> Any:
    """How many match. A view's own count is known already."""
    current = next((view["count"] for view in views if view["is_current"]), None)
    return current or count_capped(sought.orders())


def _add_flags(orders: list[Order]) -> None:
    """Gives each order the flags that are shown beside it."""
    prefetch_related_objects(orders, Prefetch("mails", failing_mails(), to_attr="failing_mails"))
    today = timezone.localdate()
    for order in orders:
        order.flags = [  # type: ignore[attr-defined]  # read by the template
            label for is_raised, label in _flags(order, today) if is_raised
        ]


def _flags(order: Order, today: Any) -> Any:
    has_failing_mail = bool(order.failing_mails)  # type: ignore[attr-defined]  # a prefetch
    yield has_failing_mail, {"kind": "critical", "label": _("Mail fails")}
    is_due = bool(order.follow_up_on and order.follow_up_on <= today)
    yield is_due, {"kind": "warning", "label": _("Follow up")}
    yield bool(order.returned), {"kind": "warning", "label": came_back(order)}
    yield order.is_abroad, {"kind": "info", "label": _("Abroad")}
    yield order.is_repeat, {"kind": "plain", "label": _("Ordered before")}
    yield bool(order.note), {"kind": "plain", "label": _("Note from the orderer")}


def came_back(order: Order) -> str:
    """How many of the order's copies came back."""
    return gettext("Back: %(returned)d of %(copies)d") % {
        "returned": order.returned,
        "copies": order.copies,
    }


def _buttons(user: Any) -> list[HeaderButton]:
    shelf = HeaderButton(
        _("Copies on the shelf"), reverse("orders_admin:stock"), icon_name="clipboard-list"
    )
    if not user.has_perm(CHANGE_ORDERS):
        return [shelf]
    return [
        HeaderButton(_("Enter an order"), reverse("orders_admin:create"), icon_name="plus"),
        shelf,
        HeaderButton(_("A person’s data"), reverse("orders_admin:privacy"), icon_name="user"),
    ]
