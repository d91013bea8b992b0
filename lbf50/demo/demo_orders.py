"""Invented orders for the demo, so that the order admin can be tried out.

Names, streets and mail addresses belong to nobody: example.dk is reserved by Punktum dk for
examples. No order waits: every new order would then wait behind it.
"""

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from orders.models import Mail, Order, OrderEvent
from orders.services import edits, fulfilment, packing, privacy, warehouse

# Name, organisation, street, postcode, town, country, copies.
RECIPIENTS = [
    ("Asta Eksempelsen", "", "Prøvevej 1", "1554", "København V", "", 1),
    ("Bo Prøvesen", "Boligforeningen Eksempel", "Prøvevej 3", "8000", "Aarhus C", "", 12),
    ("Clara Demodatter", "", "Eksempelgade 5, 2. tv.", "5000", "Odense C", "", 1),
    ("Dennis Mønster", "", "Mønsterallé 7", "9000", "Aalborg", "", 2),
    ("Ebba Skabelon", "Biblioteket i Eksempelby", "Biblioteksvej 9", "7100", "Vejle", "", 5),
    ("Frode Forlæg", "", "Forlægget 11", "4000", "Roskilde", "", 1),
    ("Gry Eksempelsen", "", "Prøvevej 13", "6700", "Esbjerg", "", 1),
    ("Hans Prøvesen", "", "Eksempelgade 15", "8900", "Randers C", "", 3),
    (
        "Ida Demodatter",
        "Helhedsplanen Prøveparken",
        "Prøveparken 17",
        "2620",
        "Albertslund",
        "",
        25,
    ),
    ("Jens Mønster", "", "Mønsterallé 19", "6000", "Kolding", "", 1),
    ("Karla Skabelon", "", "Skabelonstræde 21", "8700", "Horsens", "", 1),
    ("Lars Forlæg", "", "Storgatan 23", "211 20", "Malmö", "Sverige", 1),
    ("Maja Eksempelsen", "", "Prøvevej 25", "4700", "Næstved", "", 2),
    ("Nils Prøvesen", "", "Eksempelgade 27", "3000", "Helsingør", "", 1),
    ("Oda Demodatter", "Eksempel Kommune", "Rådhuspladsen 29", "7400", "Herning", "", 40),
]
MAX_AGE_DAYS = 28


def add_demo_orders(staff: User) -> None:
    """Place thirty orders on the last four weeks and process most of them."""
    orders = [_place(number) for number in range(2 * len(RECIPIENTS))]
    to_post, to_pack, to_cancel = orders[:14], orders[14:18], orders[18:20]
    for order in [*to_post, *to_pack]:
        fulfilment.pack_order(order, staff)
    for order in to_post:
        fulfilment.post_order(order, staff)
    for order in to_cancel:
        fulfilment.cancel_order(order, staff, "Bestilt to gange ved en fejl.")
    warehouse.record_return(orders[3], 1, True, staff, "Adressen findes ikke.")
    edits.add_note(orders[21], "Ringede: må gerne sendes til receptionen.", staff)
    edits.set_follow_up(orders[22], timezone.localdate(), staff)
    privacy.anonymise_order(orders[0])
    _spread_over_time(orders)
    packing.create_packing_run(4, staff)
    Mail.objects.update(sent_at=timezone.now(), attempts=1)


def _place(number: int) -> Order:
    name, organisation, street, postcode, city, country, copies = RECIPIENTS[
        number % len(RECIPIENTS)
    ]
    # The second round is another person at the same kind of address.
    is_second = number >= len(RECIPIENTS)
    data = {
        "name": f"{name.split()[1]} {name.split()[0]}" if is_second else name,
        "organisation": organisation,
        "street": street.replace(" ", " 1", 1) if is_second else street,
        "postcode": postcode,
        "city": city,
        "country": country,
        "email": f"person{number}@example.dk",
        "copies": 1 if is_second else copies,
        "reason": "Til beboerrådgivere og frivillige." if copies > 10 and not is_second else "",
        "note": "Bogen er til vores læsekreds." if number % 7 == 4 else "",
    }
    return fulfilment.place_order(f"demo-{number}", data)


def _spread_over_time(orders: list[Order]) -> None:
    """Date the orders and their events back, the first order four weeks."""
    now = timezone.now()
    for number, order in enumerate(orders):
        days = MAX_AGE_DAYS * (len(orders) - number) / len(orders)
        moment = now - timedelta(days=days)
        Order.objects.filter(pk=order.pk).update(created_at=moment)
        OrderEvent.objects.filter(order=order).update(at=moment + timedelta(hours=5))
        placed = OrderEvent.objects.filter(order=order, kind=OrderEvent.Kind.PLACED)
        placed.update(at=moment)
