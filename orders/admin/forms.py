"""The forms of the desk. They check what was written and do nothing else."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orders import validators
from orders.forms import (
    NOTE_LENGTH,
    TOO_LONG,
    AddressForm,
    BookRequestForm,
    EditFormMixin,
    LineField,
    WholeNumberField,
    validate_email_address,
    whole_number_message,
)
from orders.models import Order

if TYPE_CHECKING:
    pass

COPIES_AT_MOST = 1000
PRINT_RUN_AT_MOST = 1_000_000
REASON_LENGTH = 200
CANCEL_REASON_LENGTH = 500


class InlineForm(forms.Form):
    """A small form among others on a page: the ids of its fields begin with its own name."""

    use_required_attribute = False
    name = ""

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", auto_id=f"id_{self.name}_%s", **kwargs)


class CopiesField(WholeNumberField):
    """A number of copies within limits."""

    def __init__(self, *, least: int = 1, most: int, **kwargs: Any) -> None:
        message = whole_number_message(least, most)
        super().__init__(
            min_value=least,
            max_value=most,
            error_messages=dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"), message
            ),
            **kwargs,
        )


class CancelForm(InlineForm):
    """Why one order is cancelled, or many."""

    name = "cancel"
    reason = forms.CharField(
        label=_("Reason for cancelling"),
        help_text=_("The orderer reads this in the mail about it. Write whole sentences."),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(CANCEL_REASON_LENGTH, TOO_LONG)],
        error_messages={"required": _("Write the reason for cancelling")},
    )

    def clean_reason(self) -> Any:
        return validators.strip_invisible(self.cleaned_data["reason"])


class ReturnForm(InlineForm):
    """Copies that came back."""

    name = "take_back"
    returned_known = forms.IntegerField(required=False, widget=forms.HiddenInput)
    copies = WholeNumberField(label=_("Copies that came back"))
    to_shelf = forms.BooleanField(
        label=_("They can be sent to others: put them on the shelf"), required=False, initial=True
    )
    reason = LineField(label=_("Why they came back"), at_most=REASON_LENGTH)

    def __init__(self, data: QueryDict | None = None, *, order: Order, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        out = order.copies - order.returned
        self.fields["returned_known"].initial = order.returned
        self.fields["copies"] = CopiesField(
            label=self.fields["copies"].label, most=max(out, 1), initial=out
        )
        if order.anonymised_at:
            del self.fields["reason"]


class CopiesForm(InlineForm):
    """The number of copies of an order."""

    name = "copies"
    copies = CopiesField(label=_("New number of copies"), most=COPIES_AT_MOST)


class SplitForm(InlineForm):
    """The copies of a waiting order that can be sent now."""

    name = "split"
    copies = CopiesField(label=_("Copies to send now"), most=COPIES_AT_MOST)


class NoteForm(InlineForm):
    """An internal note."""

    name = "note"
    text = forms.CharField(
        label=_("A note for colleagues"),
        help_text=_("The orderer does not see it, but can ask for a copy of it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(NOTE_LENGTH, TOO_LONG)],
        error_messages={"required": _("Write the note first")},
    )


class FollowUpForm(InlineForm):
    """The day on which somebody looks at the order again."""

    name = "follow_up"
    day = forms.DateField(
        label=_("Look at it again on"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("Choose a day, for instance 24-12-2026")
        ),
    )

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a later day"))
        return day


class _Reachable(AddressForm):
    """The address form for staff, who write for somebody else."""

    missing_postcode = _("Write the postcode")

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["name"].error_messages["required"] = _("Write the recipient’s name")
        self.fields["street"].error_messages["required"] = _("Write street and house number")
        self.fields["city"].error_messages["required"] = _("Write the name of the town")
        for field in self.fields.values():
            # It is somebody else’s address: the browser is not to offer the member of staff’s own.
            field.widget.attrs["autocomplete"] = "off"


class EditOrderForm(EditFormMixin, _Reachable):
    """Name, address and contact of an order, to correct."""

    email = LineField(
        label=_("E-mail"),
        validators=[validate_email_address],
        widget=forms.EmailInput,
    )
    phone = BookRequestForm.base_fields["phone"]
    clean_phone = BookRequestForm.clean_phone


class TelephoneOrderForm(_Reachable, BookRequestForm):
    """An order that somebody tells us. The visitors’ limit of copies is not the staff’s."""

    email = LineField(
        label=_("E-mail"),
        help_text=_("Without one, nobody gets a receipt."),
        validators=[validate_email_address],
        widget=forms.EmailInput,
    )

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["reason"].help_text = ""
        self.fields["phone"].help_text = ""

    def _describe_copies(self) -> None:
        self.fields["copies"] = CopiesField(
            label=self.fields["copies"].label, most=COPIES_AT_MOST, initial=1
        )

    def _clean_copies(self) -> None:
        """The field itself knows its limits."""


class PrintRunForm(InlineForm):
    """New copies from the printer."""

    name = "print_run"
    newest_known = forms.IntegerField(required=False, widget=forms.HiddenInput)
    copies = CopiesField(label=_("Copies from the printer"), most=PRINT_RUN_AT_MOST)
    reason = LineField(label=_("Delivery note or remark"), at_most=REASON_LENGTH)
    and_deal_out = forms.BooleanField(
        label=_("Deal out to the waiting list at once"), required=False, initial=True
    )


class StocktakeForm(InlineForm):
    """The copies, counted."""

    name = "count"
    copies = CopiesField(
        label=_("Copies counted in the house"),
        help_text=_("All that have not left: on the shelf and in parcels that are not posted."),
        least=0,
        most=PRINT_RUN_AT_MOST,
    )
    reason = LineField(
        label=_("Why the count is another"),
        at_most=REASON_LENGTH,
        missing=_("Write why the count is another"),
    )


class PersonSearchForm(InlineForm):
    """Whose data it is about."""

    name = "person"
    email = LineField(
        label=_("The person’s e-mail"),
        missing=_("Write the person’s e-mail address"),
        validators=[validate_email_address],
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
