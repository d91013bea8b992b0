"""Address labels and packing slips of the chosen orders."""

import logging
from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from wagtail import hooks
from wagtail.admin import messages

from lbf50.models import SiteSettings
from orders.admin import audit
from orders.admin.bulk_actions import OrderBulkAction, format_orders
from orders.admin.navigation import list_url
from orders.admin.permissions import staff_user
from orders.fields import WholeNumberField
from orders.models import Order
from orders.pdf.document import PdfDocument
from orders.pdf.fonts import can_print
from orders.pdf.labels import PAPER_HEIGHT, PAPER_WIDTH, SHEETS, Sheet, add_labels
from orders.pdf.packing_slips import add_packing_slips
from orders.services import packing

log = logging.getLogger(__name__)

OWN_SHEET = "own"
MEASURES = ("columns", "rows", "width", "height", "left", "top")


class MeasureField(forms.DecimalField):
    """A number of labels or millimetres on the user's own label sheet."""

    # Needed with own measures only: neither required nor marked as optional.
    is_marked_optional = False

    def __init__(self, label: Any, smallest: int, largest: int, is_whole: bool = False) -> None:
        text = gettext_lazy("Write a number from {least} to {most}")
        if is_whole:
            text = gettext_lazy("Write a whole number from {least} to {most}")
        message = format_lazy(text, least=smallest, most=largest)
        super().__init__(
            label=label,
            required=False,
            localize=True,
            min_value=smallest,
            max_value=largest,
            decimal_places=0 if is_whole else None,
            error_messages=dict.fromkeys(
                ("invalid", "min_value", "max_value", "max_decimal_places"), message
            ),
        )


class SheetForm(forms.Form):
    """The label sheet in the printer, and its first free label."""

    use_required_attribute = False

    sheet = forms.ChoiceField(
        label=gettext_lazy("Sheet of labels"),
        choices=[
            *((key, name) for key, (name, _sheet) in SHEETS.items()),
            (OWN_SHEET, gettext_lazy("Own measures")),
        ],
        initial=next(iter(SHEETS)),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a sheet of labels")},
    )
    columns = MeasureField(gettext_lazy("Labels across"), 1, 10, is_whole=True)
    rows = MeasureField(gettext_lazy("Labels down"), 1, 30, is_whole=True)
    width = MeasureField(gettext_lazy("Width of a label, mm"), 30, PAPER_WIDTH)
    height = MeasureField(gettext_lazy("Height of a label, mm"), 20, PAPER_HEIGHT)
    left = MeasureField(gettext_lazy("Left margin, mm"), 0, 100)
    top = MeasureField(gettext_lazy("Top margin, mm"), 0, 100)
    start = WholeNumberField(
        label=gettext_lazy("First free label on the sheet"),
        help_text=gettext_lazy(
            "1 is the label at the top left. Count along the rows, so that a sheet that has been "
            "begun can be used up."
        ),
        initial=1,
    )
    with_sender = forms.BooleanField(
        label=gettext_lazy("Print the sender above the address"), required=False
    )

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)

    def clean(self) -> None:
        super().clean()
        sheet = self.chosen_sheet()
        if sheet is None:
            return
        if not 1 <= (self.cleaned_data.get("start") or 0) <= sheet.count:
            self.errors.pop("start", None)
            self.add_error(
                "start",
                _("Write the number of a label, from 1 to %(most)d") % {"most": sheet.count},
            )

    def chosen_sheet(self) -> Sheet | None:
        """Return the sheet, or None and an error on each measure that does not fit on A4."""
        name = self.cleaned_data.get("sheet")
        if name != OWN_SHEET:
            return SHEETS[name][1] if name in SHEETS else None
        values = [self.cleaned_data.get(field) for field in MEASURES]
        for field, value in zip(MEASURES, values, strict=True):
            if value is None and field not in self.errors:
                self.add_error(field, _("Write the measure of your sheet"))
        if self.errors:
            return None
        columns, rows, width, height, left, top = map(float, values)  # type: ignore[arg-type]
        if columns * width + 2 * left > PAPER_WIDTH:
            self.add_error("width", _("The labels are wider than the paper: measure once more"))
        if rows * height + 2 * top > PAPER_HEIGHT:
            self.add_error("height", _("The labels are higher than the paper: measure once more"))
        return Sheet(int(columns), int(rows), width, height, left, top)


