"""Dates and times as Danes write them, in the forms of the admin."""

import re
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateTimeInput

EARLIEST_YEAR = 1900
MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
SHORT_MONTHS = [month[:3] for month in MONTHS]
SPELLINGS = "|".join((*MONTHS, "febr", "sept", *SHORT_MONTHS))
# "torsdag den", "d." and the like, before the day.
WEEKDAY = re.compile(r"^(?:(?:man|tirs|ons|tors|fre|lør|søn)dag\s+)?(?:den\s+|d\.?\s*)?(?=\d)")
WHOLE_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}(?: \d{1,2}[:.]\d\d)?$")
# A day and the name of a month, whole or shortened: "24. december", "3 maj", "1. jan.".
DAY_AND_MONTH = re.compile(rf"\b(\d{{1,2}})\.?\s*({SPELLINGS})\.?\s+(?=\d)")


def normalise_date(text: str) -> str:
    """Return a date, with or without a time, in one of the forms of lbf50.formats.

    What is no date is left for the field to refuse.
    """
    text = re.sub(r"(?<=\s)(\d{1,2}),(\d\d)\.?$", r"\1:\2", text.casefold().strip())
    text = " ".join(text.replace(",", " ").rstrip(". ").split())
    text = WEEKDAY.sub("", text)
    text = DAY_AND_MONTH.sub(lambda m: f"{m[1]}.{SHORT_MONTHS.index(m[2][:3]) + 1}.", text)
    text = re.sub(r"([./-]\d{4}) - (?=\d{1,2}[.:])", r"\1 ", text)
    text = re.sub(r"(?<=\d)\s*([./-])\s*(?=\d)", r"\1", text)
    text = re.sub(r"^(\d{1,2})[./](\d{1,2}) (?=\d{4}\b)", r"\1.\2.", text)
    text = re.sub(r"\s*\bkl(?:okken)?\.?\s*(?=\d)", " ", text)
    # The year in two digits, and the hour alone.
    text = re.sub(r"^(\d{1,2}[./-]\d{1,2}[./-])(\d\d)(?=$| )", r"\g<1>20\2", text)
    return re.sub(r"^(\S+) (\d{1,2})$", r"\1 \2:00", text)


class DanishDateTimeField(forms.DateTimeField):
    """A date and a time."""

    default_error_messages = {"invalid": _("Write it as 24.12.2026 12:00.")}

    def to_python(self, value: Any) -> datetime | None:
        """Return the time.

        Raises:
            ValidationError: The text is no date.
        """
        try:
            time = super().to_python(normalise_date(value) if isinstance(value, str) else value)
        except ValidationError as error:
            if error.code == "ambiguous_timezone":
                text = gettext("The clocks change at that hour. Choose another one.")
            elif isinstance(value, str) and WHOLE_DATE.match(normalise_date(value)):
                text = gettext("There is no such day or time. Write it as 24.12.2026 12:00.")
            else:
                raise
            raise ValidationError(text, code=error.code) from error
        if time and time.year < EARLIEST_YEAR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return time


class ScheduleForm(WagtailAdminModelForm):
    """Form of whatever is published at a time that an editor writes."""

    def clean_go_live_at(self) -> datetime | None:
        """Return the time of publication.

        Raises:
            ValidationError: It is over: with a wrong year, it would be published at once.
        """
        time = self.cleaned_data["go_live_at"]
        if time and "go_live_at" in self.changed_data and time < timezone.now():
            raise ValidationError(
                gettext(
                    "That time is over. Write a later one, or leave it empty to publish at once."
                )
            )
        return time

    def clean(self) -> dict[str, Any] | None:
        """Check that expiry comes after publication. Wagtail accepts the same minute."""
        data = super().clean()
        start, end = (self.cleaned_data.get(name) for name in ("go_live_at", "expire_at"))
        if start and start == end:
            self.add_error("expire_at", gettext("Choose a time after the publication."))
        return data


def register_date_fields() -> None:
    """Use the field in every form of the admin that edits a model."""
    register_form_field_override(
        models.DateTimeField,
        override={"widget": AdminDateTimeInput, "form_class": DanishDateTimeField},
    )
