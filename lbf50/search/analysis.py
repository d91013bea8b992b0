"""Text analysis for search: stems, compounds, similar words, highlighting.

The stemmer is the one in PostgreSQL's Danish dictionary. Stemming does not split Danish compounds,
so a word also matches inside a longer word.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

import snowballstemmer

from lbf50.danish import TWO_LETTERS
from lbf50.search.fields import SEPARATOR

WORD = re.compile(r"\w+")
MAX_WORDS = 8
MAX_WORD_LENGTH = 50
MAX_FORMS = 40
# A shorter part occurs inside too many unrelated words.
MIN_PART_LENGTH = 4
MIN_FIRST_PART_LENGTH = 3
EXCERPT_LENGTH = 260
CHARACTERS_BEFORE_HIT = 80
# An excerpt begins with the first whole sentence that is not longer before the hit.
SENTENCE_BEFORE_HIT = 160
SENTENCE_END = re.compile(rf"[.?!]\s+|\s{SEPARATOR}\s")
# Words too common to distinguish pages.
STOP_WORDS = set(
    WORD.findall(
        "af alle at blev da de dem den der deres det dette du eller en er et for fra får ham han "
        "har havde have hun hvad hvem hvor hvordan hvorfor i ikke jeg kan man med men mig min "
        "mine mit noget nogle nu når og også om op os på sig sin som så til ud var vi vil være ved"
    )
)


def split_words(text: str) -> list[str]:
    """Return the words of a text in lower case, their letters composed (NFC)."""
    return WORD.findall(unicodedata.normalize("NFC", text).lower())


def query_words(query: str) -> list[str]:
    """Return the distinct words of a query, without stop words if it has others."""
    words = dict.fromkeys(word[:MAX_WORD_LENGTH] for word in split_words(query))
    content_words = [word for word in words if word not in STOP_WORDS]
    return (content_words or list(words))[:MAX_WORDS]


def stems(words: Iterable[str]) -> dict[str, str]:
    """Map each word to its stem.

    Stemmers are not thread-safe: create one per call.
    """
    words = list(words)
    return dict(zip(words, snowballstemmer.stemmer("danish").stemWords(words), strict=True))


def matching_forms(word: str, vocabulary: dict[str, str]) -> list[str]:
    """Return words with the same stem as `word` or with it as a part, shortest first.

    “velfaerd” and “velfærd” are the same word.

    Args:
        vocabulary: Maps each word of the pages to its stem.
    """
    own_stems = stems([word, word.translate(TWO_LETTERS)])
    spellings = {stem.translate(TWO_LETTERS) for stem in own_stems.values()}
    stem = own_stems[word]
    part = (stem if len(stem) >= MIN_PART_LENGTH else word).translate(TWO_LETTERS)
    forms = [
        other
        for other, other_stem in vocabulary.items()
        if other_stem.translate(TWO_LETTERS) in spellings
        or _has_part(other.translate(TWO_LETTERS), part)
    ]
    return sorted(forms, key=len)[:MAX_FORMS]


def similar_words(word: str, vocabulary: dict[str, str]) -> list[str]:
    """Return the words spelled most like `word`, best first, one per stem."""
    matches = get_close_matches(word, vocabulary, n=6, cutoff=0.7)
    return list({vocabulary[match]: match for match in reversed(matches)}.values())[::-1]


def highlight(text: str, hits: set[str]) -> list[tuple[str, bool]]:
    """Split the text into pieces, each with whether it is a hit."""
    return [(piece, piece.lower() in hits) for piece in re.split(r"(\w+)", text) if piece]


def excerpt(text: str, hits: set[str]) -> str:
    """Return some lines around the first hit, or from the start without a hit."""
    first = next((match.start() for match in WORD.finditer(text) if match[0].lower() in hits), 0)
    sentences = [0, *(end.end() for end in SENTENCE_END.finditer(text, 0, first))]
    start = next((s for s in sentences if first - s <= SENTENCE_BEFORE_HIT), None)
    if is_cut := start is None:
        start = text.find(" ", first - CHARACTERS_BEFORE_HIT) + 1
    lines = text[start : start + EXCERPT_LENGTH]
    if start + EXCERPT_LENGTH < len(text):
        lines = f"{lines.rpartition(' ')[0]}\u00a0…"
    return f"…\u00a0{lines}" if is_cut else lines


def _has_part(word: str, part: str) -> bool:
    if len(part) < MIN_PART_LENGTH:
        return False
    return word.startswith(part) or part in word[MIN_FIRST_PART_LENGTH:]
