"""The mail about posting leaves after a delay, and can be withdrawn until then."""

from datetime import timedelta

import pytest
from django.utils import timezone

from orders.mail.outbox import send_due_mail
from orders.models import BookPage, Mail, MailText, Order, OrderSettings
from orders.services import fulfilment
from tests import factories
from tests.orders import form_client, pdf_reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stock")]


@pytest.fixture
def posted(staff_user) -> Order:
    order = fulfilment.pack_order(factories.placed_order(), staff_user)
    send_due_mail()
    return fulfilment.post_order(order, staff_user)


def pass_minutes(minutes: int) -> None:
    """Move the time of the next attempt back."""
    for mail in Mail.objects.filter(sent_at=None):
        mail.next_attempt_at -= timedelta(minutes=minutes)
        mail.save()


def test_mail_leaves_after_ten_minutes(mailoutbox, posted):
    mailoutbox.clear()
    pass_minutes(9)
    assert send_due_mail() == 0
    pass_minutes(2)
    assert send_due_mail() == 1
    assert "sendt" in mailoutbox[0].subject
    assert f"/bestil/ordre/{posted.secret}" in mailoutbox[0].body


def test_undo_withdraws_mail(mailoutbox, staff_client, posted):
    mailoutbox.clear()
    staff_client.post(f"/admin/bestillinger/{posted.pk}/handling/", {"action": "undo"})
    pass_minutes(60)
    send_due_mail()
    assert not mailoutbox
    assert Order.objects.get().status == "packed"


@pytest.mark.parametrize("delay", [0, 30])
def test_delay_is_a_setting(staff_user, delay):
    OrderSettings.objects.update_or_create(defaults={"posted_mail_delay": delay})
    fulfilment.post_order(fulfilment.pack_order(factories.placed_order(), staff_user), staff_user)
    due = Mail.objects.get(kind="posted").next_attempt_at
    assert abs(due - timezone.now() - timedelta(minutes=delay)) < timedelta(minutes=1)


def test_order_keeps_title_of_book(staff_client, staff_user):
    book = factories.book()
    order = factories.placed_order()
    BookPage.objects.filter(pk=book.pk).update(title="Andet oplag")
    response = staff_client.post("/admin/bulk/orders/order/packing_slips/", {"id": order.pk})
    [text] = pdf_reader.page_texts(response)
    assert book.title in text
    assert "Andet oplag" not in text


@pytest.mark.parametrize("path", ["add/", "copy/1/", "delete/1/"])
def test_mail_text_cannot_be_added_or_deleted(admin_client, path):
    response = admin_client.get(f"/admin/snippets/orders/mailtext/{path}")
    assert response.status_code in (302, 404)
    list_page = form_client.read(admin_client.get("/admin/snippets/orders/mailtext/"))
    assert not list_page.select("a[href$='/add/']")


def test_mail_texts_cannot_be_deleted_in_bulk(admin_client):
    url = "/admin/bulk/orders/mailtext/delete/?id=1&next=/admin/"
    admin_client.post(url)
    assert MailText.objects.count() == len(Mail.Kind)
