"""One order's page at the desk: what it shows, and all that can be done from it."""

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
from orders.services import fulfilment, inventory, privacy
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def packer(db):
    return factories.order_staff()


@pytest.fixture
def desk(packer):
    return logged_in(packer)


@pytest.fixture
def order(shelf):
    return factories.placed_order(copies=2)


def address(order, rest="") -> str:
    return f"/admin/bestillinger/{order.pk}/{rest}"


def read(client, order):
    answer = client.get(address(order))
    assert answer.status_code == 200
    return form_client.read(answer)


def text(client, order) -> str:
    return read(client, order).main.get_text(" ", strip=True)


def do(client, order, action, **fields):
    """Sends one action and returns the page one sees after it."""
    return client.post(address(order, "handling/"), {"action": action, **fields}, follow=True)


def told(answer) -> str:
    return form_client.read(answer).select_one(".messages").get_text(" ", strip=True)


def actions(client, order) -> set[str]:
    """What the page has a button for."""
    return {field["value"] for field in read(client, order).select("input[name=action]")}


def test_the_page_shows_the_recipient_as_on_a_parcel(desk, shelf):
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
    tree = read(desk, order)
    assert [line.get_text() for line in tree.select("address span")] == [
        "Jürgen Grüß",
        "Wohnungsverein",
        "c/o Bøje",
        "Große Straße 77",
        "24937 Flensburg",
        "TYSKLAND",
    ]
    words = tree.main.get_text(" ", strip=True)
    for shown in ("aase@example.org", "+4912345678", "Tak for bogen!", "Til udlandet"):
        assert shown in words


def test_an_ordinary_order_has_no_flag(desk, order):
    assert not read(desk, order).select(".orders-flag")


def test_others_of_the_same_person_or_house_are_linked_and_nobody_elses(desk, order):
    same_mail = factories.placed_order(email="AASE@example.org", street="Nygade 1")
    same_house = factories.placed_order(email="bo@example.org")
    stranger = factories.placed_order(email="li@example.org", street="Nygade 2")
    links = {link["href"] for link in read(desk, order).select(".orders-links a")}
    assert {address(same_mail), address(same_house)} <= links
    assert address(stranger) not in links
    assert address(order) not in links


def test_the_steps_offered_are_those_that_are_lawful(desk, packer, order):
    assert actions(desk, order) >= {"pack", "cancel"}
    assert not actions(desk, order) & {"post", "undo", "take_back"}
    fulfilment.pack_order(order, packer)
    assert actions(desk, order) >= {"post", "cancel", "undo"}
    assert not actions(desk, order) & {"pack", "take_back"}
    fulfilment.post_order(order, packer)
    assert actions(desk, order) >= {"undo", "take_back"}
    assert not actions(desk, order) & {"pack", "post", "cancel"}


def test_a_waiting_order_can_only_be_cancelled(desk):
    waits = factories.placed_order()
    assert actions(desk, waits) & {"pack", "post", "cancel", "undo"} == {"cancel"}


def test_from_new_to_posted_and_back(desk, packer, order):
    assert order.number in told(do(desk, order, "pack"))
    do(desk, order, "post")
    assert Order.objects.get().status == "posted"
    assert "Fortryd “Afsendt”: gør den “Pakket” igen" in text(desk, order)
    do(desk, order, "undo")
    assert Order.objects.get().status == "packed"
    assert order.events.last().by == packer
    call_command("check_orders")


def test_an_order_is_cancelled_with_a_reason_the_orderer_reads(desk, order):
    answer = do(desk, order, "cancel")
    assert Order.objects.get().status == "new"
    tree = form_client.read(answer)
    assert tree.title.get_text().startswith("Fejl:")
    link = tree.select_one(".problems a")
    field = tree.select_one(link["href"])
    assert field["name"] == "reason"
    assert field["aria-invalid"] == "true"
    assert link.get_text() in tree.find(id=field["aria-describedby"].split()[-1]).get_text()
    assert field.find_parent("details").has_attr("open")
    do(desk, order, "cancel", reason="Bestilt to gange")
    assert Order.objects.get().status == "cancelled"
    assert "Bestilt to gange" in text(desk, order)


def test_the_reason_for_cancelling_may_be_as_long_for_one_order_as_for_many(desk, order):
    wrong = do(desk, order, "cancel", reason="x" * 501)
    assert "Forkort til højst 500 tegn" in form_client.read(wrong).select_one(".problems").text
    reason = "Vi kan ikke finde adressen." * 10 + "\r\nSkriv gerne til os."
    do(desk, order, "cancel", reason=reason)
    assert "finde adressen.\nSkriv gerne" in build_message(order.mails.get(kind="cancelled")).body


