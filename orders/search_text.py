"""Folded text of an order, for the search in the order list."""

import re
import unicodedata

TWO_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "ue"}
    | {"ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
DIGRAPH = re.compile("aa|ae|oe|ue")
APOSTROPHES = re.compile("['’‘`´]")
PUNCTUATION = re.compile(r"[^\w\s]|_")


def fold(text: str) -> list[str]:
    """Return the spellings that a text is searched by, without case, accents and punctuation.

    A person may type a Danish letter as two letters or as its base letter: “Åse” gives “aase” and
    “ase”, as “Aase” does. Other texts have one spelling.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().translate(TWO_LETTERS)
    folded = PUNCTUATION.sub(" ", APOSTROPHES.sub("", _strip_accents(folded)))
    folded = " ".join(folded.split())
    return list(dict.fromkeys([folded, DIGRAPH.sub(lambda match: match[0][0], folded)]))


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
