"""The copies: how many there are, who waits for some, and every movement."""

from collections.abc import Sequence

from django.db.models import Count, Sum
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from orders.admin.forms import PrintRunForm, StocktakeForm
from orders.admin.navigation import header_context
from orders.admin.permissions import CHANGE_ORDERS, VIEW_ORDERS, require_permission
from orders.models import Order, StockMovement
from orders.services import fulfilment
from orders.services import inventory as shelf

LINES_A_PAGE = 50


@require_permission(VIEW_ORDERS)
def stock(request: HttpRequest):
    """The balance, the waiting list, the forms and the ledger."""
    if request.method == "POST":
        return _act(request)
    return _page(request)


@require_permission(CHANGE_ORDERS)
def _act(request: HttpRequest):
    action = ACTIONS.get(request.POST.get("action"))
    if not action:
        return redirect("orders_admin:stock")
    form_class, act = action
    form = form_class(request.POST) if form_class else None
    if form and not form.is_valid():
        return _page(request, form)
    try:
        messages.success(request, act(form.cleaned_data if form else {}, request.user))
    except fulfilment.InvalidTransition as error:
        if form_class is StocktakeForm:
            form.add_error("copies", str(error))
            return _page(request, form)
        # A print run that was entered twice is to be gone from the form.
        messages.error(request, str(error))
    return redirect("orders_admin:stock")


def _page(request: HttpRequest, wrong=None):
    """The page, with the form that has to be corrected where there is one."""
    forms = [PrintRunForm(initial={"newest_known": shelf.latest_print_run()}), StocktakeForm()]
    context = {
        "stock": shelf.get_stock(),
        "waiting": Order.objects.filter(status=Order.Status.WAITING).aggregate(
            orders=Count("pk"), copies=Sum("copies", default=0)
        ),
        "next": Order.objects.waiting().first(),
        "forms": {form.name: form for form in [*forms, *([wrong] if wrong else [])]},
        "wrong": wrong,
        "may_handle": request.user.has_perm(CHANGE_ORDERS),
        **header_context(_("The copies"), "table"),
        **_ledger(request.GET.get("before", "")),
    }
    return render(request, "orders/admin/stock.html", context)


def _ledger(before: str) -> dict:
    """A page of the ledger, newest first, of the lines before the one with that key."""
    lines = StockMovement.objects.select_related("order", "by")
    if before.isdecimal() and len(before) < 19:
        lines = lines.filter(pk__lt=int(before))
    else:
        before = ""
    lines = list(lines[: LINES_A_PAGE + 1])
    there_are_older = len(lines) > LINES_A_PAGE
    lines = lines[:LINES_A_PAGE]
    return {"lines": lines, "before": before, "older": there_are_older and lines[-1].pk}


def _take_in(words: Sequence[str], by) -> str:
    dealt = fulfilment.receive_stock(
        words["copies"],
        by,
        words["reason"],
        latest_run=words["newest_known"],
        allocate=words["and_deal_out"],
    )
    told = ngettext(
        "%(copies)d copy is put on the shelf.",
        "%(copies)d copies are put on the shelf.",
        words["copies"],
    ) % {"copies": words["copies"]}
    return f"{told} {_dealt(dealt)}" if words["and_deal_out"] else told


def _count(words: Sequence[str], by) -> str:
    fulfilment.record_stocktake(words["copies"], words["reason"], by)
    return ngettext(
        "The count is in the ledger: %(copies)d copy in the house.",
        "The count is in the ledger: %(copies)d copies in the house.",
        words["copies"],
    ) % {"copies": words["copies"]}


def _deal_out(words: Sequence[str], by) -> str:
    return _dealt(fulfilment.allocate_waiting(by))


def _dealt(orders: int) -> str:
    if not orders:
        return _("No order on the waiting list could get its copies.")
    return ngettext(
        "%(count)d order from the waiting list got its copies.",
        "%(count)d orders from the waiting list got their copies.",
        orders,
    ) % {"count": orders}


ACTIONS = {
    "print_run": (PrintRunForm, _take_in),
    "count": (StocktakeForm, _count),
    "deal_out": (None, _deal_out),
}
