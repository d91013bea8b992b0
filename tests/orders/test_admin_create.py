"""An order by telephone, entered by the staff."""

import pytest
from django.core.management import call_command
from django.test import Client

from orders.models import Mail, Order, OrderSettings
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/bestillinger/ny/"


@pytest.fixture
def packer(db):
    return factories.order_staff()


@pytest.fixture
def desk(packer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(packer)
    return client


def open_form(client) -> dict[str, str]:
    return form_client.fields(client.get(ADDRESS))


def send(client, form, **changes):
    return client.post(ADDRESS, {**form, **factories.ORDER_DATA, **changes})


def problems(answer) -> set[str]:
    assert answer.status_code == 200
    return {link["href"] for link in form_client.read(answer).select(".problems a")}


def test_an_order_by_telephone_is_one_like_the_others(desk, packer, shelf):
    answer = send(desk, open_form(desk), copies="3")
    order = Order.objects.get()
    assert answer.url == f"/admin/bestillinger/{order.pk}/"
    assert (order.source, order.status, order.copies) == ("staff", "new", 3)
    assert order.events.get().by == packer
    assert order.mails.get().kind == "receipt"
    call_command("check_orders")


def test_without_an_e_mail_there_is_no_mail(desk, shelf):
    send(desk, open_form(desk), email="")
    assert Order.objects.get().email == ""
    assert not Mail.objects.exists()


def test_who_has_no_e_mail_is_not_taken_for_another_who_has_none(desk, shelf):
    send(desk, open_form(desk), email="")
    send(desk, open_form(desk), email="", street="Nygade 7")
    assert [order.is_repeat for order in Order.objects.all()] == [False, False]


def test_the_visitors_limit_is_not_the_staffs(desk):
    OrderSettings.objects.create(copies_at_most=2, copies_at_most_with_reason=3)
    factories.stock(2000)
    send(desk, open_form(desk), copies="1000")
    assert Order.objects.get().copies == 1000
    for copies in ("1001", "0", "-1", "to", ""):
        assert problems(send(desk, open_form(desk), copies=copies)) == {"#id_copies"}
    assert Order.objects.count() == 1


@pytest.mark.parametrize("written", ["1.000", "1 000", "1\N{NO-BREAK SPACE}000", " 1000 "])
def test_a_thousand_is_a_thousand_however_it_is_written(desk, written):
    factories.stock(2000)
    send(desk, open_form(desk), copies=written)
    assert Order.objects.get().copies == 1000


@pytest.mark.parametrize("written", ["1,000", "1.0", "1.00", "10.00", "1.0000", "1..000", ".000"])
def test_what_may_be_another_number_is_asked_about(desk, shelf, written):
    assert problems(send(desk, open_form(desk), copies=written)) == {"#id_copies"}
    assert not Order.objects.exists()


def test_greenland_is_told_by_its_postcode_on_the_page_and_the_label(desk, shelf):
    answer = desk.get(send(desk, open_form(desk), postcode="3900", city="Nuuk").url)
    tree = form_client.read(answer)
    assert tree.select("address span")[-1].get_text() == "GRØNLAND"
    assert "Til udlandet" in tree.select_one(".orders-summary").get_text()


def test_a_bad_address_comes_back_filled(desk):
    answer = send(desk, open_form(desk), name="", postcode="12", note="Haster")
    assert problems(answer) == {"#id_name", "#id_postcode"}
    assert form_client.read(answer).title.get_text().startswith("Fejl:")
    assert form_client.fields(answer)["note"] == "Haster"
    assert not Order.objects.exists()


def test_a_double_click_gives_one_order(desk, shelf):
    form = open_form(desk)
    assert send(desk, form).url == send(desk, form).url
    assert Order.objects.count() == 1


def test_the_same_form_with_other_words_asks_first(desk, shelf):
    form = open_form(desk)
    send(desk, form)
    answer = send(desk, form, copies="2")
    assert Order.objects.get().number in form_client.read(answer).select_one(".problems").get_text()
    send(desk, form_client.fields(answer), copies="2")
    assert [order.copies for order in Order.objects.order_by("pk")] == [1, 2]


@pytest.mark.parametrize("key", ["", "nøgle-1", "desk-kort", None])
def test_a_key_that_is_not_ours_leads_to_nobody_elses_order(desk, shelf, key):
    other = factories.placed_order(email="li@example.org")
    Order.objects.update(form_key=key or "nøgle-1")
    form = open_form(desk)
    send(desk, {**form, "key": key} if key is not None else {**form, "key": ""})
    assert Order.objects.exclude(pk=other.pk).get().email == factories.ORDER_DATA["email"]


def test_without_copies_it_waits_and_says_so(desk):
    answer = desk.get(send(desk, open_form(desk)).url)
    assert Order.objects.get().status == "waiting"
    assert "på venteliste" in form_client.read(answer).select_one(".messages").get_text()


def test_without_copies_and_a_waiting_list_nothing_is_saved(desk):
    OrderSettings.objects.create(may_wait=False)
    answer = send(desk, open_form(desk), note="Haster")
    assert form_client.read(answer).select_one(".problems")
    assert form_client.fields(answer)["note"] == "Haster"
    assert not Order.objects.exists()


def test_the_browser_does_not_offer_the_colleagues_own_address(desk):
    tree = form_client.read(desk.get(ADDRESS))
    for name in ("name", "street", "email", "phone"):
        assert tree.find(id=f"id_{name}")["autocomplete"] == "off"


def test_an_editor_and_a_stranger_get_nowhere(shelf):
    editor = Client()
    editor.force_login(factories.editor())
    for answer in (editor.get(ADDRESS), editor.post(ADDRESS, factories.ORDER_DATA)):
        assert answer.url == "/admin/"
    assert Client().post(ADDRESS, factories.ORDER_DATA).url.startswith("/admin/login/")
    assert not Order.objects.exists()
