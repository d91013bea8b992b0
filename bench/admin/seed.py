"""Fills a site with themes and pictures: copies of one of each, made in the database."""

from tests.live_site import connect

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# The last step of a path in the tree, beyond those that the content takes.
STEP = " || ".join(
    f"substr('{LETTERS}', ((i + 1296) / {36**place} %% 36)::int + 1, 1)" for place in (3, 2, 1, 0)
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


def seed(database: str, number: int):
    """So many themes more, and as many pictures."""
    with connect(database) as cursor:
        [theme] = _one(cursor, "SELECT id FROM wagtailcore_page WHERE slug = 'bygningsarv'")
        [picture] = _one(cursor, "SELECT min(id) FROM lbf50_picture")
        _copy(cursor, "wagtailcore_page", f"id = {theme}", THEME, number)
        child = {"page_ptr_id": "100000 + i"}
        _copy(cursor, "themes_themepage", f"page_ptr_id = {theme}", child, number)
        _copy(cursor, "lbf50_picture", f"id = {picture}", PICTURE, number)
        cursor.execute(
            "UPDATE wagtailcore_page SET numchild = numchild + %s WHERE slug = 'temaer'", [number]
        )
        cursor.execute("VACUUM ANALYZE")


def _copy(cursor, table, which, changed, number):
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table]
    )
    columns = [column for (column,) in cursor.fetchall()]
    values = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {table}, "
        f"generate_series(1, %s) AS i WHERE {which}",
        [number],
    )


def _one(cursor, query) -> tuple:
    cursor.execute(query)
    return cursor.fetchone()
