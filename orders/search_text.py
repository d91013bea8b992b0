"""Folded text of an order, for the search in the order list."""

import re
import unicodedata

# A person may type a Danish letter in two ways without it: as two letters, or as its base letter.
TWO_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "ue"})
BASE_LETTER = str.maketrans({"æ": "ae", "ø": "o"})


def fold(text: str) -> list[str]:
    """Return the spellings that a text is searched by, without case and accents.

    Usually one. A text with Danish or German letters has two: “Åse” gives “aase” and “ase”.
    """
    composed = unicodedata.normalize("NFKC", text).casefold()
    spellings = [_strip_accents(composed.translate(table)) for table in (TWO_LETTERS, BASE_LETTER)]
    return list(dict.fromkeys(spellings))


def fold_phone(text: str) -> str:
    """Return the digits of a Danish or foreign telephone number, without +45 and 0045."""
    digits = re.sub(r"\D", "", re.sub(r"^\s*(\+|00)45", "", text))
    return digits if len(digits) >= 4 else ""


def build_search_text(number: str, phone: str, *texts: str) -> str:
    """Return the search text of an order: one line for each spelling, and the telephone number."""
    return "\n".join([*fold(" ".join([number, *filter(None, texts)])), fold_phone(phone)])


def _strip_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))
