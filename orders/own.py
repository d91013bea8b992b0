"""The orderer's own page, under an address only the orderer knows: how far the order has come,
and what can still be changed."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from orders.forms import AddressForm
from orders.models import BookPage, Order
from orders.services import fulfilment

Status = Order.Status
CORRECTED = "rettet"


@never_cache
@require_safe
def order_status(request, secret):
    """How far the order has come."""
    order = get_object_or_404(Order, secret=secret)
    notice = _("Your correction is saved.") if CORRECTED in request.GET else ""
    return _page(request, order, notice)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit_own_order(request, secret):
    """The address, to correct while the parcel is not packed."""
    order = get_object_or_404(Order, secret=secret)
    if not fulfilment.can_customer_change(order):
        return _too_late(request, order)
    initial = {name: getattr(order, name) for name in AddressForm.base_fields}
    form = AddressForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return render(request, "orders/own_correct.html", {"order": order, "form": form})
    try:
        fulfilment.update_recipient(order, form.cleaned_data)
    except fulfilment.InvalidTransition:
        return _too_late(request, order)
    return redirect(f"{reverse('orders:own', args=[secret])}?{CORRECTED}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_own_order(request, secret):
    """Asks once more, and cancels."""
    order = get_object_or_404(Order, secret=secret)
    if order.status == Status.CANCELLED:
        # The second half of a double click, or a step back: it is as was wished.
        return redirect("orders:own", secret)
    if request.method != "POST" and fulfilment.can_customer_change(order):
        return render(request, "orders/own_cancel.html", {"order": order})
    try:
        fulfilment.cancel_by_customer(order)
    except fulfilment.InvalidTransition:
        return _too_late(request, order)
    return redirect("orders:own", secret)


def _too_late(request, order):
    notice = _(
        "It is too late to change the order here. If something is wrong, call or write to us, and "
        "tell us your order number."
    )
    return _page(request, order, notice, status=409)


def _page(request, order, notice="", status=200):
    order.refresh_from_db()
    if order.anonymised_at:
        return render(request, "orders/own_erased.html", {"order": order}, status=status)
    context = {
        "order": order,
        "notice": notice,
        "may_change": fulfilment.can_customer_change(order),
        "book": BookPage.published(),
        "told": _told(order),
        "stations": _stations(order),
    }
    return render(request, "orders/own.html", context, status=status)


def _told(order) -> str:
    """What the status means for the one who waits."""
    return {
        Status.NEW: _("We have received it. It will be packed soon."),
        Status.WAITING: _(
            "There are not enough printed copies at present. You are on the waiting list, and we "
            "send in the order in which orders came."
        ),
        Status.PACKED: _("It is packed and will be posted soon."),
        Status.POSTED: _("It has been posted."),
        Status.CANCELLED: _("It is cancelled. Nothing will be sent."),
    }[order.status]


def _stations(order) -> list[tuple[str, str]]:
    """The way from order to post, each station "passed", "here" or "ahead". A cancelled order is
    on no way."""
    names = {
        Status.NEW: _("Received"),
        Status.WAITING: _("On the waiting list"),
        Status.PACKED: _("Packed"),
        Status.POSTED: _("Posted"),
    }
    if order.status != Status.WAITING:
        del names[Status.WAITING]
    if order.status not in names:
        return []
    here = list(names).index(order.status)
    return [
        (name, "passed" if place < here else "here" if place == here else "ahead")
        for place, name in enumerate(names.values())
    ]
