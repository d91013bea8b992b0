"""A check of new passwords against Danish words, beside Django's list of common passwords."""

import re

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Words that stand in passwords in Denmark, and those of this site. Our own list.
WORDS = (
    "adgangskode", "kodeord", "password", "hemmelig", "velkommen", "landsbyggefonden", "lbf",
    "velfærdstrappen", "velfærdstrappe", "velfærd", "boligområder", "boligsociale", "boligsocial",
    "bolig", "bevægelse", "redaktion", "bestilling", "trappen", "trappe", "danmark", "københavn",
    "aarhus", "århus", "odense", "aalborg", "esbjerg", "sommer", "vinter", "efterår", "forår",
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
    "oktober", "november", "december", "mandag", "tirsdag", "onsdag", "torsdag", "fredag",
    "lørdag", "søndag", "fodbold", "kærlighed", "skattemus", "solskin", "qwerty", "asdfgh", "abc",
)  # fmt: skip
FEWEST_LETTERS = 5


class DanishWordsValidator:
    """Refuse a password that is a listed word with little else than digits and signs."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Check a new password.

        Raises:
            ValidationError: It is made of words that are tried first.
        """
        rest = whole = password.casefold()
        for word in sorted(WORDS, key=len, reverse=True):
            rest = rest.replace(word, " ")
        if rest != whole and len(re.findall(r"[^\W\d_]", rest)) < FEWEST_LETTERS:
            raise ValidationError(
                _("It is made of words and numbers that are easily guessed. Add other words."),
                code="password_of_common_words",
            )

    def get_help_text(self) -> str:
        """Return the rule for users."""
        return _("Not only months, towns, seasons and the like with a number.")
