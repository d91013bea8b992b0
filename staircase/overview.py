"""The overview of all activities, filtered by an address that can be shared."""

import re

from django import forms
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from staircase.evidence import Evidence
from staircase.models import ActivityPage
from staircase.queries import get_staircase_or_404


class ActivityFilter(forms.Form):
    """What the reader wants to see. The names stand in the address, so they are Danish."""

    trin = forms.ChoiceField(
        label=_("Step"),
        required=False,
        error_messages={"invalid_choice": _("There is no such step any more. Choose another.")},
    )
    viden = forms.ChoiceField(
        label=_("What the activity rests on"),
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

    def __init__(self, data, tiers):
        super().__init__(data, label_suffix="")
        self.fields["trin"].choices = [
            ("", _("All steps")),
            *((tier.slug, f"{tier.number}: {tier.title}") for tier in tiers),
        ]

    def lets_through(self, activity: ActivityPage) -> bool:
        """Whether the activity is what was asked for. A question with an error is not asked."""
        wish = self.cleaned_data
        return (
            wish.get("trin") in (None, "", activity.tier.slug)
            and wish.get("viden") in (None, "", activity.evidence)
            and _speaks_of(activity, wish.get("beboere", ""))
        )


@require_safe
def overview(request):
    """Every activity on the staircase, or those that the filter lets through."""
    staircase = get_staircase_or_404()
    form = ActivityFilter(request.GET, staircase.tiers)
    form.full_clean()
    found = [activity for activity in staircase.activities if form.lets_through(activity)]
    context = {"staircase": staircase, "form": form, "found": found}
    return render(request, "staircase/overview.html", context)


def _speaks_of(activity: ActivityPage, sought: str) -> bool:
    """Whether each word begins a word about the activity's residents or those of its step."""
    words = _words(f"{activity.residents} {activity.tier.residents}")
    return all(any(word.startswith(part) for word in words) for part in _words(sought))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
