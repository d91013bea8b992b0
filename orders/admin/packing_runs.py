"""Packing runs: pack and post the oldest orders together."""

from hashlib import sha256

from django import forms
from django.db.models import Count, F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from lbf50.primary_keys import parse_pk
from orders.admin.bulk_actions import format_orders, format_posted_mails, undo_notice
from orders.admin.forms import CopiesField, InlineForm
from orders.admin.list import has_doubtful_address
from orders.admin.navigation import header_context
from orders.admin.permissions import CHANGE_ORDERS, staff_user
from orders.admin.printing import SheetForm, draw_labels, print_orders, print_warnings
from orders.models import Order, PackingRun
from orders.pdf.document import PdfDocument
from orders.pdf.packing_slips import add_packing_slips
from orders.services import fulfilment, packing

RECENT_RUNS = 20


class RunSizeForm(InlineForm):
    """The number of orders in a new packing run."""

    name = "run"
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    size = CopiesField(
        label=gettext_lazy("How many of the oldest orders"), most=packing.MAX_RUN_SIZE, initial=50
    )


@permission_required(CHANGE_ORDERS)
def packing_runs(request: HttpRequest) -> HttpResponse:
    """Show the packing runs, and create one."""
    newest = PackingRun.objects.values_list("pk", flat=True).first() or 0
    form = RunSizeForm(request.POST if request.method == "POST" else None, initial={"seen": newest})
    if form.is_valid():
        try:
            run = packing.create_packing_run(
                form.cleaned_data["size"], staff_user(request), seen=form.cleaned_data["seen"]
            )
            return redirect("orders_admin:packing_run", run.pk)
        except fulfilment.InvalidTransition as error:
            messages.warning(request, str(error))
            return redirect("orders_admin:packing_runs")
    context = {
        "form": form,
        "new_count": Order.objects.filter(status=Order.Status.NEW, packing_run=None).count(),
        "runs": _open_runs_first()[:RECENT_RUNS],
        **header_context(_("Packing runs"), "tasks"),
    }
    return render(request, "orders/admin/packing_runs.html", context)


def _open_runs_first() -> QuerySet[PackingRun]:
    """Return the runs, the newest first, below those that are open: their orders wait."""
    runs = PackingRun.objects.order_by(F("closed_at").desc(nulls_first=True), "-pk")
    return runs.select_related("by").annotate(size=Count("orders"))


@permission_required(CHANGE_ORDERS)
def packing_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a packing run, print it, take orders out of it and close it."""
    run = get_object_or_404(PackingRun, pk=pk)
    action = request.POST.get("action", "")
    if action == "print":
        return _print(request, run)
    if action == "leave":
        return _leave(request, run)
    if action == "close":
        return _close(request, run)
    if action == "reopen":
        return _reopen(request, run)
    return _page(request, run, SheetForm())


def _page(request: HttpRequest, run: PackingRun, form: forms.Form) -> HttpResponse:
    orders = _orders(run)
    printable = _printable(orders)
    to_post = [order for order in orders if order.status in Order.PROMISED]
    context = {
        "run": run,
        "seen": _state(orders),
        "orders": orders,
        "to_post": to_post,
        "to_print": [order for order in to_post if not order.printed_at],
        "doubtful": [order for order in to_post if has_doubtful_address(order)],
        "is_printed": any(order.printed_at for order in orders),
        "has_parcels": bool(printable),
        "copies": sum(order.copies for order in to_post),
        "mail_notice": format_posted_mails(to_post),
        "posted": [order for order in orders if order.status == Order.Status.POSTED],
        "undo_notice": undo_notice(),
        "form": form,
        **print_warnings(printable),
        **header_context(str(run), "tasks"),
    }
    return render(request, "orders/admin/packing_run.html", context)


def _state(orders: list[Order]) -> str:
    """Return a short text that changes with the statuses of the orders and with their warnings."""
    is_printed = any(order.printed_at for order in orders)
    state = [(order.pk, order.status, is_printed and not order.printed_at) for order in orders]
    return sha256(repr(state).encode()).hexdigest()[:16]


def _print(request: HttpRequest, run: PackingRun) -> HttpResponse:
    form = SheetForm(request.POST)
    orders = _printable(_orders(run))
    if not form.is_valid() or not orders:
        return _page(request, run, form)

    def draw(pdf: PdfDocument, orders: list[Order]) -> list[Order]:
        unreadable = draw_labels(pdf, orders, form)
        add_packing_slips(pdf, orders)
        return unreadable

    return print_orders(request, str(run), orders, draw, f"pakkerunde-{run.pk}")


def _leave(request: HttpRequest, run: PackingRun) -> HttpResponse:
    order = get_object_or_404(run.orders, pk=parse_pk(request.POST.get("order")))
    try:
        was_printed = order.printed_at
        packing.leave_packing_run(order, staff_user(request))
        text = _("Order %s is taken out of the packing run.") % order
        if was_printed:
            text += " " + _("Throw away its label and packing slip: they are printed again later.")
        messages.success(request, text)
    except fulfilment.InvalidTransition as error:
        messages.error(request, str(error))
    return redirect("orders_admin:packing_run", run.pk)


def _close(request: HttpRequest, run: PackingRun) -> HttpResponse:
    """Post the parcels of the run, unless the user has not seen what has become of them."""
    if request.POST.get("seen") not in (None, _state(_orders(run))):
        text = _(
            "Nothing is posted: orders of the run were changed since you opened the page. Look it "
            "through, take out the parcels that must not leave, and press again."
        )
        messages.error(request, text)
        return redirect("orders_admin:packing_run", run.pk)
    outcome = packing.close_packing_run(run, staff_user(request))
    done = len(outcome.done)
    if not done and not outcome.skipped:
        messages.info(request, _("No parcel was left to post: the packing run is closed."))
        return redirect("orders_admin:packing_run", run.pk)
    text = ngettext("%(count)d order is posted.", "%(count)d orders are posted.", done)
    return _report(request, run, outcome, text % {"count": done}, _("Not posted: %(orders)s."))


def _reopen(request: HttpRequest, run: PackingRun) -> HttpResponse:
    outcome = packing.reopen_packing_run(run, staff_user(request))
    done = len(outcome.done)
    text = ngettext(
        "%(count)d order is as it was before the run was closed.",
        "%(count)d orders are as they were before the run was closed.",
        done,
    ) % {"count": done}
    return _report(request, run, outcome, text, _("Still posted: %(orders)s."))


def _report(
    request: HttpRequest, run: PackingRun, outcome: fulfilment.Outcome, text: str, skipped: str
) -> HttpResponse:
    """Show how many orders were changed, and name those that were skipped."""
    if outcome.skipped:
        named = skipped % {"orders": format_orders(outcome.skipped)}
        messages.warning(request, f"{text} {named}")
    else:
        messages.success(request, text)
    return redirect("orders_admin:packing_run", run.pk)


def _printable(orders: list[Order]) -> list[Order]:
    return [order for order in orders if order.has_parcel and not order.anonymised_at]


def _orders(run: PackingRun) -> list[Order]:
    return list(run.orders.order_by("created_at", "pk"))
