"""The form shown again with problems: what every such answer owes to whoever cannot see it."""

import pytest
from django.http import QueryDict

from orders.models import Order
from tests import factories
from tests.orders import form_client

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]

WRONG = {
    "name": "",
    "organisation": "🏠" + "x" * 100,
    "care_of": "x" * 101,
    "street": "",
    "postcode": "15!",
    "city": "🏠",
    "country": "asdfgh",
    "email": "aase",
    "phone": "1234",
    "copies": "ti",
    "reason": "x" * 201,
    "note": "x" * 1001,
}


def check_the_error_page(answer, wrong):
    """All that holds for an answer in which the fields `wrong`, and no other, have problems."""
    tree = form_client.read(answer)
    assert tree.title.get_text().startswith("Fejl:")
    assert [box.get_text() for box in tree.select("main h2#problemer")] == ["Der er problemer"]
    summary = tree.select_one(".problems")
    assert tree.h1 in summary.find_all_next("h1"), "the summary stands before the heading"
    assert summary["aria-labelledby"] == "problemer"
    assert summary.has_attr("autofocus")

    links = summary.select("a")
    assert {link["href"] for link in links} == {f"#id_{name}" for name in wrong}
    for link in links:
        field = tree.select_one(f"main {link['href']}")
        assert field.name in ("input", "select", "textarea")
        assert field["aria-invalid"] == "true"
        described_by = field["aria-describedby"].split()
        assert f"{field['id']}_error" in described_by
        assert all(len(tree.select(f"[id='{name}']")) == 1 for name in described_by)
        message = tree.find(id=f"{field['id']}_error")
        assert link.get_text(strip=True) in message.get_text(" ", strip=True)
        assert message.get_text(strip=True).startswith("Fejl:")
        assert message in tree.find("label", attrs={"for": field["id"]}).find_all_next("p")
        assert field in message.find_all_next(field.name), "the message stands before the field"
        assert "påkrævet" not in link.get_text()
    for field in tree.select("form.order-form .field :is(input, select, textarea)"):
        if field["name"] not in wrong:
            assert "aria-invalid" not in field.attrs
            hints = field.get("aria-describedby", "").split()
            assert all(tree.find(id=hint) for hint in hints)
    ids = [element["id"] for element in tree.select("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", WRONG)
def test_error_is_shown_in_summary_and_at_field(client_with_csrf, form, name):
    answer = form_client.send(client_with_csrf, form, **{name: WRONG[name]})

    check_the_error_page(answer, {name})
    message = form_client.read(answer).find(id=f"id_{name}_error").get_text(" ", strip=True)
    if name != "organisation":  # which has two
        assert message == f"Fejl: {form_client.error_summary(answer)[name]}"
    # A list cannot show a country that is not on it.
    shown = "" if name == "country" else WRONG[name]
    expected = {**factories.ORDER_DATA, name: shown}
    assert form_client.visible_values(answer) == {
        field: str(value) for field, value in expected.items()
    }
    assert form_client.is_nothing_stored()


def test_errors_follow_order_of_form(client_with_csrf, form):
    answer = form_client.send(client_with_csrf, form, **WRONG)

    check_the_error_page(answer, WRONG)
    assert list(form_client.error_summary(answer)) == list(WRONG)
    # A list cannot show a country that is not on it.
    assert form_client.visible_values(answer) == {**WRONG, "country": ""}
    assert form_client.is_nothing_stored()


def test_empty_form_asks_for_required_fields(client_with_csrf, form):
    answer = client_with_csrf.post(form_client.URL, form)

    needed = {"name", "street", "postcode", "city", "email"}
    check_the_error_page(answer, needed)
    assert form_client.is_nothing_stored()


def test_missing_fields_are_treated_as_empty(client_with_csrf, form):
    token = {"csrfmiddlewaretoken": form["csrfmiddlewaretoken"]}
    check_the_error_page(
        client_with_csrf.post(form_client.URL, token),
        {"name", "street", "postcode", "city", "email", "copies"},
    )
    assert form_client.is_nothing_stored()


def test_repeated_field_counts_once(client_with_csrf, form):
    body = QueryDict(mutable=True)
    body.update({**form, **factories.ORDER_DATA})
    body.appendlist("name", "Bo Bentsen")
    answer = client_with_csrf.post(
        form_client.URL, body.urlencode(), content_type="application/x-www-form-urlencoded"
    )
    assert form_client.confirm(client_with_csrf, answer).status_code == 302
    assert Order.objects.get().name == "Bo Bentsen"


def test_unsent_form_shows_no_error(client_with_csrf):
    factories.stock()
    tree = form_client.read(client_with_csrf.get(form_client.URL))
    assert not tree.select(".problems, .notice, .field__error, [aria-invalid]")
    assert tree.title.get_text().startswith("Bestil bogen")


def test_corrected_form_places_order(client_with_csrf, form):
    shown = form_client.send(client_with_csrf, form, email="aase")
    corrected = form_client.resend(client_with_csrf, shown, email="aase@example.org")
    assert corrected.status_code == 302
