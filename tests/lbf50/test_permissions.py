"""What the two groups may do in the admin, and what they may not."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import Page, UploadedFile
from wagtail.test.utils.form_data import nested_form_data, streamfield

from lbf50.models import Picture, SiteSettings
from tests import factories
from tests.orders.form_client import fields, read
from themes.models import ThemePage

pytestmark = pytest.mark.django_db

PEOPLE = ["/admin/users/", "/admin/users/new/", "/admin/groups/", "/admin/groups/new/"]
HOUSE = ["/admin/sites/", "/admin/sites/new/", "/admin/collections/", "/admin/redirects/"]


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(db):
    """The browser of a user in the group Redaktion."""
    return logged_in(factories.editor())


@pytest.fixture
def desk(db):
    """The browser of a user in the group Bestillinger."""
    return logged_in(factories.order_staff())


def check_shut_out(client, addresses):
    """No address lets the user in, neither to look nor to save."""
    for address in addresses:
        for answer in (client.get(address), client.post(address, {"title": "Ny"})):
            assert answer.status_code in (302, 403), address
            assert answer.get("Location", "/admin/") == "/admin/", address


def theme_form(title, **more) -> dict:
    """What the editor sends from the form of a theme."""
    return nested_form_data(
        {
            "title": title,
            "slug": "bygningsarv",
            "lead": "Om boligområder og deres bygninger.",
            "body": streamfield([("heading", "En overskrift")]),
            "see_more_heading": "",
            "see_more": streamfield([]),
            "seo_title": "",
            "search_description": "",
            **more,
        }
    )


def png() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (40, 30), "#9a3818").save(file, "PNG")
    return SimpleUploadedFile("facade.png", file.getvalue(), "image/png")


def test_there_are_the_two_groups_and_no_other():
    assert set(Group.objects.values_list("name", flat=True)) == {"Redaktion", "Bestillinger"}


def test_the_users_of_these_tests_are_no_superusers():
    """Or the rest of this file would prove nothing."""
    assert not factories.editor().is_superuser
    assert not factories.order_staff().is_superuser


def test_an_editor_makes_a_theme_changes_it_and_publishes_it(editor, client):
    index = factories.theme_index()
    made = editor.post(f"/admin/pages/add/themes/themepage/{index.pk}/", theme_form("Udkast"))
    theme = ThemePage.objects.get()
    assert (made.status_code, theme.live) == (302, False)

    edit = f"/admin/pages/{theme.pk}/edit/"
    assert editor.get(edit).status_code == 200
    published = theme_form("Bygningsarv", **{"action-publish": "action-publish"})
    assert editor.post(edit, published).status_code == 302
    html = client.get("/temaer/bygningsarv/").content.decode()
    assert "Bygningsarv" in html
    assert "En overskrift" in html


def test_an_editor_unpublishes_a_theme(editor, client):
    theme = factories.theme()
    assert client.get(theme.url).status_code == 200
    assert editor.post(f"/admin/pages/{theme.pk}/unpublish/").status_code == 302
    assert client.get(theme.url).status_code == 404


def test_an_editor_adds_a_picture(editor):
    address = "/admin/images/add/"
    assert editor.get(address).status_code == 200
    added = editor.post(
        address, {"title": "Facade", "file": png(), "description": "En facade", "credit": "Os"}
    )
    assert added.status_code == 302
    assert (Picture.objects.get().title, Picture.objects.get().credit) == ("Facade", "Os")


def test_an_editor_adds_several_pictures_at_once(editor):
    assert editor.get("/admin/images/multiple/add/").status_code == 200
    answer = editor.post(
        "/admin/images/multiple/add/",
        {"files[]": png(), "title": "Facade"},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    # It is taken in when it has words for those who cannot see it.
    assert not Picture.objects.exists()
    words = {"title": "Facade", "description": "En facade", "collection": 1, "focal_point_x": ""}
    number = UploadedFile.objects.get().pk
    saved = editor.post(
        f"/admin/images/multiple/create_from_uploaded_image/{number}/",
        {f"uploaded-image-{number}-{name}": value for name, value in words.items()},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert (answer.json()["success"], saved.json()["success"]) == (True, True)
    assert Picture.objects.get().description == "En facade"


def test_an_editor_sees_changes_and_chooses_pictures(editor):
    picture = factories.picture()
    assert "Facade" in editor.get("/admin/images/").content.decode()
    assert "Facade" in editor.get("/admin/images/chooser/").content.decode()
    assert editor.get(f"/admin/images/{picture.pk}/").status_code == 200


def test_an_editor_adds_a_document(editor):
    address = "/admin/documents/add/"
    assert editor.get(address).status_code == 200
    file = SimpleUploadedFile("bog.pdf", b"%PDF-1.4 \n", "application/pdf")
    assert editor.post(address, {"title": "Bogen", "file": file}).status_code == 302
    assert Document.objects.get().title == "Bogen"


@pytest.mark.parametrize("name", ["virus.exe", "side.html", "tegning.svg", "kode.js"])
def test_an_editor_cannot_add_a_document_that_a_browser_would_run(editor, name):
    file = SimpleUploadedFile(name, b"<script>alert(1)</script>")
    editor.post("/admin/documents/add/", {"title": "Ups", "file": file})
    assert not Document.objects.exists()


def test_an_editor_changes_the_foot_of_the_page(editor, client):
    opened = editor.get("/admin/settings/lbf50/sitesettings/", follow=True)
    answers = {**fields(opened, containing="foot_text"), "phone": "12 34 56 78"}
    assert editor.post(opened.request["PATH_INFO"], answers).status_code == 302
    assert SiteSettings.objects.get().phone == "12 34 56 78"
    assert "12 34 56 78" in client.get("/").content.decode()


def test_an_editor_cannot_reach_orders_users_groups_and_the_house(editor):
    order = factories.order()
    desk = "/admin/bestillinger/"
    orders = [desk, f"{desk}{order.pk}/", f"{desk}persondata/", f"{desk}lager/"]
    orders += [f"{desk}udtraek/csv/", f"{desk}labels/?order={order.pk}"]
    settings = editor.get("/admin/settings/orders/ordersettings/", follow=True)
    assert settings.redirect_chain[-1][0] == "/admin/"
    check_shut_out(editor, [*orders, *PEOPLE, *HOUSE])


def test_the_desk_cannot_reach_pages_pictures_documents_users_and_groups(desk):
    home, picture = factories.home(), factories.picture()
    pages = ["/admin/pages/", f"/admin/pages/{home.pk}/", f"/admin/pages/{home.pk}/edit/"]
    pages += [f"/admin/pages/add/orders/bookpage/{home.pk}/", f"/admin/pages/{home.pk}/delete/"]
    pages += [f"/admin/pages/{home.pk}/unpublish/", f"/admin/pages/{home.pk}/move/"]
    library = ["/admin/images/", "/admin/images/add/", f"/admin/images/{picture.pk}/"]
    library += ["/admin/documents/", "/admin/documents/add/", "/admin/images/multiple/add/"]
    check_shut_out(desk, [*pages, *library, *PEOPLE, *HOUSE])
    settings = desk.get("/admin/settings/lbf50/sitesettings/", follow=True)
    assert settings.redirect_chain[-1][0] == "/admin/"
    assert Page.objects.get(pk=home.pk).live


def test_a_user_in_no_group_gets_no_further_than_the_login(django_user_model):
    client = logged_in(django_user_model.objects.create_user("ingen", password="x"))
    for address in ("/admin/", "/admin/pages/", "/admin/bestillinger/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/"), address


def test_the_login_is_danish_and_asks_for_the_password_by_one_name(client):
    words = read(client.get("/admin/login/")).main.get_text(" ", strip=True)
    assert words.startswith("Log ind Brugernavn")
    assert "Adgangskode" in words
    assert "Password" not in words
