"""The orders app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    """The book and its orders.

    Attributes:
        unwatched_tables: Tables that show on no cached page; read by lbf50.page_cache.triggers.
        secret_paths: URL prefixes whose next segment is a secret; read by lbf50.log_filters.
    """

    name = "orders"
    verbose_name = _("Orders")
    unwatched_tables = (
        "orders_order",
        "orders_orderevent",
        "orders_orderword",
        "orders_mail",
        "orders_mailattempt",
        "orders_stock",
        "orders_stockmovement",
    )
    secret_paths = ("/bestil/tak/", "/bestil/ordre/")
