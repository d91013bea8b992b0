"""The staircase as open data: JSON with a schema, and a table for a spreadsheet."""

import json
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from lbf50.csv_export import write_csv
from lbf50.models import SiteSettings
from staircase.models import ActivityPage, Source, StaircasePage, TierPage
from staircase.queries import absolute_url, get_staircase_or_404

SCHEMA = json.loads((Path(__file__).parent / "velfaerdstrappen.schema.json").read_text())
DIMENSIONS = ("residents", "knowledge_base", "change")
COLUMNS = (
    (_("Step number"), lambda activity: activity.tier.number),
    (_("Step"), lambda activity: activity.tier.title),
    (_("Activity"), lambda activity: activity.title),
    (_("What it is"), lambda activity: activity.what),
    (_("Residents"), lambda activity: activity.residents),
    (_("Change aimed at"), lambda activity: activity.change),
    (_("Knowledge base of the step"), lambda activity: activity.tier.knowledge_base),
    (_("What it rests on"), lambda activity: activity.evidence.label),
    (_("Sources"), lambda activity: " | ".join(str(source) for source in activity.sources)),
    (_("Web address"), lambda activity: absolute_url(activity)),
)


@require_safe
def staircase_json(request):
    """The whole staircase."""
    return _readable(serialise_staircase(get_staircase_or_404()), "application/json")


@require_safe
def schema(request):
    """What the JSON looks like, for programs to check it by."""
    return _readable({"$id": _absolute("schema"), **SCHEMA}, "application/schema+json")


@require_safe
def staircase_csv(request):
    """One row an activity, as Danish spreadsheets open it."""
    staircase = get_staircase_or_404()
    headings = [heading for heading, _value in COLUMNS]
    rows = ([value(activity) for _heading, value in COLUMNS] for activity in staircase.activities)
    response = HttpResponse(write_csv(headings, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="velfaerdstrappen.csv"'
    return response


def serialise_staircase(staircase: StaircasePage) -> dict:
    """The staircase as the schema has it."""
    return {
        "$schema": _absolute("schema"),
        "title": staircase.title,
        "description": staircase.lead,
        "url": absolute_url(staircase),
        "language": "da",
        "publisher": SiteSettings.load().organisation,
        "attribution": staircase.source,
        "license": staircase.licence or None,
        "updated": staircase.updated and localtime(staircase.updated).isoformat(timespec="seconds"),
        "dimensions": {
            name: str(capfirst(TierPage._meta.get_field(name).verbose_name)) for name in DIMENSIONS
        },
        "steps": [_step(tier) for tier in staircase.tiers],
    }


def _step(tier: TierPage) -> dict:
    return {
        "number": tier.number,
        "title": tier.title,
        "heading": tier.step_title,
        "url": absolute_url(tier),
        **{name: getattr(tier, name) for name in DIMENSIONS},
        "activities": [_activity(activity) for activity in tier.activities],
    }


def _activity(activity: ActivityPage) -> dict:
    return {
        "title": activity.title,
        "url": absolute_url(activity),
        "what": activity.what,
        "residents": activity.residents,
        "change": activity.change,
        "evidence": {"code": activity.evidence.value, "label": str(activity.evidence.label)},
        "sources": [_source(source) for source in activity.sources],
    }


def _source(source: Source) -> dict:
    return {
        "citation": str(source),
        "authors": source.names,
        "year": source.year,
        "title": source.title,
        "publisher": source.publisher,
        "kind": {"code": source.kind, "label": source.get_kind_display()},
        "doi": source.doi or None,
        "isbn": source.isbn or None,
        "url": source.link or None,
        "later_than_book": source.is_later_than_book,
    }


def _absolute(name: str) -> str:
    return settings.BASE_URL + reverse(f"staircase:{name}")


def _readable(data: dict, content_type: str) -> HttpResponse:
    """JSON that a person can read too: Danish letters, and a line a fact."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return HttpResponse(text, content_type=content_type)
