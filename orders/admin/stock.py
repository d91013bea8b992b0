"""Stock page: balance, waiting list, print runs, stocktakes and ledger."""

from typing import Any

from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from orders.admin.forms import PrintRunForm, StocktakeForm
from orders.admin.navigation import header_context
from orders.admin.permissions import CHANGE_ORDERS, VIEW_ORDERS, staff_user
from orders.models import Order, StockMovement
from orders.services import allocation, fulfilment, inventory, warehouse

LINES_A_PAGE = 50


@permission_required(VIEW_ORDERS)
def stock(request: HttpRequest) -> HttpResponseBase:
    """Show the stock, and book a print run, a stocktake or an allocation."""
    if request.method == "POST":
        return _act(request)
    return _page(request)


@permission_required(CHANGE_ORDERS)
def _act(request: HttpRequest) -> HttpResponse:
    action = ACTIONS.get(request.POST.get("action", ""))
    if not action:
        return redirect("orders_admin:stock")
    form_class, act = action
    form = form_class(request.POST) if form_class else None
    if form and not form.is_valid():
        return _page(request, form)
    try:
        messages.success(request, act(form.cleaned_data if form else {}, staff_user(request)))
    except fulfilment.InvalidTransition as error:
        if form and form_class is StocktakeForm:
            form.add_error("copies", str(error))
            stock = inventory.get_stock()
            form.data = request.POST.copy()
            form.data["seen"] = str(stock.free + stock.promised)
            return _page(request, form)
        # The print run is booked already: show an empty form.
        messages.error(request, str(error))
    return redirect("orders_admin:stock")


def _page(request: HttpRequest, invalid_form: Any = None) -> HttpResponse:
    """Render the page, with the form to be corrected if there is one."""
    stock = inventory.get_stock()
    forms = [
        PrintRunForm(initial={"latest_run": inventory.latest_print_run()}),
        StocktakeForm(initial={"seen": stock.free + stock.promised}),
    ]
    movements = StockMovement.objects.select_related("order", "by")
    context = {
        "stock": stock,
        "waiting": Order.objects.filter(status=Order.Status.WAITING).aggregate(
            orders=Count("pk"), copies=Sum("copies", default=0)
        ),
        "next": Order.objects.waiting().first(),
        "forms": {form.name: form for form in [*forms, *([invalid_form] if invalid_form else [])]},
        "invalid_form": invalid_form,
        "can_change_orders": request.user.has_perm(CHANGE_ORDERS),
        "lines": Paginator(movements, LINES_A_PAGE).get_page(request.GET.get("p")),
        **header_context(_("The copies"), "table"),
    }
    return render(request, "orders/admin/stock.html", context)


def _receive(data: dict[str, Any], by: User) -> str:
    filled = warehouse.receive_stock(
        data["copies"],
        by,
        data["reason"],
        latest_run=data["latest_run"],
        allocate=data["allocate"],
    )
    message = ngettext(
        "%(copies)d copy is added to the stock.",
        "%(copies)d copies are added to the stock.",
        data["copies"],
    ) % {"copies": data["copies"]}
    return f"{message} {_format_filled(filled)}" if data["allocate"] else message


def _record_stocktake(data: dict[str, Any], by: User) -> str:
    warehouse.record_stocktake(data["copies"], data["reason"], by, seen=data["seen"])
    return ngettext(
        "The count is in the ledger: %(copies)d copy on hand.",
        "The count is in the ledger: %(copies)d copies on hand.",
        data["copies"],
    ) % {"copies": data["copies"]}


def _allocate(data: dict[str, Any], by: User) -> str:
    return _format_filled(allocation.allocate_waiting(by))


def _format_filled(orders: int) -> str:
    if not orders:
        return _("No order on the waiting list could get its copies.")
    return ngettext(
        "%(count)d order from the waiting list got its copies.",
        "%(count)d orders from the waiting list got their copies.",
        orders,
    ) % {"count": orders}


ACTIONS = {
    "print_run": (PrintRunForm, _receive),
    "count": (StocktakeForm, _record_stocktake),
    "allocate": (None, _allocate),
}
