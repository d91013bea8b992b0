"""Access to the order admin, and the actions offered to each group."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from orders.models import MailText, OrderSettings
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db

LIST_URL = "/admin/bestillinger/"
SETTINGS_URL = "/admin/settings/orders/ordersettings/"


@pytest.fixture
def order(db):
    return factories.order(name="Bo Bentsen")


def settings_form(client):
    """Return the URL of the settings form and the data a browser would send."""
    opened = client.get(SETTINGS_URL, follow=True)
    data = form_client.fields(opened, containing="is_open")
    for box in form_client.read(opened).select("main [type=checkbox][checked]"):
        data[box["name"]] = "on"
    for choice in form_client.read(opened).select("main select[name]"):
        data[choice["name"]] = choice.select_one("option[selected]")["value"]
    return opened.request["PATH_INFO"], data


def test_menu_links_to_order_list(staff_client):
    assert reverse("orders_admin:list") == LIST_URL
    assert LIST_URL in staff_client.get("/admin/").content.decode()
    assert form_client.heading(staff_client.get(LIST_URL)) == "Bestillinger"


def test_viewer_is_offered_export_only(viewer_client, order):
    page = form_client.read(viewer_client.get(LIST_URL))
    assert order.number in page.select_one("tbody").get_text()
    assert not page.select("[data-bulk-action-button]")
    assert page.select("a[href*='export=csv']")
    assert reverse("orders_admin:create") not in str(page)


def test_staff_are_offered_every_action(staff_client, order):
    page = form_client.read(staff_client.get(LIST_URL))
    offered = {
        link["href"].rstrip("/").split("/")[-1] for link in page.select("[data-bulk-action-button]")
    }
    assert offered == {"pack", "post", "labels", "packing_slips", "undo", "cancel"}
    assert reverse("orders_admin:create") in str(page)


def test_help_menu_has_staff_manual_with_pictures(staff_client):
    assert "/admin/bestillinger/vejledning/" in staff_client.get("/admin/").content.decode()
    page = form_client.read(staff_client.get("/admin/bestillinger/vejledning/"))
    assert page.h1.get_text(strip=True) == "Vejledning for ekspeditionen"
    pictures = page.select(".manual img")
    assert pictures
    for picture in pictures:
        assert (
            staff_client.get(f"/admin/bestillinger/vejledning/{picture['src']}").status_code == 200
        )
    assert staff_client.get("/admin/bestillinger/vejledning/theme.png").status_code == 404


def test_editor_has_no_access_to_staff_manual():
    editor_client = form_client.logged_in_client(factories.editor())
    assert "/admin/bestillinger/vejledning/" not in editor_client.get("/admin/").content.decode()
    assert editor_client.get("/admin/bestillinger/vejledning/").status_code == 302


def test_editor_has_no_access_to_orders(order):
    editor_client = form_client.logged_in_client(factories.editor())
    for url in (LIST_URL, f"{LIST_URL}?q=Bentsen"):
        response = editor_client.get(url, follow=True)
        assert response.redirect_chain[-1:] == [("/admin/", 302)], url
        assert "Bentsen" not in response.content.decode(), url
        assert order.number not in response.content.decode(), url
    menu_page = editor_client.get("/admin/").content.decode()
    assert LIST_URL not in menu_page


def test_anonymous_user_is_redirected_to_login(client, order):
    for url in (LIST_URL, f"{LIST_URL}handling/", SETTINGS_URL):
        response = client.get(url)
        assert response["Location"].startswith("/admin/login/?next=/admin/"), url


def test_order_list_is_not_cached(staff_client, order):
    assert "no-store" in staff_client.get(LIST_URL)["Cache-Control"]


def test_post_to_order_list_is_not_allowed(staff_client, order):
    assert staff_client.post(LIST_URL, {"order": order.pk}).status_code == 405


def test_wagtail_edit_and_delete_views_do_not_exist(staff_client, order):
    """Wagtail's own views would change or delete an order without an event in its history."""
    for url in (
        f"{LIST_URL}edit/{order.pk}/",
        f"{LIST_URL}delete/{order.pk}/",
        "/admin/snippets/orders/order/",
    ):
        assert staff_client.get(url).status_code == 404, url
    bulk = staff_client.post(f"/admin/bulk/orders/order/delete/?id={order.pk}")
    assert bulk.status_code == 404
    order.refresh_from_db()


