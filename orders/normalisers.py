"""Normalisers of what people write into the order form."""

import re
import unicodedata

# Characters that print as nothing: controls but tab and line ends, soft hyphens, joiners of words,
# direction marks, variation selectors, fillers, tags. U+200C and U+200D stay: Persian needs them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def strip_invisible(text: str) -> str:
    """Compose the text (NFC), remove invisible characters, and make line ends single.

    Text without a letter, digit or sign prints as nothing and becomes "".
    """
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", text.replace("\r\n", "\n")))
    return text if any(unicodedata.category(c)[0] in "LNPS" for c in text) else ""


def has_letter(text: str) -> bool:
    """Return whether the text has a letter of any script."""
    return any(unicodedata.category(character)[0] == "L" for character in text)


def collapse_whitespace(text: str) -> str:
    """Return the text on one line with single spaces."""
    return " ".join(text.split())


def strip_care_of(text: str) -> str:
    """Remove "c/o" from the name: the label prints it."""
    return re.sub(r"^c\s*/\s*o\b[\s.:]*", "", text, flags=re.IGNORECASE)
