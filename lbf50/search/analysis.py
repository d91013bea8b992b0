"""The words of a question and of a page: which of them mean the same, and which are nearly alike.

The stems are those of PostgreSQL's own Danish dictionary. Danish puts words together, which no
dictionary of stems undoes: so a word is also found inside a longer one.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches

import snowballstemmer

WORD = re.compile(r"\w+")
MOST_WORDS = 8
LONGEST_WORD = 50
MOST_FORMS = 40
# A shorter part stands inside too many words that have nothing to do with it.
SHORTEST_PART = 4
SHORTEST_FIRST_PART = 3
EXTRACT_LENGTH = 260
BEFORE_THE_HIT = 80
# They stand in every question and on every page, and say nothing about either.
EMPTY_WORDS = set(
    WORD.findall(
        "af alle at blev da de dem den der deres det dette du eller en er et for fra får ham han "
        "har havde have hun hvad hvem hvor hvordan hvorfor i ikke jeg kan man med men mig min "
        "mine mit noget nogle nu når og også om op os på sig sin som så til ud var vi vil være ved"
    )
)


def query_words(query: str) -> list[str]:
    """The words to look for, each once."""
    words = dict.fromkeys(word[:LONGEST_WORD] for word in WORD.findall(query.lower()))
    telling = [word for word in words if word not in EMPTY_WORDS]
    return (telling or list(words))[:MOST_WORDS]


def stems(words: Iterable[str]) -> dict[str, str]:
    """Each word with its stem. A stemmer is not for two threads at once, so each call makes one."""
    words = list(words)
    return dict(zip(words, snowballstemmer.stemmer("danish").stemWords(words), strict=True))


def matching_forms(word: str, known: dict[str, str]) -> list[str]:
    """The known words that say the same as `word` or have it as a part, the shortest first."""
    stem = stems([word])[word]
    part = stem if len(stem) >= SHORTEST_PART else word
    same = [other for other, its_stem in known.items() if its_stem == stem or _has(other, part)]
    return sorted(same, key=len)[:MOST_FORMS]


def similar_words(word: str, known: dict[str, str]) -> list[str]:
    """The known words that are most like `word`, the best first, no two with the same stem."""
    near = get_close_matches(word, known, n=6, cutoff=0.7)
    return list({known[other]: other for other in reversed(near)}.values())[::-1]


def highlight(text: str, hits: set[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a hit."""
    return [(piece, piece.lower() in hits) for piece in re.split(r"(\w+)", text) if piece]


def excerpt(text: str, hits: set[str]) -> str:
    """Some lines of the text around the first hit, or its beginning where there is none."""
    first = next((at.start() for at in WORD.finditer(text) if at[0].lower() in hits), 0)
    start = text.find(" ", first - BEFORE_THE_HIT) + 1 if first > BEFORE_THE_HIT else 0
    lines = text[start : start + EXTRACT_LENGTH]
    if start + EXTRACT_LENGTH < len(text):
        lines = f"{lines.rpartition(' ')[0]} …"
    return f"… {lines}" if start else lines


def _has(word: str, part: str) -> bool:
    if len(part) < SHORTEST_PART:
        return False
    return word.startswith(part) or part in word[SHORTEST_FIRST_PART:]