def test_staff_open_and_close_ordering(staff_client, client_with_csrf):
    for is_open in (False, True):
        url, data = settings_form(staff_client)
        data.pop("is_open", None)
        if is_open:
            data["is_open"] = "on"
        assert staff_client.post(url, data).status_code == 302
        assert OrderSettings.objects.get().is_open == is_open
        assert (
            bool(form_client.read(client_with_csrf.get(form_client.URL)).select("main form"))
            == is_open
        )


@pytest.mark.parametrize("number", ["0", "1001", "mange", "-1"])
def test_invalid_copy_limit_is_refused(staff_client, number):
    url, data = settings_form(staff_client)
    assert staff_client.post(url, {**data, "copies_at_most": number}).status_code == 200
    assert OrderSettings.objects.get().copies_at_most == 10
    assert staff_client.post(url, {**data, "copies_at_most": "12"}).status_code == 302
    assert OrderSettings.objects.get().copies_at_most == 12


def post_settings(client, url, data):
    return client.post(url, data, follow=True)


def test_settings_saved_by_another_are_not_overwritten(staff_client):
    url, mine = settings_form(staff_client)
    theirs = dict(mine)
    post_settings(staff_client, url, theirs | {"low_stock_at": "33"})
    page = post_settings(staff_client, url, mine | {"copies_at_most": "5"})
    assert "Det er i mellemtiden ændret til “33”" in page.content.decode()
    settings = OrderSettings.load()
    assert (settings.low_stock_at, settings.copies_at_most) == (33, 10)

    again = form_client.fields(page, containing="is_open")
    assert again["copies_at_most"] == "5"
    post_settings(staff_client, url, mine | {**again, "is_open": "on", "low_stock_at": "33"})
    settings = OrderSettings.load()
    assert (settings.low_stock_at, settings.copies_at_most) == (33, 5)


def test_only_what_another_has_changed_is_a_conflict(staff_client):
    """The texts of the first migration have no keys of paragraphs, those of the form have."""
    url, mine = settings_form(staff_client)
    OrderSettings.objects.update(low_stock_at=33)
    page = post_settings(staff_client, url, mine)
    assert page.content.decode().count("i mellemtiden ændret til") == 1


def test_settings_that_are_saved_leave_what_an_order_has_changed(db):
    settings = OrderSettings.load()
    OrderSettings.objects.update(has_free_copies=False)
    settings.low_stock_at = 3
    settings.save()
    stored = OrderSettings.objects.get()
    assert (stored.low_stock_at, stored.has_free_copies) == (3, False)


def test_mail_text_saved_by_another_is_not_overwritten(staff_client):
    text = MailText.objects.get(kind="receipt")
    url = reverse("wagtailsnippets_orders_mailtext:edit", args=[text.pk])
    mine = form_client.fields(staff_client.get(url), containing="subject")
    staff_client.post(url, mine | {"body": "Hej {navn}: {side}"})
    page = staff_client.post(url, mine | {"subject": "Ny overskrift"})
    assert "Det er i mellemtiden ændret til “Hej {navn}: {side}”" in page.content.decode()
    text.refresh_from_db()
    assert text.subject != "Ny overskrift"
    assert text.body == "Hej {navn}: {side}"


@pytest.mark.parametrize(
    ("name", "html", "told"),
    [
        ("closed_text", "<p></p>", "Skriv en tekst: besøgende ser den."),
        ("sold_out_text", "<p>\u200b</p>", "Skriv en tekst: besøgende ser den."),
        ("privacy_notice", "<p>Slettes efter {dag} dage</p>", "Vi kender ikke {dag}."),
    ],
)
def test_text_that_visitors_would_not_understand_is_refused(staff_client, name, html, told):
    url, data = settings_form(staff_client)
    page = post_settings(staff_client, url, data | {name: rich_text(html)})
    assert told in page.content.decode()
