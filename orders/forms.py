"""Forms of the order and the address. They validate and do nothing else."""

import re
from typing import Any, Self, cast

from django import forms
from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from lbf50.telephone import format_phone
from orders import countries, normalisers
from orders.fields import CountryField, LineField, LinesField, WholeNumberField
from orders.models import OrderSettings
from orders.validators import (
    validate_email_address,
    validate_name,
    validate_printable,
    validate_street,
    validate_town,
)

NOTE_LENGTH = 1000
# Stands for a country that has to be corrected: the general rule for postcodes holds.
UNKNOWN_COUNTRY = "?"
# A number without its country code, as people write it in the country of the address.
FOREIGN_PHONE = re.compile(r"(?:[\s()/.-]*\d){5,15}")


class EditFormMixin(forms.Form):
    """Detect concurrent edits by comparing with the values the form was opened with.

    Each field has its first value in a hidden field beside it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            key = self.add_initial_prefix(name)
            # The template renders it. Django's own hidden initial has invalid ARIA attributes.
            seen = self.data[key] if key in self.data else self.initial.get(name, "")
            field.seen_value = seen  # type: ignore[attr-defined]  # read by the template

    @property
    def changes(self) -> dict[str, Any]:
        """The cleaned values of the fields that the user has changed."""
        seen, cleaned = self.seen, self.cleaned_data
        return {name: value for name, value in cleaned.items() if value != seen.get(name)}

    @property
    def written(self) -> list[tuple[str, str]]:
        """Label and text of each field that the user has written something new in."""
        return [
            (str(field.label), field.value())
            for field in self
            if self.is_bound and field.value() != field.field.seen_value  # type: ignore[attr-defined]
        ]

    @property
    def seen(self) -> dict[str, str]:
        """The values that the form was opened with."""
        keys = {name: self.add_initial_prefix(name) for name in self.fields}
        return {name: self.data[key] for name, key in keys.items() if key in self.data}

    def with_conflicts(self, stored: dict[str, Any], conflicts: list[str]) -> Self:
        """Return the form to be sent again, with an error on each of the `conflicts`.

        They keep what the user saw or wrote: an address of both would be no address. Other fields
        that only the other has changed get the stored value.
        """
        data = cast(QueryDict, self.data).copy()
        for name in self.fields:
            data[self.add_initial_prefix(name)] = stored[name]
            if name not in self.changes and name not in conflicts:
                data[name] = stored[name]
        form = type(self)(data, initial=stored)
        for name in conflicts:
            message = _("Meanwhile it was changed to “%(value)s”. Write what is right, and save.")
            form.add_error(name, message % {"value": stored[name]})
        return form


class AddressForm(forms.Form):
    """Name and address of the recipient."""

    use_required_attribute = False
    missing_postcode = _("Write your postcode")

    name = LineField(
        label=_("Name"),
        max_length=100,
        error_messages={"required": _("Write your name")},
        validators=[validate_name],
    )
    organisation = LineField(
        label=_("Company or organisation"),
        max_length=100,
        validators=[validate_printable],
        required=False,
    )
    care_of = LineField(
        label=_("c/o"),
        help_text=_("If someone else’s name is on the door"),
        max_length=100,
        validators=[validate_printable],
        required=False,
    )
    street = LineField(
        label=_("Street and house number"),
        max_length=100,
        error_messages={"required": _("Write your street and house number")},
        validators=[validate_street],
    )
    postcode = LineField(label=_("Postcode"), required=False)
    city = LineField(
        label=_("Town"),
        max_length=60,
        error_messages={"required": _("Write the name of your town")},
        validators=[validate_town],
    )
    country = CountryField(
        label=_("Country"),
        help_text=_("Only if the book is to be sent abroad, to Greenland or to the Faroe Islands"),
    )

    tokens = {
        "name": "name",
        "organisation": "organization",
        "street": "address-line1",
        "postcode": "postal-code",
        "city": "address-level2",
        "country": "country-name",
        "email": "email",
        "phone": "tel",
    }

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        visible = data and {
            name: normalisers.strip_invisible(str(text)) for name, text in data.items()
        }
        super().__init__(visible, label_suffix="", **kwargs)
        self.fields["postcode"].widget.attrs["inputmode"] = "numeric"
        country = cast(CountryField, self.fields["country"])
        if (stored := self.initial.get("country")) and not country.valid_value(stored):
            # An older order may have a country that is not on the list.
            country.choices = [*countries.country_choices(), (stored, stored)]
        for name in self.tokens.keys() & self.fields.keys():
            self.fields[name].widget.attrs["autocomplete"] = self.tokens[name]

    def clean_care_of(self) -> Any:
        return normalisers.strip_care_of(self.cleaned_data["care_of"])

    def clean(self) -> None:
        """Normalise the postcode by the rules of the country."""
        super().clean()
        text, country = self.cleaned_data.get("postcode"), self.cleaned_data.get("country")
        if text is None:
            return
        if country is None:
            country = UNKNOWN_COUNTRY
        named = countries.country_of_postcode(text)
        if not country and named in (countries.GREENLAND, countries.FAROES):
            country = self.cleaned_data["country"] = named
        try:
            self.cleaned_data["postcode"] = countries.normalise_postcode(text, country)
        except ValueError:
            self.add_error("postcode", self._postcode_message(text, country, named))

    def _postcode_message(self, text: str, country: str, named: str) -> Any:
        if not text:
            return self.missing_postcode
        if named and named != country:
            return _("Is it %(country)s? Then choose that country below") % {"country": named}
        if country == UNKNOWN_COUNTRY:
            return _("Write the postcode with letters and digits, 12 at most")
        if country in ("", countries.GREENLAND):
            return _(
                "Write a postcode with four digits, for instance 1554, or choose the country below"
            )
        return _("Write the postcode as it is written in %(country)s") % {"country": country}


class EditAddressForm(EditFormMixin, AddressForm):
    """Name and address of an order, for the customer to correct."""


class BookRequestForm(AddressForm):
    """The order form: recipient, contact data and copies."""

    email = LineField(
        label=_("E-mail"),
        help_text=_("We send a receipt to this address"),
        error_messages={"required": _("Write your e-mail address")},
        validators=[validate_email_address],
        widget=forms.EmailInput,
    )
    phone = LineField(
        label=_("Telephone number"),
        help_text=_("Only used if something is wrong with the address"),
        max_length=40,
        widget=forms.TelInput,
        required=False,
    )
    copies = WholeNumberField(label=_("Number of copies"), initial=1)
    reason = LineField(
        label=_("What the copies are for"),
        help_text=_("Only if you are an organisation that wants many"),
        max_length=200,
        required=False,
    )
    note = LinesField(
        label=_("Note"),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, data: QueryDict | None = None, *, order_settings: OrderSettings, **kwargs: Any
    ) -> None:
        """Fill the form. `order_settings` has the limits of copies."""
        self.order_settings = order_settings
        super().__init__(data, **kwargs)
        self._describe_copies()
        for text in order_settings.form_texts.all():
            field = self.fields[text.field]
            field.label = text.label or field.label
            field.help_text = text.hint or field.help_text

    def _describe_copies(self) -> None:
        most = self.order_settings.copies_at_most
        field = self.fields["copies"]
        field.help_text = _("%(most)d at most") % {"most": most}
        if self.order_settings.copies_at_most_with_reason > most:
            field.help_text = _(
                "%(most)d at most, or %(more)d for an organisation that says what they are for"
            ) % {"most": most, "more": self.order_settings.copies_at_most_with_reason}
        message = whole_number_message(1, most)
        field.error_messages.update(required=message, invalid=message)

    def clean_phone(self) -> Any:
        text = self.cleaned_data["phone"]
        try:
            return format_phone(text) if text else ""
        except ValueError:
            if self.cleaned_data.get("country") and FOREIGN_PHONE.fullmatch(text):
                return text
            raise forms.ValidationError(
                _("Write a telephone number with eight digits, or with + and a country code")
            ) from None

    def clean(self) -> None:
        super().clean()
        self._clean_copies()

    def _clean_copies(self) -> None:
        copies = self.cleaned_data.get("copies")
        if copies is None:
            return
        most = self.order_settings.copies_at_most
        more = self.order_settings.copies_at_most_with_reason
        says_why = self.cleaned_data.get("organisation") and self.cleaned_data.get("reason")
        limit = max(most, more) if says_why else most
        if copies < 1 or copies > limit >= more:
            self.add_error("copies", whole_number_message(1, limit))
        elif copies > limit:
            self.add_error(
                "copies",
                _(
                    "Write a whole number from 1 to %(most)d. Up to %(more)d are for "
                    "organisations: write the name of yours, and what the copies are for"
                )
                % {"most": most, "more": more},
            )


def whole_number_message(least: int, most: int) -> Any:
    """Return the message for a number outside its limits, translated when it is shown."""
    text = _("Write a whole number from {least} to {most}")
    return format_lazy(text, least=least, most=lazy(number_format, str)(most, force_grouping=True))
