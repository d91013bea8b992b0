"""Permissions of the groups Redaktion and Bestillinger in the admin."""

from io import BytesIO

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import Page, UploadedFile
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from lbf50.blocks import TEXT_FEATURES
from lbf50.models import Picture, SiteSettings
from orders.models import MailText, OrderSettings
from tests import factories
from tests.orders.form_client import fields, read
from themes.models import ThemePage

pytestmark = pytest.mark.django_db

USER_PAGES = ["/admin/users/", "/admin/users/new/", "/admin/groups/", "/admin/groups/new/"]
SITE_PAGES = ["/admin/sites/", "/admin/sites/new/", "/admin/collections/", "/admin/redirects/"]


def logged_in_client(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def order_staff(db):
    """Return the client of a user in the group Bestillinger."""
    return logged_in_client(factories.order_staff())


def assert_denied(client, addresses):
    """Assert that GET and POST return 403 or redirect to the admin home."""
    for address in addresses:
        for response in (client.get(address), client.post(address, {"title": "Ny"})):
            assert response.status_code in (302, 403), address
            assert response.get("Location", "/admin/") == "/admin/", address


def theme_form(title, **fields) -> dict:
    """Return the POST data of the page editor for a theme."""
    return nested_form_data(
        {
            "title": title,
            "slug": "bygningsarv",
            "lead": "Om boligområder og deres bygninger.",
            "body": streamfield([("heading", "En overskrift")]),
            "see_more_heading": "",
            "see_more": streamfield([]),
            "footnotes": inline_formset([]),
            "seo_title": "",
            "search_description": "",
            **fields,
        }
    )


def png() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (40, 30), "#9a3818").save(file, "PNG")
    return SimpleUploadedFile("facade.png", file.getvalue(), "image/png")


def test_only_two_groups_exist():
    assert set(Group.objects.values_list("name", flat=True)) == {"Redaktion", "Bestillinger"}


def test_users_are_no_superusers():
    """Superusers have all permissions, so the other tests need ordinary users."""
    assert not factories.editor().is_superuser
    assert not factories.order_staff().is_superuser


def test_editor_creates_edits_and_publishes_theme(editor, client):
    index = factories.theme_index()
    response = editor.post(f"/admin/pages/add/themes/themepage/{index.pk}/", theme_form("Udkast"))
    theme = ThemePage.objects.get()
    assert (response.status_code, theme.live) == (302, False)

    edit_url = f"/admin/pages/{theme.pk}/edit/"
    assert editor.get(edit_url).status_code == 200
    data = theme_form("Bygningsarv", **{"action-publish": "action-publish"})
    assert editor.post(edit_url, data).status_code == 302
    html = client.get("/temaer/bygningsarv/").content.decode()
    assert "Bygningsarv" in html
    assert "En overskrift" in html


def test_editor_raises_and_lowers_letters(editor, client):
    index = factories.theme_index()
    text = rich_text("<p>80 m<sup>2</sup> med lidt CO<sub>2</sub></p>", features=TEXT_FEATURES)
    form = theme_form("Bygningsarv", body=streamfield([("text", text)]))
    data = form | {"action-publish": "action-publish"}
    editor.post(f"/admin/pages/add/themes/themepage/{index.pk}/", data)
    page = client.get(ThemePage.objects.get().url).content.decode()
    assert "80 m<sup>2</sup> med lidt CO<sub>2</sub>" in page


def test_editor_unpublishes_theme(editor, client):
    theme = factories.theme()
    assert client.get(theme.url).status_code == 200
    assert editor.post(f"/admin/pages/{theme.pk}/unpublish/").status_code == 302
    assert client.get(theme.url).status_code == 302


def test_editor_adds_picture(editor):
    address = "/admin/images/add/"
    assert editor.get(address).status_code == 200
    response = editor.post(
        address, {"title": "Facade", "file": png(), "description": "En facade", "credit": "Os"}
    )
    assert response.status_code == 302
    assert (Picture.objects.get().title, Picture.objects.get().credit) == ("Facade", "Os")


