"""Liveness and readiness checks for monitors. They tell no secrets and are never cached."""

import logging
import shutil
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lbf50.declarations import declared

MIN_FREE_BYTES = 500_000_000

log = logging.getLogger(__name__)


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Answer that the process serves requests."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer with each check, and with 503 if one fails.

    Apps declare their own in the attribute `readiness_checks` of their AppConfig: pairs of a name
    and the path of a function that returns whether all is well.
    """
    checks: dict[str, Callable[[], bool]] = {
        "database": is_database_there,
        "migrations": is_migrated,
        "disk": has_free_disk,
        **{name: import_string(path) for name, path in declared("readiness_checks")},
    }
    results = {name: _passes(name, check) for name, check in checks.items()}
    return JsonResponse(results, status=200 if all(results.values()) else 503)


def is_database_there() -> bool:
    """Return whether the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def is_migrated() -> bool:
    """Return whether every migration of this version is applied."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def has_free_disk() -> bool:
    """Return whether the disk of the uploads has room."""
    return shutil.disk_usage(settings.VAR_DIR).free >= MIN_FREE_BYTES


def _passes(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception as error:  # A check that fails must not hide the others.
        log.warning("Check %s failed: %s", name, type(error).__name__)
        return False
