"""The log: no errors for a visitor's mistake, no long lines."""

import logging
from io import StringIO

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

pytestmark = pytest.mark.django_db


@pytest.fixture
def log_lines():
    """Log with the filters of production. Return a function that returns the lines so far."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    for name in settings.LOGGING["handlers"]["stderr"]["filters"]:
        handler.addFilter(import_string(settings.LOGGING["filters"][name]["()"])())
    handler.setFormatter(logging.Formatter(settings.LOGGING["formatters"]["line"]["format"]))
    logging.getLogger().addHandler(handler)
    yield lambda: stream.getvalue().splitlines()
    logging.getLogger().removeHandler(handler)


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
