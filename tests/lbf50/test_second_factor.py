"""A code beside the password: set up, asked for, lost, and required."""

import re
import time

import pytest
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry

from lbf50.access.models import Attempt
from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LOG_IN, CODE, SET_UP = "/admin/login/", "/admin/login/kode/", "/admin/totrin/"
PASSWORD = "ti blå tage i regn"


@pytest.fixture
def user():
    user = factories.editor()
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(user) -> Client:
    client = Client()
    data = {"username": user.username, "password": PASSWORD}
    assert client.post(LOG_IN, data).status_code == 302
    return client


def code_of(user, steps=0) -> str:
    """The code that the app shows now, or so many steps of 30 seconds later."""
    device = TOTPDevice.objects.get(user=user)
    app = TOTP(device.bin_key)
    app.time = time.time() + 30 * steps
    return f"{app.token():06}"


def set_up(user) -> tuple[Client, list[str]]:
    """Set up the second step. Return the client and the recovery codes."""
    client = log_in(user)
    client.get(SET_UP)
    page = client.post(SET_UP, {"code": code_of(user)})
    codes = [code.text for code in BeautifulSoup(page.content, "html.parser").select("li code")]
    assert len(codes) == 10
    return client, codes


def test_recovery_codes_cannot_be_read_in_the_database(user):
    _client, codes = set_up(user)
    stored = set(StaticToken.objects.values_list("token", flat=True))
    assert len(stored) == 10
    assert not stored & set(codes)
    assert log_in(user).post(CODE, {"code": codes[0]}).status_code == 302
    assert log_in(user).post(CODE, {"code": stored.pop()}).status_code == 200


def test_user_without_it_logs_in_as_before(user):
    client = log_in(user)
    assert client.get("/admin/").status_code == 200
    assert "Login i to trin" in client.get("/admin/account/").content.decode()


def test_key_is_a_picture_and_text(user):
    client = log_in(user)
    page = BeautifulSoup(client.get(SET_UP).content, "html.parser")
    assert page.img["src"].startswith("data:image/svg+xml")
    assert page.img["alt"]
    key = page.select_one("code").text.replace(" ", "")
    assert re.fullmatch("[A-Z2-7]{32}", key)
    again = BeautifulSoup(client.get(SET_UP).content, "html.parser")
    assert again.select_one("code").text.replace(" ", "") == key


def test_set_up_goes_on_after_two_requests_at_once(user):
    client = log_in(user)
    for _request in range(2):
        TOTPDevice.objects.create(user=user, confirmed=False, name="app")
    assert client.get(SET_UP).status_code == 200
    device = TOTPDevice.objects.order_by("pk").first()
    code = f"{TOTP(device.bin_key).token():06}"
    assert client.post(SET_UP, {"code": code}).status_code == 200
    assert TOTPDevice.objects.get().confirmed


def test_wrong_code_turns_nothing_on(user):
    client = log_in(user)
    client.get(SET_UP)
    page = client.post(SET_UP, {"code": "000000"})
    assert "Koden passer ikke" in page.content.decode()
    assert log_in(user).get("/admin/").status_code == 200


def test_password_alone_opens_nothing_once_it_is_on(user):
    set_up(user)
    client = log_in(user)
    for url in ("/admin/", "/admin/pages/", "/admin/account/", SET_UP):
        response = client.get(url)
        assert response.status_code == 302
        assert response["Location"].startswith(CODE)
    assert client.post(SET_UP, {"action": "off"})["Location"].startswith(CODE)
    assert TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def test_code_opens_the_page_that_was_asked_for(user):
    set_up(user)
    client = log_in(user)
    asked = client.get("/admin/images/")["Location"]
    code = code_of(user, steps=1)
    response = client.post(asked, {"code": f" {code[:3]} {code[3:]} ", "next": "/admin/images/"})
    assert response["Location"] == "/admin/images/"
    assert client.get("/admin/images/").status_code == 200


def test_code_counts_once(user):
    set_up(user)
    code = code_of(user, steps=1)
    assert log_in(user).post(CODE, {"code": code}).status_code == 302
    assert log_in(user).post(CODE, {"code": code}).status_code == 200


def test_code_leads_to_no_other_site(user):
    set_up(user)
    data = {"code": code_of(user, steps=1), "next": "https://evil.example/"}
    assert log_in(user).post(CODE, data)["Location"] == "/admin/"


def test_recovery_code_lets_in_once(user):
    _client, codes = set_up(user)
    client = log_in(user)
    assert client.post(CODE, {"code": codes[0].upper()}).status_code == 302
    assert "9 nødkoder" in client.get(SET_UP).content.decode()
    assert log_in(user).post(CODE, {"code": codes[0]}).status_code == 200


def test_new_recovery_codes_replace_the_old(user):
    _client, codes = set_up(user)
    client = log_in(user)
    client.post(CODE, {"code": codes[1]})
    page = client.post(SET_UP, {"action": "codes"})
    assert len(BeautifulSoup(page.content, "html.parser").select("li code")) == 10
    assert client.get("/admin/").status_code == 200
    assert log_in(user).post(CODE, {"code": codes[0]}).status_code == 200


