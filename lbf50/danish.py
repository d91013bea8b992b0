"""Danish letters in ASCII."""

# A Danish letter and its two-letter spelling are one: in URLs, ids of headings and searches.
TWO_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})
