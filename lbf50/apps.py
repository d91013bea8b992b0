"""App configuration of the project package."""

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _

SITE_LABELS = {"site_name": _("Name of the site"), "root_page": _("Home page")}


class SiteConfig(AppConfig):
    """The project package as a Django app.

    Attributes:
        unwatched_tables: Tables that show on no cached page; read by lbf50.page_cache.triggers.
        secret_paths: URL prefixes before a secret, masked in logs and closed to robots.
    """

    name = "lbf50"
    unwatched_tables = ("lbf50_link",)
    secret_paths = ("/kladde/",)

    def ready(self) -> None:
        """Set up the admin's forms, and what happens when pages are published and unpublished.

        A published page is indexed after its child rows are saved. Wagtail indexes it before it
        saves the rows of its inline panels, such as the authors.
        """
        from django.db.models.signals import post_migrate, pre_delete
        from wagtail.blocks import BooleanBlock
        from wagtail.models import Page
        from wagtail.search.index import insert_or_update_object
        from wagtail.signals import page_published, page_unpublished
        from wagtail.sites.views import IndexView as SiteList

        from lbf50.blocks import render_yes_or_no
        from lbf50.dates import register_date_fields
        from lbf50.forms import PageForm, mend_link_forms
        from lbf50.page_redirects import keep_redirects, redirect_to_parent
        from lbf50.permission_names import name_permissions

        Page.base_form_class = PageForm
        mend_link_forms()
        register_date_fields()
        # In a comparison of two versions, Wagtail writes True and False.
        BooleanBlock.render_basic = render_yes_or_no
        # Wagtail makes these labels from the names of the fields, in English.
        for column in SiteList.columns:
            column.label = SITE_LABELS.get(column.name, column.label)

        # Wagtail sends this signal for a page that is deleted, too.
        page_unpublished.connect(redirect_to_parent)
        pre_delete.connect(keep_redirects, sender=Page)
        # Once, after the last app with tables: Django has made the permissions of all by then.
        post_migrate.connect(name_permissions, sender=apps.get_app_config("sessions"))

        def reindex(instance: Page, **kwargs: object) -> None:
            insert_or_update_object(instance)

        page_published.connect(reindex, weak=False)
