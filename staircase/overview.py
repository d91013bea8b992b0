"""Overview of all activities, with filters in the query string."""

import re
from typing import cast

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from staircase.evidence import Evidence
from staircase.models import ActivityPage, TierPage
from staircase.queries import get_staircase_or_404


class ActivityFilter(forms.Form):
    """Filter of the overview. Readers see the names of the fields in the URL."""

    trin = forms.ChoiceField(
        label=_("Step"),
        required=False,
        error_messages={"invalid_choice": _("There is no such step any more. Choose another.")},
    )
    viden = forms.ChoiceField(
        label=_("Knowledge base"),
        required=False,
        choices=[("", _("Anything")), *Evidence.choices],
        error_messages={"invalid_choice": _("There is no such answer. Choose another.")},
    )
    beboere = forms.CharField(
        label=_("Residents"),
        required=False,
        max_length=100,
        help_text=_("One or more words, for instance: unge"),
        error_messages={"max_length": _("Write fewer words.")},
    )

    def __init__(self, data: QueryDict, tiers: list[TierPage]) -> None:
        super().__init__(data, label_suffix="")
        cast(forms.ChoiceField, self.fields["trin"]).choices = [
            ("", _("All steps")),
            *((tier.slug, f"{tier.number}: {tier.title}") for tier in tiers),
        ]

    @property
    def summary(self) -> str:
        """What is chosen, in words for the title, or ""."""
        chosen = {
            name: dict(field.choices).get(value, "") if hasattr(field, "choices") else value
            for name, field in self.fields.items()
            if (value := self.cleaned_data.get(name))
        }
        return ", ".join(str(text) for text in chosen.values() if text)

    def matches(self, activity: ActivityPage) -> bool:
        """Return whether the activity passes every valid filter."""
        data = self.cleaned_data
        return (
            data.get("trin") in (None, "", activity.tier.slug)
            and data.get("viden") in (None, "", activity.evidence)
            and _mentions(activity, data.get("beboere", ""))
        )


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the published activities that match the filter."""
    staircase = get_staircase_or_404()
    form = ActivityFilter(request.GET, staircase.tiers)
    form.full_clean()
    found = [activity for activity in staircase.activities if form.matches(activity)]
    context = {"staircase": staircase, "form": form, "found": found}
    return render(request, "staircase/overview.html", context)


def _mentions(activity: ActivityPage, text: str) -> bool:
    """Return whether every word of the text begins a word about the residents."""
    words = _words(f"{activity.residents} {activity.tier.residents}")
    return all(any(word.startswith(part) for word in words) for part in _words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
