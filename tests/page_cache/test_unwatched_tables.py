"""Apps declare the tables that the page cache need not watch, and the paths that logs mask."""

import logging

from django.apps import apps
from django.db import connection

from lbf50.log_filters import MaskSecretPaths
from lbf50.page_cache.triggers import unwatched_tables, watched_tables


def test_tables_that_an_app_declares_are_not_watched(db):
    declared = apps.get_app_config("orders").unwatched_tables
    assert "orders_order" in declared
    assert not set(declared) & set(watched_tables(connection))
    assert "orders_bookpage" in watched_tables(connection)


def test_declared_tables_exist(db):
    tables = set(connection.introspection.table_names())
    declared = set(apps.get_app_config("orders").unwatched_tables)
    assert declared <= tables


def test_secret_paths_that_an_app_declares_are_masked_in_the_log():
    record = logging.LogRecord(
        "django.request",
        logging.WARNING,
        "",
        0,
        "Not Found: %s",
        ("/bestil/ordre/abc-123/ret/",),
        None,
    )
    assert MaskSecretPaths().filter(record)
    assert record.getMessage() == "Not Found: /bestil/ordre/…/ret/"


def test_only_tables_that_show_on_no_cached_page_are_unwatched(db):
    """Before a table is added here, a page that shows it has to be looked for."""
    assert unwatched_tables() == {
        "access_attempt",
        "django_session",
        "lbf50_link",
        "orders_mail",
        "orders_mailattempt",
        "orders_order",
        "orders_orderevent",
        "orders_packingrun",
        "orders_stock",
        "orders_stockmovement",
        "otp_static_staticdevice",
        "otp_static_statictoken",
        "otp_totp_totpdevice",
        "otp_webauthn_webauthnattestation",
        "otp_webauthn_webauthncredential",
        "page_store_contentversion",
        "wagtailadmin_editingsession",
        "wagtailadmin_formstate",
        "wagtailcore_modellogentry",
        "wagtailcore_pagelogentry",
        "wagtailcore_pagesubscription",
        "wagtailcore_referenceindex",
        "wagtailcore_revision",
        "wagtailsearch_indexentry",
        "wagtailsearch_indexentry_fts",
    }
