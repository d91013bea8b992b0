"""What is done to many orders at once: those ticked in the list, or all that match its filter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy
from django.views.decorators.cache import cache_control
from wagtail.admin import messages

from orders.admin import export, printing
from orders.admin.filters import CappedCount, count_capped, selected_orders
from orders.admin.forms import CancelForm
from orders.admin.navigation import header_context, list_url
from orders.admin.permissions import (
    CHANGE_ORDERS,
    VIEW_ORDERS,
    View,
    require_permission,
    staff_user,
)
from orders.models import Order
from orders.models.order import OrderQuerySet
from orders.services import fulfilment

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# An order is a transaction of its own, and nobody waits minutes for an answer.
AT_ONCE = 500
NONE = CappedCount(0, False)
NAMED = 10

Status = Order.Status


@dataclass(frozen=True)
class BulkAction:
    """A step that orders can take together, and the words for it."""

    take: Callable
    takes: list[Status]
    question: "str | StrPromise"
    yes: "str | StrPromise"
    done: "str | StrPromise"
    becomes: Status | None = None
    mails: "str | StrPromise" = ""
    warning: "str | StrPromise" = ""
    asks: bool = False
    asks_why: bool = False


def _before(status: Status) -> list[Status]:
    """The statuses from which that one is a lawful step."""
    return [each for each, next_ones in fulfilment.TRANSITIONS.items() if status in next_ones]


BULK_ACTIONS = {
    "pack": BulkAction(
        take=lambda order, by, _reason: fulfilment.pack_order(order, by),
        takes=_before(Status.PACKED),
        becomes=Status.PACKED,
        question=ngettext_lazy("Pack %(count)d order?", "Pack %(count)d orders?", "count"),
        yes=gettext_lazy("Yes, mark as packed"),
        done=ngettext_lazy("%(count)d order is packed.", "%(count)d orders are packed.", "count"),
    ),
    "post": BulkAction(
        take=lambda order, by, _reason: fulfilment.post_order(order, by),
        takes=_before(Status.POSTED),
        becomes=Status.POSTED,
        question=ngettext_lazy("Post %(count)d order?", "Post %(count)d orders?", "count"),
        yes=gettext_lazy("Yes, mark as posted"),
        done=ngettext_lazy("%(count)d order is posted.", "%(count)d orders are posted.", "count"),
        mails=gettext_lazy("Each orderer gets a mail that the book is on its way."),
    ),
    "cancel": BulkAction(
        take=fulfilment.cancel_order,
        takes=_before(Status.CANCELLED),
        becomes=Status.CANCELLED,
        question=ngettext_lazy("Cancel %(count)d order?", "Cancel %(count)d orders?", "count"),
        yes=gettext_lazy("Yes, cancel them"),
        done=ngettext_lazy(
            "%(count)d order is cancelled.", "%(count)d orders are cancelled.", "count"
        ),
        mails=gettext_lazy("Each orderer gets a mail with the reason."),
        asks=True,
        asks_why=True,
    ),
    "undo": BulkAction(
        take=lambda order, by, _reason: fulfilment.undo_last_transition(order, by),
        takes=[Status.PACKED, Status.POSTED, Status.CANCELLED],
        question=ngettext_lazy(
            "Undo the last step of %(count)d order?",
            "Undo the last step of %(count)d orders?",
            "count",
        ),
        yes=gettext_lazy("Yes, undo"),
        done=ngettext_lazy(
            "The last step of %(count)d order is undone.",
            "The last step of %(count)d orders is undone.",
            "count",
        ),
        warning=gettext_lazy(
            "A mail that has been sent cannot be called back. Whoever takes the step again gets "
            "another."
        ),
        asks=True,
    ),
}
# What to do first for an order that has one status and was to get another.
FIRST = {
    (Status.NEW, Status.POSTED): gettext_lazy("Choose “Mark as packed” first."),
    (Status.WAITING, Status.PACKED): gettext_lazy("They wait for copies."),
    (Status.WAITING, Status.POSTED): gettext_lazy("They wait for copies."),
}
# What changes no order is the business of the page it leads to.
LEADS_TO: dict[str, View] = {
    "labels": printing.labels,
    "packing_slips": printing.packing_slips,
    "csv": partial(export.export, kind="csv"),
    "xlsx": partial(export.export, kind="xlsx"),
}


@dataclass
class Outcome:
    """What came of a step that many were to take."""

    done: int = 0
    already: int = 0
    skipped: list[Order] = field(default_factory=list)


@require_permission(VIEW_ORDERS)
@cache_control(no_store=True, private=True)
def run_bulk_action(request: HttpRequest) -> HttpResponseBase:
    """Does what the button pressed below the list says."""
    data = request.POST
    if request.method != "POST":
        # Whoever was logged out meanwhile comes here from the login, with nothing chosen.
        return redirect("orders_admin:list")
    if not (data.get("all_matching") or data.getlist("order")):
        messages.warning(request, _("Tick one or more orders first."))
        return _to_list(data)
    action = data.get("action", "")
    if action in LEADS_TO:
        return LEADS_TO[action](request)
    if action in BULK_ACTIONS:
        return _step(request, action)
    messages.info(request, _("Choose one of the buttons below the list."))
    return _to_list(data)


@require_permission(CHANGE_ORDERS)
def _step(request: HttpRequest, action: str) -> HttpResponse:
    """Asks where it must be asked, and takes the step."""
    step, data = BULK_ACTIONS[action], request.POST
    if data.get("all_matching"):
        return _ask_about_all(request, action)
    orders = list(_in_turn(selected_orders(data)))
    form = CancelForm(data if data.get("confirmed") else None) if step.asks_why else None
    if (step.asks and not data.get("confirmed")) or (form and not form.is_valid()):
        return _ask(request, action, orders, form)
    outcome = _take(step, orders, staff_user(request), form.cleaned_data["reason"] if form else "")
    _tell(request, step, outcome)
    return _to_list(data, outcome.skipped)


def _in_turn(orders: OrderQuerySet) -> Any:
    """The first to come are the first to be done, and no more than fit in one request."""
    return orders.order_by("created_at", "pk")[:AT_ONCE]


def _ask_about_all(request: HttpRequest, action: str) -> HttpResponse:
    """All that match, and can take the step, are named one by one in the question: what comes in
    while it is read is not answered with it."""
    step, matching = BULK_ACTIONS[action], selected_orders(request.POST)
    able = matching.filter(status__in=step.takes)
    orders = list(_in_turn(able))
    unable = count_capped(matching.exclude(status__in=step.takes))
    if not orders:
        messages.warning(request, _("None of the orders that match can take this step now."))
        return _to_list(request.POST)
    form = CancelForm() if step.asks_why else None
    more = count_capped(able).number > len(orders)
    return _ask(request, action, orders, form, unable, more)


def _ask(
    request: HttpRequest,
    action: str,
    orders: list[Order],
    form: forms.Form | None,
    unable: CappedCount = NONE,
    more: bool = False,
) -> HttpResponse:
    """The question before it is done."""
    step = BULK_ACTIONS[action]
    context = {
        "step": step,
        "mails": _who_gets_mail(step, orders),
        "action": action,
        "orders": orders,
        "named": orders[: NAMED * 2],
        "unnamed": len(orders[NAMED * 2 :]),
        "unable": unable,
        "more": more,
        "form": form,
        "filter": request.POST.get("filter", ""),
        "back": list_url(request.POST, orders),
        **header_context(step.question % {"count": len(orders)}),
    }
    return render(request, "orders/admin/confirm.html", context)


def _who_gets_mail(step: BulkAction, orders: list[Order]) -> str:
    """Whether the orderers hear of the step, and how many cannot."""
    unreachable = sum(not order.email for order in orders)
    if not (step.mails and unreachable):
        return str(step.mails)
    without = ngettext(
        "%(count)d has no e-mail address and is told nothing.",
        "%(count)d have no e-mail address and are told nothing.",
        unreachable,
    ) % {"count": unreachable}
    return f"{step.mails} {without}"


def _take(step: BulkAction, orders: list[Order], by: User, reason: str) -> Outcome:
    """Each order takes the step in a transaction of its own: one that cannot stops no other."""
    outcome = Outcome()
    for order in orders:
        try:
            step.take(order, by, reason)
        except fulfilment.InvalidTransition:
            order.refresh_from_db()
            if order.status == step.becomes:
                outcome.already += 1
            else:
                outcome.skipped.append(order)
        else:
            outcome.done += 1
    return outcome


def _tell(request: HttpRequest, step: BulkAction, outcome: Outcome) -> None:
    """What was done, with a way to see it, and by name what was not."""
    told = []
    if outcome.done or not outcome.already:
        told.append(step.done % {"count": outcome.done})
    if outcome.already:
        told.append(_already(outcome.already))
    told += _skipped(step, outcome.skipped)
    see = messages.button(f"{reverse('orders_admin:list')}?status={step.becomes}", _("See them"))
    say = messages.warning if outcome.skipped else messages.success
    say(request, " ".join(told), buttons=[see] if outcome.done and step.becomes else None)


def _already(count: int) -> str:
    return ngettext("%(count)d had been so before.", "%(count)d had been so before.", count) % {
        "count": count
    }


def _skipped(step: BulkAction, orders: list[Order]) -> list[str]:
    """Those that could not, by the status that hinders them, and what to do first."""
    told = []
    for status in Status:
        numbers = [order.number for order in orders if order.status == status]
        if numbers:
            tell = _cannot_be_undone if status in step.takes else _skipped_with
            told.append(tell(status, numbers))
            told.append(str(FIRST.get((status, step.becomes or status), "")))
    return [words for words in told if words]


def _named(numbers: list[str]) -> str:
    named = ", ".join(numbers[:NAMED])
    if more := numbers[NAMED:]:
        named += " " + _("and %(count)d more") % {"count": len(more)}
    return named


def _skipped_with(status: Status, numbers: list[str]) -> str:
    return ngettext(
        "%(count)d was skipped, because its status is “%(status)s”: %(numbers)s.",
        "%(count)d were skipped, because their status is “%(status)s”: %(numbers)s.",
        len(numbers),
    ) % {"count": len(numbers), "status": status.label, "numbers": _named(numbers)}


def _cannot_be_undone(_status: Status, numbers: list[str]) -> str:
    """No other step is refused to an order that has a status from which it is lawful."""
    return ngettext(
        "%(count)d cannot be undone: copies have come back, were promised to others, or its last "
        "step has been undone already: %(numbers)s.",
        "%(count)d cannot be undone: copies have come back, were promised to others, or their last "
        "step has been undone already: %(numbers)s.",
        len(numbers),
    ) % {"count": len(numbers), "numbers": _named(numbers)}


def _to_list(data: QueryDict, ticked: Sequence[Any] = ()) -> Any:
    return redirect(list_url(data, ticked))
