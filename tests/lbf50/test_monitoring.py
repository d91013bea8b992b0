"""What an administrator sees of a running site: metrics, version, error reports, log lines."""

import json
import logging
import re
import secrets
import tomllib
from pathlib import Path
from unittest.mock import Mock

import pytest
import sentry_sdk
from django.conf import settings
from django.db import OperationalError
from sentry_sdk.transport import Transport

import lbf50
from lbf50 import error_reports
from lbf50.log_format import UtcFormatter
from lbf50.page_cache import wsgi

ROOT = Path(lbf50.__file__).parent.parent
REQUEST_ID = "0f4e1a2b3c4d45e6a7b8c9d0e1f20314"


def test_version_is_that_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert lbf50.__version__ == project["version"]


@pytest.mark.django_db
def test_staff_and_nobody_else_are_told_the_version(client, editor):
    for url in ("/", "/admin/login/", "/findes-ikke/"):
        assert "X-Site-Version" not in client.get(url).headers
    assert editor.get("/admin/")["X-Site-Version"] == lbf50.__version__


@pytest.mark.django_db
class TestMetrics:
    @pytest.fixture(autouse=True)
    def token(self, settings):
        settings.METRICS_TOKEN = "hemmelig"

    def test_token_opens_the_metrics(self, client):
        client.get("/bestil/")
        response = client.get("/metrics", headers={"authorization": "Bearer hemmelig"})
        assert response.status_code == 200
        assert response["Content-Type"].startswith("text/plain")
        assert "no-store" in response["Cache-Control"]
        assert 'responses_total_by_status_total{status="200"}' in response.text
        assert f"{wsgi.REFUSED._name}_total" in response.text

    @pytest.mark.parametrize("header", [None, "Bearer ", "Bearer forkert", "hemmelig", "Bearer å"])
    def test_without_the_token_there_is_no_such_page(self, client, header):
        headers = {"authorization": header} if header else {}
        assert client.get("/metrics", headers=headers).status_code == 404

    def test_host_without_a_token_has_no_metrics(self, client, settings):
        settings.METRICS_TOKEN = ""
        assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


class TestLogLines:
    @pytest.fixture
    def line(self, client, monkeypatch):
        """Return the formatted line that a failing request logs."""
        lines = []

        class Keep(logging.Handler):
            def emit(self, record):
                lines.append(self.format(record))

        handler = Keep()
        handler.setFormatter(UtcFormatter(settings.LOGGING["formatters"]["line"]["format"]))
        monkeypatch.setattr(logging.root, "handlers", [handler])

        def of(**headers):
            lines.clear()
            client.get("/findes-ikke/", headers=headers)
            return lines[-1]

        return of

    @pytest.mark.django_db
    def test_line_has_utc_time_and_the_id_nginx_gave(self, line):
        time, level, request_id, *_rest = line(x_request_id=REQUEST_ID).split()
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", time)
        assert (level, request_id) == ("WARNING", REQUEST_ID)

    @pytest.mark.django_db
    def test_id_is_made_up_where_there_is_none_or_a_strange_one(self, line):
        first, second = line().split()[2], line(x_request_id="a b\tc" * 500).split()[2]
        assert re.fullmatch("[0-9a-f]{32}", first)
        assert re.fullmatch("[0-9a-f]{32}", second)
        assert first != second

    @pytest.mark.django_db
    def test_id_is_in_no_answer(self, client):
        response = client.get("/", headers={"x-request-id": REQUEST_ID})
        assert REQUEST_ID not in str(response.headers)


class TestErrorReports:
    @pytest.fixture
    def reports(self, monkeypatch):
        """Report to a list, and not to a server."""
        sent = []

        class Keep(Transport):
            def capture_envelope(self, envelope):
                sent.extend(item.payload.json for item in envelope.items)

        error_reports.start("https://key@sentry.example/1", transport=Keep)
        yield sent
        sentry_sdk.get_client().close()
        sentry_sdk.init()

    @pytest.mark.django_db
    def test_report_names_the_fault_and_no_person(self, client, reports, monkeypatch):
        # Made up here, since a report has the lines of the code.
        name, session = secrets.token_hex(), secrets.token_hex()

        def fail(*_args, **_kwargs):
            recipient = name  # noqa: F841
            raise ValueError(name)

        monkeypatch.setattr("orders.views.OrderSettings.load", fail)
        client.raise_request_exception = False
        client.cookies["sessionid"] = session
        client.post(f"/bestil/?navn={name}", {"name": name})
        assert len(reports) == 1
        text = json.dumps(reports[0])
        assert "ValueError" in text
        assert "test_monitoring.py" in text
        assert reports[0]["release"] == f"lbf50@{lbf50.__version__}"
        assert name not in text
        assert session not in text

    @pytest.mark.django_db
    def test_missing_database_is_not_reported_for_each_request(self, client, reports, monkeypatch):
        failing = Mock(side_effect=OperationalError)
        monkeypatch.setattr("orders.views.OrderSettings.load", failing)
        client.raise_request_exception = False
        assert client.get("/bestil/").status_code == 503
        assert reports == []
