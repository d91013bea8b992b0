"""Forms that are missing, forged, too quick, too old, or filled by a robot: nothing is lost, and
nothing is stored before a person has sent it."""

import pytest
from django.core import signing
from django.test import Client

from orders.models import Order
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db

STOOD_OPEN = "Siden havde stået åben længe. Alt, hvad du skrev, står her endnu: send det igen."
LOOK_AGAIN = "Det gik hurtigt! Se lige det igennem, du har skrevet, og send det så igen."
A_DAY = 24 * 60 * 60


def check_shown_again_and_accepted_next_time(client_with_csrf, clock, answer, notice):
    """The form stands there as it was, and sent again it is an order."""
    assert answer.status_code == 200
    assert form_client.notice_text(answer) == notice
    assert form_client.read(answer).select_one(".notice").find_next("h1"), (
        "stands before the heading"
    )
    assert form_client.visible_values(answer) == {
        name: str(value) for name, value in factories.ORDER_DATA.items()
    }
    assert form_client.is_nothing_stored()
    clock.advance(5)
    again = client_with_csrf.post(form_client.URL, form_client.fields(answer))
    assert again["Location"] == Order.objects.get().get_absolute_url()


def forged() -> dict[str, str]:
    """Slips that we did not sign."""
    ours = signing.TimestampSigner(salt="orders.form_tokens").sign("key")
    key, time, signature = ours.split(":")
    other_salt = signing.TimestampSigner(salt="other").sign("key")
    other_key = signing.TimestampSigner(key="stolen", salt="orders.form_tokens").sign("key")
    return {
        "words": "findes-ikke",
        "colons": ":::",
        "another key": f"other:{time}:{signature}",
        "another time": f"{key}:1zzzzz:{signature}",
        "for something else": other_salt,
        "by someone else": other_key,
        "cut off": ours[:-3],
        "NUL": f"\x00{ours}",
        "not ASCII": f"{key}:{time}:æøå",
        "long": ours * 1000,
    }


@pytest.mark.parametrize("slip", forged().values(), ids=forged())
def test_forged_token_is_replaced(client_with_csrf, form, clock, slip):
    answer = form_client.send(client_with_csrf, form, form_token=slip)
    assert form_client.fields(answer)["form_token"] != slip
    check_shown_again_and_accepted_next_time(client_with_csrf, clock, answer, STOOD_OPEN)


@pytest.mark.parametrize("slip", forged().values(), ids=forged())
def test_invalid_token_cookie_is_replaced(client_with_csrf, clock, slip):
    octal = "".join(c if c.isascii() and c.isprintable() else f"\\{ord(c):03o}" for c in slip)
    opened = client_with_csrf.get(form_client.URL, headers={"cookie": f'bestilling="{octal}"'})
    client_with_csrf.cookies = opened.cookies
    clock.advance(60)
    assert form_client.fields(opened)["form_token"] != slip
    assert opened.cookies["bestilling"].value == form_client.fields(opened)["form_token"]
    assert form_client.send(client_with_csrf, form_client.fields(opened)).status_code == 302


def test_missing_token_is_replaced(client_with_csrf, form, clock):
    del form["form_token"]
    answer = form_client.send(client_with_csrf, form)
    check_shown_again_and_accepted_next_time(client_with_csrf, clock, answer, STOOD_OPEN)


def test_form_sent_too_quickly_is_shown_again_with_same_token(client_with_csrf, clock):
    form = form_client.fields(client_with_csrf.get(form_client.URL))
    answer = form_client.send(client_with_csrf, form)
    assert form_client.fields(answer)["form_token"] == form["form_token"]
    check_shown_again_and_accepted_next_time(client_with_csrf, clock, answer, LOOK_AGAIN)


def test_expired_form_is_shown_again_with_new_token(client_with_csrf, form, clock):
    clock.advance(A_DAY)
    answer = form_client.send(client_with_csrf, form)
    assert form_client.fields(answer)["form_token"] != form["form_token"]
    check_shown_again_and_accepted_next_time(client_with_csrf, clock, answer, STOOD_OPEN)


def test_form_just_within_its_lifetime_is_accepted(client_with_csrf, form, clock):
    clock.advance(A_DAY - 120)
    assert form_client.send(client_with_csrf, form).status_code == 302


def test_later_tab_has_its_own_token(client_with_csrf, form, clock):
    clock.advance(60 * 60)
    assert (
        form_client.fields(client_with_csrf.get(form_client.URL))["form_token"]
        != form["form_token"]
    )


@pytest.mark.parametrize("signed", ["key", "key.previous", "a.b.c.d", "", "."])
def test_token_with_other_signature_is_replaced(client_with_csrf, form, signed):
    """It may lie in a visitor's cookie and form on the day the site is updated."""
    slip = signing.TimestampSigner(salt="orders.form_tokens").sign(signed)
    client_with_csrf.cookies["bestilling"] = slip
    assert client_with_csrf.get(form_client.URL).status_code == 200
    assert form_client.send(client_with_csrf, form, form_token=slip).status_code in (200, 302)


def test_expired_token_cookie_is_not_reused(client_with_csrf, form, clock):
    clock.advance(A_DAY)
    assert (
        form_client.fields(client_with_csrf.get(form_client.URL))["form_token"]
        != form["form_token"]
    )


def test_token_near_expiry_is_not_reused(client_with_csrf, form, clock):
    """Another tab got the slip a day ago; this one is opened now, and sent ten minutes later."""
    clock.advance(A_DAY - 120)
    late = form_client.open_form(client_with_csrf, clock)
    clock.advance(600)
    assert form_client.send(client_with_csrf, late).status_code == 302


def test_filled_honeypot_shows_form_again(client_with_csrf, form, clock):
    answer = form_client.send(client_with_csrf, form, website="https://example.org")
    assert form_client.fields(answer)["website"] == ""
    check_shown_again_and_accepted_next_time(client_with_csrf, clock, answer, LOOK_AGAIN)


def test_honeypot_is_hidden_from_people(client_with_csrf):
    trap = form_client.read(client_with_csrf.get(form_client.URL)).find(attrs={"name": "website"})
    assert trap["tabindex"] == "-1"
    assert trap.find_parent(attrs={"aria-hidden": "true"})
    assert trap.find_previous("label").get_text() == "Lad feltet stå tomt"


def test_token_works_in_another_browser(form, clock):
    """A browser may lose its cookies, or the form may be finished in a private window."""
    other = Client(enforce_csrf_checks=True)
    opened = form_client.open_form(other, clock)
    assert form_client.send(other, {**opened, "form_token": form["form_token"]}).status_code == 302


def test_resending_after_notice_places_order(client_with_csrf, form, clock):
    """The visitor has read the form already: nothing is too quick about the second time."""
    clock.advance(A_DAY)
    shown = form_client.send(client_with_csrf, form)
    assert form_client.notice_text(shown) == STOOD_OPEN
    assert client_with_csrf.post(form_client.URL, form_client.fields(shown)).status_code == 302