def test_a_step_that_has_been_overtaken_is_told_in_danish(desk, packer, order):
    fulfilment.cancel_order(order, packer, "Fortrudt")
    answer = do(desk, order, "pack")
    assert form_client.read(answer).select_one(".messages .error")
    assert "er annulleret" in told(answer)
    assert Order.objects.get().status == "cancelled"


@pytest.mark.parametrize("fields", [{"action": "anonymise"}, {}, {"action": "send_again"}])
def test_an_unknown_action_does_nothing(desk, order, fields):
    assert desk.post(address(order, "handling/"), fields).status_code in (302, 404)
    assert order.events.count() == 1


def test_copies_that_came_back_are_written_down(desk, packer, order):
    fulfilment.post_order(fulfilment.pack_order(order, packer), packer)
    assert "2" in do(desk, order, "take_back", copies="3").content.decode()
    assert Order.objects.get().returned == 0
    came = {"copies": "1", "returned_known": "0", "to_shelf": "on"}
    do(desk, order, "take_back", reason="Ubekendt på adressen", **came)
    assert Order.objects.get().returned == 1
    assert inventory.get_stock().free == 99
    do(desk, order, "take_back", copies="1", returned_known="1")
    assert inventory.get_stock().free == 99
    assert "Ubekendt på adressen" in text(desk, order)
    assert "take_back" not in actions(desk, order)
    call_command("check_orders")


def test_a_return_sent_twice_is_written_down_once(desk, packer):
    factories.stock()
    order = factories.placed_order(copies=4)
    fulfilment.post_order(fulfilment.pack_order(order, packer), packer)
    form = form_client.fields(desk.get(address(order)), containing="copies")
    form |= {"copies": "1", "to_shelf": "on"}
    desk.post(address(order, "handling/"), form)
    answer = desk.post(address(order, "handling/"), form, follow=True)
    assert "siden du åbnede siden" in told(answer)
    assert Order.objects.get().returned == 1
    assert inventory.get_stock().free == 97
    form = form_client.fields(desk.get(address(order)), containing="copies")
    assert "noteret" in told(desk.post(address(order, "handling/"), form, follow=True))
    assert Order.objects.get().returned == 4


def test_the_history_says_who_did_what_with_the_newest_last(desk, packer, order):
    packer.first_name, packer.last_name = "Pia", "Pakker"
    packer.save()
    do(desk, order, "pack")
    do(desk, order, "note", text="Ring først\nefter kl. 10")
    lines = [li.get_text(" ", strip=True) for li in read(desk, order).select(".orders-history li")]
    assert lines[0].startswith("Modtaget")
    assert lines[0].endswith("Bestilleren")
    assert lines[1].startswith("Pakket")
    assert lines[1].endswith("Pia Pakker")
    assert lines[2].endswith("Ring først efter kl. 10")


def test_a_cancellation_stays_the_colleagues_when_their_user_is_deleted(desk, order):
    colleague = factories.order_staff("vikar")
    do(logged_in(colleague), order, "cancel", reason="Bestilt to gange.")
    colleague.delete()
    line = read(desk, order).select(".orders-history li")[-1].get_text(" ", strip=True)
    assert "tidligere kollega" in line
    assert "Bestilleren" not in line
    assert "Bestilt to gange." in build_message(order.mails.get(kind="cancelled")).body


def test_what_the_orderer_did_is_told_as_theirs(desk, order, client):
    form = form_client.fields(
        client.get(reverse("orders:status_edit", args=[order.secret])), "street"
    )
    client.post(reverse("orders:status_edit", args=[order.secret]), {**form, "street": "Nygade 1"})
    client.post(reverse("orders:status_cancel", args=[order.secret]))
    lines = [li.get_text(" ", strip=True) for li in read(desk, order).select(".orders-history li")]
    assert len(lines) == 3
    assert all("Bestilleren" in line for line in lines)


def test_words_in_a_note_are_words_and_no_markup(desk, order):
    do(desk, order, "note", text="<script>alert(1)</script>")
    assert "<script>alert(1)" not in desk.get(address(order)).content.decode()


@pytest.mark.parametrize("words", ["", "   ", "x" * 1001])
def test_an_empty_or_endless_note_is_refused(desk, order, words):
    assert form_client.read(do(desk, order, "note", text=words)).select_one(".problems")
    assert order.events.count() == 1


def test_a_follow_up_date_is_set_and_cleared(desk, order):
    day = timezone.localdate() + timedelta(days=3)
    do(desk, order, "follow_up", day=day.isoformat())
    assert Order.objects.get().follow_up_on == day
    field = read(desk, order).select_one("#id_follow_up_day")
    assert field["value"] == day.isoformat()
    do(desk, order, "no_follow_up")
    assert Order.objects.get().follow_up_on is None


