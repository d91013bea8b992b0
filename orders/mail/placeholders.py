"""Values of the {placeholders} in order mails."""

import re
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lbf50.models import SiteSettings
from orders.models import BookPage, Mail, Order
from orders.models.order import OrderQuerySet, format_copies
from orders.services import inventory
from orders.validators import DOTS

MAX_LISTED = 100
# The first daily mail after a pause lists no older orders.
MAX_AGE = timedelta(days=7)


def placeholder_values(mail: Mail) -> dict[str, str]:
    """Return the value of each placeholder that the mail's text may have."""
    values = {
        "bog": (mail.order and mail.order.book_title) or BookPage.current_title(),
        "side": mail.page_url,
        "telefon": SiteSettings.load().phone,
    }
    if mail.order:
        values |= {
            "navn": greeting_name(mail.order.name),
            "nummer": mail.order.number,
            "antal": format_copies(mail.order.copies),
        }
    if mail.order and mail.kind == Mail.Kind.CANCELLED:
        values["begrundelse"] = _cancellation_reason(mail.order)
    elif mail.kind == Mail.Kind.STAFF_LOW_STOCK:
        values["frie"] = str(inventory.get_stock().free)
    elif mail.kind == Mail.Kind.STAFF_DAY:
        values["liste"] = _list_orders(orders_in_digest(mail))
    return values


def greeting_name(name: str) -> str:
    """Return the name, or a word in its place if it may be a web address.

    Anybody can order to a stranger's e-mail address: the mail must carry no advertisement. A dot
    between letters may also be in a name, which then stands on the label all the same.
    """
    is_address = re.search(r"\w{2,}\.\w{2,}|\w\.(?:[a-z]{2,}|[A-Z]{2,}\b)", name.translate(DOTS))
    return _("recipient") if is_address else name


def orders_in_digest(mail: Mail) -> OrderQuerySet:
    """Return the orders that a daily mail lists: those since the daily mail before it.

    The result is the same if the mail is sent days late.
    """
    before = Mail.objects.filter(kind=Mail.Kind.STAFF_DAY, created_at__lt=mail.created_at).last()
    return orders_since(before, mail.created_at)


def orders_since(last_mail: Mail | None, until: datetime) -> OrderQuerySet:
    """Return the orders from the public form between the last daily mail and `until`."""
    since = until - MAX_AGE
    if last_mail:
        since = max(since, last_mail.created_at)
    return Order.objects.filter(
        source=Order.Source.FORM, created_at__gte=since, created_at__lt=until
    ).order_by("created_at", "pk")


def _cancellation_reason(order: Order) -> str:
    """Return the staff's reason, or that the customer cancelled."""
    last = order.events.filter(became=Order.Status.CANCELLED).last()
    if not last:
        return ""
    return _("You cancelled it yourself.") if last.by_customer else last.detail


def _list_orders(orders: OrderQuerySet) -> str:
    """Return the number of orders and a line for each, without names."""
    number = orders.count()
    lines = [
        f"{timezone.localtime(order.created_at):%d-%m-%Y %H:%M}  {order.number}, "
        f"{format_copies(order.copies)}"
        for order in orders[:MAX_LISTED]
    ]
    if number > MAX_LISTED:
        lines.append(_("… and %(more)d more") % {"more": number - MAX_LISTED})
    heading = ngettext("%(count)d new order", "%(count)d new orders", number) % {"count": number}
    return "\n".join([f"{heading}:", *lines])