def test_code_of_another_user_does_not_fit(user):
    set_up(user)
    other = factories.editor("anden")
    other.set_password(PASSWORD)
    other.save()
    _client, codes = set_up(other)
    client = log_in(user)
    assert client.post(CODE, {"code": code_of(other, steps=1)}).status_code == 200
    assert client.post(CODE, {"code": codes[0]}).status_code == 200


def test_guesses_at_the_code_are_limited(user):
    set_up(user)
    client = log_in(user)
    for _attempt in range(10):
        assert client.post(CODE, {"code": "000000"}).status_code == 200
    assert client.post(CODE, {"code": code_of(user, steps=1)}).status_code == 429


def test_password_alone_clears_no_guesses_at_the_code(user):
    """Log in, guess, log in again: the guesses count together."""
    set_up(user)
    statuses = []
    for _round in range(12):
        client = Client(REMOTE_ADDR=f"192.0.2.{_round}")
        data = {"username": user.username, "password": PASSWORD}
        statuses.append(client.post(LOG_IN, data).status_code)
    assert statuses == [302] * 10 + [429] * 2


def test_log_ins_in_two_steps_lock_no_address(user):
    _client, codes = set_up(user)
    before = Attempt.objects.count()
    for code in codes[:3]:
        log_in(user).post(CODE, {"code": code})
    assert Attempt.objects.count() == before


def test_guesses_at_the_code_of_a_kept_text_are_limited_and_recorded(user):
    set_up(user)
    kept = {"kept_path": "/admin/account/", "kept_fields": "[]"}
    data = kept | {"username": user.username, "password": PASSWORD, "code": "000000"}
    statuses = [
        Client(REMOTE_ADDR=f"192.0.2.{number}").post("/admin/login/igen/", data).status_code
        for number in range(12)
    ]
    assert statuses == [401] * 10 + [429] * 2
    assert ModelLogEntry.objects.filter(action="access.wrong_code").count() == 10


@pytest.mark.parametrize("view", ["ny", "gem", "brug", "svar"])
@pytest.mark.parametrize("body", [b"\xff", b"[" * 100_000, b"9" * 5_000], ids=["bytes", "[", "9"])
def test_passkey_views_refuse_what_is_no_json(view, body):
    response = Client(raise_request_exception=False).post(
        f"/admin/totrin/noegle/{view}/", body, content_type="application/json"
    )
    assert 400 <= response.status_code < 500


def test_it_can_be_turned_off_where_it_is_not_required(user):
    client, _codes = set_up(user)
    client.post(SET_UP, {"action": "off"})
    assert log_in(user).get("/admin/").status_code == 200


class TestRequired:
    @pytest.fixture(autouse=True)
    def required(self, settings):
        settings.REQUIRE_SECOND_FACTOR = True

    def test_user_without_it_is_led_to_set_it_up(self, user):
        client = log_in(user)
        for url in ("/admin/", "/admin/pages/", "/admin/account/", "/admin/bestillinger/"):
            assert client.get(url)["Location"] == SET_UP
        client, _codes = set_up(user)
        assert client.get("/admin/").status_code == 200

    def test_it_cannot_be_turned_off(self, user):
        client, _codes = set_up(user)
        assert "Slå fra" not in client.get(SET_UP).content.decode()
        client.post(SET_UP, {"action": "off"})
        assert TOTPDevice.objects.filter(user=user).exists()

    def test_visitors_notice_nothing(self):
        assert Client().get("/").status_code == 200
        assert Client().get(LOG_IN).status_code == 200


def test_it_is_recorded(user):
    client, _codes = set_up(user)
    client.post(SET_UP, {"action": "codes"})
    log_in(user).post(CODE, {"code": "000000"})
    client.post(SET_UP, {"action": "off"})
    actions = ModelLogEntry.objects.filter(object_id=user.pk).order_by("pk")
    names = [action.partition(".")[2] for action in actions.values_list("action", flat=True)]
    assert [name for name in names if name not in ("log_in", "edit", "create")] == [
        "second_factor_on",
        "new_codes",
        "wrong_code",
        "second_factor_off",
    ]


def test_text_kept_after_an_ended_session_needs_the_code_too(user):
    set_up(user)
    client = Client(headers={"accept": "text/html"})
    Session.objects.all().delete()
    page = client.post("/admin/account/", {"name_email-first_name": "Åse"})
    soup = BeautifulSoup(page.content, "html.parser")
    data = {field["name"]: field.get("value", "") for field in soup.form.find_all("input")}
    data |= {"username": user.username, "password": PASSWORD}
    assert client.post(soup.form["action"], data).status_code == 401
    assert client.get("/admin/").status_code == 302
    kept = client.post(soup.form["action"], data | {"code": code_of(user, steps=1)})
    assert "Åse" in kept.content.decode()
    assert client.get("/admin/").status_code == 200
