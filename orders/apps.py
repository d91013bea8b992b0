from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    """The book and its orders."""

    name = "orders"
    verbose_name = _("Orders")
