"""Open data of the staircase: JSON with a schema, and CSV."""

import json
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
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
    (_("Knowledge base"), lambda activity: activity.evidence.label),
    (_("Sources"), lambda activity: " | ".join(str(source) for source in activity.sources)),
    (_("Web address"), lambda activity: absolute_url(activity)),
)


@require_safe
def staircase_json(request: HttpRequest) -> HttpResponse:
    """Return the whole staircase as JSON."""
    return _json_response(serialise_staircase(get_staircase_or_404()), "application/json")


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """Return the JSON schema."""
    return _json_response({"$id": _absolute("schema"), **SCHEMA}, "application/schema+json")


@require_safe
def staircase_csv(request: HttpRequest) -> HttpResponse:
    """Return a CSV file with one row for each activity."""
    staircase = get_staircase_or_404()
    headings = [heading for heading, _value in COLUMNS]
    rows = ([value(activity) for _heading, value in COLUMNS] for activity in staircase.activities)
    response = HttpResponse(write_csv(headings, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="velfaerdstrappen.csv"'
    return response


def serialise_staircase(staircase: StaircasePage) -> dict:
    """Return the staircase in the form of the schema."""
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
        "language": source.language,
        "publisher": source.publisher,
        "kind": {"code": source.kind, "label": source.get_kind_display()},
        "doi": source.doi or None,
        "isbn": source.isbn or None,
        "url": source.link or None,
        "later_than_book": source.is_later_than_book,
    }


def _absolute(name: str) -> str:
    return settings.BASE_URL + reverse(f"staircase:{name}")


def _json_response(data: dict, content_type: str) -> HttpResponse:
    """Return indented JSON with unescaped Danish letters."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return HttpResponse(text, content_type=content_type)
