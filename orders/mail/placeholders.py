"""What stands in the mails about orders: the words for what is written in braces."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orders.models import BookPage, Mail, Order
from orders.services import inventory

LISTED_AT_MOST = 100
# Somebody who turns the daily mail on does not want to hear of all the years before.
LOOK_BACK_AT_MOST = timedelta(days=7)


def placeholder_values(mail: Mail) -> dict[str, str]:
    """What the words in braces of the mail's text stand for."""
    words = {"bog": BookPage.current_title(), "side": _page_of(mail)}
    if mail.order:
        words |= {
            "navn": mail.order.name,
            "nummer": mail.order.number,
            "antal": format_copies(mail.order.copies),
        }
    if mail.kind == Mail.Kind.CANCELLED:
        words["begrundelse"] = _why_cancelled(mail.order)
    elif mail.kind == Mail.Kind.STAFF_LOW_STOCK:
        words["frie"] = str(inventory.get_stock().free)
    elif mail.kind == Mail.Kind.STAFF_DAY:
        words["liste"] = _list_of(orders_in_digest(mail))
    return words


def example_values(kind: str) -> dict[str, str]:
    """Words for a preview, of nobody in particular."""
    example = Order(pk=1, name="Åse Østergård", number="K7M4XR", copies=2, secret="eksempel")  # noqa: S106
    return placeholder_values(Mail(kind=Mail.Kind.RECEIPT, order=example)) | {
        "side": _page_of(Mail(kind=kind, order=example)),
        "begrundelse": _("The address could not be found."),
        "frie": "17",
        "liste": f"K7M4XR, {format_copies(2)}\nA9C3DT, {format_copies(1)}",
    }


def format_copies(copies: int) -> str:
    """“1 eksemplar”, “3 eksemplarer”."""
    return ngettext("%(count)d copy", "%(count)d copies", copies) % {"count": copies}


def orders_in_digest(mail: Mail):
    """The orders from the form that a daily mail tells of: those since the one before it, also
    when this one is sent days late."""
    before = Mail.objects.filter(kind=Mail.Kind.STAFF_DAY, created_at__lt=mail.created_at).last()
    return orders_since(before, mail.created_at)


def orders_since(last_mail: Mail | None, until):
    """The orders from the form between the last daily mail, where there was one, and `until`."""
    since = until - LOOK_BACK_AT_MOST
    if last_mail:
        since = max(since, last_mail.created_at)
    return Order.objects.filter(
        source=Order.Source.FORM, created_at__gte=since, created_at__lt=until
    ).order_by("created_at", "pk")


def _page_of(mail: Mail) -> str:
    """The page to look at: the orderer's own, or the staff's."""
    if mail.kind == Mail.Kind.STAFF_NEW:
        path = reverse("orders_admin:detail", args=[mail.order.pk])
    elif mail.kind == Mail.Kind.STAFF_DAY:
        path = reverse("orders_admin:list")
    elif mail.kind == Mail.Kind.STAFF_LOW_STOCK:
        path = reverse("orders_admin:stock")
    else:
        path = reverse("orders:status", args=[mail.order.secret])
    return f"{settings.BASE_URL}{path}"


def _why_cancelled(order: Order) -> str:
    """The staff's reason, or that the orderer wished it."""
    last = order.events.filter(became=Order.Status.CANCELLED).last()
    if not last:
        return ""
    return _("You cancelled it yourself.") if last.by_orderer else last.detail


def _list_of(orders) -> str:
    """How many, and a line for each. No name: the desk has them."""
    number = orders.count()
    lines = [
        f"{timezone.localtime(order.created_at):%d-%m-%Y %H:%M}  {order.number}, "
        f"{format_copies(order.copies)}"
        for order in orders[:LISTED_AT_MOST]
    ]
    if number > LISTED_AT_MOST:
        lines.append(_("… and %(more)d more") % {"more": number - LISTED_AT_MOST})
    heading = ngettext("%(count)d new order", "%(count)d new orders", number) % {"count": number}
    return "\n".join([f"{heading}:", *lines])
