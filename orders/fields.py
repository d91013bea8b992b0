"""Fields of the order forms."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from lbf50.lazy_text import LazyText
from orders import countries, normalisers
from orders.validators import TOO_LONG


class LineField(forms.CharField):
    """One line of text. Too long text gets a message: there is no maxlength."""

    def __init__(
        self,
        *,
        at_most: int | None = None,
        missing: str | LazyText = "",
        validators: Sequence[Any] = (),
        **kwargs: Any,
    ) -> None:
        length = [MaxLengthValidator(at_most, TOO_LONG)] if at_most else []
        super().__init__(
            required=bool(missing),
            error_messages={"required": missing},
            validators=[*length, *validators],
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        text = normalisers.strip_invisible(super().to_python(value) or "")
        return normalisers.collapse_whitespace(text)


class LinesField(forms.CharField):
    """A required text of several lines. What prints as nothing is no text."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *, at_most: int, missing: LazyText, **kwargs: Any) -> None:
        super().__init__(
            validators=[MaxLengthValidator(at_most, TOO_LONG)],
            error_messages={"required": missing},
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        return normalisers.strip_invisible(super().to_python(value) or "")


class CountrySelect(forms.Select):
    """A list of 250 countries. Django's template includes another one for each option."""

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
        try:
            return normalisers.parse_whole_number(value)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
