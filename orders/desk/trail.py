"""Where a page of the desk stands: its title, its icon and the links above it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from orders.models import Order


def place(title: str, icon: str = "mail", order: Order | None = None) -> dict:
    """What Wagtail's header needs for a page below the list, or below the page of one order."""
    above = [{"url": reverse("desk:list"), "label": _("Orders")}]
    if order:
        above.append({"url": reverse("desk:order", args=[order.pk]), "label": order.number})
    return {
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [*above, {"url": "", "label": title}],
    }
