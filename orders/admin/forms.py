"""Forms of the order admin. They validate and do nothing else."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orders.fields import LineField, LinesField, WholeNumberField
from orders.forms import (
    NOTE_LENGTH,
    AddressForm,
    BookRequestForm,
    EditFormMixin,
    whole_number_message,
)
from orders.models import Order
from orders.validators import validate_email_address

COPIES_AT_MOST = 1000
PRINT_RUN_AT_MOST = 1_000_000
REASON_LENGTH = 200
CANCEL_REASON_LENGTH = 500


class InlineForm(forms.Form):
    """A small form among others on a page. Its name prefixes the ids of its fields."""

    use_required_attribute = False
    name = ""

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", auto_id=f"id_{self.name}_%s", **kwargs)


class OrderActionForm(InlineForm):
    """A small form about one order. In a bulk action, there is no order."""

    def __init__(
        self, data: QueryDict | None = None, *, order: Order | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        if order:
            self.fit_order(order)

    def fit_order(self, order: Order) -> None:
        """Adapt fields and initial values to the order."""


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


class CancelForm(OrderActionForm):
    """The reason for cancelling one order or many."""

    name = "cancel"
    reason = LinesField(
        label=_("Reason for cancelling"),
        help_text=_("The customer reads this in the mail about it. Write whole sentences."),
        max_length=CANCEL_REASON_LENGTH,
        error_messages={"required": _("Write the reason for cancelling")},
    )

    def fit_order(self, order: Order) -> None:
        if not order.email:
            self.fields["reason"].help_text = _(
                "It is kept in the history. The customer has no e-mail address: write or call."
            )


class UndoForm(OrderActionForm):
    """The status that the user has seen and undoes."""

    name = "undo"
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def fit_order(self, order: Order) -> None:
        self.fields["seen"].initial = order.status


class UndoReturnForm(OrderActionForm):
    """The returned copies that the user has seen."""

    name = "undo_return"
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def fit_order(self, order: Order) -> None:
        self.fields["seen"].initial = order.returned


class ReturnForm(OrderActionForm):
    """Returned copies."""

    name = "return"
    returned_before = forms.IntegerField(required=False, widget=forms.HiddenInput)
    copies = WholeNumberField(label=_("Copies that came back"))
    restock = forms.BooleanField(
        label=_("They can be sent to others: put them back in stock"), required=False, initial=True
    )
    reason = LineField(label=_("Why they came back"), max_length=REASON_LENGTH, required=False)

    def fit_order(self, order: Order) -> None:
        out = order.copies - order.returned
        self.fields["returned_before"].initial = order.returned
        self.fields["copies"] = CopiesField(
            label=self.fields["copies"].label, most=max(out, 1), initial=out
        )
        if order.anonymised_at:
            del self.fields["reason"]


class CopiesForm(OrderActionForm):
    """The number of copies of an order."""

    name = "copies"
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    copies = CopiesField(label=_("New number of copies"), most=COPIES_AT_MOST)

    def fit_order(self, order: Order) -> None:
        self.fields["seen"].initial = order.copies


class SplitForm(OrderActionForm):
    """The copies of a waiting order that can be sent now."""

    name = "split"
    copies = CopiesField(label=_("Copies to send now"), most=COPIES_AT_MOST)

    def fit_order(self, order: Order) -> None:
        most = max(order.copies - 1, 1)
        self.fields["copies"] = CopiesField(label=self.fields["copies"].label, most=most)


class NoteForm(OrderActionForm):
    """An internal note."""

    name = "note"
    text = LinesField(
        label=_("A note for colleagues"),
        help_text=_("The customer does not see it, but can ask for a copy of it."),
        max_length=NOTE_LENGTH,
        error_messages={"required": _("Write the note first")},
    )


class ResendForm(OrderActionForm):
    """The mail to send again."""

    name = "send_again"
    mail = forms.CharField(required=False, widget=forms.HiddenInput)


class FollowUpForm(OrderActionForm):
    """The follow-up date of an order."""

    name = "follow_up"
    day = forms.DateField(
        label=_("Look at it again on"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("Choose a day, for instance 24-12-2026")
        ),
    )

    def fit_order(self, order: Order) -> None:
        self.fields["day"].initial = order.follow_up_on

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a later day"))
        return day


class StaffAddressForm(AddressForm):
    """The address form for staff, who write for somebody else."""

    missing_postcode = _("Write the postcode")

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["name"].error_messages["required"] = _("Write the recipient’s name")
        self.fields["street"].error_messages["required"] = _("Write street and house number")
        self.fields["city"].error_messages["required"] = _("Write the name of the town")
        for field in self.fields.values():
            # It is a customer's address: the browser must not offer that of the member of staff.
            field.widget.attrs["autocomplete"] = "off"


class EditOrderForm(EditFormMixin, StaffAddressForm):
    """Correct name, address and contact data of an order."""

    email = LineField(
        label=_("E-mail"),
        validators=[validate_email_address],
        widget=forms.EmailInput,
        required=False,
    )
    phone = BookRequestForm.base_fields["phone"]
    clean_phone = BookRequestForm.clean_phone


class TelephoneOrderForm(StaffAddressForm, BookRequestForm):
    """An order by telephone or letter. Staff may exceed the public limit of copies."""

    email = LineField(
        label=_("E-mail"),
        help_text=_("Without one, nobody gets a receipt."),
        validators=[validate_email_address],
        widget=forms.EmailInput,
        required=False,
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
        """Do nothing: the field has its own limits."""


class PrintRunForm(InlineForm):
    """A print run."""

    name = "print_run"
    latest_run = forms.IntegerField(required=False, widget=forms.HiddenInput)
    copies = CopiesField(label=_("Copies from the printer"), most=PRINT_RUN_AT_MOST)
    reason = LineField(label=_("Delivery note or remark"), max_length=REASON_LENGTH, required=False)
    allocate = forms.BooleanField(
        label=_("Allocate to the waiting list at once"), required=False, initial=True
    )


class StocktakeForm(InlineForm):
    """A stocktake."""

    name = "count"
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    copies = CopiesField(
        label=_("Copies counted"),
        help_text=_("All that have not left: in stock and in parcels that are not posted."),
        least=0,
        most=PRINT_RUN_AT_MOST,
    )
    reason = LineField(
        label=_("Why the count is another"),
        max_length=REASON_LENGTH,
        error_messages={"required": _("Write why the count is another")},
    )


class PersonSearchForm(InlineForm):
    """The person whose data are asked for."""

    name = "person"
    email = LineField(
        label=_("The person’s e-mail"),
        error_messages={"required": _("Write the person’s e-mail address")},
        validators=[validate_email_address],
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
