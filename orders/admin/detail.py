"""The page of an order, and the actions on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from lbf50.primary_keys import parse_pk
from orders.admin.audit import record_shown
from orders.admin.bulk_actions import format_mails, format_posted_mails
from orders.admin.forms import (
    CancelForm,
    CopiesForm,
    EditOrderForm,
    FollowUpForm,
    NoteForm,
    OrderActionForm,
    ResendForm,
    ReturnForm,
    SplitForm,
    UndoForm,
    UndoReturnForm,
)
from orders.admin.list import format_returned
from orders.admin.navigation import header_context, list_url, warn_of_doubt
from orders.admin.permissions import CHANGE_ORDERS, VIEW_ORDERS, staff_user
from orders.models import Mail, Order, OrderSettings
from orders.services import allocation, edits, fulfilment, inventory, privacy, warehouse
from orders.services.transitions import TRANSITIONS, EditConflict

OTHERS_SHOWN = 10
Status = Order.Status


@permission_required(VIEW_ORDERS)
def order_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page of an order."""
    order = get_object_or_404(Order, pk=pk)
    record_shown(order, staff_user(request))
    return _page(request, order)


@permission_required(CHANGE_ORDERS)
def run_order_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Run an action on the order, and redirect to its page."""
    order = get_object_or_404(Order, pk=pk)
    action = ACTIONS.get(request.POST.get("action", ""))
    if not action:
        return redirect("orders_admin:detail", pk)
    form = action.form(request.POST, order=order) if action.form else None
    if form and not form.is_valid():
        return _page(request, order, form)
    try:
        result = action.run(order, by=staff_user(request), **(form.cleaned_data if form else {}))
        message = action.message and action.message % {"order": order, "result": result}
        messages.success(request, message or result)
    except fulfilment.InvalidTransition as error:
        messages.error(request, str(error))
    return redirect("orders_admin:detail", pk)


@permission_required(CHANGE_ORDERS)
def edit_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct name, address and contact data of an open order."""
    order = get_object_or_404(Order, pk=pk)
    initial = {name: getattr(order, name) for name in EditOrderForm.base_fields}
    if request.method != "POST" and not order.is_open:
        messages.error(request, _("The order can no longer be changed: it has been closed."))
        return redirect("orders_admin:detail", pk)
    record_shown(order, staff_user(request))
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
        if order.anonymised_at:
            text = _("The order’s personal data were erased while you were correcting them.")
            messages.error(request, text)
            return redirect("orders_admin:detail", pk)
        is_cancelled = order.status == Order.Status.CANCELLED
        message = _("The order was cancelled while you were correcting it. Nothing is changed.")
        form.add_error(None, message if is_cancelled else str(error))
        return _render_edit(request, order, form)
    messages.success(request, _("Order %s is corrected.") % order)
    if notice := _reprint_notice(order, corrected):
        messages.warning(request, notice)
    warn_of_doubt(request, corrected)
    return redirect("orders_admin:detail", pk)


def _render_edit(request: HttpRequest, order: Order, form: EditOrderForm) -> HttpResponse:
    context = {
        "order": order,
        "form": form,
        **header_context(_("Correct the address"), "edit", order),
    }
    return render(request, "orders/admin/edit.html", context)


