"""The list of orders in the admin: who reads it, and that nobody changes it by hand."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from orders.models import Order, OrderSettings
from tests import make
from tests.orders import page

pytestmark = pytest.mark.django_db

LIST = "/admin/bestillinger/"
SETTINGS = "/admin/settings/orders/ordersettings/"


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(db):
    """The browser of a user in the group Bestillinger."""
    return logged_in(make.desk_user())


@pytest.fixture
def superuser(db):
    return logged_in(get_user_model().objects.create_superuser("chef", "c@example.org", "x"))


@pytest.fixture
def orders(db):
    return {
        "bo": make.order(name="Bo Bentsen", email="bo@example.org", number="AAAAAA"),
        "li": make.order(name="Li Lund", email="li@example.com", number="CCCCCC", status="posted"),
    }


def listed(client, query="") -> set[str]:
    """The numbers in the list."""
    answer = client.get(LIST + query)
    assert answer.status_code == 200
    return {
        link.get_text(strip=True) for link in page.read(answer).select("td.title .title-wrapper")
    }


def test_the_list_stands_where_the_menu_leads(desk):
    assert reverse("book_orders:index") == LIST
    menu = desk.get("/admin/").content.decode()
    assert LIST in menu
    assert "Bestillinger" in menu


def test_the_desk_sees_the_orders_the_newest_first(desk, orders):
    rows = page.read(desk.get(LIST)).select("tbody tr")
    assert ["CCCCCC" in row.get_text() for row in rows] == [True, False]
    text = rows[1].get_text(" ", strip=True)
    for words in ("AAAAAA", "Ny", "Bo Bentsen", "København V"):
        assert words in text


@pytest.mark.parametrize("words", ["AAAAAA", "aaaaaa", "Bentsen", "bo@example.org", "BO BENT"])
def test_the_desk_finds_an_order_by_number_name_and_e_mail(desk, orders, words):
    assert listed(desk, f"?q={words}") == {"AAAAAA"}


def test_a_search_for_nobody_finds_nothing(desk, orders):
    assert listed(desk, "?q=findes-ikke") == set()


def test_the_desk_can_list_one_status(desk, orders):
    assert listed(desk, "?status=posted") == {"CCCCCC"}
    assert listed(desk, "?status=new") == {"AAAAAA"}
    assert listed(desk, "?status=packed") == set()


def test_the_desk_reads_every_field_of_an_order(desk):
    everything = {
        "name": "Åse Ærø",
        "organisation": "Lejerbo & Co.",
        "care_of": "Bøje Bentsen",
        "street": "Østergade 7, 2. tv.",
        "postcode": "FO-100",
        "city": "Tórshavn",
        "country": "Færøerne",
        "email": "aase@example.org",
        "phone": "12 34 56 78",
        "copies": 7,
        "note": "Til biblioteket",
    }
    order = make.order(**everything)
    tree = page.read(desk.get(f"{LIST}inspect/{order.pk}/"))
    shown = {
        term.get_text(strip=True): term.find_next("dd").get_text(" ", strip=True)
        for term in tree.select("main dt")
    }
    assert set(map(str, everything.values())) | {order.number, "Ny"} <= set(shown.values())
    assert len(shown) == 14
    assert {"Gade/vej og husnummer", "Antal eksemplarer", "Modtaget"} <= set(shown), shown


def changes(order) -> list[str]:
    """The addresses at which Wagtail would let someone change orders."""
    return [
        f"{LIST}new/",
        f"{LIST}edit/{order.pk}/",
        f"{LIST}delete/{order.pk}/",
        f"{LIST}copy/{order.pk}/",
        f"/admin/bulk/orders/order/delete/?id={order.pk}",
    ]


@pytest.mark.parametrize("who", ["desk", "superuser"])
def test_nobody_adds_changes_copies_or_deletes_an_order_by_hand(request, orders, who):
    client = request.getfixturevalue(who)
    before = list(Order.objects.order_by("pk").values())
    for address in changes(orders["bo"]):
        for answer in (client.get(address), client.post(address, {"status": "posted"})):
            assert answer.status_code in (302, 403, 404), address
            assert answer.get("Location", "/admin/") == "/admin/", address
    assert list(Order.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("who", ["desk", "superuser"])
def test_no_button_offers_what_cannot_be_done(request, orders, who):
    client = request.getfixturevalue(who)
    read_view = f"{LIST}inspect/{orders['bo'].pk}/"
    for address in (LIST, read_view):
        html = client.get(address).content.decode()
        for offer in changes(orders["bo"]):
            assert offer not in html, (address, offer)
    assert read_view in client.get(LIST).content.decode()


def test_an_editor_sees_no_order_anywhere(orders):
    editor = logged_in(make.editor())
    order = orders["bo"]
    reading = [LIST, f"{LIST}results/", f"{LIST}?export=csv", f"{LIST}inspect/{order.pk}/"]
    reading += [f"{LIST}history/{order.pk}/", f"{LIST}usage/{order.pk}/", SETTINGS]
    for address in reading + changes(order):
        answer = editor.get(address, follow=True)
        assert answer.redirect_chain[-1:] == [("/admin/", 302)] or answer.status_code == 404
        assert order.name not in answer.content.decode(), address
        assert order.number not in answer.content.decode(), address
    home = editor.get("/admin/").content.decode()
    assert LIST not in home
    assert SETTINGS not in home


def test_a_stranger_is_asked_to_log_in(client, orders):
    for address in [
        LIST,
        f"{LIST}inspect/{orders['bo'].pk}/",
        SETTINGS,
        *changes(orders["bo"])[:3],
    ]:
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/?next=/admin/"), address


def test_the_desk_opens_and_closes_ordering(desk, browser):
    for is_open in (False, True):
        opened = desk.get(SETTINGS, follow=True)
        answers = page.fields(opened, containing="is_open")
        answers.pop("is_open", None)
        if is_open:
            answers["is_open"] = "on"
        saved = desk.post(opened.request["PATH_INFO"], answers)
        assert saved.status_code == 302
        assert OrderSettings.objects.get().is_open == is_open
        assert bool(page.read(browser.get(page.ADDRESS)).select("main form")) == is_open


@pytest.mark.parametrize("number", ["0", "1001", "mange", "-1"])
def test_the_desk_cannot_set_a_useless_number_of_copies(desk, number):
    opened = desk.get(SETTINGS, follow=True)
    answers = {**page.fields(opened, containing="is_open"), "copies_at_most": number}
    assert desk.post(opened.request["PATH_INFO"], answers).status_code == 200
    assert OrderSettings.objects.get().copies_at_most == 10


def test_the_list_takes_as_many_queries_with_many_orders(desk, django_assert_max_num_queries):
    make.order()
    desk.get(LIST)
    with django_assert_max_num_queries(100) as few:
        desk.get(LIST)
    for _number in range(40):
        make.order()
    with django_assert_max_num_queries(len(few)):
        assert len(listed(desk)) == 41
