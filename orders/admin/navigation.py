"""Where a page of the desk stands: its title, its icon, and the ways back."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from orders.models import Order

# As many as a page of the list has.
TICKED_AT_MOST = 50


def list_url(data, ticked=()) -> str:
    """The list as it was: its filter, its page, and those orders ticked."""
    ticks = urlencode([("order", order.pk) for order in ticked[:TICKED_AT_MOST]])
    query = "&".join(filter(None, [data.get("filter", ""), ticks]))
    return f"{reverse('orders_admin:list')}?{query}".rstrip("?")


def header_context(title: str, icon: str = "mail", order: Order | None = None) -> dict:
    """What Wagtail's header needs for a page below the list, or below the page of one order."""
    above = [{"url": reverse("orders_admin:list"), "label": _("Orders")}]
    if order:
        above.append(
            {"url": reverse("orders_admin:detail", args=[order.pk]), "label": order.number}
        )
    return {
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [*above, {"url": "", "label": title}],
    }
