"""Folded text of an order, for the search in the order list."""

import re
import unicodedata

# A person may type a Danish letter in two ways without it: as two letters, or as its base letter.
OTHERS = {"ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
TWO_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "ue"} | OTHERS
)
BASE_LETTER = str.maketrans({"æ": "ae", "ø": "o"} | OTHERS)


def fold(text: str) -> list[str]:
    """Return the spellings that a text is searched by, without case and accents.

    Usually one. A text with Danish or German letters has two: “Åse” gives “aase” and “ase”.
    """
    composed = unicodedata.normalize("NFKC", text).casefold()
    spellings = [_strip_accents(composed.translate(table)) for table in (TWO_LETTERS, BASE_LETTER)]
    return list(dict.fromkeys(spellings))


def fold_phone(text: str) -> str:
    """Return the digits of a telephone number, without 00 and the Danish 45 in front."""
    digits = re.sub(r"\D", "", text)
    is_danish = re.match(r"\D*(\+|00)45", text) or len(digits) == 10
    digits = digits.removeprefix("00")
    digits = digits.removeprefix("45") if is_danish else digits
    return digits if len(digits) >= 4 else ""


def build_search_text(number: str, phone: str, *texts: str) -> str:
    """Return the search text of an order: one line for each spelling, and the telephone number."""
    return "\n".join([*fold(" ".join([number, *filter(None, texts)])), fold_phone(phone)])


def _strip_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))
