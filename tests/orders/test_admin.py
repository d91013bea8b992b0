"""Who comes to the desk in the admin, and what each is offered there."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from orders.admin import bulk_actions
from orders.models import OrderSettings
from tests import factories
from tests.orders import form_client

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
    return logged_in(factories.order_staff())


@pytest.fixture
def order(db):
    return factories.order(name="Bo Bentsen")


def settings_form(client):
    """Where the settings are saved, and what a browser would send."""
    opened = client.get(SETTINGS, follow=True)
    answers = form_client.fields(opened, containing="is_open")
    for box in form_client.read(opened).select("main [type=checkbox][checked]"):
        answers[box["name"]] = "on"
    for choice in form_client.read(opened).select("main select[name]"):
        answers[choice["name"]] = choice.select_one("option[selected]")["value"]
    return opened.request["PATH_INFO"], answers


def test_the_list_stands_where_the_menu_leads(desk):
    assert reverse("orders_admin:list") == LIST
    assert LIST in desk.get("/admin/").content.decode()
    assert form_client.heading(desk.get(LIST)) == "Bestillinger"


def test_who_may_only_look_is_offered_no_step(order):
    guest = factories.editor("gæst")
    guest.user_permissions.add(Permission.objects.get(codename="view_order"))
    tree = form_client.read(logged_in(guest).get(LIST))
    assert order.number in tree.select_one(".orders-table").get_text()
    offered = {button["value"] for button in tree.select("button[name=action]:not([hidden])")}
    assert offered == {"labels", "packing_slips", "csv", "xlsx"}
    assert reverse("orders_admin:create") not in str(tree)


def test_the_desk_is_offered_every_step(desk, order):
    tree = form_client.read(desk.get(LIST))
    offered = {button["value"] for button in tree.select("button[name=action]:not([hidden])")}
    assert offered == {*bulk_actions.BULK_ACTIONS, *bulk_actions.LEADS_TO}
    assert reverse("orders_admin:create") in str(tree)


def test_the_manual_is_in_the_help_menu_with_its_pictures(desk):
    assert "/admin/bestillinger/vejledning/" in desk.get("/admin/").content.decode()
    shown = form_client.read(desk.get("/admin/bestillinger/vejledning/"))
    assert shown.h1.get_text(strip=True) == "Vejledning for ekspeditionen"
    pictures = shown.select(".orders-manual img")
    assert pictures
    for each in pictures:
        assert desk.get(f"/admin/bestillinger/vejledning/{each['src']}").status_code == 200
    assert desk.get("/admin/bestillinger/vejledning/theme.png").status_code == 404


def test_an_editor_has_no_manual_of_the_desk():
    editor = logged_in(factories.editor())
    assert "/admin/bestillinger/vejledning/" not in editor.get("/admin/").content.decode()
    assert editor.get("/admin/bestillinger/vejledning/").status_code == 302


def test_an_editor_sees_no_order(order):
    editor = logged_in(factories.editor())
    for address in (LIST, f"{LIST}?q=Bentsen", SETTINGS):
        answer = editor.get(address, follow=True)
        assert answer.redirect_chain[-1:] == [("/admin/", 302)], address
        assert "Bentsen" not in answer.content.decode(), address
        assert order.number not in answer.content.decode(), address
    home = editor.get("/admin/").content.decode()
    assert LIST not in home
    assert SETTINGS not in home


def test_a_stranger_is_asked_to_log_in(client, order):
    for address in (LIST, f"{LIST}handling/", SETTINGS):
        answer = client.get(address)
        assert answer["Location"].startswith("/admin/login/?next=/admin/"), address


def test_nobody_keeps_a_copy_of_the_list(desk, order):
    assert "no-store" in desk.get(LIST)["Cache-Control"]


def test_the_list_only_reads(desk, order):
    assert desk.post(LIST, {"order": order.pk}).status_code == 405


def test_wagtail_has_no_way_of_its_own_to_orders(desk, order):
    """No address at which an order could be changed or deleted past its history."""
    for address in (
        f"{LIST}edit/{order.pk}/",
        f"{LIST}delete/{order.pk}/",
        "/admin/snippets/orders/order/",
    ):
        assert desk.get(address).status_code == 404, address
    bulk = desk.post(f"/admin/bulk/orders/order/delete/?id={order.pk}")
    assert bulk.status_code == 404
    order.refresh_from_db()


def test_the_desk_opens_and_closes_ordering(desk, browser):
    for is_open in (False, True):
        address, answers = settings_form(desk)
        answers.pop("is_open", None)
        if is_open:
            answers["is_open"] = "on"
        assert desk.post(address, answers).status_code == 302
        assert OrderSettings.objects.get().is_open == is_open
        assert (
            bool(form_client.read(browser.get(form_client.ADDRESS)).select("main form")) == is_open
        )


@pytest.mark.parametrize("number", ["0", "1001", "mange", "-1"])
def test_the_desk_cannot_set_a_useless_number_of_copies(desk, number):
    address, answers = settings_form(desk)
    assert desk.post(address, {**answers, "copies_at_most": number}).status_code == 200
    assert OrderSettings.objects.get().copies_at_most == 10
    assert desk.post(address, {**answers, "copies_at_most": "12"}).status_code == 302
    assert OrderSettings.objects.get().copies_at_most == 12
