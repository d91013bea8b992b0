"""Postal districts of Denmark and Greenland, to ask whether postcode and town go together."""

import re
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from orders import countries
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
    """Return the town of a postcode of Denmark or Greenland, or "" if the list lacks it."""
    number = int(postcode)
    for numbers, town in CENTRAL_DISTRICTS:
        if number in numbers:
            return town
    return _towns().get(postcode, "")


def is_town_of(postcode: str, town: str) -> bool:
    """Return whether a postcode of Denmark or Greenland and a town go together.

    One word in common is enough: “Kbh. N” is 2200 København N. Large receivers have postcodes from
    0800 to 0999. A postcode of another form is not judged.
    """
    if not re.fullmatch(r"\d{4}", postcode, re.ASCII) or postcode.startswith(("08", "09")):
        return True
    return bool(_words(find_town(postcode)) & _words(town))


def address_doubt(postcode: str, town: str, country: str) -> str:
    """Return a question about a postcode and a town that do not go together, or "".

    A postcode of Greenland is understood without its country: some of Norway are the same.
    """
    if country not in ("", countries.GREENLAND) or is_town_of(postcode, town):
        return ""
    if not (known := find_town(postcode)):
        text = _(
            "We do not know the postcode %(postcode)s in %(country)s. Is it right? If the book "
            "goes to another country, choose it."
        )
        return text % {"postcode": postcode, "country": country or "Danmark"}
    text = _("Postcode %(postcode)s is %(town)s, and you wrote %(city)s. Is that right?")
    place = f"{known}, {country}" if country else known
    return text % {"postcode": postcode, "town": place, "city": town}


def _words(town: str) -> set[str]:
    """Return the words of a name in all their spellings, without districts such as N and SØ."""
    words = {word for spelling in fold(town) for word in spelling.split()}
    names = {word for word in words if len(word) > 2} or words
    return {ABBREVIATIONS.get(word, word) for word in names}


@cache
def _towns() -> dict[str, str]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return {line[:4]: line[5:] for line in lines if not line.startswith("#")}