class PrintAction(OrderBulkAction):
    """Base class: prints the orders that have a parcel, and records it on them."""

    valid_statuses = (Order.Status.NEW, Order.Status.PACKED, Order.Status.POSTED)
    template_name = "orders/admin/print.html"
    header_icon = "table"
    opens_pdf = True
    file_name = ""
    has_labels = True

    def filter_able(self, orders: Any) -> Any:
        return super().filter_able(orders).filter(anonymised_at=None)

    def form_valid(self, form: Any) -> HttpResponse:
        def draw(pdf: PdfDocument, orders: list[Order]) -> list[Order]:
            return self.draw(pdf, orders, form)

        title = str(self.display_name)
        return print_orders(
            self.request, title, self.orders, draw, self.file_name, has_labels=self.has_labels
        )

    def draw(self, pdf: PdfDocument, orders: list[Order], form: Any) -> list[Order]:
        """Draw the orders into the document. Return those that are too small to read."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **print_warnings(self.orders)}


class LabelsAction(PrintAction):
    """Print address labels."""

    action_type = "labels"
    action_priority = 30
    display_name = gettext_lazy("Address labels")
    aria_label = gettext_lazy("Print address labels for the chosen orders")
    question = ngettext_lazy("Print %(count)d label", "Print %(count)d labels", "count")
    confirm_label = gettext_lazy("Make the labels")
    form_class = SheetForm
    file_name = "etiketter"

    def draw(self, pdf: PdfDocument, orders: list[Order], form: SheetForm) -> list[Order]:
        return draw_labels(pdf, orders, form)


class PackingSlipsAction(PrintAction):
    """Print packing slips."""

    action_type = "packing_slips"
    action_priority = 40
    display_name = gettext_lazy("Packing slips")
    aria_label = gettext_lazy("Print packing slips for the chosen orders")
    question = ngettext_lazy(
        "Print %(count)d packing slip", "Print %(count)d packing slips", "count"
    )
    confirm_label = gettext_lazy("Make the packing slips")
    file_name = "foelgesedler"
    has_labels = False

    def draw(self, pdf: PdfDocument, orders: list[Order], form: Any) -> list[Order]:
        add_packing_slips(pdf, orders)
        return []


def draw_labels(pdf: PdfDocument, orders: list[Order], form: SheetForm) -> list[Order]:
    """Draw labels on the sheet chosen in a valid form. Return those too small to read."""
    sheet = cast(Sheet, form.chosen_sheet())
    sender = SiteSettings.load()
    line = f"{sender.organisation}, {sender.street}, {sender.postcode_and_city}"
    return add_labels(
        pdf,
        orders,
        sheet,
        form.cleaned_data["start"],
        line if form.cleaned_data["with_sender"] else "",
    )


# Draws the orders into the document, and returns those that are too small to read.
Draw = Callable[[PdfDocument, list[Order]], list[Order]]


def print_orders(
    request: HttpRequest,
    title: str,
    orders: list[Order],
    draw: Draw,
    file_name: str,
    *,
    has_labels: bool = True,
) -> HttpResponse:
    """Respond with the orders as a PDF, and record that they are printed.

    An order that cannot be drawn is left out and named in a message: it stops no other.
    """
    try:
        drawn = orders
        pdf, unreadable = _draw(title, drawn, draw)
    except Exception:  # Whatever it is, the other orders can be printed.
        drawn = [order for order in orders if _can_be_drawn(order, draw)]
        for order in set(orders) - set(drawn):
            messages.error(request, _("Order %s cannot be printed: correct its address.") % order)
        if not drawn:
            return redirect(list_url(request))
        pdf, unreadable = _draw(title, drawn, draw)
    if unreadable:
        text = _("The address is printed too small to read: %(orders)s. Choose larger labels.")
        messages.warning(request, text % {"orders": format_orders(unreadable)})
    user = staff_user(request)
    for order in packing.mark_printed(drawn, user, title, has_labels=has_labels):
        text = _("Order %s was changed or cancelled while it was printed: do not use the print.")
        messages.error(request, text % order)
    audit.record("printed", user, len(drawn))
    return pdf_response(pdf, file_name)


def _draw(title: str, orders: list[Order], draw: Draw) -> tuple[PdfDocument, list[Order]]:
    pdf = PdfDocument(title)
    return pdf, draw(pdf, orders)


def _can_be_drawn(order: Order, draw: Draw) -> bool:
    try:
        _draw("", [order], draw)
    except Exception as error:
        log.warning("Order %s cannot be printed: %s", order.number, type(error).__name__)
        return False
    return True


def print_warnings(orders: list[Order]) -> dict[str, Any]:
    """Return what the user should know before printing: repeated and transliterated labels."""
    printed = [order for order in orders if order.printed_at]
    return {
        "printed_before": printed,
        "posted_count": sum(order.status == Order.Status.POSTED for order in orders),
        "transliterated": [
            order for order in orders if not all(map(can_print, order.address_lines()))
        ],
    }


def pdf_response(pdf: PdfDocument, name: str) -> HttpResponse:
    """Return the document, to be shown in the browser."""
    disposition = f'inline; filename="{name}.pdf"'
    return HttpResponse(
        bytes(pdf.output()), "application/pdf", headers={"Content-Disposition": disposition}
    )


for action in (LabelsAction, PackingSlipsAction):
    hooks.register("register_bulk_action", action)
