"""The site as an installed app."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "lbf50"

    def ready(self):
        from wagtail.search.index import insert_or_update_object
        from wagtail.signals import page_published

        def find_again(instance, **kwargs):
            insert_or_update_object(instance)

        # Wagtail puts a page into the index before its authors and other rows are saved, and does
        # not look again.
        page_published.connect(find_again, weak=False)
