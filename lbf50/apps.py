"""App configuration of the project package."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The project package as a Django app."""

    name = "lbf50"

    def ready(self) -> None:
        """Index a published page again after its child rows are saved.

        Wagtail indexes a page before it saves the rows of its inline panels, such as the authors.
        """
        from wagtail.models import Page
        from wagtail.search.index import insert_or_update_object
        from wagtail.signals import page_published

        def reindex(instance: Page, **kwargs: object) -> None:
            insert_or_update_object(instance)

        page_published.connect(reindex, weak=False)
