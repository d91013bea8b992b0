"""What an editor may want to put right on the staircase. It never stops anyone from publishing."""

import re
from typing import NamedTuple
from unicodedata import normalize

from django.urls import reverse
from django.utils.translation import gettext as _


class Advice(NamedTuple):
    """A sentence that says what to do, and the pages to do it on where it is not this one."""

    text: str
    pages: list

    @property
    def links(self) -> list[tuple[str, str]]:
        """Where each page is edited, and what it is called."""
        return [
            (reverse("wagtailadmin_pages:edit", args=[page.pk]), _name(page)) for page in self.pages
        ]


def _name(page) -> str:
    """The page, and the step it stands on."""
    tier = getattr(page, "tier", None)
    return f"{page.title} ({tier.title})" if tier else page.title


def advise_on_staircase(staircase) -> list[Advice]:
    """What is worth doing on the steps and activities that readers see."""
    activities = staircase.activities
    found = [
        Advice(
            _("These steps show no activity. Add one to each:"),
            [tier for tier in staircase.tiers if not tier.activities],
        ),
        Advice(
            _("These activities name no published source. Choose one on each page:"),
            [activity for activity in activities if not activity.sources],
        ),
        Advice(
            _("These stand on the staircase twice. Keep one of the two, or rename one:"),
            [activity for activity in activities if _twins(activity, activities)],
        ),
    ]
    return [advice for advice in found if advice.pages]


def advise_on_tier(tier) -> list[Advice]:
    """Whether there is anything on the step."""
    text = _("This step shows no activity. Add one below it, and publish it.")
    return [] if tier.activities else [Advice(text, [])]


def advise_on_activity(activity, others) -> list[Advice]:
    """Whether it can be checked, and whether one of the others is the same."""
    found = []
    if not activity.sources:
        text = _("This activity names no published source. Choose one under Sources.")
        found.append(Advice(text, []))
    if twins := _twins(activity, others):
        text = _("The same activity stands here too. Keep one of the two, or rename one:")
        found.append(Advice(text, twins))
    return found


def _twins(activity, others) -> list:
    """The others whose names differ in nothing but capitals, spaces and signs."""
    name = _folded(activity.title)
    return [other for other in others if other.pk != activity.pk and _folded(other.title) == name]


def _folded(name: str) -> str:
    return re.sub(r"\W", "", normalize("NFKC", name).casefold())
