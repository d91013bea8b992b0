"""Access to and erasure of a person's data.

The e-mail address is posted and never part of a URL, because URLs are logged.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from lbf50.primary_keys import parse_pk
from orders.admin import audit
from orders.admin.forms import PersonSearchForm
from orders.admin.navigation import header_context
from orders.admin.permissions import CHANGE_ORDERS, VIEW_ORDERS, staff_user
from orders.models import Order, OrderSettings
from orders.models.order import OrderQuerySet
from orders.services import privacy


@never_cache
@permission_required(VIEW_ORDERS)
def person(request: HttpRequest) -> HttpResponseBase:
    """Find a person by e-mail or by order; export or erase the data."""
    order = _order(request.GET.get("order", ""))
    action = request.POST.get("action", "")
    if action == "erase":
        return _erase(request, order)
    form = PersonSearchForm(request.POST) if action else PersonSearchForm()
    if action and not order and not form.is_valid():
        return _page(request, form)
    orders = _orders_of_person(order, form)
    if orders is not None:
        is_export = action in ("export", "paper")
        audit.record("exported" if is_export else "found", staff_user(request), orders.count())
    if action == "export":
        return _download(orders)
    if action == "paper":
        records = privacy.export_personal_data(orders)
        return render(request, "orders/admin/personal_data.html", {"records": records})
    return _page(request, form, order, orders)


@permission_required(CHANGE_ORDERS)
def _erase(request: HttpRequest, order: Order | None) -> HttpResponse:
    form = PersonSearchForm(request.POST)
    if not order and not form.is_valid():
        return _page(request, form)
    orders = _orders_of_person(order, form)
    if not request.POST.get("sure"):
        return _page(request, form, order, orders, _tick_first())
    erased = privacy.erase_personal_data(orders, staff_user(request))
    audit.record("erased", staff_user(request), erased)
    text = ngettext(
        "%(count)d order has been made anonymous.",
        "%(count)d orders have been made anonymous.",
        erased,
    )
    messages.success(request, text % {"count": erased})
    return redirect("orders_admin:privacy")


def _order(text: str) -> Order | None:
    pk = parse_pk(text)
    return None if pk is None else get_object_or_404(Order, pk=pk)


def _orders_of_person(order: Order | None, form: PersonSearchForm) -> Any:
    """Return the orders of the person, or None before a search."""
    if order:
        return privacy.orders_by_customer(order)
    return privacy.orders_by_email(form.cleaned_data["email"]) if form.is_bound else None


def _page(
    request: HttpRequest,
    form: PersonSearchForm,
    order: Order | None = None,
    orders: OrderQuerySet | None = None,
    problem: str = "",
) -> HttpResponse:
    found = None if orders is None else list(orders)
    context = {
        "form": form,
        "order": order,
        "email": (found[0].email if order else form["email"].value()) if found else "",
        "orders": found,
        "open": sum(each.is_open for each in found or ()),
        "named": sum(not each.anonymised_at for each in found or ()),
        "others_at_address": list(privacy.other_orders_at_address(found[0])[:10]) if found else [],
        "problem": problem,
        "order_settings": OrderSettings.load(request_or_site=request),
        "can_change_orders": request.user.has_perm(CHANGE_ORDERS),
        **header_context(_("One person’s data"), "user"),
    }
    return render(request, "orders/admin/privacy.html", context)


def _download(orders: OrderQuerySet) -> JsonResponse:
    """Return the data as a JSON file. Its name has the date only."""
    day = timezone.localdate().isoformat()
    return JsonResponse(
        {_("Orders"): privacy.export_personal_data(orders)},
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": f'attachment; filename="persondata-{day}.json"'},
    )


def _tick_first() -> str:
    return _("Tick that you are sure: erasing cannot be undone")
