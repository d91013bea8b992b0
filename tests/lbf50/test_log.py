"""The log: no errors for a visitor's mistake, no long lines, no flood without a database."""

import logging
from io import StringIO
from unittest.mock import Mock

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client
from django.utils.module_loading import import_string

from lbf50.log_format import UtcFormatter

pytestmark = pytest.mark.django_db


@pytest.fixture
def log_lines():
    """Log with the filters of production. Return a function that returns the lines so far."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    for name in settings.LOGGING["handlers"]["stderr"]["filters"]:
        handler.addFilter(import_string(settings.LOGGING["filters"][name]["()"])())
    handler.setFormatter(UtcFormatter(settings.LOGGING["formatters"]["line"]["format"]))
    # Alone, since filters change the record that all handlers get.
    others, logging.root.handlers = logging.root.handlers, [handler]
    yield lambda: stream.getvalue().splitlines()
    logging.root.handlers = others


@pytest.mark.parametrize(
    "address",
    [
        "/oembed/?format=xml",
        "/oembed/?format=" + "x" * 5000,
        "/findes-ikke/",
        "/" + "a" * 5000 + "/",
        "/api/v2/pages/?type=" + "x" * 5000,
    ],
    ids=lambda address: address[:20],
)
def test_visitors_mistake_is_one_short_line_and_no_error(client, log_lines, address):
    assert client.get(address).status_code in (400, 404, 501)
    lines = log_lines()
    assert len(lines) == 1
    for line in lines:
        assert "ERROR" not in line
        assert len(line) < 600


def test_unknown_host_is_no_error_of_the_site(client, log_lines):
    assert client.get("/", headers={"host": "evil.example" + "x" * 3000}).status_code == 400
    assert log_lines()
    for line in log_lines():
        assert "ERROR" not in line
        assert len(line) < 600


def test_missing_database_is_a_danish_page_and_one_line_a_second(log_lines, monkeypatch):
    client = Client(raise_request_exception=False)
    monkeypatch.setattr("lbf50.log_filters.time", Mock(monotonic=Mock(return_value=100.0)))
    monkeypatch.setattr(
        "orders.views.OrderSettings.load", Mock(side_effect=OperationalError("host 192.0.2.1"))
    )
    for _time in range(5):
        response = client.get("/bestil/")
        assert response.status_code == 503
        assert response["Retry-After"] == "30"
        assert "Vi kan ikke svare lige nu" in response.content.decode()
    lines = log_lines()
    assert len(lines) == 1
    assert "no database" in lines[0]
    assert "192.0.2.1" not in lines[0]
