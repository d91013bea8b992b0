"""The triggers that raise the content version, in the very transaction of the write.

Every table is watched, whoever writes to it and however, but for those named here. A new table is
watched without anybody remembering. To leave one out is only worth it where it is written often
and no page that a visitor without a login can see shows it.
"""

from uuid import uuid4

from django.db import connections, transaction

from lbf50.page_cache.models import ContentVersion

UNWATCHED_TABLES = {
    "page_store_contentversion",
    # Orders and their mail, which have the orderer's own page, and that is never kept.
    "orders_order",
    "orders_orderevent",
    "orders_orderword",
    "orders_mail",
    "orders_mailattempt",
    "orders_stock",
    "orders_stockmovement",
    # Who is logged in, and what the editor notes twice a second while somebody writes a draft.
    "django_session",
    "wagtailadmin_editingsession",
    "wagtailadmin_formstate",
    "wagtailcore_modellogentry",
    "wagtailcore_pagelogentry",
    "wagtailcore_pagesubscription",
    "wagtailcore_revision",
    # Rests on the rows it finds, and those are watched. A search is a query, which is never kept.
    "wagtailcore_referenceindex",
    "wagtailsearch_indexentry",
    "wagtailsearch_indexentry_fts",
}
# Written with each draft and each login, and shown in the admin alone.
UNWATCHED_COLUMNS = {
    "draft_title",
    "has_unpublished_changes",
    "last_login",
    "latest_revision_created_at",
    "latest_revision_id",
}
RAISE = {
    "postgresql": "UPDATE page_store_contentversion SET value = gen_random_uuid()",
    "sqlite": "UPDATE page_store_contentversion SET value = hex(randomblob(16))",
}
FUNCTION = f"""
CREATE OR REPLACE FUNCTION raise_content_version() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN {RAISE["postgresql"]}; RETURN NULL; END $$
"""


def install_triggers(using, **_signal):
    """After each migrate: the row, and its triggers as the tables are now."""
    connection = connections[using]
    ContentVersion.objects.using(using).update_or_create(pk=1, defaults={"value": uuid4()})
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for table in watched_tables(connection):
            columns = connection.introspection.get_table_description(cursor, table)
            seen = [
                f'"{column.name}"' for column in columns if column.name not in UNWATCHED_COLUMNS
            ]
            with transaction.atomic(using=using):
                for statement in TRIGGERS[connection.vendor](table, ", ".join(seen)):
                    cursor.execute(statement)


def watched_tables(connection) -> list[str]:
    """The tables whose every change counts."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return sorted(set(tables) - UNWATCHED_TABLES)


def _postgresql(table, columns):
    # Before, not after: whoever writes content takes the row before any other, so that two who
    # write at the same time cannot each wait for the other.
    yield f'DROP TRIGGER IF EXISTS raise_content_version ON "{table}"'
    yield (
        f"CREATE TRIGGER raise_content_version BEFORE INSERT OR UPDATE OF {columns} OR DELETE"
        f' OR TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION raise_content_version()'
    )


def _sqlite(table, columns):
    for event in ("INSERT", "DELETE", f"UPDATE OF {columns}"):
        name = f"raise_content_version_{table}_{event[:6].lower()}"
        yield f'DROP TRIGGER IF EXISTS "{name}"'
        yield f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" BEGIN {RAISE["sqlite"]}; END'


TRIGGERS = {"postgresql": _postgresql, "sqlite": _sqlite}
