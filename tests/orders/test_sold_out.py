"""When the copies run out: a waiting list, told honestly, or no more orders."""

import pytest

from orders.models import Mail, Order, OrderSettings
from orders.services import fulfilment, inventory
from tests import factories
from tests.orders import form_client

pytestmark = pytest.mark.django_db

SOLD_OUT = "Den trykte bog er udsolgt"
FEWER = "Der er ikke så mange eksemplarer tilbage, så bestillingen er ikke sendt."
WILL_WAIT = "Vi har ingen ledige trykte eksemplarer lige nu."
ALL_GONE = "Der er ikke flere eksemplarer, så bestillingen er ikke sendt."


@pytest.fixture
def nobody_waits(db):
    OrderSettings.objects.update_or_create(defaults={"may_wait": False})


def text_of(answer) -> str:
    return form_client.read(answer).main.get_text(" ", strip=True)


def test_an_order_without_copies_waits_and_the_thanks_page_says_so(client_with_csrf, form):
    factories.stock(free=2)
    answer = form_client.send(client_with_csrf, form, copies=3)
    order = Order.objects.get()
    assert (order.status, order.mails.get().kind) == ("waiting", Mail.Kind.WAITING)
    thanks = text_of(client_with_csrf.get(answer["Location"]))
    assert "Du står på venteliste." in thanks
    assert "3 eksemplarer med posten" not in thanks
    assert "Vi har skrevet det samme i en mail til aase@example.org." in thanks
    assert inventory.get_stock().free == 2


@pytest.mark.parametrize(("free", "is_told"), [(0, True), (1, False)])
def test_who_will_wait_is_told_before_ordering(client_with_csrf, free, is_told):
    factories.stock(free=free)
    assert (WILL_WAIT in text_of(client_with_csrf.get("/bestil/"))) is is_told


def test_who_will_wait_and_forgets_something_is_still_told(client_with_csrf, form):
    factories.stock(free=0)
    assert WILL_WAIT in text_of(form_client.send(client_with_csrf, form, name=""))


def test_the_last_copy_is_promised_and_the_next_order_waits(client_with_csrf, form, clock):
    factories.stock(free=1)
    form_client.send(client_with_csrf, form)
    form_client.send(client_with_csrf, form_client.open_form(client_with_csrf, clock), name="Bo")
    assert [order.status for order in Order.objects.order_by("pk")] == ["new", "waiting"]
    assert inventory.get_stock().free == 0


def test_who_waited_and_got_copies_is_told_so_on_the_pages(client):
    order = factories.placed_order()
    factories.stock(free=1)
    fulfilment.allocate_waiting(by=None)
    thanks = text_of(client.get(order.get_absolute_url()))
    assert "venteliste" not in thanks
    assert "Vi sender 1 eksemplar med posten." in thanks


@pytest.mark.usefixtures("nobody_waits")
def test_when_all_are_gone_the_text_and_the_online_edition_stand_where_the_form_was(
    client_with_csrf,
):
    book = factories.book()
    answer = client_with_csrf.get(form_client.URL)
    assert answer.status_code == 200
    assert SOLD_OUT in text_of(answer)
    tree = form_client.read(answer)
    assert not tree.select("main form, main input")
    assert tree.select_one("main a.button")["href"] == book.online_url


@pytest.mark.usefixtures("nobody_waits")
def test_the_text_when_sold_out_is_the_staffs(client_with_csrf):
    OrderSettings.objects.update(sold_out_text="<p>Nyt oplag <b>til maj</b>.</p>")
    assert (
        form_client.read(client_with_csrf.get(form_client.URL))
        .select_one("main .notice b")
        .get_text()
        == "til maj"
    )


@pytest.mark.usefixtures("nobody_waits")
def test_while_there_are_copies_the_form_is_there(client_with_csrf):
    factories.stock(free=1)
    assert form_client.read(client_with_csrf.get(form_client.URL)).select("form.order-form")


@pytest.mark.usefixtures("nobody_waits")
@pytest.mark.parametrize(("free", "told"), [(2, FEWER), (0, ALL_GONE)])
def test_who_comes_too_late_keeps_the_form_and_is_told_how_it_stands(
    client_with_csrf, clock, free, told
):
    factories.stock(free=5)
    form = form_client.open_form(client_with_csrf, clock)
    fulfilment.set_free_stock(free, "Andre kom først")
    answer = form_client.send(client_with_csrf, form, copies=3)

    assert answer.status_code == 409
    assert told in form_client.notice_text(answer)
    assert form_client.visible_values(answer)["copies"] == "3"
    assert form_client.is_nothing_stored()
    assert inventory.get_stock().free == free


@pytest.mark.usefixtures("nobody_waits")
@pytest.mark.parametrize("free", [2, 0])
@pytest.mark.parametrize("online", [True, False])
def test_the_online_edition_is_promised_only_where_there_is_one(
    client_with_csrf, clock, free, online
):
    factories.book(online=online)
    factories.stock(free=5)
    form = form_client.open_form(client_with_csrf, clock)
    fulfilment.set_free_stock(free, "Andre kom først")
    answer = form_client.send(client_with_csrf, form, copies=3)
    assert ("Du kan se bogen online." in form_client.notice_text(answer)) is online


@pytest.mark.usefixtures("nobody_waits")
def test_with_fewer_copies_the_same_form_is_an_order(client_with_csrf, clock):
    factories.stock(free=2)
    shown = form_client.send(
        client_with_csrf, form_client.open_form(client_with_csrf, clock), copies=3
    )
    answer = client_with_csrf.post(form_client.URL, {**form_client.fields(shown), "copies": "2"})
    assert answer.status_code == 302
    assert (Order.objects.get().status, inventory.get_stock().free) == ("new", 0)


@pytest.mark.usefixtures("nobody_waits")
def test_a_form_sent_again_after_the_last_copy_still_leads_to_its_order(client_with_csrf, clock):
    factories.stock(free=1)
    form = form_client.open_form(client_with_csrf, clock)
    first = form_client.send(client_with_csrf, form)
    assert form_client.send(client_with_csrf, form)["Location"] == first["Location"]
