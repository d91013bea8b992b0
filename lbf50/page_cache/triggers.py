"""Database triggers that change the content version within the transaction of each write.

Every table is watched, however it is written, unless an app lists it in the attribute
`unwatched_tables` of its AppConfig. Listing a table pays only if it is written often and shows on
no page that an anonymous visitor can see.
"""

from collections.abc import Iterator
from uuid import uuid4

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from lbf50.declarations import declared
from lbf50.page_cache.models import ContentVersion

# Written with each draft and each login, and shown in the admin only.
UNWATCHED_COLUMNS = {
    "draft_title",
    "has_unpublished_changes",
    "last_login",
    "latest_revision_created_at",
    "latest_revision_id",
}
CHANGE_VERSION = {
    "postgresql": "UPDATE page_store_contentversion SET value = gen_random_uuid()",
    "sqlite": "UPDATE page_store_contentversion SET value = hex(randomblob(16))",
}
TRIGGER_FUNCTION = f"""
CREATE OR REPLACE FUNCTION raise_content_version() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN {CHANGE_VERSION["postgresql"]}; RETURN NULL; END $$
"""


def install_triggers(using: str, **_signal: object) -> None:
    """Create the version row, and the triggers for the tables as they are now."""
    connection = connections[using]
    ContentVersion.objects.using(using).update_or_create(pk=1, defaults={"value": str(uuid4())})
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(TRIGGER_FUNCTION)
        for table in watched_tables(connection):
            description = connection.introspection.get_table_description(cursor, table)
            names = [column.name for column in description if column.name not in UNWATCHED_COLUMNS]
            columns = ", ".join(f'"{name}"' for name in names)
            with transaction.atomic(using=using):
                for statement in TRIGGER_SQL[connection.vendor](table, columns):
                    cursor.execute(statement)


def watched_tables(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the tables of installed apps that no app lists as unwatched."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return sorted(set(tables) - unwatched_tables())


def unwatched_tables() -> set[str]:
    """Return the tables that the installed apps list as unwatched."""
    return set(declared("unwatched_tables"))


def _postgresql(table: str, columns: str) -> Iterator[str]:
    # BEFORE, not AFTER: every writer locks the version row first, so that two writers cannot
    # deadlock.
    yield f'DROP TRIGGER IF EXISTS raise_content_version ON "{table}"'
    yield (
        f"CREATE TRIGGER raise_content_version BEFORE INSERT OR UPDATE OF {columns} OR DELETE"
        f' OR TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION raise_content_version()'
    )


def _sqlite(table: str, columns: str) -> Iterator[str]:
    for event in ("INSERT", "DELETE", f"UPDATE OF {columns}"):
        name = f"raise_content_version_{table}_{event[:6].lower()}"
        yield f'DROP TRIGGER IF EXISTS "{name}"'
        yield (
            f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" '
            f"BEGIN {CHANGE_VERSION['sqlite']}; END"
        )


TRIGGER_SQL = {"postgresql": _postgresql, "sqlite": _sqlite}
