"""The statements on the information pages match the site."""

import re
import subprocess
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from lbf50.access.middleware import SESSION_SECONDS
from lbf50.demo import loader
from lbf50.demo.content.pages import PAGES
from lbf50.models import InformationPage
from orders.models import OrderSettings
from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]

ROOT = Path(__file__).resolve().parents[2]
HOUR, DAY = 60 * 60, 24 * 60 * 60


@pytest.fixture(scope="module")
def site(module_db):
    """Create all pages of the demo content, without pictures."""
    home = factories.home()
    loader.add_sources()
    for content in PAGES:
        loader.add_draft(home, content)
    for content in PAGES:
        loader.fill_page(home, content)


def main_text(client, address) -> str:
    """Return the text of a page's main element in one line."""
    main = client.get(address).content.decode().split("<main")[1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def cookie_names(client, *addresses) -> set[str]:
    return {name for address in addresses for name in client.get(address).cookies}


@pytest.mark.usefixtures("site")
def test_cookie_policy_names_all_cookies(client):
    text = main_text(client, "/cookies/")

    assert cookie_names(client, "/", "/cookies/", "/privatlivspolitik/", "/soeg/?q=trappe") == set()
    assert cookie_names(client, reverse("orders:order_form")) == {"csrftoken", "bestilling"}
    client.force_login(factories.editor())
    staff_cookies = set(client.cookies) - {"csrftoken", "bestilling"}
    assert staff_cookies == {"sessionid"}
    for name in ("csrftoken", "bestilling", *staff_cookies):
        assert name in text


@pytest.mark.usefixtures("site")
def test_cookie_policy_states_lifetimes(client):
    text = main_text(client, "/cookies/")
    cookies = client.get(reverse("orders:order_form")).cookies

    assert f"i {cookies['csrftoken']['max-age'] // (7 * DAY)} uger" in text
    assert f"i {cookies['bestilling']['max-age'] // HOUR} time." in text
    assert f"efter {settings.SESSION_COOKIE_AGE // HOUR} timer uden aktivitet" in text
    assert f"Efter {SESSION_SECONDS // DAY} dage skal alle logge ind igen" in text


@pytest.mark.usefixtures("site")
def test_privacy_policy_states_anonymisation_period_from_settings(client):
    assert "slettes automatisk 90 dage efter" in main_text(client, "/privatlivspolitik/")

    OrderSettings.objects.update_or_create(defaults={"anonymise_after_days": 45})
    assert "slettes automatisk 45 dage efter" in main_text(client, "/privatlivspolitik/")
    assert "slettes automatisk 45 dage efter" in main_text(client, reverse("orders:order_form"))


def test_nginx_log_has_no_ip_addresses_and_no_queries():
    nginx = (ROOT / "deploy" / "nginx.conf").read_text()

    [line] = re.findall(r"log_format no_visitor '(.*)';", nginx)
    assert set(re.findall(r"\$\w+", line)) == {
        "$time_iso8601",
        "$request_id",
        "$request_method",
        "$uri",
        "$status",
        "$body_bytes_sent",
    }
    assert set(re.findall(r"access_log (.*);", nginx)) == {
        "/var/log/nginx/lbf50.log no_visitor",
        "off",
    }
    assert re.search(r"location /bestil/ \{\s+access_log off;\s+error_log /dev/null crit;", nginx)


def test_env_example_is_valid_shell():
    command = ["sh", "-ec", "set -a; . ./.env.example; env"]
    run = subprocess.run(command, cwd=ROOT, env={}, capture_output=True, text=True, check=True)
    assert "FROM_EMAIL=Landsbyggefonden <bog@lbf50.dk>" in run.stdout.splitlines()


@pytest.mark.usefixtures("site")
def test_footer_links_to_information_pages(client):
    about_site = [content for content in PAGES if content["model"] == "lbf50.InformationPage"]
    expected = [(f"/{content['address']}/", content["fields"]["title"]) for content in about_site]
    assert ("/privatlivspolitik/", "Privatlivspolitik") in expected
    assert ("/tilgaengelighed/", "Tilgængelighedserklæring") in expected

    for address in ("/", "/temaer/", reverse("orders:order_form"), "/findes-ikke/"):
        footer = client.get(address).content.decode().split("<footer")[1]
        assert re.findall(r'<li><a href="([^"]+)">([^<]+)</a>', footer) == expected
        for contact in ("Landsbyggefonden", "Studiestræde 50", "tel:+4533762000", "lbf@lbf.dk"):
            assert contact in footer


@pytest.mark.usefixtures("site")
def test_footer_omits_unpublished_pages(client):
    InformationPage.objects.get(slug="cookies").unpublish()
    footer = client.get("/").content.decode().partition("<footer")[2]
    assert "/privatlivspolitik/" in footer
    assert "/cookies/" not in footer


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("page", ["privatlivspolitik", "cookies", "tilgaengelighed"])
def test_legal_pages_link_to_phone_and_email(client, page):
    html = client.get(f"/{page}/").content.decode().split("<main")[1].split("</main>")[0]
    assert 'href="tel:+4533762000"' in html
    assert 'href="mailto:lbf@lbf.dk"' in html


@pytest.mark.usefixtures("site")
def test_accessibility_page_links_to_official_statement(client):
    assert '<a href="/was">' in client.get("/tilgaengelighed/").content.decode()
