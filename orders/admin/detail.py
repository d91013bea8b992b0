"""The page of an order, and the actions on it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin import messages

from orders.admin.audit import record_shown
from orders.admin.forms import (
    CancelForm,
    CopiesForm,
    EditOrderForm,
    FollowUpForm,
    NoteForm,
    ReturnForm,
    SplitForm,
)
from orders.admin.list import format_returned
from orders.admin.navigation import header_context, list_url, parse_pk, warn_of_doubt
from orders.admin.permissions import CHANGE_ORDERS, VIEW_ORDERS, require_permission, staff_user
from orders.models import Mail, Order, OrderEvent
from orders.services import allocation, edits, fulfilment, inventory, privacy, warehouse
from orders.services.transitions import TRANSITIONS, EditConflict

OTHERS_SHOWN = 10
Status = Order.Status
Event = OrderEvent.Kind


@require_permission(VIEW_ORDERS)
def order_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page of an order."""
    order = get_object_or_404(Order, pk=pk)
    record_shown(order, staff_user(request))
    return _page(request, order)


@require_permission(CHANGE_ORDERS)
def run_order_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Run an action on the order, and redirect to its page."""
    order = get_object_or_404(Order, pk=pk)
    do = ACTIONS.get(request.POST.get("action", ""))
    if not do:
        return redirect("orders_admin:detail", pk)
    form = _form(request.POST["action"], order, request.POST)
    if form and not form.is_valid():
        return _page(request, order, form)
    try:
        messages.success(request, do(order, form.cleaned_data if form else {}, request))
    except fulfilment.InvalidTransition as error:
        messages.error(request, str(error))
    return redirect("orders_admin:detail", pk)


@require_permission(CHANGE_ORDERS)
def edit_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct name, address and contact data of an open order."""
    order = get_object_or_404(Order, pk=pk)
    initial = {name: getattr(order, name) for name in EditOrderForm.base_fields}
    if request.method != "POST" and order.status not in Order.OPEN:
        messages.error(request, _("The order can no longer be changed: it has been closed."))
        return redirect("orders_admin:detail", pk)
    form = EditOrderForm(request.POST if request.method == "POST" else None, initial=initial)
    if not form.is_valid():
        return _render_edit(request, order, form)
    try:
        corrected = edits.update_recipient(order, form.changes, staff_user(request), seen=form.seen)
    except EditConflict as conflict:
        stored = {name: getattr(conflict.order, name) for name in form.fields}
        return _render_edit(request, order, form.with_conflicts(stored, conflict.fields))
    except fulfilment.InvalidTransition as error:
        order.refresh_from_db()
        is_cancelled = order.status == Order.Status.CANCELLED
        message = _("The order was cancelled while you were correcting it. Nothing is changed.")
        form.add_error(None, message if is_cancelled else str(error))
        return _render_edit(request, order, form)
    messages.success(request, _("Order %s is corrected.") % order)
    warn_of_doubt(request, corrected)
    return redirect("orders_admin:detail", pk)


def _render_edit(request: HttpRequest, order: Order, form: EditOrderForm) -> HttpResponse:
    context = {
        "order": order,
        "form": form,
        **header_context(_("Correct the address"), "edit", order),
    }
    return render(request, "orders/admin/edit.html", context)


def _form(action: str, order: Order, data: QueryDict | None = None) -> Any:
    """Return the form of an action, or None."""
    form_class = FORMS.get(action)
    return form_class and form_class(data, order=order)


def _page(request: HttpRequest, order: Order, invalid_form: Any = None) -> HttpResponse:
    """Render the page, with the form to be corrected if there is one."""
    forms = {name: _form(name, order) for name in FORMS}
    if invalid_form:
        forms[invalid_form.name] = invalid_form
    context = {
        "order": order,
        "forms": forms,
        "invalid_form": invalid_form,
        "transitions": TRANSITIONS[Status(order.status)],
        "undo_label": _undo_label(order),
        "returned_label": format_returned(order) if order.returned else "",
        "can_edit": order.status in Order.OPEN,
        "can_split": order.status == Status.WAITING and order.copies > 1,
        "can_return": order.status == Status.POSTED and order.returned < order.copies,
        "can_undo_return": bool(inventory.last_return(order)),
        "history": [HistoryLine.of(event, order) for event in order.events.select_related("by")],
        "mails": _mails(order),
        "others": privacy.related_orders(order).order_by("-pk")[:OTHERS_SHOWN],
        "can_change_orders": request.user.has_perm(CHANGE_ORDERS),
        "list_url": list_url(request),
        **header_context(_("Order %s") % order),
    }
    return render(request, "orders/admin/detail.html", context)


def _undo_label(order: Order) -> str:
    """Return the label of the undo button, or "" if nothing can be undone."""
    last = fulfilment.last_transition(order)
    if not last or order.anonymised_at or order.returned:
        return ""
    return _("Undo “%(became)s”: make it “%(was)s” again") % {
        "became": last.get_became_display(),
        "was": last.get_was_display(),
    }


def _mails(order: Order) -> list[Mail]:
    """Return the mails about the order, each with its attempts and `can_resend`."""
    mails = list(order.mails.prefetch_related("tries"))
    newest = {mail.kind: mail for mail in mails}
    for mail in mails:
        mail.key = str(mail.pk)  # type: ignore[attr-defined]  # read by the template
        is_newest = mail is newest[mail.kind]
        mail.can_resend = (  # type: ignore[attr-defined]  # read by the template
            is_newest and edits.can_resend_mail(mail, order)
        )
    return mails


