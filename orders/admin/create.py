"""Orders by telephone or letter, entered by staff."""

import re
import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from lbf50.primary_keys import parse_pk
from orders.admin.audit import record_shown
from orders.admin.forms import EditOrderForm, TelephoneOrderForm
from orders.admin.navigation import header_context, warn_of_doubt
from orders.admin.permissions import CHANGE_ORDERS, staff_user
from orders.models import Order, OrderSettings
from orders.services import fulfilment

# The prefix keeps a forged key from matching the form of a customer.
KEY = re.compile(r"desk-[\w-]{32}")


@permission_required(CHANGE_ORDERS)
def create_order(request: HttpRequest) -> HttpResponse:
    """Show the form, and place the order once, even if the form is sent twice."""
    order_settings = OrderSettings.load(request_or_site=request)
    if request.method != "POST":
        earlier = _earlier_order(request)
        form = TelephoneOrderForm(order_settings=order_settings, initial=_same_person(earlier))
        return _form_page(request, form, _new_key())
    form = TelephoneOrderForm(request.POST, order_settings=order_settings)
    key = request.POST.get("key", "")
    if not KEY.fullmatch(key):
        key = _new_key()
    if not form.is_valid():
        return _form_page(request, form, key)
    earlier = Order.objects.filter(form_key=key).first()
    if earlier and earlier.status == Order.Status.CANCELLED:
        earlier, key = None, _new_key()
    if earlier and not fulfilment.find_duplicate([earlier], form.cleaned_data):
        return _form_page(request, form, _new_key(), _already_entered(earlier))
    try:
        order = fulfilment.place_order(key, form.cleaned_data, by=staff_user(request))
    except fulfilment.InsufficientStock:
        return _form_page(request, form, key, _too_few())
    messages.success(request, _placed_message(order))
    warn_of_doubt(request, order)
    return redirect("orders_admin:detail", order.pk)


def _earlier_order(request: HttpRequest) -> Order | None:
    """Return the order whose recipient orders again, if there is one."""
    pk = parse_pk(request.GET.get("as", ""))
    order = None if pk is None else Order.objects.filter(pk=pk).first()
    if order:
        record_shown(order, staff_user(request))
    return order


def _same_person(earlier: Order | None) -> dict[str, Any]:
    """Return initial data from an earlier order: its recipient, and its returned copies."""
    if not earlier:
        return {}
    fields = {name: getattr(earlier, name) for name in EditOrderForm.base_fields}
    return {**fields, "copies": earlier.returned or 1}


def _new_key() -> str:
    return f"desk-{secrets.token_urlsafe(24)}"


def _form_page(
    request: HttpRequest, form: TelephoneOrderForm, key: str, notice: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "key": key,
        "notice": notice,
        "order_settings": form.order_settings,
        **header_context(_("Telephone order"), "plus"),
    }
    return render(request, "orders/admin/create.html", context)


def _already_entered(order: Order) -> str:
    return _(
        "This form has already given order %(number)s, with other data. If there are to be "
        "two orders, save this one as well. If not, correct the first."
    ) % {"number": order.number}


def _too_few() -> str:
    return _("There are not so many free copies, and nobody may wait: nothing has been saved.")


def _placed_message(order: Order) -> str:
    if order.status == Order.Status.WAITING:
        return _("Order %(number)s is on the waiting list.") % {"number": order.number}
    return _("Order %(number)s is entered, and its copies are promised.") % {"number": order.number}
