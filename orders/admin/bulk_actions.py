"""Actions on many orders, on Wagtail's bulk action framework."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.bulk_action import BulkAction

from orders.admin.forms import CancelForm
from orders.admin.list import selected_orders
from orders.admin.navigation import header_context, list_url
from orders.admin.permissions import CHANGE_ORDERS, staff_user
from orders.models import Order, OrderEvent, OrderSettings
from orders.services import fulfilment

MAX_ORDERS = 500
MAX_NAMED = 10
Status = Order.Status


class OrderBulkAction(BulkAction):
    """Base class: confirms, then changes each order in a transaction of its own."""

    models = [Order]
    permission = CHANGE_ORDERS
    template_name = "orders/admin/confirm_bulk_action.html"
    # The statuses an order can have before the action, and the one it has afterwards.
    valid_statuses: tuple[Status, ...] = ()
    new_status: Status | None = None
    question: str | Promise = ""
    confirm_label: str | Promise = ""
    done_message: str | Promise = ""
    header_icon = "mail"

    def __init__(self, request: HttpRequest, model: type[Order]) -> None:
        super().__init__(request, model)
        self.next_url = get_valid_next_url_from_request(request) or list_url(request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Check the permission, and send the user back if no order can take the action."""
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        if not self.orders:
            messages.warning(request, self.none_message())
            return redirect(self.next_url)
        return super().dispatch(request, *args, **kwargs)

    def setup_orders(self) -> list[Order]:
        """Return the orders that can take the action, at most MAX_ORDERS, oldest first.

        The confirmation posts the ids it has named: an order that arrives while it is read is not
        part of it.
        """
        params = self.request.POST if self.request.method == "POST" else self.request.GET
        chosen = selected_orders(self.request, params)
        able = self.filter_able(chosen)
        self.unable = list(chosen.exclude(pk__in=able.values("pk"))[:MAX_ORDERS])
        found = list(able.order_by("created_at", "pk")[: MAX_ORDERS + 1])
        self.has_more = len(found) > MAX_ORDERS
        return found[:MAX_ORDERS]

    def filter_able(self, orders: Any) -> Any:
        """Return those of the chosen orders that can take the action."""
        return orders.filter(status__in=self.valid_statuses)

    @property
    def orders(self) -> list[Order]:
        """The orders of the action."""
        if not hasattr(self, "_orders"):
            self._orders = self.setup_orders()
        return self._orders

    def none_message(self) -> str:
        """Return the message if no chosen order can take the action."""
        if not self.unable:
            return _("Tick one or more orders first.")
        return _("None of the orders can take this step now: %(orders)s.") % {
            "orders": format_orders(self.unable)
        }

    def mail_notice(self) -> str:
        """Return what the confirmation says about mail."""
        return ""

    def change(self, order: Order) -> None:
        """Change one order.

        Raises:
            InvalidTransition: The order cannot take the action any more.
        """
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        self.cleaned_form = form
        outcome = fulfilment.change_each(self.orders, self.change)
        self.report(outcome.done, [*self.unable, *outcome.skipped])
        return redirect(self.next_url)

    def report(self, done: list[Order], skipped: list[Order]) -> None:
        """Show a message with the number of changed orders, and name the skipped ones."""
        text = [self.done_message % {"count": len(done)}]
        if skipped:
            text.append(
                ngettext(
                    "%(count)d was skipped: %(orders)s.",
                    "%(count)d were skipped: %(orders)s.",
                    len(skipped),
                )
                % {"count": len(skipped), "orders": format_orders(skipped)}
            )
        buttons = None
        if done and self.new_status:
            url = f"{reverse('orders_admin:list')}?status={self.new_status}"
            buttons = [messages.button(url, _("See them"))]
        show = messages.warning if skipped else messages.success
        show(self.request, " ".join(text), buttons=buttons)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Not BulkAction's: it loads every chosen order once more.
        title = self.question % {"count": len(self.orders)} if self.question else self.display_name
        return {
            "view": self,
            "form": kwargs.get("form") or self.get_form(),
            "orders": self.orders,
            "named": self.orders[: MAX_NAMED * 2],
            "unnamed": len(self.orders[MAX_NAMED * 2 :]),
            "unable": format_orders(self.unable),
            "unable_count": len(self.unable),
            "mail_notice": self.mail_notice(),
            "next": self.next_url,
            **header_context(str(title), self.header_icon),
        }


class PackAction(OrderBulkAction):
    """Mark orders as packed."""

    action_type = "pack"
    action_priority = 10
    display_name = gettext_lazy("Mark as packed")
    aria_label = gettext_lazy("Mark the chosen orders as packed")
    valid_statuses = (Status.NEW,)
    new_status = Status.PACKED
    question = ngettext_lazy("Pack %(count)d order?", "Pack %(count)d orders?", "count")
    confirm_label = gettext_lazy("Yes, mark as packed")
    done_message = ngettext_lazy(
        "%(count)d order is packed.", "%(count)d orders are packed.", "count"
    )

    def change(self, order: Order) -> None:
        fulfilment.pack_order(order, staff_user(self.request))


