"""When the copies run out: a waiting list, told honestly, or no more orders."""

import pytest

from orders.models import Mail, Order, OrderSettings
from orders.services import allocation, fulfilment, inventory, warehouse
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


def test_confirmation_page_mentions_waiting_list(client_with_csrf, form):
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
def test_form_announces_waiting_list(client_with_csrf, free, is_told):
    factories.stock(free=free)
    assert (WILL_WAIT in text_of(client_with_csrf.get("/bestil/"))) is is_told


def test_error_page_announces_waiting_list(client_with_csrf, form):
    factories.stock(free=0)
    assert WILL_WAIT in text_of(form_client.send(client_with_csrf, form, name=""))


def test_order_after_last_copy_waits(client_with_csrf, form):
    factories.stock(free=1)
    form_client.send(client_with_csrf, form)
    form_client.send(client_with_csrf, form_client.open_form(client_with_csrf), name="Bo")
    assert [order.status for order in Order.objects.order_by("pk")] == ["new", "waiting"]
    assert inventory.get_stock().free == 0


def test_status_page_shows_allocation(client):
    order = factories.placed_order()
    factories.stock(free=1)
    allocation.allocate_waiting(by=None)
    thanks = text_of(client.get(order.get_absolute_url()))
    assert "venteliste" not in thanks
    assert "Vi sender 1 eksemplar med posten." in thanks


@pytest.mark.usefixtures("nobody_waits")
def test_sold_out_page_replaces_form(client_with_csrf):
    book = factories.book()
    answer = client_with_csrf.get(form_client.URL)
    assert answer.status_code == 200
    assert SOLD_OUT in text_of(answer)
    tree = form_client.read(answer)
    assert not tree.select("main form, main input")
    assert tree.select_one("main a.button")["href"] == book.online_url


@pytest.mark.usefixtures("nobody_waits")
def test_sold_out_text_is_a_setting(client_with_csrf):
    OrderSettings.objects.update(sold_out_text="<p>Nyt oplag <b>til maj</b>.</p>")
    assert (
        form_client.read(client_with_csrf.get(form_client.URL))
        .select_one("main .notice b")
        .get_text()
        == "til maj"
    )


@pytest.mark.usefixtures("nobody_waits")
def test_form_is_shown_while_copies_are_free(client_with_csrf):
    factories.stock(free=1)
    assert form_client.read(client_with_csrf.get(form_client.URL)).select("form.order-form")


@pytest.mark.usefixtures("nobody_waits")
@pytest.mark.parametrize(("free", "told"), [(2, FEWER), (0, ALL_GONE)])
def test_order_after_sell_out_keeps_form_data(client_with_csrf, free, told):
    factories.stock(free=5)
    form = form_client.open_form(client_with_csrf)
    warehouse.set_free_stock(free, "Andre kom først")
    answer = form_client.send(client_with_csrf, form, copies=3)

    assert answer.status_code == 409
    assert told in form_client.notice_text(answer)
    assert form_client.visible_values(answer)["copies"] == "3"
    assert form_client.is_nothing_stored()
    assert inventory.get_stock().free == free


@pytest.mark.usefixtures("nobody_waits")
@pytest.mark.parametrize("free", [2, 0])
@pytest.mark.parametrize("online", [True, False])
def test_sold_out_page_links_only_to_existing_online_edition(client_with_csrf, free, online):
    factories.book(online=online)
    factories.stock(free=5)
    form = form_client.open_form(client_with_csrf)
    warehouse.set_free_stock(free, "Andre kom først")
    answer = form_client.send(client_with_csrf, form, copies=3)
    assert ("Du kan se bogen online." in form_client.notice_text(answer)) is online


@pytest.mark.usefixtures("nobody_waits")
def test_smaller_order_from_same_form_is_placed(client_with_csrf):
    factories.stock(free=2)
    shown = form_client.send(client_with_csrf, form_client.open_form(client_with_csrf), copies=3)
    answer = form_client.resend(client_with_csrf, shown, copies="2")
    assert answer.status_code == 302
    assert (Order.objects.get().status, inventory.get_stock().free) == ("new", 0)


@pytest.mark.usefixtures("nobody_waits")
def test_resent_form_after_sell_out_finds_its_order(client_with_csrf):
    factories.stock(free=1)
    form = form_client.open_form(client_with_csrf)
    first = form_client.send(client_with_csrf, form)
    assert form_client.send(client_with_csrf, form)["Location"] == first["Location"]


def test_check_page_announces_waiting_list(client_with_csrf, form):
    factories.stock(free=2)
    notice = "Din bestilling kommer på venteliste"
    assert notice not in text_of(form_client.fill(client_with_csrf, form, copies=2))
    assert notice in text_of(form_client.fill(client_with_csrf, form, copies=3))


def test_queue_makes_the_book_sold_out_when_nobody_may_wait(client_with_csrf):
    """Order of arrival holds: the copies belong to those who wait."""
    factories.stock(free=5)
    waiting = factories.placed_order(copies=8)
    OrderSettings.objects.update(may_wait=False)
    assert SOLD_OUT in text_of(client_with_csrf.get(form_client.URL))
    assert not OrderSettings.objects.get().takes_orders
    fulfilment.cancel_order(waiting)
    assert SOLD_OUT not in text_of(client_with_csrf.get(form_client.URL))
    assert OrderSettings.objects.get().takes_orders