@pytest.mark.parametrize("day", ["", "i morgen", "2020-01-01"])
def test_a_day_that_is_none_or_over_is_refused(desk, order, day):
    assert form_client.read(do(desk, order, "follow_up", day=day)).select_one(".problems")
    assert Order.objects.get().follow_up_on is None


def test_each_mail_is_shown_with_its_fate_and_attempts(desk, order):
    mail = order.mails.get()
    assert "på vej" in text(desk, order)
    mail.tries.create(outcome="SMTPConnectError: 421 prøv senere")
    Mail.objects.update(attempts=1, next_attempt_at=timezone.now() + timedelta(minutes=5))
    assert "ikke kommet igennem" in text(desk, order)
    assert "421 prøv senere" in text(desk, order)
    Mail.objects.update(sent_at=timezone.now())
    mail.tries.create(outcome="Sendt")
    assert "2 forsøg" in text(desk, order)


def test_a_mail_is_sent_again_by_hand(desk, order):
    def offers():
        return form_client.read(desk.get(address(order))).select("[value=send_again]")

    assert not offers()
    Mail.objects.update(sent_at=timezone.now())
    [offer] = offers()
    assert order.email in offer.find_parent("details").get_text()
    assert told(do(desk, order, "send_again", mail=order.mails.get().pk))
    assert list(order.mails.values_list("kind", "sent_at"))[1] == ("receipt", None)
    assert not offers()
    Mail.objects.update(sent_at=timezone.now())
    assert len(offers()) == 1
    assert (
        "Sendt igen"
        in form_client.read(desk.get(address(order))).select_one(".orders-history").text
    )


def test_a_mail_sent_again_twice_from_one_page_goes_once(desk, order):
    Mail.objects.update(sent_at=timezone.now())
    receipt = order.mails.get()
    for _click in range(2):
        answer = do(desk, order, "send_again", mail=receipt.pk)
    assert "allerede sendt igen" in told(answer)
    assert order.mails.count() == 2


def test_undoing_the_posting_says_that_the_mail_has_gone(desk, packer, order):
    fulfilment.post_order(fulfilment.pack_order(order, packer), packer)
    assert "Mailen" not in told(do(desk, order, "undo"))
    fulfilment.post_order(order, packer)
    Mail.objects.update(sent_at=timezone.now())
    assert "Mailen om det er allerede sendt." in told(do(desk, order, "undo"))


def test_a_return_is_seen_and_found_and_can_be_undone(desk, packer, order):
    fulfilment.post_order(fulfilment.pack_order(order, packer), packer)
    do(desk, order, "take_back", copies="1", returned_known="0", to_shelf="on")
    found = form_client.read(desk.get("/admin/bestillinger/?returned=on"))
    assert "Retur: 1 af 2" in found.select_one(".orders-flags").get_text()
    shown = form_client.read(desk.get(address(order)))
    assert "Retur: 1 af 2" in shown.select_one(".orders-summary").get_text()
    assert shown.select_one("[value=undo_return]")
    do(desk, order, "undo_return")
    assert Order.objects.get().returned == 0
    assert (inventory.get_stock().free, inventory.get_stock().posted) == (98, 2)
    assert not form_client.read(desk.get("/admin/bestillinger/?returned=on")).select(
        ".orders-table"
    )
    assert not form_client.read(desk.get(address(order))).select("[value=undo_return]")
    assert "ingen retur at fortryde" in told(do(desk, order, "undo_return"))
    call_command("check_orders")


def test_a_return_that_was_promised_to_others_is_not_undone(desk, packer, order):
    fulfilment.post_order(fulfilment.pack_order(order, packer), packer)
    do(desk, order, "take_back", copies="2", returned_known="0", to_shelf="on")
    factories.placed_order(email="bo@example.org", copies=100)
    assert "lovet til andre" in told(do(desk, order, "undo_return"))
    assert Order.objects.get(pk=order.pk).returned == 2
    call_command("check_orders")


def test_a_new_order_to_the_same_person_begins_with_the_address(desk, packer, order):
    fulfilment.post_order(fulfilment.pack_order(order, packer), packer)
    fulfilment.record_return(order, 2, to_shelf=False, by=packer)
    link = form_client.read(desk.get(address(order))).select_one("a[href*='/ny/']")
    form = form_client.fields(desk.get(link["href"]))
    assert [form[name] for name in ("name", "street", "postcode", "email", "copies")] == [
        order.name, order.street, order.postcode, order.email, "2",
    ]  # fmt: skip
    assert desk.post("/admin/bestillinger/ny/", form).status_code == 302
    assert Order.objects.first().is_repeat


