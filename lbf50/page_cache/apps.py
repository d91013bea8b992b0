from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PageCacheConfig(AppConfig):
    """The content version, and the triggers that raise it."""

    name = "lbf50.page_cache"

    def ready(self):
        from lbf50.page_cache.triggers import install_triggers

        # Here and not in a migration: each table that a later migration makes is watched too.
        post_migrate.connect(install_triggers, sender=self)
