from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PageStoreConfig(AppConfig):
    """The content version, and the triggers that raise it."""

    name = "lbf50.page_cache"

    def ready(self):
        from lbf50.page_cache.triggers import install

        # Here and not in a migration: each table that a later migration makes is watched too.
        post_migrate.connect(install, sender=self)
