"""Advice for editors about the staircase. It never prevents publishing."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol
from unicodedata import normalize

from django.urls import reverse
from django.utils.translation import gettext as _


class Activity(Protocol):
    """What the advice reads of an activity page."""

    pk: int
    title: str
    sources: Any


class Tier(Protocol):
    """What the advice reads of a step page."""

    activities: Any


class Staircase(Protocol):
    """What the advice reads of a staircase page."""

    tiers: Any
    activities: Any


class Advice(NamedTuple):
    """A sentence that says what to do, and the other pages it concerns."""

    text: str
    pages: Sequence[Any]

    @property
    def links(self) -> list[tuple[str, str]]:
        """Return edit URL and title of each page."""
        return [
            (reverse("wagtailadmin_pages:edit", args=[page.pk]), _page_name(page))
            for page in self.pages
        ]


def _page_name(page: Any) -> str:
    """Return the title, with the step of an activity."""
    tier = getattr(page, "tier", None)
    return f"{page.title} ({tier.title})" if tier else page.title


def advise_on_staircase(staircase: Staircase) -> list[Advice]:
    """Return advice on the published steps and activities."""
    activities = staircase.activities
    advice = [
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
            [activity for activity in activities if _duplicates(activity, activities)],
        ),
    ]
    return [each for each in advice if each.pages]


def advise_on_tier(tier: Tier) -> list[Advice]:
    """Return advice on a step without activities."""
    text = _("This step shows no activity. Add one below it, and publish it.")
    return [] if tier.activities else [Advice(text, [])]


def advise_on_activity(activity: Activity, others: Iterable[Activity]) -> list[Advice]:
    """Return advice on missing sources, and on other activities of the same name."""
    advice = []
    if not activity.sources:
        text = _("This activity names no published source. Choose one under Sources.")
        advice.append(Advice(text, []))
    if duplicates := _duplicates(activity, others):
        text = _("The same activity stands here too. Keep one of the two, or rename one:")
        advice.append(Advice(text, duplicates))
    return advice


def _duplicates(activity: Activity, others: Iterable[Activity]) -> list[Activity]:
    """Return activities whose names differ only in case, spaces and punctuation."""
    name = _fold(activity.title)
    return [other for other in others if other.pk != activity.pk and _fold(other.title) == name]


def _fold(name: str) -> str:
    return re.sub(r"\W", "", normalize("NFKC", name).casefold())
