"""The orders app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    """The book and its orders.

    Attributes:
        unwatched_tables: Tables that show on no cached page; read by lbf50.page_cache.triggers.
        kept_forms: URL prefixes of forms whose fields survive an outage.
        csrf_failure_views: Path and view of forms that keep their fields when the check fails.
        cookies: Names of cookies that views read.
        secret_paths: URL prefixes before a secret, masked in logs and closed to robots.
        readiness_checks: Name and function of each check of /readyz.
        erased_keys: Functions that return the keys of what was erased, for the backup.
        after_restore: Functions that erase again what a backup brought back.
        menu_views: Public views outside the page tree, for menu, sitemap and error pages.
    """

    name = "orders"
    verbose_name = _("Orders")
    unwatched_tables = (
        "orders_order",
        "orders_orderevent",
        "orders_packingrun",
        "orders_mail",
        "orders_mailattempt",
        "orders_stock",
        "orders_stockmovement",
    )
    kept_forms = ("/bestil/",)
    csrf_failure_views = (("/bestil/", "orders.views.order_form_csrf_failure"),)
    cookies = ("bestilling",)
    secret_paths = ("/bestil/tak/", "/bestil/ordre/")
    readiness_checks = (
        ("worker", "orders.health.is_worker_alive"),
        ("mail", "orders.health.is_mail_on_time"),
    )
    erased_keys = ("orders.services.privacy.erased_numbers",)
    after_restore = ("orders.services.privacy.erase_again",)
    menu_views = (("orders:order_form", _("Order the book")),)