def test_editor_adds_several_pictures_at_once(editor):
    assert editor.get("/admin/images/multiple/add/").status_code == 200
    uploaded = editor.post(
        "/admin/images/multiple/add/",
        {"files[]": png(), "title": "Facade"},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    # The picture is saved with its description, in the second request.
    assert not Picture.objects.exists()
    data = {"title": "Facade", "description": "En facade", "collection": 1, "focal_point_x": ""}
    number = UploadedFile.objects.get().pk
    saved = editor.post(
        f"/admin/images/multiple/create_from_uploaded_image/{number}/",
        {f"uploaded-image-{number}-{name}": value for name, value in data.items()},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert (uploaded.json()["success"], saved.json()["success"]) == (True, True)
    assert Picture.objects.get().description == "En facade"


def test_editor_lists_edits_and_chooses_pictures(editor):
    picture = factories.picture()
    assert "Facade" in editor.get("/admin/images/").content.decode()
    assert "Facade" in editor.get("/admin/images/chooser/").content.decode()
    assert editor.get(f"/admin/images/{picture.pk}/").status_code == 200


def test_editor_adds_document(editor):
    address = "/admin/documents/add/"
    assert editor.get(address).status_code == 200
    file = SimpleUploadedFile("bog.pdf", b"%PDF-1.4 \n", "application/pdf")
    assert editor.post(address, {"title": "Bogen", "file": file}).status_code == 302
    assert Document.objects.get().title == "Bogen"


@pytest.mark.parametrize("name", ["virus.exe", "side.html", "tegning.svg", "kode.js"])
def test_editor_cannot_add_executable_document(editor, name):
    file = SimpleUploadedFile(name, b"<script>alert(1)</script>")
    editor.post("/admin/documents/add/", {"title": "Ups", "file": file})
    assert not Document.objects.exists()


def test_editor_changes_footer(editor, client):
    response = editor.get("/admin/settings/lbf50/sitesettings/", follow=True)
    data = {**fields(response, containing="foot_text"), "phone": "12 34 56 78"}
    assert editor.post(response.request["PATH_INFO"], data).status_code == 302
    assert SiteSettings.objects.get().phone == "12 34 56 78"
    assert "12 34 56 78" in client.get("/").content.decode()


def test_editor_cannot_access_orders_users_and_sites(editor):
    order = factories.order()
    order_list = "/admin/bestillinger/"
    orders = [
        order_list,
        f"{order_list}{order.pk}/",
        f"{order_list}persondata/",
        f"{order_list}lager/",
    ]
    orders += [f"{order_list}?export=csv", f"{order_list}pakkerunder/"]
    orders += [f"/admin/bulk/orders/order/labels/?id={order.pk}"]
    assert_denied(editor, [*orders, *USER_PAGES, *SITE_PAGES])


def test_editor_changes_texts_of_ordering_but_no_rule(editor, client):
    response = editor.get("/admin/settings/orders/ordersettings/", follow=True)
    data = fields(response, containing="closed_text")
    assert "is_open" not in data
    assert "anonymise_after_days" not in data
    data |= {"closed_text": rich_text("<p>Vi holder ferie.</p>"), "is_open": "", "staff_email": "x"}
    assert editor.post(response.request["PATH_INFO"], data).status_code == 302
    settings = OrderSettings.load()
    assert "Vi holder ferie." in settings.closed_text
    assert settings.is_open
    assert not settings.staff_email


def test_editor_changes_texts_of_the_order_form(editor, client):
    response = editor.get("/admin/settings/orders/ordersettings/", follow=True)
    texts = [
        {"field": "note", "label": "Besked til os", "hint": ""},
        {"field": "phone", "label": "", "hint": "Så kan vi ringe"},
    ]
    data = fields(response, containing="closed_text")
    data |= nested_form_data({"form_texts": inline_formset(texts)})
    assert editor.post(response.request["PATH_INFO"], data).status_code == 302
    page = read(client.get("/bestil/"))
    assert "Besked til os" in page.find("label", {"for": "id_note"}).get_text()
    assert page.find(id="id_phone_helptext").get_text() == "Så kan vi ringe"
    assert page.find("label", {"for": "id_phone"}).get_text().startswith("Telefonnummer")


def test_editor_changes_texts_of_error_pages(editor, client, monkeypatch):
    response = editor.get("/admin/settings/lbf50/sitesettings/", follow=True)
    texts = {
        "not_found_text": "Siden er væk.",
        "bad_request_text": "Vi forstår det ikke.",
        "too_large_text": "Det fylder for meget.",
        "forbidden_text": "Her er låst.",
        "server_error_text": "Websitet er faldet ned.",
    }
    data = fields(response, containing="foot_text") | texts
    assert editor.post(response.request["PATH_INFO"], data).status_code == 302

    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    monkeypatch.setattr(settings, "DATA_UPLOAD_MAX_NUMBER_FIELDS", 5)
    answers = [
        client.get("/findes-ikke/"),
        client.get("/", HTTP_HOST="en anden.dk"),
        client.post("/bestil/", {f"felt{number}": "x" for number in range(6)}),
        strict.post("/admin/login/", {"username": "x"}),
    ]
    monkeypatch.setattr("lbf50.search.views.query_words", None)
    answers.append(strict.get("/soeg/?q=trappe"))
    assert [answer.status_code for answer in answers] == [404, 400, 413, 403, 500]
    leads = [read(answer).select_one("main .lead").get_text() for answer in answers]
    assert leads == list(texts.values())


def test_editor_changes_a_mail_text(editor):
    text = MailText.objects.get(kind="receipt")
    url = f"/admin/snippets/orders/mailtext/edit/{text.pk}/"
    data = fields(editor.get(url), containing="subject")
    assert editor.post(url, {**data, "subject": "Tak"}).status_code == 302
    text.refresh_from_db()
    assert text.subject == "Tak"


def test_order_staff_cannot_access_pages_library_and_users(order_staff):
    home, picture = factories.home(), factories.picture()
    pages = ["/admin/pages/", f"/admin/pages/{home.pk}/", f"/admin/pages/{home.pk}/edit/"]
    pages += [f"/admin/pages/add/orders/bookpage/{home.pk}/", f"/admin/pages/{home.pk}/delete/"]
    pages += [f"/admin/pages/{home.pk}/unpublish/", f"/admin/pages/{home.pk}/move/"]
    library = ["/admin/images/", "/admin/images/add/", f"/admin/images/{picture.pk}/"]
    library += ["/admin/documents/", "/admin/documents/add/", "/admin/images/multiple/add/"]
    assert_denied(order_staff, [*pages, *library, *USER_PAGES, *SITE_PAGES])
    settings = order_staff.get("/admin/settings/lbf50/sitesettings/", follow=True)
    assert settings.redirect_chain[-1][0] == "/admin/"
    assert Page.objects.get(pk=home.pk).live


def test_user_without_group_is_redirected_to_login(django_user_model):
    client = logged_in_client(django_user_model.objects.create_user("ingen", password="x"))
    for address in ("/admin/", "/admin/pages/", "/admin/bestillinger/"):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/"), address


def test_login_page_is_danish(client):
    text = read(client.get("/admin/login/")).main.get_text(" ", strip=True)
    assert text.startswith("Log ind Brugernavn")
    assert "Adgangskode" in text
    assert "Password" not in text


def test_list_in_the_settings_is_not_saved_over_that_of_another(editor):
    """Neither by another text for the same field, nor by a change of the same text."""
    url = "/admin/settings/orders/ordersettings/"
    response = editor.get(url, follow=True)
    url = response.request["PATH_INFO"]
    first = fields(response, containing="seen")
    rows = {
        "form_texts-TOTAL_FORMS": "1",
        "form_texts-0-field": "phone",
        "form_texts-0-label": "Mobil",
        "form_texts-0-hint": "",
        "form_texts-0-ORDER": "1",
        "form_texts-0-id": "",
    }
    assert editor.post(url, first | rows).status_code == 302
    answer = editor.post(url, first | rows | {"form_texts-0-label": "Tlf."})
    assert "En liste på siden er blevet ændret i mellemtiden" in answer.content.decode()
    assert "Tlf." in answer.content.decode()
    [text] = OrderSettings.load().form_texts.all()
    assert text.label == "Mobil"
