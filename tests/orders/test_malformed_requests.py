"""Requests that no form of ours sends. Each gets the site's own page: never a bare one, never a
traceback."""

from io import BytesIO

import pytest
from django.test import Client

from tests import factories
from tests.orders import form_client

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

FORM = "application/x-www-form-urlencoded"
NOT_FOUND = "Vi kan ikke finde siden"
TOO_LARGE = "Det var mere, end vi kan tage imod"
UNREADABLE = "Det kunne vi ikke læse"
NOT_HERE = "Det kan man ikke her"


@pytest.fixture
def stranger(db):
    """A browser, or a script, that sends what it likes. Errors reach it as pages."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def check_own_page(answer, status, heading):
    assert answer.status_code == status
    assert form_client.heading(answer) == heading
    tree = form_client.read(answer)
    assert tree.html["lang"] == "da"
    assert tree.find("a", href="/")
    assert "Traceback" not in tree.get_text()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("which", ["form", "thanks"])
def test_wrong_method_gets_405_page(client, method, which):
    """Here without the check of the token: it belongs to the next test."""
    order = factories.order()
    address, allowed = {
        "form": (form_client.URL, "GET, HEAD, POST"),
        "thanks": (order.get_absolute_url(), "GET, HEAD"),
    }[which]
    answer = client.generic(method, address, "name=Bo", FORM)
    check_own_page(answer, 405, NOT_HERE)
    assert answer["Allow"] == allowed


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_wrong_method_without_csrf_token_gets_405(stranger, method):
    answer = stranger.generic(method, form_client.URL, "name=Bo", FORM)
    check_own_page(answer, 405, NOT_HERE)
    assert answer["Allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("address", ["/", "/findes-ikke/"])
def test_pages_are_read_only(stranger, method, address):
    check_own_page(stranger.generic(method, address, "name=Bo", FORM), 405, NOT_HERE)


def test_confirmation_page_refuses_post(client):
    answer = client.post(factories.order().get_absolute_url(), {"status": "cancelled"})
    check_own_page(answer, 405, NOT_HERE)


def test_head_equals_get_without_body(client_with_csrf):
    answer = client_with_csrf.head(form_client.URL)
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("cookies", [True, False], ids=["a visitor", "no cookies"])
class TestTooMuch:
    """More than we take in, from a visitor with a good form and from a stranger."""

    def send(self, stranger, cookies, body, content_type=FORM):
        form = form_client.fields(stranger.get(form_client.URL))
        if not cookies:
            stranger.cookies.clear()
        token = f"csrfmiddlewaretoken={form['csrfmiddlewaretoken']}&"
        return stranger.generic("POST", form_client.URL, token + body, content_type)

    def test_ten_megabytes(self, stranger, cookies):
        answer = self.send(stranger, cookies, "note=" + "x" * 10_000_000)
        check_own_page(answer, 413, TOO_LARGE)
        assert form_client.is_nothing_stored()

    def test_ten_thousand_fields(self, stranger, cookies):
        answer = self.send(stranger, cookies, "&".join(f"f{n}=x" for n in range(10_001)))
        check_own_page(answer, 413, TOO_LARGE)
        assert form_client.is_nothing_stored()

    def test_a_hundred_files(self, stranger, cookies):
        form = form_client.fields(stranger.get(form_client.URL))
        if not cookies:
            stranger.cookies.clear()
        files = {f"f{number}": BytesIO(b"x") for number in range(101)}
        check_own_page(stranger.post(form_client.URL, {**form, **files}), 413, TOO_LARGE)
        assert form_client.is_nothing_stored()


@pytest.mark.parametrize(
    "content_type",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=æ",
        f"{FORM}; charset=latin-1",
        f"{FORM}; charset=utf-16",
    ],
)
def test_unparsable_body_gets_400_page(stranger, content_type):
    stranger.get(form_client.URL)
    answer = stranger.generic("POST", form_client.URL, "name=Bo", content_type)
    check_own_page(answer, 400, UNREADABLE)
    assert form_client.is_nothing_stored()


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"%FF%FE", b"%ED%A0%80", b"%C0%AF", b"%", b"%zz"])
def test_invalid_bytes_cause_no_server_error(stranger, raw):
    form = form_client.open_form(stranger)
    body = b"&".join(
        f"{name}={text}".encode()
        for name, text in {**form, **factories.ORDER_DATA, "name": ""}.items()
    ).replace(b"name=", b"name=Bo" + raw, 1)
    answer = stranger.generic("POST", form_client.URL, body, FORM)
    assert answer.status_code in (200, 302)


@pytest.mark.parametrize("body", ['{"name": "Bo"}', "[]", "null"])
def test_json_body_is_refused(stranger, body):
    answer = stranger.generic("POST", form_client.URL, body, "application/json")
    assert answer.status_code == 403
    assert form_client.is_nothing_stored()


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "bestilling", "messages"])
@pytest.mark.parametrize(
    "value", ["x", "x" * 5000, "\xff\xfe" * 20, r'"\000aaaaaaaaaaaaaaa"', "a" * 32, ";=;==", "%00"]
)
def test_broken_cookie_is_ignored(stranger, name, value):
    for address in ("/", form_client.URL):
        answer = stranger.get(address, headers={"cookie": f"{name}={value}"})
        assert answer.status_code == 200, address


WEIRD = ["/findes-ikke/", "/%00/", "/a%00b/", "/%0a/", "/x%0d%0aSet-Cookie:%20a=b/", "/%ff/"]
WEIRD += ["/%c0%af/", "/%e2%80%ae/", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd"]
WEIRD += ["/" + "a" * 9000 + "/", "/a" * 3000 + "/", "/%5c%5cevil.example/", "/bestil/tak/"]
WEIRD += ["/bestil/tak/%00/", "/bestil/tak/a%00b/", "/bestil/tak/%0a/", "/bestil/tak/" + "a" * 9000]
WEIRD += ["/bestil/tak/%F0%9F%8F%A0/", "/bestil/tak/../../", "/bestil/findes-ikke/"]
WEIRD += ["/dokumenter/1/x.pdf", "/dokumenter/1/%00", "/media/../x", "/static/..%2fsettings.py"]


@pytest.mark.parametrize("address", WEIRD, ids=[address[:40] for address in WEIRD])
def test_strange_path_is_not_found(stranger, address):
    answer = stranger.get(address, follow=True)
    check_own_page(answer, 404, NOT_FOUND)
    assert "evil" not in answer.get("Location", "")


@pytest.mark.parametrize(
    "path", ["//", "///", "//evil.example", "//evil.example/", "//bestil/", "/bestil//", "/..//x"]
)
def test_double_slashes_do_not_redirect_to_other_host(stranger, path):
    check_own_page(stranger.get("/", PATH_INFO=path), 404, NOT_FOUND)


@pytest.mark.parametrize(
    "host", ["evil.example", "", "a b", "[::1", "\x00", "testserver.evil.example"]
)
def test_unknown_host_gets_400_page(stranger, host):
    check_own_page(stranger.get(form_client.URL, headers={"host": host}), 400, UNREADABLE)


def test_draft_page_is_not_found(stranger):
    check_own_page(stranger.get(factories.information(live=False).url), 404, NOT_FOUND)


@pytest.mark.parametrize(
    "query", ["?%00=%00", "?q=%0%000", "?name=" + "x" * 5000, "?%FF", "?copies=7&form_token=x"]
)
def test_query_string_does_not_fill_form(stranger, query):
    answer = stranger.get(form_client.URL + query)
    assert answer.status_code == 200
    assert form_client.visible_values(answer)["copies"] == "1"
    assert form_client.visible_values(answer)["name"] == ""
