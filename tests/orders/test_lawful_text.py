"""Whatever the form accepts can be printed, mailed, exported, shown and found.

The text goes from the form to each place that shows it. None of them may fail.
"""

import unicodedata

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from orders.mail.outbox import send_due_mail
from orders.models import Order
from tests import factories
from tests.orders import form_client, pdf_reader

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LIST_URL = "/admin/bestillinger/"
FIELDS = ("name", "organisation", "street", "city", "note")
TEXT = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("Åø️☃ـ́ﷺ\"';=,<&\t"),
    min_size=1,
    max_size=40,
)
SAMPLES = (
    "\ufe0f", "\u3164", "\u2800", "Nguyễn", "A\u030ase", "№ 3", "LEGO® Fonden", "℅ Jensen",
    "hej,=1+1", '"; =1+1', "\u202eBo", "a\u0301" * 30, "שלום עליכם", "ﷺ", "𝔘𝔫𝔦", "Æ" * 90,
    "Bo\u2028Bentsen", "\u0085", "{navn}", "{% x %}", "0900", "Bo\ufffc",
)  # fmt: skip


def everywhere(staff_client, order: Order) -> dict[str, bytes]:
    """Return the content of each place that shows an order."""
    data = {"id": [order.pk], "sheet": "3x8", "start": 1}
    person = {"action": "paper", "email": order.email}
    responses = {
        "labels": staff_client.post("/admin/bulk/orders/order/labels/", data),
        "packing slip": staff_client.post("/admin/bulk/orders/order/packing_slips/", data),
        "personal data": staff_client.post(f"{LIST_URL}persondata/", person),
        "detail": staff_client.get(f"{LIST_URL}{order.pk}/"),
        "list": staff_client.get(LIST_URL, {"q": order.name}),
        "csv": staff_client.get(LIST_URL, {"export": "csv"}),
        "xlsx": staff_client.get(LIST_URL, {"export": "xlsx"}),
        "status": Client().get(f"/bestil/ordre/{order.secret}/"),
    }
    for place, response in responses.items():
        assert response.status_code == 200, (place, response.headers)
    return {
        place: b"".join(response.streaming_content) if response.streaming else response.content
        for place, response in responses.items()
    }


@pytest.mark.usefixtures("stock")
def test_accepted_text_is_usable_everywhere(staff_client):
    @settings(
        max_examples=10,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(text=TEXT, field=st.sampled_from(FIELDS))
    def check(text, field):
        with transaction.atomic():
            order_and_read(text, field)
            transaction.set_rollback(True)

    def order_and_read(text, field):
        customer = Client()
        data = {field: text, "email": "bo@example.org"}
        answer = form_client.send(customer, form_client.open_form(customer), **data)
        if answer.status_code == 200:
            assert form_client.error_summary(answer)
            return
        order = Order.objects.get()
        stored = getattr(order, field)
        assert unicodedata.is_normalized("NFC", stored)
        content = everywhere(staff_client, order)
        for place in ("labels", "packing slip"):
            assert pdf_reader.page_texts_of(content[place])
        assert order.number.encode() in content["personal data"]
        mail.outbox.clear()
        send_due_mail()
        assert [message.to for message in mail.outbox] == [["bo@example.org"]]
        if field != "note" and stored:
            assert order.number.encode() in content["list"]

    for number, sample in enumerate(SAMPLES):
        check = example(text=sample, field=FIELDS[number % len(FIELDS)])(check)
    check()


@pytest.mark.parametrize("text", ["№ 3", "LEGO® Fonden", "℅ Jensen", "Nr. 5½", "Købmand & Søn™"])
def test_signs_that_the_font_has_are_accepted_and_printed(staff_client, stock, text):
    customer = Client()
    form_client.send(customer, form_client.open_form(customer), organisation=text)
    content = everywhere(staff_client, Order.objects.get())
    assert text in "".join(pdf_reader.page_texts_of(content["labels"]))


@pytest.mark.parametrize("text", ["\u2800", "\u3164", "\ufe0f", "\u115f\u1160", "\u200d"])
def test_name_that_prints_as_nothing_counts_as_empty(client, text):
    answer = form_client.send(client, form_client.open_form(client), name=text)
    assert set(form_client.error_summary(answer)) == {"name"}


def test_composed_and_decomposed_letters_are_the_same(staff_client, stock):
    """macOS and some telephones send Å as two characters."""
    for number, name in enumerate(("Nguyễn Åse", unicodedata.normalize("NFD", "Nguyễn Åse"))):
        customer = Client()
        form_client.send(customer, form_client.open_form(customer), name=name, copies=number + 1)
    first, second = Order.objects.order_by("pk")
    assert first.name == second.name
    assert (first.is_repeat, second.is_repeat) == (False, True)
    query = unicodedata.normalize("NFD", "nguyễn åse")
    found = form_client.read(staff_client.get(LIST_URL, {"q": query})).get_text()
    assert first.number in found
    assert second.number in found


@pytest.mark.parametrize("searched", ["bo@rødgrød.dk", "bo@xn--rdgrd-vuad.dk", "BO@RØDGRØD.DK"])
@pytest.mark.parametrize("ordered", ["bo@rødgrød.dk", "bo@xn--rdgrd-vuad.dk"])
def test_person_is_found_by_either_form_of_a_domain(staff_client, stock, ordered, searched):
    order = factories.placed_order(email=ordered)
    person = {"action": "find", "email": searched}
    answer = staff_client.post(f"{LIST_URL}persondata/", person, follow=True)
    assert order.number in answer.content.decode()
    assert order.number in staff_client.get(LIST_URL, {"q": searched}).content.decode()