def _page(request: HttpRequest, order: Order, invalid_form: Any = None) -> HttpResponse:
    """Render the page, with the form to be corrected if there is one."""
    forms = {name: each.form(order=order) for name, each in ACTIONS.items() if each.form}
    if invalid_form:
        forms[invalid_form.name] = invalid_form
    context = {
        "order": order,
        "forms": forms,
        "invalid_form": invalid_form,
        "transitions": TRANSITIONS[Status(order.status)],
        "undo_label": _undo_label(order),
        "returned_label": format_returned(order) if order.returned else "",
        "can_edit": order.is_open,
        "can_split": order.status == Status.WAITING and order.copies > 1,
        "can_return": order.status == Status.POSTED and order.returned < order.copies,
        "can_undo_return": bool(inventory.last_return(order)),
        "events": order.events.select_related("by", "order"),
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
        is_newest = mail is newest[mail.kind]
        mail.can_resend = (  # type: ignore[attr-defined]  # read by the template
            is_newest and edits.can_resend_mail(mail, order)
        )
    return mails


def _undo(order: Order, by: User, seen: str = "") -> str:
    """Undo the last transition. Return the message: mail that was sent cannot be called back."""
    step = fulfilment.last_transition(order)
    status = fulfilment.undo_last_transition(order, by, seen=seen).get_status_display()
    message = _("Undone: order %(number)s is “%(status)s” again.") % {
        "number": order.number,
        "status": status,
    }
    # Unsent mail has been withdrawn.
    if not step or not order.mails.filter(kind__in=fulfilment.mail_kinds_about(step)).exists():
        return message
    if step.became == Status.CANCELLED:
        sent = _("The customer has had a mail that it is cancelled: write or call.")
    else:
        sent = _(
            "The mail about it has been sent already. If you take the step again, the customer "
            "gets another."
        )
    return f"{message} {sent}"


def _post(order: Order, by: User) -> str:
    fulfilment.post_order(order, by)
    message = _("Order %s is posted.") % order
    return f"{message} {format_posted_mails([order])}"


def _cancel(order: Order, by: User, reason: str) -> str:
    fulfilment.cancel_order(order, by, reason)
    message = _("Order %s is cancelled.") % order
    if order.printed_at or order.status == Status.PACKED:
        message += " " + _("Throw its label away, and hold its parcel back.")
    return message


def _allocate(order: Order, by: User) -> str:
    allocation.allocate_order(order, by)
    message = _("Order %s has got its copies.") % order
    if OrderSettings.load().mail_when_allocated:
        return f"{message} {format_mails([order])}"
    return message


def _set_follow_up(order: Order, by: User, day: date | None = None) -> str:
    edits.set_follow_up(order, day, by)
    if day:
        return _("The order comes up again on %s.") % date_format(day)
    return _("The follow-up date is gone.")


def _reprint_notice(before: Order, after: Order) -> str:
    """Return what to do about a parcel or a print that is not right any more, or ""."""
    if after.printed_at:
        return ""
    if after.status == Status.PACKED:
        return _("The parcel is packed: see that its label and its contents are right.")
    return _("What was printed is not right any more: print it again.") if before.printed_at else ""


def _change_copies(order: Order, by: User, copies: int, seen: int | None = None) -> str:
    """Change the number of copies. Return the message: more copies come before who waits."""
    before = order.copies
    changed = allocation.change_copies(order, copies, by, seen=seen)
    message = [_("The number of copies is changed."), _reprint_notice(order, changed)]
    overtaken = Order.objects.waiting().count()
    if changed.status in Order.PROMISED and changed.copies > before and overtaken:
        others = ngettext(
            "%(count)d order on the waiting list has been passed over.",
            "%(count)d orders on the waiting list have been passed over.",
            overtaken,
        )
        message.append(others % {"count": overtaken})
    return " ".join(filter(None, message))


def _send_again(order: Order, by: User, mail: str) -> None:
    edits.resend_mail(get_object_or_404(Mail, order=order, pk=parse_pk(mail)), by)


@dataclass(frozen=True)
class Action:
    """A button or a small form on the page of an order.

    Attributes:
        run: A service. It gets the order, the user and the cleaned data of the form.
        message: What it says afterwards, with the order and the result. None: the result itself.
    """

    run: Callable[..., Any]
    message: str | Promise | None = None
    form: type[OrderActionForm] | None = None


ACTIONS = {
    "pack": Action(fulfilment.pack_order, gettext_lazy("Order %(order)s is packed.")),
    "post": Action(_post),
    "cancel": Action(_cancel, form=CancelForm),
    "undo": Action(_undo, form=UndoForm),
    "allocate": Action(_allocate),
    "split": Action(
        allocation.split_order,
        gettext_lazy("Order %(order)s can be sent. Order %(result)s waits for the other copies."),
        SplitForm,
    ),
    "copies": Action(_change_copies, form=CopiesForm),
    "return": Action(warehouse.record_return, gettext_lazy("The return is recorded."), ReturnForm),
    "undo_return": Action(
        warehouse.undo_return, gettext_lazy("The return is undone."), UndoReturnForm
    ),
    "note": Action(edits.add_note, gettext_lazy("The note is saved."), NoteForm),
    "follow_up": Action(_set_follow_up, form=FollowUpForm),
    "no_follow_up": Action(_set_follow_up),
    "send_again": Action(_send_again, gettext_lazy("The mail is on its way again."), ResendForm),
}