def test_another_orders_mail_is_not_sent_from_this_page(desk, order):
    other = factories.placed_order(email="li@example.org")
    answer = do(desk, order, "send_again", mail=other.mails.get().pk)
    assert answer.status_code == 404
    assert Mail.objects.count() == 2


def test_the_address_is_corrected_with_the_forms_own_rules(desk, order):
    form = form_client.fields(desk.get(address(order, "ret/")), containing="street")
    assert form["street"] == order.street
    wrong = form_client.read(desk.post(address(order, "ret/"), {**form, "postcode": "12"}))
    assert wrong.title.get_text().startswith("Fejl:")
    assert wrong.select_one(".problems a")["href"] == "#id_postcode"
    desk.post(address(order, "ret/"), {**form, "street": "Nygade  1", "email": ""})
    order.refresh_from_db()
    assert (order.street, order.email) == ("Nygade 1", "")
    assert order.events.last().kind == "corrected"


def test_a_posted_order_is_not_corrected(desk, packer, order):
    form = form_client.fields(desk.get(address(order, "ret/")), containing="street")
    fulfilment.post_order(fulfilment.pack_order(order, packer), packer)
    assert desk.get(address(order, "ret/")).url == address(order)
    answer = desk.post(address(order, "ret/"), {**form, "street": "Nygade 1"}, follow=True)
    assert form_client.read(answer).select_one(".messages .error")
    assert Order.objects.get().street == order.street
    assert "ret/" not in answer.content.decode()


def test_an_order_made_anonymous_shows_its_numbers_and_offers_nothing(desk, packer, order):
    privacy.anonymise_order(order, packer)
    words = text(desk, order)
    assert "15xx" in words
    assert "Åse" not in words
    assert actions(desk, order) == set()


def test_a_follow_up_leaves_no_words_behind_on_an_order_made_anonymous(desk, packer, order):
    do(desk, order, "follow_up", day=(timezone.localdate() + timedelta(days=3)).isoformat())
    do(desk, order, "no_follow_up")
    assert "Ingen dato længere" in text(desk, order)
    privacy.anonymise_order(order, packer)
    assert "Ingen dato længere" not in text(desk, order)


def test_paper_and_personal_data_are_a_link_away(desk, order):
    links = {link["href"] for link in read(desk, order).select("main a")}
    for name in ("labels", "foelgesedler", "persondata"):
        assert f"/admin/bestillinger/{name}/?order={order.pk}" in links
    assert order.email not in str(links - {f"mailto:{order.email}"})


def test_the_page_costs_the_same_with_much_on_it(desk, packer, order):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            read(desk, order)
        return len(asked)

    factories.placed_order()
    before = queries()
    for number in range(6):
        factories.placed_order(email=f"nummer{number}@example.org" if number % 2 else order.email)
        fulfilment.add_note(order, f"Notat {number}", packer)
        Mail.objects.create(order=order, kind="receipt").tries.create(outcome="Sendt")
    order.mails.first().tries.create(outcome="Sendt")
    assert queries() == before


def test_an_order_that_is_not_there_is_not_found(desk):
    for rest in ("", "ret/", "handling/"):
        assert desk.get(f"/admin/bestillinger/987654/{rest}").status_code == 404


# --- Who may ---


def viewer():
    """A user who may see orders and not handle them."""
    from django.contrib.auth.models import Group, Permission

    user = factories.editor("kigger", group="Redaktion")
    seeing = Group.objects.create(name="Kiggere")
    seeing.permissions.add(Permission.objects.get(codename="view_order"))
    user.groups.add(seeing)
    return user


def test_who_may_only_look_finds_no_button_and_no_way_around_it(order):
    client = logged_in(viewer())
    assert order.name in text(client, order)
    assert actions(client, order) == set()
    for rest, fields in (("handling/", {"action": "pack"}), ("ret/", {"street": "Nygade 1"})):
        assert client.post(address(order, rest), fields).url == "/admin/"
    assert list(order.events.values_list("kind", flat=True)) == ["placed"]


@pytest.mark.parametrize("rest", ["", "ret/", "handling/"])
def test_an_editor_and_a_stranger_get_nowhere(order, rest):
    editor = logged_in(factories.editor())
    for send in (editor.get, editor.post):
        assert send(address(order, rest), {"action": "pack"}).url == "/admin/"
    answer = Client().get(address(order, rest))
    assert answer.url.startswith("/admin/login/")
    assert Order.objects.get().status == "new"


def test_the_page_is_kept_by_no_cache(desk, order):
    assert "no-store" in desk.get(address(order))["Cache-Control"]
