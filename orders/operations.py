"""What can be done to an order. Each is one transaction and safe to do twice."""

import logging

from django.db import IntegrityError, transaction

from orders.models import Order, OrderMail

log = logging.getLogger(__name__)


def place(form_key: str, wishes: dict, tries_left: int = 4) -> Order:
    """The order of the form with that key, made from `wishes` (the fields of the request form)
    together with its receipt, which the mail worker sends. A key that has given an order already
    gives that same order."""
    try:
        with transaction.atomic():
            order = Order.objects.create(form_key=form_key, **wishes)
            OrderMail.objects.create(order=order, kind=OrderMail.Kind.RECEIPT)
    except IntegrityError:
        # The other half of a double click came first, or the number drawn is taken.
        earlier = Order.objects.filter(form_key=form_key).first()
        if earlier:
            return earlier
        if not tries_left:
            raise
        return place(form_key, wishes, tries_left - 1)
    log.info("Order %s placed", order.number)
    return order


def same_order(orders: list[Order], wishes: dict) -> Order | None:
    """The one of `orders` that already is what `wishes` ask for."""
    return next(
        (
            order
            for order in orders
            if all(getattr(order, field) == value for field, value in wishes.items())
        ),
        None,
    )
