"""Printing for a selection of orders: address labels and packing slips."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from orders.admin.filters import selected_orders
from orders.admin.navigation import header_context, list_url
from orders.admin.permissions import VIEW_ORDERS, require_permission
from orders.forms import WholeNumberField
from orders.models import BookPage, Order
from orders.pdf import labels as label_sheets
from orders.pdf import packing_slips as slip_pages
from orders.pdf.fonts import can_print

AT_MOST = 1000


class SheetForm(forms.Form):
    """Which labels lie in the printer, and how far the first sheet has been used."""

    use_required_attribute = False

    sheet = forms.ChoiceField(
        label=gettext_lazy("Sheet of labels"),
        choices=[(key, sheet.name) for key, sheet in label_sheets.SHEETS.items()],
        initial=next(iter(label_sheets.SHEETS)),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a sheet of labels")},
    )
    start = WholeNumberField(
        label=gettext_lazy("First free label on the sheet"),
        help_text=gettext_lazy(
            "1 is the label at the top left. Count along the rows, so that a sheet that has been "
            "begun can be used up."
        ),
        initial=1,
    )

    def clean(self) -> None:
        super().clean()
        sheet = label_sheets.SHEETS.get(self.cleaned_data.get("sheet", ""))
        most = (sheet or label_sheets.SHEETS["3x8"]).count
        if not 1 <= self.cleaned_data.get("start", 0) <= most:
            self.errors.pop("start", None)
            self.add_error(
                "start", _("Write the number of a label, from 1 to %(most)d") % {"most": most}
            )


@require_permission(VIEW_ORDERS)
@cache_control(no_store=True, private=True)
@require_http_methods(["GET", "HEAD", "POST"])
def labels(request: HttpRequest) -> HttpResponse:
    """Address labels: first a question about the sheet in the printer, then the PDF."""
    orders, left_out = _to_print(request)
    if not orders:
        return _back(request)
    data = _data(request)
    form = SheetForm(data if "sheet" in data else None)
    if form.is_valid():
        sheet = label_sheets.SHEETS[form.cleaned_data["sheet"]]
        return pdf_response(
            label_sheets.draw_labels(orders, sheet, form.cleaned_data["start"]), "etiketter"
        )
    if left_out:
        # Not with the PDF: the words would wait for the next page, whatever that is about.
        messages.warning(request, _told_left_out(left_out))
    context = {
        "form": form,
        "kept": [(name, value) for name in KEPT for value in data.getlist(name)],
        "orders": orders,
        "in_other_letters": [order for order in orders if not _is_printable(order)],
        "posted": sum(order.status == Order.Status.POSTED for order in orders),
        "back": list_url(data, () if data.get("all_matching") else orders),
        **header_context(_("Address labels"), "table"),
    }
    return render(request, "orders/admin/labels.html", context)


@require_permission(VIEW_ORDERS)
@cache_control(no_store=True, private=True)
@require_http_methods(["GET", "HEAD", "POST"])
def packing_slips(request: HttpRequest) -> HttpResponse:
    """A packing slip for each parcel."""
    orders, _unprinted = _to_print(request)
    if not orders:
        return _back(request)
    return pdf_response(
        slip_pages.draw_packing_slips(orders, BookPage.current_title()), "foelgesedler"
    )


# What says which orders are meant, and goes with the form.
KEPT = ("order", "all_matching", "filter")


def _data(request: HttpRequest) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET


def _to_print(request: HttpRequest) -> tuple[list[Order], int]:
    """Return the selected orders that have a parcel, oldest first, and how many others there are.

    If there are none or too many, show a message and return none.
    """
    orders = list(selected_orders(_data(request)).order_by("created_at", "pk")[: AT_MOST + 1])
    if len(orders) > AT_MOST:
        messages.error(request, _too_many())
        return [], 0
    to_post = [order for order in orders if order.has_parcel and not order.anonymised_at]
    if not to_post:
        messages.error(request, _("Choose at least one order that has a parcel."))
    return to_post, len(orders) - len(to_post)


def _too_many() -> str:
    return _(
        "At most %(most)d orders can be printed at a time. Make the list shorter, for instance "
        "with a date."
    ) % {"most": AT_MOST}


def _told_left_out(count: int) -> str:
    return ngettext(
        "%(count)d order was left out: it waits, is cancelled, or its address has been erased.",
        "%(count)d orders were left out: they wait, are cancelled, or their addresses have been "
        "erased.",
        count,
    ) % {"count": count}


def _back(request: HttpRequest) -> HttpResponse:
    """Redirect to the list with the same filter."""
    return redirect(list_url(_data(request)))


def _is_printable(order: Order) -> bool:
    return all(map(can_print, order.address_lines()))


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A document to look at and print."""
    disposition = f'inline; filename="{name}.pdf"'
    return HttpResponse(content, "application/pdf", headers={"Content-Disposition": disposition})
