"""What the pages about the site say of it is so."""

import re
import subprocess
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from lbf50.demo import loader
from lbf50.demo.content.pages import PAGES
from lbf50.models import InformationPage
from orders import form_tokens
from orders.models import OrderSettings
from tests import factories

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
HOUR, DAY = 60 * 60, 24 * 60 * 60


@pytest.fixture(scope="module")
def site(module_db):
    """Create all pages of the demo content, without pictures."""
    home = factories.home()
    loader.add_missing_sources()
    for content in PAGES:
        loader.add_draft(home, content)
    for content in PAGES:
        loader.fill_page(home, content)


def words(client, address) -> str:
    """The text of a page's content, in one line."""
    main = client.get(address).content.decode().split("<main")[1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def cookies_of(client, *addresses) -> set[str]:
    return {name for address in addresses for name in client.get(address).cookies}


@pytest.mark.usefixtures("site")
def test_the_cookies_are_those_that_are_told_of(client):
    text = words(client, "/cookies/")

    assert cookies_of(client, "/", "/cookies/", "/privatlivspolitik/", "/soeg/?q=trappe") == set()
    assert cookies_of(client, reverse("orders:order_form")) == {"csrftoken", "bestilling"}
    client.force_login(factories.editor())
    staff = set(client.cookies) - {"csrftoken", "bestilling"}
    assert staff == {"sessionid"}
    for name in ("csrftoken", "bestilling", *staff):
        assert name in text


@pytest.mark.usefixtures("site")
def test_the_cookies_last_as_long_as_is_told(client):
    text = words(client, "/cookies/")
    order_form = client.get(reverse("orders:order_form")).cookies

    assert f"i {order_form['csrftoken']['max-age'] // (7 * DAY)} uger" in text
    assert f"i {order_form['bestilling']['max-age'] // HOUR} timer" in text
    assert form_tokens.TOO_OLD_SECONDS == 24 * HOUR
    assert f"efter {settings.SESSION_COOKIE_AGE // DAY} dage" in text


@pytest.mark.usefixtures("site")
def test_the_days_until_an_order_is_erased_are_those_of_the_settings(client):
    assert "slettes automatisk 90 dage efter" in words(client, "/privatlivspolitik/")

    OrderSettings.objects.update_or_create(defaults={"anonymise_after_days": 45})
    assert "slettes automatisk 45 dage efter" in words(client, "/privatlivspolitik/")
    assert "slettes automatisk 45 dage efter" in words(client, reverse("orders:order_form"))


def test_the_log_holds_neither_addresses_nor_search_words():
    nginx = (ROOT / "deploy" / "nginx.conf").read_text()

    [line] = re.findall(r"log_format no_visitor '(.*)';", nginx)
    assert set(re.findall(r"\$\w+", line)) == {
        "$time_local",
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


def test_the_example_of_a_hosts_environment_can_be_read_by_a_shell():
    command = ["sh", "-ec", "set -a; . ./.env.example; env"]
    run = subprocess.run(command, cwd=ROOT, env={}, capture_output=True, text=True, check=True)
    assert "FROM_EMAIL=Landsbyggefonden <bog@lbf50.dk>" in run.stdout.splitlines()


@pytest.mark.usefixtures("site")
def test_the_foot_of_every_page_leads_to_the_pages_about_the_site(client):
    about = [content for content in PAGES if content["model"] == "lbf50.InformationPage"]
    wanted = [(f"/{content['address']}/", content["fields"]["title"]) for content in about]
    assert ("/privatlivspolitik/", "Privatlivspolitik") in wanted
    assert ("/tilgaengelighed/", "Tilgængelighedserklæring") in wanted

    for address in ("/", "/temaer/", reverse("orders:order_form"), "/findes-ikke/"):
        foot = client.get(address).content.decode().split("<footer")[1]
        assert re.findall(r'<li><a href="([^"]+)">([^<]+)</a>', foot) == wanted
        for contact in ("Landsbyggefonden", "Studiestræde 50", "tel:+4533762000", "lbf@lbf.dk"):
            assert contact in foot


@pytest.mark.usefixtures("site")
def test_an_unpublished_page_is_not_in_the_foot(client):
    InformationPage.objects.get(slug="cookies").unpublish()
    footer = client.get("/").content.decode().partition("<footer")[2]
    assert "/privatlivspolitik/" in footer
    assert "/cookies/" not in footer


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("page", ["privatlivspolitik", "cookies", "tilgaengelighed"])
def test_each_page_about_rights_names_a_telephone_and_an_address_to_write_to(client, page):
    html = client.get(f"/{page}/").content.decode().split("<main")[1].split("</main>")[0]
    assert 'href="tel:+4533762000"' in html
    assert 'href="mailto:lbf@lbf.dk"' in html


@pytest.mark.usefixtures("site")
def test_the_accessibility_page_leads_to_the_official_statement(client):
    assert '<a href="/was">' in client.get("/tilgaengelighed/").content.decode()
