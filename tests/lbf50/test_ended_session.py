"""An editor whose session ended while writing loses no word."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests import factories
from tests.orders.form_client import fields

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]
PASSWORD = "ti blå tage i regn"
WRITTEN = '<p>En lang tekst med æ, ø, å, "citat" og & tegn,\nover flere linjer</p>'


@pytest.fixture
def user():
    user = factories.editor()
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def browser(user):
    """A browser that checks CSRF tokens, logged in as an editor."""
    browser = Client(enforce_csrf_checks=True, headers={"accept": "text/html,*/*"})
    browser.get("/admin/login/")
    data = {"username": user.username, "password": PASSWORD, **token(browser.get("/admin/login/"))}
    assert browser.post("/admin/login/", data).status_code == 302
    return browser


def token(response) -> dict[str, str]:
    field = BeautifulSoup(response.content, "html.parser").find(
        "input", {"name": "csrfmiddlewaretoken"}
    )
    return {"csrfmiddlewaretoken": field["value"]}


@pytest.fixture
def form(browser):
    """The URL of a page's form, and what the editor has written into it."""
    theme = factories.theme(title="Før")
    url = f"/admin/pages/{theme.pk}/edit/"
    data = nested_form_data(
        {
            "title": "Efter",
            "slug": theme.slug,
            "lead": "Indledning",
            "body": streamfield([("text", rich_text(WRITTEN))]),
            "see_more": streamfield([]),
            "footnotes": inline_formset([]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0},
        }
    )
    return url, data | token(browser.get(url)), theme


def log_in_again(browser, page, password=PASSWORD, username=None):
    soup = BeautifulSoup(page.content, "html.parser")
    data = {
        field["name"]: field.get("value", "")
        for field in soup.find("form").find_all("input")
        if field.get("name")
    }
    return browser.post(
        soup.find("form")["action"], data | {"username": username, "password": password}
    )


def test_text_is_saved_after_logging_in_again(browser, form, user):
    url, data, theme = form
    Session.objects.all().delete()
    page = browser.post(url, data)
    assert page.status_code == 401
    assert "Du er blevet logget ud" in page.text
    theme.refresh_from_db()
    assert theme.latest_revision is None or theme.latest_revision.content["title"] == "Før"

    wrong = log_in_again(browser, page, "forkert", user.username)
    assert wrong.status_code == 401
    kept = log_in_again(browser, wrong, PASSWORD, user.username)
    assert "Du er logget ind igen" in kept.text
    soup = BeautifulSoup(kept.content, "html.parser")
    form = soup.find("form", action=url)
    answer = browser.post(
        form["action"], {field["name"]: field["value"] for field in form.find_all("input")}
    )
    assert answer.status_code == 302, fields
    theme.refresh_from_db()
    saved = theme.get_latest_revision_as_object()
    assert saved.title == "Efter"
    assert "æ, ø, å" in saved.body[0].value.source
    assert "over flere linjer" in saved.body[0].value.source


def test_text_is_kept_after_a_log_in_in_another_tab(browser, form, user):
    """It changes the CSRF token, so that the form that was open before fails the check."""
    url, data, theme = form
    Session.objects.all().delete()
    log_in = {"username": user.username, "password": PASSWORD}
    browser.post("/admin/login/", log_in | token(browser.get("/admin/login/")))
    page = browser.post(url, data, headers={"origin": "http://testserver"})
    assert page.status_code == 403
    assert "Send det, jeg skrev" in page.text
    soup = BeautifulSoup(page.content, "html.parser")
    again = {field["name"]: field["value"] for field in soup.find("form").find_all("input")}
    assert browser.post(url, again).status_code == 302
    theme.refresh_from_db()
    assert theme.get_latest_revision_as_object().title == "Efter"


def test_reloading_after_the_log_in_shows_the_text_and_no_password(browser, form, user):
    """The log-in has changed the CSRF token, so that it fails the check when it is sent again."""
    url, data, _theme = form
    Session.objects.all().delete()
    page = browser.post(url, data)
    soup = BeautifulSoup(page.content, "html.parser").find("form")
    sent = {field["name"]: field.get("value", "") for field in soup.find_all("input")}
    sent |= {"username": user.username, "password": PASSWORD}
    origin = {"origin": "http://testserver"}
    browser.post(soup["action"], sent, headers=origin)
    again = browser.post(soup["action"], sent, headers=origin)
    assert PASSWORD not in again.text
    resent = BeautifulSoup(again.content, "html.parser").find("form")
    assert resent["action"] == url
    assert resent.find("input", {"name": "title"})["value"] == "Efter"


def test_password_of_a_form_is_not_kept(browser, user):
    sent = {"new_password1": "hemmelig nok", **token(browser.get("/admin/account/"))}
    Session.objects.all().delete()
    page = browser.post("/admin/account/", sent)
    assert page.status_code == 401
    assert "hemmelig nok" not in page.text


def test_text_is_kept_when_all_cookies_are_gone(form):
    url, data, _theme = form
    stranger = Client(enforce_csrf_checks=True, headers={"accept": "text/html"})
    page = stranger.post(url, data, headers={"origin": "http://testserver"})
    assert page.status_code == 401
    assert "Efter" in page.text


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://"])
def test_form_of_another_site_is_not_kept(browser, form, origin):
    url, data, _theme = form
    page = browser.post(url, data | {"csrfmiddlewaretoken": "x"}, headers={"origin": origin})
    assert page.status_code == 403
    assert "Efter" not in page.text


def test_forged_form_is_refused_and_not_kept(form):
    url, data, _theme = form
    stranger = Client(enforce_csrf_checks=True, headers={"accept": "text/html"})
    page = stranger.post(url, data)
    assert page.status_code == 403
    assert "Efter" not in page.text


def test_form_leads_nowhere_but_to_the_admin(browser, form, user):
    url, data, _theme = form
    Session.objects.all().delete()
    page = browser.post(url, data)
    hidden = {"kept_path": "https://evil.example/", "kept_fields": "[]"}
    login = {"username": user.username, "password": PASSWORD, **token(page)}
    assert browser.post("/admin/login/igen/", login | hidden).status_code == 404
    assert browser.post("/admin/login/igen/", login | {"kept_path": url}).status_code == 404


def test_script_of_an_ended_session_is_answered_as_before(browser, form):
    url, data, _theme = form
    Session.objects.all().delete()
    headers = {"accept": "*/*", "x-requested-with": "XMLHttpRequest"}
    assert browser.post(url, data, headers=headers).status_code in (302, 403)


def test_guesses_there_are_counted(browser, form, user):
    url, data, _theme = form
    Session.objects.all().delete()
    page = browser.post(url, data)
    for _attempt in range(10):
        page = log_in_again(browser, page, "forkert", user.username)
    assert log_in_again(browser, page, PASSWORD, user.username).status_code == 429
