"""Countries of the order form and the postcode rules of the Kingdom of Denmark and its neighbours.

An order stores the Danish name of the country, and "" for Denmark.
"""

import re
from functools import cache

from django.utils.translation import override
from django_countries import countries

GREENLAND, FAROES = "Grønland", "Færøerne"
FIRST = ("", GREENLAND, FAROES)
# Danish names of today, where the library has earlier ones.
RENAMED = {"BY": "Belarus", "SZ": "Eswatini"}
# Where the postcode follows the town.
TOWN_FIRST = {"Storbritannien", "Irland", "USA", "Canada", "Australien"}
# Danish letters sort after z.
DANISH_ORDER = str.maketrans("æøåäö", "{|}{|")
# How a postcode begins when it is written with its country.
PREFIXES = {
    "": ("DK",),
    GREENLAND: ("GL", "DK"),
    FAROES: ("FO", "DK"),
    "Tyskland": ("DE", "D"),
    "Norge": ("NO", "N"),
    "Sverige": ("SE", "S"),
}
# Postcode without prefix, by country. Sources: the Universal Postal Union's postal addressing
# systems, and for the Kingdom of Denmark brief facts in docs/ordrer.md.
PATTERNS = {
    "": r"(?!0000)\d{4}",
    GREENLAND: r"39\d\d",
    FAROES: r"\d{3}",
    "Tyskland": r"\d{5}",
    "Norge": r"\d{4}",
    "Sverige": r"\d{3} ?\d{2}",
    "Storbritannien": r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}",
}
OTHER_PATTERN = r"(?=.*[A-Z\d])[A-Z\d][A-Z\d \-]{0,11}"


def country_choices() -> list[tuple[str, str]]:
    """Return stored value and name of each country: the Kingdom first, then by Danish alphabet."""
    names = [name for name in _names_by_code("da").values() if name != "Danmark"]
    rest = sorted(set(names) - set(FIRST), key=lambda name: name.lower().translate(DANISH_ORDER))
    return [
        ("", "Danmark"),
        *((name, name) for name in (GREENLAND, FAROES)),
        *((name, name) for name in rest),
    ]


def find_country(text: str) -> str:
    """Return the stored value of a country given by Danish or English name or ISO code.

    An unknown name is returned as it is.
    """
    wanted = text.strip().casefold()
    danish = _names_by_code("da")
    for code, name in danish.items():
        if wanted in (code.casefold(), name.casefold(), _names_by_code("en")[code].casefold()):
            return "" if code == "DK" else name
    return text.strip()


def normalise_postcode(text: str, country: str) -> str:
    """Return a postcode by the rules of its country.

    Strip the country's own prefix, spaces and hyphens.

    Raises:
        ValueError: It is no postcode of that country.
    """
    compact = " ".join(re.sub(r"[.–]", "-", text).upper().split())
    if prefixes := "|".join(PREFIXES.get(country, ())):
        compact = re.sub(rf"^({prefixes})[\s\-]*(?=\d)", "", compact)
    if country in ("", GREENLAND, FAROES, "Tyskland", "Norge"):
        compact = re.sub(r"[\s\-]", "", compact)
    if not compact and country not in PATTERNS:
        return ""
    if not re.fullmatch(PATTERNS.get(country, OTHER_PATTERN), compact, re.ASCII):
        raise ValueError(text)
    if country == "Storbritannien":
        return re.sub(r" ?(\d[A-Z]{2})$", r" \1", compact)
    return f"FO-{compact}" if country == FAROES else compact


def country_of_postcode(text: str) -> str:
    """Return the country that a postcode names by itself, or "": Greenland or a prefix."""
    compact = re.sub(r"[\s.\-–]", "", text).upper()
    if re.fullmatch(r"(DK|GL)?39\d\d", compact, re.ASCII):
        return GREENLAND
    for country, prefixes in PREFIXES.items():
        if re.fullmatch(rf"({'|'.join(prefixes)})\d+", compact, re.ASCII):
            return country
    return ""


@cache
def _names_by_code(language: str) -> dict[str, str]:
    with override(language):
        names = {country.code: str(country.name) for country in countries}
    return names | RENAMED if language == "da" else names
