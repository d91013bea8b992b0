"""Editors are told what a deletion or an unpublication changes. No address dies."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.test.utils.form_data import streamfield

from tests import factories
from tests.lbf50.test_permissions import theme_form

pytestmark = pytest.mark.django_db


def page_text(response) -> str:
    main = BeautifulSoup(response.content, "html.parser").main
    return " ".join(main.get_text(" ").split())


def test_pages_with_a_picture_are_named_before_it_is_deleted(editor):
    picture = factories.picture()
    theme = factories.theme("Bygningsarv", [("picture", {"picture": picture, "caption": ""})])
    response = editor.get(f"/admin/images/{picture.pk}/delete/")
    text = page_text(response)
    assert "Det bruges ét sted, som bliver ændret: Bygningsarv" in text
    assert "Læg en ny fil i stedet" in text
    html = response.content.decode()
    assert f'href="/admin/pages/{theme.pk}/edit/"' in html
    assert f'href="/admin/images/{picture.pk}/"' in html


def test_pages_are_named_where_several_pictures_are_deleted(editor):
    used, unused = factories.picture("Brugt"), factories.picture("Ubrugt")
    factories.theme("Bygningsarv", [("picture", {"picture": used, "caption": ""})])
    url = f"/admin/bulk/lbf50/picture/delete/?id={used.pk}&id={unused.pk}"
    text = page_text(editor.get(url))
    assert "Det bruges ét sted, som bliver ændret: Bygningsarv" in text
    assert "Det bruges ingen steder." in text


def test_pages_with_a_link_are_named_before_the_page_is_deleted(editor):
    target = factories.theme("Arkitektur")
    link = f'<p>Se <a linktype="page" id="{target.pk}">temaet</a>.</p>'
    factories.theme("Bygningsarv", [("text", link)])
    text = page_text(editor.get(f"/admin/pages/{target.pk}/delete/"))
    assert "Det bruges ét sted, som bliver ændret: Bygningsarv" in text
    assert (
        "Links til siden bliver til almindelig tekst og står inden for et kvarter i rapporten over "
        "døde links." in text
    )
    assert "Læsere, der kommer til adressen, bliver sendt videre til “Temaer”." in text


def test_page_with_a_link_to_a_deleted_page_can_be_published(editor, admin_client):
    target = factories.theme("Arkitektur")
    page = factories.theme("Bygningsarv")
    page.see_more = [("page", {"page": target, "text": ""})]
    page.save_revision().publish()
    admin_client.post(f"/admin/pages/{target.pk}/delete/")
    see_more = streamfield([("page", {"page": "", "text": ""})])
    data = theme_form("Bygningsarv", see_more=see_more) | {"action-publish": "1"}
    response = editor.post(f"/admin/pages/{page.pk}/edit/", data)
    assert response.status_code == 302
    assert "see-more" not in Client().get(page.url).content.decode()


def test_deleted_page_and_those_below_it_lead_to_the_page_above(admin_client):
    stairs = factories.staircase(tiers=1, activities=1)
    [tier] = stairs.tiers
    activity = tier.activities[0]
    urls = [tier.url, activity.url]
    admin_client.post(f"/admin/pages/{tier.pk}/delete/")
    for url in urls:
        response = Client().get(url, follow=True)
        assert response.status_code == 200
        assert response.redirect_chain[-1][0] == stairs.url


def test_deleted_link_leaves_no_dead_link(editor):
    target = factories.theme("Arkitektur")
    link = f'<p>Se <a linktype="page" id="{target.pk}">temaet</a>.</p>'
    other = factories.theme("Bygningsarv", [("text", link)])
    editor.post(f"/admin/pages/{target.pk}/delete/")
    html = Client().get(other.url).content.decode()
    assert "temaet" in html
    assert target.url not in html


def test_new_page_at_the_address_is_shown(editor):
    theme = factories.theme("Arkitektur")
    url = theme.url
    editor.post(f"/admin/pages/{theme.pk}/delete/")
    assert Client().get(url).status_code == 302
    assert factories.theme("Arkitektur").url == url
    assert Client().get(url).status_code == 200


def test_draft_that_nobody_saw_leaves_no_redirect(editor):
    theme = factories.theme("Kladde")
    type(theme).objects.filter(pk=theme.pk).update(live=False, first_published_at=None)
    editor.post(f"/admin/pages/{theme.pk}/delete/")
    assert not Redirect.objects.exists()


def test_unpublished_page_leads_to_the_page_above_until_it_is_published(editor):
    theme = factories.theme("Arkitektur")
    link = f'<p>Se <a linktype="page" id="{theme.pk}">temaet</a>.</p>'
    other = factories.theme("Bygningsarv", [("text", link)])
    unpublish = f"/admin/pages/{theme.pk}/unpublish/"
    text = page_text(editor.get(unpublish))
    assert "Det bruges ét sted, som bliver ændret: Bygningsarv" in text
    assert "Læsere, der kommer til adressen, bliver sendt videre til “Temaer”." in text
    editor.post(unpublish)
    response = Client().get(theme.url)
    assert response.status_code == 302
    assert response["Location"] == theme.get_parent().url
    assert theme.url not in Client().get(other.url).content.decode()
    theme.refresh_from_db()
    theme.save_revision().publish()
    assert Client().get(theme.url).status_code == 200


def test_places_that_use_each_of_several_pages_are_named_before_they_are_unpublished(editor):
    themes = [factories.theme(title) for title in ("Arkitektur", "Beton")]
    link = f'<p>Se <a linktype="page" id="{themes[0].pk}">temaet</a>.</p>'
    factories.theme("Bygningsarv", [("text", link)])
    data = {"id": [theme.pk for theme in themes]}
    text = page_text(editor.get("/admin/bulk/wagtailcore/page/unpublish/", data))
    assert "Arkitektur Det bruges ét sted, som bliver ændret: Bygningsarv" in text
    assert "Beton Det bruges ingen steder." in text


def test_expired_page_leads_to_the_page_above():
    theme = factories.theme("Arkitektur")
    theme.expire_at = timezone.now() - timedelta(minutes=1)
    theme.save()
    call_command("publish_scheduled")
    assert Client().get(theme.url)["Location"] == theme.get_parent().url


def test_drafts_with_a_picture_are_named_before_it_is_deleted(editor):
    picture = factories.picture()
    theme = factories.theme("Bygningsarv")
    theme.body = [("picture", {"picture": picture, "caption": ""})]
    theme.save_revision()
    other = factories.theme("Uden")
    other.title = "Uden billedet"
    other.save_revision()
    text = page_text(editor.get(f"/admin/images/{picture.pk}/delete/"))
    assert "Det bruges ét sted, som bliver ændret: Bygningsarv (kladde)" in text
    theme.picture = picture
    theme.body = []
    theme.save_revision()
    text = page_text(editor.get(f"/admin/images/{picture.pk}/delete/"))
    assert "Bygningsarv (kladde)" in text


def test_draft_is_not_named_as_using_itself(editor):
    theme = factories.theme("Kladde")
    theme.title = "Ny titel"
    theme.save_revision()
    text = page_text(editor.get(f"/admin/pages/{theme.pk}/delete/"))
    assert "(kladde)" not in text


def test_redirects_to_a_deleted_page_lead_to_the_page_above(editor):
    theme = factories.theme("Arkitektur")
    Redirect.objects.create(old_path="/bog", redirect_page=theme)
    editor.post(f"/admin/pages/{theme.pk}/delete/")
    for url in ("/bog/", "/temaer/arkitektur/"):
        response = Client().get(url, follow=True)
        assert (response.status_code, response.request["PATH_INFO"]) == (200, "/temaer/")
