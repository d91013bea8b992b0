"""Headers and cookies that browsers use to protect readers and editors."""

import os
import subprocess
import sys

import pytest

from tests.live_site import ROOT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("url", ["/", "/bestil/", "/admin/login/", "/findes-ikke/", "/soeg/"])
def test_pages_have_no_abilities_and_are_for_this_site(client, url):
    headers = client.get(url).headers
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_admin_has_a_policy_and_the_log_in_a_strict_one(client, editor):
    def policy(response):
        rules = response["Content-Security-Policy"].split("; ")
        return {name: sources for name, _, sources in (rule.partition(" ") for rule in rules)}

    for url in ("/admin/login/", "/admin/password_reset/"):
        rules = policy(client.get(url))
        assert (rules["default-src"], rules["script-src"]) == ("'none'", "'self'")
    rules = policy(editor.get("/admin/"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self' 'unsafe-inline'"
    assert rules["connect-src"] == rules["frame-src"] == rules["frame-ancestors"] == "'self'"


def test_open_data_can_be_used_by_other_sites(client):
    assert "Cross-Origin-Resource-Policy" not in client.get("/api/v2/pages/").headers


@pytest.mark.parametrize(
    ("https", "names"),
    [("1", "__Host-sessionid __Host-csrftoken"), ("0", "sessionid csrftoken")],
)
def test_cookies_are_bound_to_the_host_over_tls(https, names):
    code = (
        "from lbf50 import settings; from django.conf import global_settings as default;"
        "read = lambda name: getattr(settings, name, getattr(default, name));"
        "print(read('SESSION_COOKIE_NAME'), read('CSRF_COOKIE_NAME'))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "SECRET_KEY": "x", "HTTPS": https},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == names
