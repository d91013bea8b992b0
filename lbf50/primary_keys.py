"""Primary keys from query strings and form fields."""

# The largest number that PostgreSQL's bigint holds has 19 digits.
MAX_PK_DIGITS = 18


def parse_pk(text: str | None) -> int | None:
    """Return the primary key in a query string or form field, or None if it is none."""
    return int(text) if text and text.isdecimal() and len(text) <= MAX_PK_DIGITS else None
