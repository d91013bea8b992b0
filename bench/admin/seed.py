"""Seed themes and pictures in SQL, as copies of one existing row each."""

from tests.live_site import connect

PATH_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# The last step of a treebeard path, after the steps in use.
STEP = " || ".join(
    f"substr('{PATH_ALPHABET}', ((i + 1296) / {36**position} %% 36)::int + 1, 1)"
    for position in (3, 2, 1, 0)
)
THEME = {
    "id": "100000 + i",
    "path": f"left(path, -4) || {STEP}",
    "title": "'Tema ' || i",
    "draft_title": "'Tema ' || i",
    "slug": "'tema-' || i",
    "url_path": "'/forside/temaer/tema-' || i || '/'",
    "translation_key": "gen_random_uuid()",
    "latest_revision_id": "NULL",
    "live_revision_id": "NULL",
}
PICTURE = {"id": "100000 + i", "title": "'Billede ' || i"}


def seed(database: str, number: int) -> None:
    """Add a number of themes and as many pictures."""
    with connect(database) as cursor:
        [theme] = _fetch_one(cursor, "SELECT id FROM wagtailcore_page WHERE slug = 'bygningsarv'")
        [picture] = _fetch_one(cursor, "SELECT min(id) FROM lbf50_picture")
        _copy_row(cursor, "wagtailcore_page", f"id = {theme}", THEME, number)
        child = {"page_ptr_id": "100000 + i"}
        _copy_row(cursor, "themes_themepage", f"page_ptr_id = {theme}", child, number)
        _copy_row(cursor, "lbf50_picture", f"id = {picture}", PICTURE, number)
        cursor.execute(
            "UPDATE wagtailcore_page SET numchild = numchild + %s WHERE slug = 'temaer'", [number]
        )
        cursor.execute("VACUUM ANALYZE")


def _copy_row(cursor, table: str, condition: str, changed: dict[str, str], number: int) -> None:
    """Insert copies of one row of a table.

    Args:
        changed: SQL expression of each column that differs. `i` is the number of the copy.
    """
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table]
    )
    columns = [column for (column,) in cursor.fetchall()]
    values = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {table}, "
        f"generate_series(1, %s) AS i WHERE {condition}",
        [number],
    )


def _fetch_one(cursor, query: str) -> tuple:
    cursor.execute(query)
    return cursor.fetchone()
