"""What can be checked about a source: its DOI, its ISBN and its year."""

import re
from urllib.parse import quote, unquote

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FIRST_YEAR = 1900
DOI_PREFIX = re.compile(
    r"^(?:doi:\s*)?((https?://)?((www|dx)\.)?doi\.org/)|^doi:?\s*", re.IGNORECASE
)
# Characters of a DOI that its URL can hold unescaped (DOI Handbook, 3.8).
DOI_SAFE = "/:()"
DOI = re.compile(r"10\.[0-9]{4,9}/\S+")
DASHES = re.compile(r"[\s\u2010-\u2015\u2212-]+")
ISBN = re.compile(r"[0-9]{9}[0-9X]|97[89][0-9]{10}")


def normalise_doi(doi: str) -> str:
    """Return the bare DOI of a DOI or its URL.

    A URL has characters escaped: %28 is a parenthesis. A full stop ended the sentence around it.

    Raises:
        ValidationError: It is no DOI.
    """
    bare = unquote(DOI_PREFIX.sub("", doi.strip())).rstrip(".,")
    if bare and not DOI.fullmatch(bare):
        raise ValidationError(
            _("A DOI begins with 10. and has a slash: 10.4073/csr.2013.10. Check it, or leave it.")
        )
    return bare


def doi_address(doi: str) -> str:
    """Return the URL of a DOI, percent-encoded: # would begin a fragment."""
    return f"https://doi.org/{quote(doi, safe=DOI_SAFE)}"


def normalise_isbn(isbn: str) -> str:
    """Return the ISBN, its dashes as plain hyphens.

    Raises:
        ValidationError: Its form or its check digit is wrong.
    """
    written = DASHES.sub("-", isbn.upper().removeprefix("ISBN").strip(" :"))
    digits = written.replace("-", "")
    if not digits:
        return ""
    if not ISBN.fullmatch(digits):
        raise ValidationError(
            _("An ISBN has 13 digits and begins with 978 or 979, or has 10. Check the number.")
        )
    if not (_sum_10(digits) if len(digits) == 10 else _sum_13(digits)):
        raise ValidationError(
            _("The last digit of the ISBN does not fit the others: one of them is mistyped.")
        )
    return written


def validate_year(year: int | None) -> int | None:
    """Return the year unchanged.

    Raises:
        ValidationError: It is before 1900 or after next year.
    """
    latest = timezone.localdate().year + 1
    if year is not None and not FIRST_YEAR <= year <= latest:
        raise ValidationError(
            _("Write the year with four digits, between %(first)s and %(latest)s.")
            % {"first": FIRST_YEAR, "latest": latest}
        )
    return year


def _sum_10(digits: str) -> bool:
    values = (10 if digit == "X" else int(digit) for digit in digits)
    return (
        sum(value * weight for value, weight in zip(values, range(10, 0, -1), strict=True)) % 11
        == 0
    )


def _sum_13(digits: str) -> bool:
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