@dataclass
class HistoryLine:
    """A line of the history."""

    at: object
    what: str
    text: str
    who: str
    is_note: bool

    @classmethod
    def of(cls, event: OrderEvent, order: Order) -> "HistoryLine":
        return cls(
            event.at, _what(event), _text(event, order), _who(event), event.kind == Event.NOTE
        )


def _what(event: OrderEvent) -> str:
    if event.kind == Event.STATUS:
        return event.get_became_display()
    if event.kind == Event.UNDONE:
        return _("Undone: “%(was)s” is “%(became)s” again") % {
            "was": event.get_was_display(),
            "became": event.get_became_display(),
        }
    return event.get_kind_display()


def _text(event: OrderEvent, order: Order) -> str:
    if event.kind == Event.PLACED and event.became == Status.WAITING:
        return _("Put on the waiting list")
    if event.kind == Event.FOLLOW_UP and not order.anonymised_at:
        day = parse_date(event.detail)
        return date_format(day) if day else _("No date any more")
    return event.detail


def _who(event: OrderEvent) -> str:
    """Return who did it: a user, the customer, or a job, a command or a deleted user."""
    if event.by:
        return event.by.get_full_name() or event.by.get_username()
    if event.by_customer:
        return _("The customer")
    if event.kind == Event.ANONYMISED:
        return _("The system")
    return _("The system or a former colleague")


def _pack(order: Order, data: dict[str, Any], request: HttpRequest) -> str:
    fulfilment.pack_order(order, staff_user(request))
    return _("Order %s is packed.") % order


def _post(order: Order, data: dict[str, Any], request: HttpRequest) -> str:
    fulfilment.post_order(order, staff_user(request))
    return _("Order %s is posted.") % order


def _cancel(order: Order, data: dict[str, Any], request: HttpRequest) -> str:
    fulfilment.cancel_order(order, staff_user(request), data["reason"])
    return _("Order %s is cancelled.") % order


def _undo(order: Order, data: dict[str, Any], request: HttpRequest) -> str:
    step = fulfilment.last_transition(order)
    status = fulfilment.undo_last_transition(order, staff_user(request)).get_status_display()
    message = _("Undone: order %(number)s is “%(status)s” again.") % {
        "number": order.number,
        "status": status,
    }
    # Unsent mail has been withdrawn.
    was_sent = step and order.mails.filter(kind=step.became).exists()
    return f"{message} {_cannot_be_recalled()}" if was_sent else message


def _cannot_be_recalled() -> str:
    return _(
        "The mail about it has been sent already. If you take the step again, the customer gets "
        "another."
    )


def _allocate(order: Order, data: dict[str, Any], request: HttpRequest) -> str:
    allocation.allocate_order(order, staff_user(request))
    return _("Order %s has got its copies.") % order


def _split(order: Order, data: dict[str, Any], request: HttpRequest) -> str:
    rest = allocation.split_order(order, data["copies"], staff_user(request))
    return _("Order %(number)s can be sent. Order %(rest)s waits for the other copies.") % {
        "number": order.number,
        "rest": rest.number,
    }


def _change_copies(order: Order, data: dict[str, Any], request: HttpRequest) -> str:
    allocation.change_copies(order, data["copies"], staff_user(request))
    return _("The number of copies is changed.")


def _record_return(order: Order, data: dict[str, Any], request: HttpRequest) -> str:
    data.setdefault("reason", "")
    returned_before = data.pop("returned_before")
    warehouse.record_return(order, by=staff_user(request), returned_before=returned_before, **data)
    return _("The return is recorded.")


def _undo_return(order: Order, data: dict[str, Any], request: HttpRequest) -> str:
    warehouse.undo_return(order, staff_user(request))
    return _("The return is undone.")


def _note(order: Order, data: dict[str, Any], request: HttpRequest) -> str:
    edits.add_note(order, data["text"], staff_user(request))
    return _("The note is saved.")


def _follow_up(order: Order, data: dict[str, Any], request: HttpRequest) -> str:
    edits.set_follow_up(order, data["day"], staff_user(request))
    return _("The order comes up again on %s.") % date_format(data["day"])


def _no_follow_up(order: Order, data: dict[str, Any], request: HttpRequest) -> str:
    edits.set_follow_up(order, None, staff_user(request))
    return _("The follow-up date is gone.")


def _send_again(order: Order, data: dict[str, Any], request: HttpRequest) -> str:
    mail = get_object_or_404(Mail, order=order, pk=parse_pk(request.POST.get("mail")))
    edits.resend_mail(mail, staff_user(request))
    return _("The mail is on its way again.")


FORMS = {
    form.name: form
    for form in (CancelForm, CopiesForm, FollowUpForm, NoteForm, ReturnForm, SplitForm)
}
ACTIONS = {
    "pack": _pack,
    "post": _post,
    "cancel": _cancel,
    "undo": _undo,
    "allocate": _allocate,
    "split": _split,
    "copies": _change_copies,
    "return": _record_return,
    "undo_return": _undo_return,
    "note": _note,
    "follow_up": _follow_up,
    "no_follow_up": _no_follow_up,
    "send_again": _send_again,
}
