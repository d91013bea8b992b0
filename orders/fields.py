"""Fields of the order forms."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orders import countries, normalisers
from orders.validators import TOO_LONG

WHOLE_NUMBER = re.compile(r"[0-9]{1,9}|[1-9][0-9]{0,2}([.\s][0-9]{3}){1,2}")


class PrintableField(forms.CharField):
    """A text. What prints as nothing is no text.

    Too long text gets a message: with a maxlength, a browser would cut off what is pasted.
    """

    default_error_messages = {"max_length": TOO_LONG}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return no maxlength."""
        return {}

    def to_python(self, value: Any) -> str:
        return normalisers.strip_invisible(super().to_python(value) or "")


class LineField(PrintableField):
    """A text of one line."""

    def to_python(self, value: Any) -> str:
        return normalisers.collapse_whitespace(super().to_python(value))


class LinesField(PrintableField):
    """A text of several lines."""

    widget = forms.Textarea(attrs={"rows": 3})


class CountrySelect(forms.Select):
    """A list of 250 countries. Django's template is slow: it includes another for each option."""

    template_name = "orders/includes/country_select.html"


class CountryField(forms.ChoiceField):
    """A country from the list. Names and codes in Danish and English are understood too."""

    widget = CountrySelect

    def __init__(self, **kwargs: Any) -> None:
        message = _("Choose the country from the list")
        super().__init__(
            choices=countries.country_choices,
            required=False,
            error_messages={"invalid_choice": message},
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        return countries.find_country(normalisers.strip_invisible(super().to_python(value)))


class WholeNumberField(forms.IntegerField):
    """A whole number with Danish thousands separators. Django would read 1.000 as 1."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if not WHOLE_NUMBER.fullmatch(value.strip()):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(re.sub(r"[.\s]", "", value))
