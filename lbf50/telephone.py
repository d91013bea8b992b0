"""Telephone numbers: read as people write them, shown in the Danish way, dialled by RFC 3966."""

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat

REGION = "DK"
DANISH_CODE = 45


def parse_phone(text: str) -> PhoneNumber:
    """Return the number that a text means. Without a country code it is Danish.

    Raises:
        ValueError: It is no telephone number.
    """
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        raise ValueError(text) from None
    is_danish = number.country_code == DANISH_CODE
    if (
        any(map(str.isalpha, text))
        or not phonenumbers.is_possible_number(number)
        or (is_danish and number.italian_leading_zero)
    ):
        raise ValueError(text)
    return number


def format_phone(text: str) -> str:
    """Return a Danish number as 12 34 56 78, another as + and its digits (E.164).

    Raises:
        ValueError: It is no telephone number.
    """
    number = parse_phone(text)
    if number.country_code == DANISH_CODE:
        digits = str(number.national_number)
        return " ".join(digits[place : place + 2] for place in range(0, len(digits), 2))
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def international_phone(text: str) -> str:
    """Return the number as + and its digits (E.164), or the text if it is no number."""
    try:
        return phonenumbers.format_number(parse_phone(text), PhoneNumberFormat.E164)
    except ValueError:
        return text


def phone_link(text: str) -> str:
    """Return the address of a telephone link (RFC 3966), or "" if the text is no number."""
    number = international_phone(text)
    return f"tel:{number}" if number.startswith("+") else ""
