"""Danish ways of writing what the form asks for, each made one way, or ValueError."""

import re

# Where a Danish postcode is meant although a country is written.
KINGDOM_COUNTRIES = {
    "danmark",
    "denmark",
    "dk",
    "grønland",
    "greenland",
    "kalaallit nunaat",
    "færøerne",
    "faroe islands",
    "føroyar",
}
DENMARK_NAMES = {"danmark", "denmark", "dk"}
# How the postcodes of the realm begin that do not lie in Denmark.
COUNTRY_BY_POSTCODE_PREFIX = {"39": "Grønland", "FO": "Færøerne"}

# Characters nobody sees or means: controls but tab and line ends, soft hyphens and joiners of
# words, and those that turn the direction of the text around them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def strip_invisible(text: str) -> str:
    """`text` without the characters that cannot be seen, each line's end as one character."""
    return INVISIBLE.sub("", text.replace("\r\n", "\n"))


def collapse_whitespace(text: str) -> str:
    """`text` on one line, with single spaces."""
    return " ".join(text.split())


def strip_care_of(text: str) -> str:
    """The name alone: c/o is put before it on the label."""
    return re.sub(r"^c\s*/\s*o\b[\s.:]*", "", text, flags=re.IGNORECASE)


def normalise_country(text: str) -> str:
    """The country, or "" for Denmark."""
    return "" if text.casefold() in DENMARK_NAMES else text


def country_from_postcode(postcode: str) -> str:
    """The country that a Danish postcode lies in, or "" for Denmark."""
    return COUNTRY_BY_POSTCODE_PREFIX.get(postcode[:2], "")


def is_foreign_country(country: str) -> bool:
    """Whether post to `country` follows other rules than the Danish realm's."""
    return bool(country) and country.casefold() not in KINGDOM_COUNTRIES


def normalise_danish_postcode(text: str) -> str:
    """Four digits, or FO- and three for the Faroes. "DK-1554" and stray spaces are forgiven."""
    compact = re.sub(r"[\s.\-–]", "", text).upper()
    if re.fullmatch(r"FO[0-9]{3}", compact):
        return f"FO-{compact[2:]}"
    digits = compact.removeprefix("DK")
    if re.fullmatch(r"[0-9]{4}", digits):
        return digits
    raise ValueError(text)


def normalise_foreign_postcode(text: str) -> str:
    """Letters, digits, spaces and hyphens, 12 characters at most. Some countries have none."""
    if re.fullmatch(r"[A-Za-z0-9 \-]{0,12}", text):
        return text.upper()
    raise ValueError(text)


def normalise_phone(text: str) -> str:
    """A Danish number as 12 34 56 78, one from abroad as + and its digits."""
    compact = re.sub(r"[\s.\-–()/]", "", text)
    compact = re.sub(r"^00", "+", compact)
    danish = re.fullmatch(r"(?:\+45)?([1-9][0-9]{7})", compact)
    if danish:
        digits = danish[1]
        return " ".join(digits[place : place + 2] for place in range(0, 8, 2))
    if re.fullmatch(r"\+(?!45)[1-9][0-9]{6,14}", compact):
        return compact
    raise ValueError(text)


def parse_whole_number(text: str) -> int:
    """A number whose thousands may stand apart with a full stop or a space, as in 1.000."""
    digits = text.strip()
    if re.fullmatch(r"[0-9]{1,9}|[0-9]{1,3}([.\s][0-9]{3}){1,2}", digits):
        return int(re.sub(r"[.\s]", "", digits))
    raise ValueError(text)