class PostAction(OrderBulkAction):
    """Mark orders as posted."""

    action_type = "post"
    action_priority = 20
    display_name = gettext_lazy("Mark as posted")
    aria_label = gettext_lazy("Mark the chosen orders as posted")
    valid_statuses = (Status.PACKED,)
    new_status = Status.POSTED
    question = ngettext_lazy("Post %(count)d order?", "Post %(count)d orders?", "count")
    confirm_label = gettext_lazy("Yes, mark as posted")
    done_message = ngettext_lazy(
        "%(count)d order is posted.", "%(count)d orders are posted.", "count"
    )

    def change(self, order: Order) -> None:
        fulfilment.post_order(order, staff_user(self.request))

    def mail_notice(self) -> str:
        return format_posted_mails(self.orders)


class CancelAction(OrderBulkAction):
    """Cancel orders, with a reason that the customers read."""

    action_type = "cancel"
    action_priority = 60
    display_name = gettext_lazy("Cancel")
    aria_label = gettext_lazy("Cancel the chosen orders")
    form_class = CancelForm
    valid_statuses = tuple(Order.OPEN)
    new_status = Status.CANCELLED
    question = ngettext_lazy("Cancel %(count)d order?", "Cancel %(count)d orders?", "count")
    confirm_label = gettext_lazy("Yes, cancel them")
    done_message = ngettext_lazy(
        "%(count)d order is cancelled.", "%(count)d orders are cancelled.", "count"
    )

    def change(self, order: Order) -> None:
        reason = self.cleaned_form.cleaned_data["reason"]
        fulfilment.cancel_order(order, staff_user(self.request), reason)

    def mail_notice(self) -> str:
        return format_mails(self.orders)


class UndoAction(OrderBulkAction):
    """Undo the last transition of orders."""

    action_type = "undo"
    action_priority = 50
    display_name = gettext_lazy("Undo the last step")
    aria_label = gettext_lazy("Undo the last step of the chosen orders")
    question = ngettext_lazy(
        "Undo the last step of %(count)d order?", "Undo the last step of %(count)d orders?", "count"
    )
    confirm_label = gettext_lazy("Yes, undo")
    done_message = ngettext_lazy(
        "The last step of %(count)d order is undone.",
        "The last step of %(count)d orders is undone.",
        "count",
    )

    def filter_able(self, orders: Any) -> Any:
        kind = OrderEvent.Kind
        steps, undone = (
            Count("events", filter=Q(events__kind=each)) for each in (kind.STATUS, kind.UNDONE)
        )
        pks = orders.order_by().alias(steps=steps, undone=undone).filter(steps__gt=F("undone"))
        return orders.filter(anonymised_at=None, returned=0, pk__in=pks.values("pk"))

    def change(self, order: Order) -> None:
        fulfilment.undo_last_transition(order, staff_user(self.request), seen=order.status)

    def mail_notice(self) -> str:
        return undo_notice()


def undo_notice() -> str:
    """Return what happens to the mails about a step that is undone."""
    return _(
        "Mail that has not left yet is withdrawn. Mail that has been sent cannot be called "
        "back: who takes the step again sends another."
    )


def format_orders(orders: list[Order]) -> str:
    """Return the first MAX_NAMED orders with their status, and how many more there are."""
    named = [f"{order.number} ({_format_state(order)})" for order in orders]
    more = named[MAX_NAMED:]
    text = ", ".join(named[:MAX_NAMED])
    return text + (" " + _("and %(count)d more") % {"count": len(more)} if more else "")


def _format_state(order: Order) -> str:
    return _("made anonymous") if order.anonymised_at else order.get_status_display().lower()


def format_mails(orders: list[Order]) -> str:
    """Return how many customers get a mail, and how many have no address for it."""
    with_email = sum(bool(order.email) for order in orders)
    text = ngettext(
        "%(count)d customer gets a mail.", "%(count)d customers get a mail.", with_email
    ) % {"count": with_email}
    if without := len(orders) - with_email:
        text += " " + ngettext(
            "%(count)d has no e-mail address and gets no message.",
            "%(count)d have no e-mail address and get no message.",
            without,
        ) % {"count": without}
    return text


def format_posted_mails(orders: list[Order]) -> str:
    """Return how many mails about posting leave, and when."""
    delay = OrderSettings.load().posted_mail_delay
    text = format_mails(orders)
    if not delay or not any(order.email for order in orders):
        return text
    wait = ngettext(
        "Mail leaves after %(minutes)d minute: until then you can undo.",
        "Mail leaves after %(minutes)d minutes: until then you can undo.",
        delay,
    )
    return f"{text} {wait % {'minutes': delay}}"


for action in (PackAction, PostAction, UndoAction, CancelAction):
    hooks.register("register_bulk_action", action)
