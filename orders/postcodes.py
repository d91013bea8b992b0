"""Danish postal districts, to ask whether a postcode and a town go together."""

import re
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from orders.search_text import fold

LIST = Path(__file__).with_name("postcodes.txt")
# København K, København V and Frederiksberg C give each street a postcode.
CENTRAL_DISTRICTS = (
    (range(1000, 1500), "København K"),
    (range(1500, 1800), "København V"),
    (range(1800, 2000), "Frederiksberg C"),
)
# What people write for the name of a town, folded.
ABBREVIATIONS = {
    "kbh": "kobenhavn",
    "copenhagen": "kobenhavn",
    "frb": "frederiksberg",
}


def find_town(postcode: str) -> str:
    """Return the town of a Danish postcode, or "" if the list lacks it."""
    number = int(postcode)
    for numbers, town in CENTRAL_DISTRICTS:
        if number in numbers:
            return town
    return _towns().get(postcode, "")


def is_town_of(postcode: str, town: str) -> bool:
    """Return whether a Danish postcode and a town go together.

    One word in common is enough: “Kbh. N” is 2200 København N. Large receivers have postcodes from
    0800 to 0999. A postcode of another form is not judged.
    """
    if not re.fullmatch(r"\d{4}", postcode, re.ASCII) or postcode.startswith(("08", "09")):
        return True
    return bool(_words(find_town(postcode)) & _words(town))


def address_doubt(postcode: str, town: str, country: str) -> str:
    """Return a question about a Danish postcode and town that do not go together, or ""."""
    if country or is_town_of(postcode, town):
        return ""
    values = {"postcode": postcode, "town": find_town(postcode), "city": town}
    if not values["town"]:
        return _("We do not know the postcode %(postcode)s in Denmark. Is it right?") % values
    return _("Postcode %(postcode)s is %(town)s, and you wrote %(city)s. Is that right?") % values


def _words(town: str) -> set[str]:
    """Return the words of a name in all their spellings, without districts such as N and SØ."""
    words = {word for spelling in fold(town) for word in spelling.split()}
    names = {word for word in words if len(word) > 2} or words
    return {ABBREVIATIONS.get(word, word) for word in names}


@cache
def _towns() -> dict[str, str]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return {line[:4]: line[5:] for line in lines if not line.startswith("#")}
