"""What is done to many orders at once: those ticked in the list, or all that match its filter."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django import forms
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy
from django.views.decorators.cache import cache_control
from wagtail.admin import messages

from orders import operations
from orders.desk import exports, paper
from orders.desk.access import HANDLE, SEE, needs
from orders.desk.filters import Count, chosen, counted
from orders.models import Order

# An order is a transaction of its own, and nobody waits minutes for an answer.
AT_ONCE = 500
NAMED = 10

Status = Order.Status


@dataclass(frozen=True)
class Step:
    """A step that orders can take together, and the words for it."""

    take: Callable
    becomes: Status
    question: str
    yes: str
    done: str
    mails: str = ""
    asks_why: bool = False

    @property
    def takes(self) -> list[Status]:
        """The statuses from which the step is lawful."""
        return [
            status for status, next_ones in operations.STEPS.items() if self.becomes in next_ones
        ]


STEPS = {
    "pack": Step(
        take=lambda order, by, _reason: operations.pack(order, by),
        becomes=Status.PACKED,
        question=ngettext_lazy("Pack %(count)d order?", "Pack %(count)d orders?", "count"),
        yes=gettext_lazy("Yes, mark as packed"),
        done=ngettext_lazy("%(count)d order is packed.", "%(count)d orders are packed.", "count"),
    ),
    "post": Step(
        take=lambda order, by, _reason: operations.post(order, by),
        becomes=Status.POSTED,
        question=ngettext_lazy("Post %(count)d order?", "Post %(count)d orders?", "count"),
        yes=gettext_lazy("Yes, mark as posted"),
        done=ngettext_lazy("%(count)d order is posted.", "%(count)d orders are posted.", "count"),
        mails=gettext_lazy("Each orderer gets a mail that the book is on its way."),
    ),
    "cancel": Step(
        take=operations.cancel,
        becomes=Status.CANCELLED,
        question=ngettext_lazy("Cancel %(count)d order?", "Cancel %(count)d orders?", "count"),
        yes=gettext_lazy("Yes, cancel them"),
        done=ngettext_lazy(
            "%(count)d order is cancelled.", "%(count)d orders are cancelled.", "count"
        ),
        mails=gettext_lazy("Each orderer gets a mail with the reason."),
        asks_why=True,
    ),
}
# What changes no order is the business of the page it leads to.
LEADS_TO = {
    "labels": paper.labels,
    "packing_slips": paper.packing_slips,
    "csv": partial(exports.export, kind="csv"),
    "xlsx": partial(exports.export, kind="xlsx"),
}


class ReasonForm(forms.Form):
    """Why orders are cancelled."""

    use_required_attribute = False

    reason = forms.CharField(
        label=gettext_lazy("Reason for cancelling"),
        help_text=gettext_lazy("Stands in the mail to the orderer and in the order’s history."),
        max_length=500,
        error_messages={"required": gettext_lazy("Write the reason for cancelling")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@dataclass
class Outcome:
    """What came of a step that many were to take."""

    done: int = 0
    already: int = 0
    skipped: list[str] = field(default_factory=list)


@needs(SEE)
@cache_control(no_store=True, private=True)
def act(request):
    """Does what the button pressed below the list says."""
    data = request.POST
    if request.method != "POST":
        # Whoever was logged out meanwhile comes here from the login, with nothing chosen.
        return redirect("desk:list")
    if not (data.get("all_matching") or data.getlist("order")):
        messages.warning(request, _("Tick one or more orders first."))
        return _to_list(data)
    action = data.get("action")
    if action in LEADS_TO:
        return LEADS_TO[action](request)
    if action in STEPS:
        return _step(request, action)
    messages.info(request, _("Choose one of the buttons below the list."))
    return _to_list(data)


@needs(HANDLE)
def _step(request, action):
    """Asks where it must be asked, and takes the step."""
    step, data = STEPS[action], request.POST
    if data.get("all_matching"):
        return _ask_about_all(request, action)
    orders = list(_in_turn(chosen(data)))
    form = ReasonForm(data if data.get("confirmed") else None) if step.asks_why else None
    if form and not form.is_valid():
        return _ask(request, action, orders, form)
    outcome = _take(step, orders, request.user, form.cleaned_data["reason"] if form else "")
    _tell(request, step, outcome)
    return _to_list(data)


def _in_turn(orders):
    """The first to come are the first to be done, and no more than fit in one request."""
    return orders.order_by("created_at", "pk")[:AT_ONCE]


def _ask_about_all(request, action):
    """All that match, and can take the step, are named one by one in the question: what comes in
    while it is read is not answered with it."""
    step, matching = STEPS[action], chosen(request.POST)
    able = matching.filter(status__in=step.takes)
    orders = list(_in_turn(able))
    unable = counted(matching.exclude(status__in=step.takes))
    if not orders:
        messages.warning(request, _("None of the orders that match can take this step now."))
        return _to_list(request.POST)
    form = ReasonForm() if step.asks_why else None
    more = counted(able).number > len(orders)
    return _ask(request, action, orders, form, unable, more)


def _ask(request, action, orders, form, unable=Count(0, False), more=False):  # noqa: B008
    """The question before it is done."""
    step = STEPS[action]
    context = {
        "header_title": step.question % {"count": len(orders)},
        "header_icon": "mail",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": _list_address(request.POST), "label": _("Orders")},
            {"url": None, "label": step.question % {"count": len(orders)}},
        ],
        "step": step,
        "action": action,
        "orders": orders,
        "named": orders[: NAMED * 2],
        "unnamed": len(orders[NAMED * 2 :]),
        "unable": unable,
        "more": more,
        "form": form,
        "filter": request.POST.get("filter", ""),
        "back": _list_address(request.POST),
    }
    return render(request, "orders/desk/confirm.html", context)


def _take(step: Step, orders: list[Order], by, reason: str) -> Outcome:
    """Each order takes the step in a transaction of its own: one that cannot stops no other."""
    outcome = Outcome()
    for order in orders:
        try:
            step.take(order, by, reason)
        except operations.NotLawfulError as error:
            if Order.objects.filter(pk=order.pk, status=step.becomes).exists():
                outcome.already += 1
            else:
                outcome.skipped.append(str(error))
        else:
            outcome.done += 1
    return outcome


def _tell(request, step: Step, outcome: Outcome):
    """What was done, and by name what was not."""
    told = []
    if outcome.done or not outcome.already:
        told.append(step.done % {"count": outcome.done})
    if outcome.already:
        told.append(_already(outcome.already))
    if outcome.skipped:
        told.append(_skipped(outcome.skipped))
    say = messages.warning if outcome.skipped else messages.success
    say(request, " ".join(told))


def _already(count: int) -> str:
    return ngettext("%(count)d had been so before.", "%(count)d had been so before.", count) % {
        "count": count
    }


def _skipped(reasons: list[str]) -> str:
    count = len(reasons)
    told = [
        ngettext("%(count)d was skipped:", "%(count)d were skipped:", count) % {"count": count},
        *reasons[:NAMED],
    ]
    if count > NAMED:
        told.append(_("And %(count)d more.") % {"count": count - NAMED})
    return " ".join(told)


def _list_address(data) -> str:
    """The list as it was: its filter and its page."""
    return f"{reverse('desk:list')}?{data.get('filter', '')}".rstrip("?")


def _to_list(data):
    return redirect(_list_address(data))
