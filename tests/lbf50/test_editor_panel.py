"""The admin's home page names what waits for an editor."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Comment, PageSubscription

from lbf50.models import Link, Picture
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return factories.editor("eva")


@pytest.fixture
def home(user):
    """Return the text of the user's home page."""

    def read() -> str:
        client = Client()
        client.force_login(user)
        return client.get("/admin/").content.decode()

    return read


def test_nothing_waits(home):
    assert "Der er ikke noget, der venter på dig." in home()


def test_own_drafts_and_those_of_nobody_else(user, home):
    mine, other = factories.theme("Min kladde"), factories.theme("En andens")
    mine.save_revision(user=user)
    other.save_revision(user=factories.editor("bo"))
    html = home()
    assert "Dine kladder (1)" in html
    assert "En andens" not in html.split("Dine kladder")[1].split("</section>")[0]


def test_scheduled_pages_with_their_time(user, home):
    theme, ending = factories.theme("Julen"), factories.theme("Sommeren")
    theme.go_live_at = timezone.now() + timedelta(days=2)
    theme.save_revision(user=user).publish()
    ending.expire_at = timezone.now() + timedelta(days=3)
    ending.save()
    html = home()
    assert "Planlagt (2)" in html
    assert "udgives " in html
    assert "udløber " in html


def test_comments_on_pages_one_follows(user, home):
    theme = factories.theme("Midler")
    PageSubscription.objects.create(user=user, page=theme, comment_notifications=True)
    for writer, text in ((factories.editor("bo"), "Er tallet rigtigt?"), (user, "Mit eget")):
        Comment.objects.create(page=theme, user=writer, text=text, contentpath="lead")
    html = home()
    assert "Kommentarer til dig (1)" in html
    assert "Er tallet rigtigt?" in html
    assert "Mit eget" not in html


def test_faults_of_pages(home):
    theme = factories.theme("Gammelt", picture=factories.picture("Uden ord"))
    Picture.objects.update(description="")
    type(theme).objects.update(last_published_at=timezone.now() - timedelta(days=400))
    Link.objects.create(page=theme, kind="outside", target="https://x.example", failures=2)
    html = home()
    assert "Døde links (1)" in html
    assert "https://x.example" in html
    assert "Billeder i brug uden beskrivelse (1)" in html
    assert "Ikke rettet i et år (1)" in html


def test_desk_staff_see_orders_instead(client):
    client.force_login(factories.order_staff())
    html = client.get("/admin/").content.decode()
    assert "At se på" not in html
    assert "Bestillinger" in html
