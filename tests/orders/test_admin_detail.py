"""The order page in the admin: content, actions and access."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from orders.mail.outbox import build_message
from orders.models import Mail, Order
from orders.services import edits, fulfilment, inventory, privacy, warehouse
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(stock):
    return factories.placed_order(copies=2)


def order_url(order, path="") -> str:
    return f"/admin/bestillinger/{order.pk}/{path}"


def read_order_page(client, order):
    response = client.get(order_url(order))
    assert response.status_code == 200
    return form_client.read(response)


def page_text(client, order) -> str:
    return read_order_page(client, order).main.get_text(" ", strip=True)


def post_action(client, order, action, **data):
    """Run the action and return the page after the redirect."""
    return client.post(order_url(order, "handling/"), {"action": action, **data}, follow=True)


def messages_text(response) -> str:
    return form_client.read(response).select_one(".messages").get_text(" ", strip=True)


def offered_actions(client, order) -> set[str]:
    """Return the actions the page has a button for."""
    return {field["value"] for field in read_order_page(client, order).select("input[name=action]")}


def test_recipient_is_shown_as_on_label(staff_client, stock):
    order = factories.placed_order(
        name="Jürgen Grüß",
        organisation="Wohnungsverein",
        care_of="Bøje",
        street="Große Straße 77",
        postcode="24937",
        city="Flensburg",
        country="Tyskland",
        phone="+4912345678",
        note="Tak for bogen!",
    )
    page = read_order_page(staff_client, order)
    assert [line.get_text() for line in page.select("address span")] == [
        "Jürgen Grüß",
        "Wohnungsverein",
        "c/o Bøje",
        "Große Straße 77",
        "24937 Flensburg",
        "TYSKLAND",
    ]
    text = page.main.get_text(" ", strip=True)
    for expected in ("aase@example.org", "+4912345678", "Tak for bogen!", "Til udlandet"):
        assert expected in text


def test_ordinary_order_has_no_flag(staff_client, order):
    assert not read_order_page(staff_client, order).select(".orders-flag")


def test_orders_with_same_email_or_street_are_linked(staff_client, order):
    same_email = factories.placed_order(email="AASE@example.org", street="Nygade 1")
    same_street = factories.placed_order(email="bo@example.org")
    other_person = factories.placed_order(email="li@example.org", street="Nygade 2")
    links = {
        link["href"] for link in read_order_page(staff_client, order).select(".orders-links a")
    }
    assert {order_url(same_email), order_url(same_street)} <= links
    assert order_url(other_person) not in links
    assert order_url(order) not in links


def test_only_valid_transitions_are_offered(staff_client, staff_user, order):
    assert offered_actions(staff_client, order) >= {"pack", "cancel"}
    assert not offered_actions(staff_client, order) & {"post", "undo", "return"}
    fulfilment.pack_order(order, staff_user)
    assert offered_actions(staff_client, order) >= {"post", "cancel", "undo"}
    assert not offered_actions(staff_client, order) & {"pack", "return"}
    fulfilment.post_order(order, staff_user)
    assert offered_actions(staff_client, order) >= {"undo", "return"}
    assert not offered_actions(staff_client, order) & {"pack", "post", "cancel"}


def test_waiting_order_can_only_be_cancelled(staff_client):
    waiting_order = factories.placed_order()
    assert offered_actions(staff_client, waiting_order) & {"pack", "post", "cancel", "undo"} == {
        "cancel"
    }


def test_undo_undoes_what_was_shown_only(staff_client, staff_user, order):
    fulfilment.pack_order(order, staff_user)
    page = form_client.read(staff_client.get(order_url(order)))
    seen = page.select_one("input[name=seen][value=packed]")["value"]
    fulfilment.cancel_order(order, staff_user, "Fejl")
    message = messages_text(post_action(staff_client, order, "undo", seen=seen))
    assert "Intet er fortrudt: bestillingen er annulleret i mellemtiden." in message
    assert Order.objects.get().status == "cancelled"


def test_pack_post_and_undo(staff_client, staff_user, order):
    assert order.number in messages_text(post_action(staff_client, order, "pack"))
    post_action(staff_client, order, "post")
    assert Order.objects.get().status == "posted"
    assert "Fortryd “Afsendt”: gør den “Pakket” igen" in page_text(staff_client, order)
    post_action(staff_client, order, "undo")
    assert Order.objects.get().status == "packed"
    assert order.events.last().by == staff_user
    call_command("check_orders")


def test_cancel_requires_reason(staff_client, order):
    response = post_action(staff_client, order, "cancel")
    assert Order.objects.get().status == "new"
    page = form_client.read(response)
    assert page.title.get_text().startswith("Fejl:")
    link = page.select_one(".problems a")
    field = page.select_one(link["href"])
    assert field["name"] == "reason"
    assert field["aria-invalid"] == "true"
    assert link.get_text() in page.find(id=field["aria-describedby"].split()[-1]).get_text()
    assert field.find_parent("details").has_attr("open")
    post_action(staff_client, order, "cancel", reason="Bestilt to gange")
    assert Order.objects.get().status == "cancelled"
    assert "Bestilt to gange" in page_text(staff_client, order)


def test_cancelling_order_without_email_promises_no_mail(staff_client, stock):
    page = read_order_page(staff_client, factories.placed_order(email=""))
    hint = page.find(id="id_cancel_reason_helptext").get_text()
    assert "ingen e-mail" in hint


def test_cancel_reason_may_have_500_characters(staff_client, order):
    wrong = post_action(staff_client, order, "cancel", reason="x" * 501)
    assert "Forkort til højst 500 tegn" in form_client.read(wrong).select_one(".problems").text
    reason = "Vi kan ikke finde adressen." * 10 + "\r\nSkriv gerne til os."
    post_action(staff_client, order, "cancel", reason=reason)
    assert "finde adressen.\nSkriv gerne" in build_message(order.mails.get(kind="cancelled")).body


def test_action_on_cancelled_order_shows_error(staff_client, staff_user, order):
    fulfilment.cancel_order(order, staff_user, "Fortrudt")
    response = post_action(staff_client, order, "pack")
    assert form_client.read(response).select_one(".messages .error")
    assert "er annulleret" in messages_text(response)
    assert Order.objects.get().status == "cancelled"


@pytest.mark.parametrize("data", [{"action": "anonymise"}, {}, {"action": "send_again"}])
def test_unknown_action_changes_nothing(staff_client, order, data):
    assert staff_client.post(order_url(order, "handling/"), data).status_code in (302, 404)
    assert order.events.count() == 1


def test_return_is_recorded(staff_client, staff_user, order):
    fulfilment.post_order(fulfilment.pack_order(order, staff_user), staff_user)
    assert "2" in post_action(staff_client, order, "return", copies="3").content.decode()
    assert Order.objects.get().returned == 0
    return_data = {"copies": "1", "returned_before": "0", "restock": "on"}
    post_action(staff_client, order, "return", reason="Ubekendt på adressen", **return_data)
    assert Order.objects.get().returned == 1
    assert inventory.get_stock().free == 99
    post_action(staff_client, order, "return", copies="1", returned_before="1")
    assert inventory.get_stock().free == 99
    assert "Ubekendt på adressen" in page_text(staff_client, order)
    assert "return" not in offered_actions(staff_client, order)
    call_command("check_orders")


def test_return_sent_twice_from_one_form_is_recorded_once(staff_client, staff_user):
    factories.stock()
    order = factories.placed_order(copies=4)
    fulfilment.post_order(fulfilment.pack_order(order, staff_user), staff_user)
    form = form_client.fields(staff_client.get(order_url(order)), containing="copies")
    form |= {"copies": "1", "restock": "on"}
    staff_client.post(order_url(order, "handling/"), form)
    response = staff_client.post(order_url(order, "handling/"), form, follow=True)
    assert "siden du åbnede siden" in messages_text(response)
    assert Order.objects.get().returned == 1
    assert inventory.get_stock().free == 97
    form = form_client.fields(staff_client.get(order_url(order)), containing="copies")
    assert "noteret" in messages_text(
        staff_client.post(order_url(order, "handling/"), form, follow=True)
    )
    assert Order.objects.get().returned == 4


def test_history_shows_event_and_user_newest_last(staff_client, staff_user, order):
    staff_user.first_name, staff_user.last_name = "Pia", "Pakker"
    staff_user.save()
    post_action(staff_client, order, "pack")
    post_action(staff_client, order, "note", text="Ring først\nefter kl. 10")
    history = [
        li.get_text(" ", strip=True)
        for li in read_order_page(staff_client, order).select(".orders-history li")
    ]
    assert history[0].startswith("Modtaget")
    assert history[0].endswith("Bestilleren")
    assert history[1].startswith("Pakket")
    assert history[1].endswith("Pia Pakker")
    assert history[2].endswith("Ring først efter kl. 10")


def test_history_of_deleted_user_is_not_shown_as_customer(staff_client, order):
    deleted_user = factories.order_staff("vikar")
    post_action(
        form_client.logged_in_client(deleted_user), order, "cancel", reason="Bestilt to gange."
    )
    deleted_user.delete()
    last_line = (
        read_order_page(staff_client, order)
        .select(".orders-history li")[-1]
        .get_text(" ", strip=True)
    )
    assert "tidligere kollega" in last_line
    assert "Bestilleren" not in last_line
    assert "Bestilt to gange." in build_message(order.mails.get(kind="cancelled")).body


def test_history_shows_customer_as_author(staff_client, order, client):
    form = form_client.fields(
        client.get(reverse("orders:status_edit", args=[order.secret])), "street"
    )
    client.post(reverse("orders:status_edit", args=[order.secret]), {**form, "street": "Nygade 1"})
    client.post(reverse("orders:status_cancel", args=[order.secret]))
    history = [
        li.get_text(" ", strip=True)
        for li in read_order_page(staff_client, order).select(".orders-history li")
    ]
    assert len(history) == 3
    assert all("Bestilleren" in line for line in history)


def test_note_is_escaped(staff_client, order):
    post_action(staff_client, order, "note", text="<script>alert(1)</script>")
    assert "<script>alert(1)" not in staff_client.get(order_url(order)).content.decode()


def test_note_sent_twice_stands_once(staff_client, order):
    for _click in range(2):
        post_action(staff_client, order, "note", text="Ring først")
    assert [event.detail for event in order.events.filter(kind="note")] == ["Ring først"]


@pytest.mark.parametrize("text", ["", "   ", "x" * 1001])
def test_empty_or_too_long_note_is_refused(staff_client, order, text):
    assert form_client.read(post_action(staff_client, order, "note", text=text)).select_one(
        ".problems"
    )
    assert order.events.count() == 1


def test_follow_up_date_is_set_and_cleared(staff_client, order):
    date = timezone.localdate() + timedelta(days=3)
    post_action(staff_client, order, "follow_up", day=date.isoformat())
    assert Order.objects.get().follow_up_on == date
    field = read_order_page(staff_client, order).select_one("#id_follow_up_day")
    assert field["value"] == date.isoformat()
    post_action(staff_client, order, "no_follow_up")
    assert Order.objects.get().follow_up_on is None


@pytest.mark.parametrize("date", ["", "i morgen", "2020-01-01"])
def test_invalid_or_past_follow_up_date_is_refused(staff_client, order, date):
    assert form_client.read(post_action(staff_client, order, "follow_up", day=date)).select_one(
        ".problems"
    )
    assert Order.objects.get().follow_up_on is None


def test_mail_is_shown_with_status_and_attempts(staff_client, order):
    mail = order.mails.get()
    assert "på vej" in page_text(staff_client, order)
    later = timezone.now() + timedelta(minutes=5)
    Mail.objects.update(attempts=1, next_attempt_at=later)
    assert "på vej" in page_text(staff_client, order), "the first attempt has not ended"
    mail.tries.create(outcome="SMTPConnectError: 421 prøv senere")
    Mail.objects.update(error="SMTPConnectError: 421 prøv senere")
    assert "ikke kommet igennem" in page_text(staff_client, order)
    assert "421 prøv senere" in page_text(staff_client, order)
    Mail.objects.update(sent_at=timezone.now())
    mail.tries.create(outcome="Sendt")
    assert "2 forsøg" in page_text(staff_client, order)


def test_staff_resend_mail(staff_client, order):
    def resend_buttons():
        return form_client.read(staff_client.get(order_url(order))).select("[value=send_again]")

    assert not resend_buttons()
    Mail.objects.update(sent_at=timezone.now())
    [button] = resend_buttons()
    assert order.email in button.find_parent("details").get_text()
    assert messages_text(post_action(staff_client, order, "send_again", mail=order.mails.get().pk))
    assert list(order.mails.values_list("kind", "sent_at"))[1] == ("receipt", None)
    assert not resend_buttons()
    Mail.objects.update(sent_at=timezone.now())
    assert len(resend_buttons()) == 1
    assert (
        "Sendt igen"
        in form_client.read(staff_client.get(order_url(order))).select_one(".orders-history").text
    )


def test_mail_that_was_sent_again_fails_no_more(staff_client, order):
    long_ago = timezone.now() - timedelta(days=6)
    Mail.objects.update(attempts=9, error="550", created_at=long_ago)
    assert list(Mail.objects.failing()) == [order.mails.get()]
    post_action(staff_client, order, "send_again", mail=order.mails.get().pk)
    assert not Mail.objects.failing()


def test_resend_twice_from_one_page_queues_one_mail(staff_client, order):
    Mail.objects.update(sent_at=timezone.now())
    receipt = order.mails.get()
    for _click in range(2):
        response = post_action(staff_client, order, "send_again", mail=receipt.pk)
    assert "allerede sendt igen" in messages_text(response)
    assert order.mails.count() == 2


def test_undo_of_post_says_mail_was_already_sent(staff_client, staff_user, order):
    fulfilment.post_order(fulfilment.pack_order(order, staff_user), staff_user)
    assert "Mailen" not in messages_text(post_action(staff_client, order, "undo"))
    fulfilment.post_order(order, staff_user)
    Mail.objects.update(sent_at=timezone.now())
    assert "Mailen om det er allerede sendt." in messages_text(
        post_action(staff_client, order, "undo")
    )


def test_return_is_shown_filtered_and_undone(staff_client, staff_user, order):
    fulfilment.post_order(fulfilment.pack_order(order, staff_user), staff_user)
    post_action(staff_client, order, "return", copies="1", returned_before="0", restock="on")
    list_page = form_client.read(staff_client.get("/admin/bestillinger/?returned=true"))
    assert "Retur: 1 af 2" in list_page.select_one(".orders-flags").get_text()
    page = form_client.read(staff_client.get(order_url(order)))
    assert "Retur: 1 af 2" in page.select_one(".orders-summary").get_text()
    assert page.select_one("[value=undo_return]")
    post_action(staff_client, order, "undo_return")
    assert Order.objects.get().returned == 0
    assert (inventory.get_stock().free, inventory.get_stock().posted) == (98, 2)
    assert not form_client.read(staff_client.get("/admin/bestillinger/?returned=true")).select(
        ".orders-table"
    )
    assert not form_client.read(staff_client.get(order_url(order))).select("[value=undo_return]")
    assert "ingen retur at fortryde" in messages_text(
        post_action(staff_client, order, "undo_return")
    )
    call_command("check_orders")


def test_each_return_can_be_undone_and_a_double_click_undoes_one(staff_client, staff_user, stock):
    order = factories.placed_order(copies=4)
    fulfilment.post_order(fulfilment.pack_order(order, staff_user), staff_user)
    warehouse.record_return(order, 2, True, staff_user)
    warehouse.record_return(order, 1, True, staff_user, returned_before=2)
    for left in (2, 0):
        page = staff_client.get(order_url(order))
        field = form_client.read(page).select_one("#id_undo_return_seen")
        for _click in range(2):
            post_action(staff_client, order, "undo_return", seen=field["value"])
        order.refresh_from_db()
        assert order.returned == left
    call_command("check_orders")


def test_undo_of_return_is_refused_if_copies_are_reserved(staff_client, staff_user, order):
    fulfilment.post_order(fulfilment.pack_order(order, staff_user), staff_user)
    post_action(staff_client, order, "return", copies="2", returned_before="0", restock="on")
    factories.placed_order(email="bo@example.org", copies=100)
    assert "lovet til andre" in messages_text(post_action(staff_client, order, "undo_return"))
    assert Order.objects.get(pk=order.pk).returned == 2
    call_command("check_orders")


def test_new_order_for_same_person_is_prefilled(staff_client, staff_user, order):
    fulfilment.post_order(fulfilment.pack_order(order, staff_user), staff_user)
    warehouse.record_return(order, 2, restock=False, by=staff_user)
    link = form_client.read(staff_client.get(order_url(order))).select_one("a[href*='/ny/']")
    form = form_client.fields(staff_client.get(link["href"]))
    assert [form[name] for name in ("name", "street", "postcode", "email", "copies")] == [
        order.name, order.street, order.postcode, order.email, "2",
    ]  # fmt: skip
    assert staff_client.post("/admin/bestillinger/ny/", form).status_code == 302
    assert Order.objects.first().is_repeat


def test_resend_of_another_orders_mail_is_not_found(staff_client, order):
    other_order = factories.placed_order(email="li@example.org")
    response = post_action(staff_client, order, "send_again", mail=other_order.mails.get().pk)
    assert response.status_code == 404
    assert Mail.objects.count() == 2


def test_address_is_corrected_and_validated(staff_client, order):
    form = form_client.fields(staff_client.get(order_url(order, "ret/")), containing="street")
    assert form["street"] == order.street
    wrong = form_client.read(
        staff_client.post(order_url(order, "ret/"), {**form, "postcode": "12"})
    )
    assert wrong.title.get_text().startswith("Fejl:")
    assert wrong.select_one(".problems a")["href"] == "#id_postcode"
    staff_client.post(order_url(order, "ret/"), {**form, "street": "Nygade  1", "email": ""})
    order.refresh_from_db()
    assert (order.street, order.email) == ("Nygade 1", "")
    assert order.events.last().kind == "corrected"


def test_posted_order_cannot_be_corrected(staff_client, staff_user, order):
    form = form_client.fields(staff_client.get(order_url(order, "ret/")), containing="street")
    fulfilment.post_order(fulfilment.pack_order(order, staff_user), staff_user)
    assert staff_client.get(order_url(order, "ret/")).url == order_url(order)
    response = staff_client.post(
        order_url(order, "ret/"), {**form, "street": "Nygade 1"}, follow=True
    )
    page = form_client.read(response)
    assert "kan ikke længere ændres" in page.select_one(".problems").get_text()
    assert page.find(attrs={"name": "street"})["value"] == "Nygade 1"
    assert Order.objects.get().street == order.street
    assert "ret/" not in staff_client.get(order_url(order)).content.decode()


def test_anonymised_order_shows_no_name_and_offers_no_action(staff_client, staff_user, order):
    privacy.anonymise_order(order, staff_user)
    text = page_text(staff_client, order)
    assert "15xx" in text
    assert "Åse" not in text
    assert offered_actions(staff_client, order) == set()


def test_anonymised_order_has_no_follow_up_history(staff_client, staff_user, order):
    post_action(
        staff_client,
        order,
        "follow_up",
        day=(timezone.localdate() + timedelta(days=3)).isoformat(),
    )
    post_action(staff_client, order, "no_follow_up")
    assert "Ingen dato længere" in page_text(staff_client, order)
    privacy.anonymise_order(order, staff_user)
    assert "Ingen dato længere" not in page_text(staff_client, order)


def test_page_links_to_print_and_personal_data(staff_client, order):
    links = {link["href"] for link in read_order_page(staff_client, order).select("main a")}
    order_url = f"/admin/bestillinger/{order.pk}/"
    for name in ("labels", "packing_slips"):
        assert f"/admin/bulk/orders/order/{name}/?id={order.pk}&next={order_url}" in links
    assert f"/admin/bestillinger/persondata/?order={order.pk}" in links
    assert order.email not in str(links - {f"mailto:{order.email}"})


def test_query_count_is_constant(staff_client, staff_user, order):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read_order_page(staff_client, order)
        return len(captured)

    factories.placed_order()
    query_count = queries()
    for number in range(6):
        factories.placed_order(email=f"nummer{number}@example.org" if number % 2 else order.email)
        edits.add_note(order, f"Notat {number}", staff_user)
        Mail.objects.create(order=order, kind="receipt").tries.create(outcome="Sendt")
    order.mails.first().tries.create(outcome="Sendt")
    assert queries() == query_count


def test_missing_order_is_not_found(staff_client):
    for path in ("", "ret/", "handling/"):
        assert staff_client.get(f"/admin/bestillinger/987654/{path}").status_code == 404


# --- Permissions ---


def test_viewer_cannot_change_order(viewer_client, order):
    assert order.name in page_text(viewer_client, order)
    assert offered_actions(viewer_client, order) == set()
    for path, data in (("handling/", {"action": "pack"}), ("ret/", {"street": "Nygade 1"})):
        assert viewer_client.post(order_url(order, path), data).url == "/admin/"
    assert list(order.events.values_list("kind", flat=True)) == ["placed"]


@pytest.mark.parametrize("path", ["", "ret/", "handling/"])
def test_editor_and_anonymous_user_have_no_access(order, path):
    editor_client = form_client.logged_in_client(factories.editor())
    for send in (editor_client.get, editor_client.post):
        assert send(order_url(order, path), {"action": "pack"}).url == "/admin/"
    response = Client().get(order_url(order, path))
    assert response.url.startswith("/admin/login/")
    assert Order.objects.get().status == "new"


def test_order_page_is_not_cached(staff_client, order):
    assert "no-store" in staff_client.get(order_url(order))["Cache-Control"]


@pytest.mark.parametrize(("action", "field"), [("cancel", "reason"), ("note", "text")])
@pytest.mark.parametrize("text", ["\u200b", "\ufe0f \u180e"], ids=ascii)
def test_text_of_invisible_characters_is_no_text(staff_client, order, action, field, text):
    url = f"/admin/bestillinger/{order.pk}/handling/"
    response = staff_client.post(url, {"action": action, field: text})
    assert response.status_code == 200
    assert Order.objects.get(pk=order.pk).status == "new"
    assert not order.events.filter(kind="note").exists()
