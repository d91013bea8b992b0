"""The page cache as an installed app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PageCacheConfig(AppConfig):
    """Installs the triggers that change the content version."""

    name = "lbf50.page_cache"
    unwatched_tables = (
        "page_store_contentversion",
        # Sessions, and what the editor stores while a draft is written.
        "django_session",
        "wagtailadmin_editingsession",
        "wagtailadmin_formstate",
        "wagtailcore_modellogentry",
        "wagtailcore_pagelogentry",
        "wagtailcore_pagesubscription",
        "wagtailcore_revision",
        # Derived from watched tables. Search results are not cached.
        "wagtailcore_referenceindex",
        "wagtailsearch_indexentry",
        "wagtailsearch_indexentry_fts",
    )

    def ready(self) -> None:
        """Install the triggers after each migrate, so that new tables are watched too."""
        from lbf50.page_cache.triggers import install_triggers

        post_migrate.connect(install_triggers, sender=self)
