"""Trigram index for the order search on PostgreSQL.

The extension pg_trgm belongs to PostgreSQL and is trusted: the owner of the database may create it.
Where that is refused, the search finds the same and is slower.
"""

from django.db import DatabaseError, migrations, transaction

CREATE = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX order_search ON orders_order USING gin (search_text gin_trgm_ops)",
)


def create_index(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(schema_editor.connection.alias):
            for statement in CREATE:
                schema_editor.execute(statement)
    except DatabaseError:
        print("pg_trgm is missing: the order search works without its index.")


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS order_search")


class Migration(migrations.Migration):
    dependencies = [("orders", "0003_default_rows")]
    operations = [migrations.RunPython(create_index, drop_index)]
