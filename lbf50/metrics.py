"""Metrics of this process for Prometheus."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_prometheus.exports import ExportToDjangoView


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with the counters and timings of this process.

    Without the token of METRICS_TOKEN the answer is 404 in one line: the site's own page would need
    the database.
    """
    expected = f"Bearer {settings.METRICS_TOKEN}"
    given = request.headers.get("Authorization", "")
    if not (settings.METRICS_TOKEN and constant_time_compare(given, expected)):
        return HttpResponseNotFound("Not found\n", content_type="text/plain")
    return ExportToDjangoView(request)
