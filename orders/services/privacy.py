"""What we have about one person: found, handed out (GDPR, article 15) and erased (article 17), on
request or when its purpose is over."""

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from orders.models import Mail, MailAttempt, Order, OrderEvent, OrderSettings
from orders.services import fulfilment

# What a person gets to see of an order itself. Keys and secrets of ours say nothing about anybody.
FACTS = (
    "number", "source", "status", "created_at", "closed_at", "anonymised_at", "follow_up_on",
    "is_repeat", "copies", "returned", "postcode", *Order.PERSONAL,
)  # fmt: skip


def orders_by_email(email: str):
    """The orders from that e-mail address, the oldest first."""
    return _by_key(_keys(Order.objects.of_person(email.strip())))


def orders_by_customer(order: Order):
    """The orders of whoever placed this one: a telephone order without e-mail stands alone."""
    return orders_by_email(order.email) if order.email else _by_key({order.pk})


def other_orders_at_address(order: Order):
    """Orders to the same address that are not among `orders_with(order)`."""
    person = _keys(orders_by_customer(order))
    return _by_key(_keys(Order.objects.of_house(order.postcode, order.street)) - person)


def related_orders(order: Order):
    """The other orders of the same e-mail address or to the same address."""
    person = _keys(Order.objects.of_person(order.email))
    house = _keys(Order.objects.of_house(order.postcode, order.street))
    return _by_key((person | house) - {order.pk})


def export_personal_data(orders) -> dict:
    """All that is kept about those orders, for JSON."""
    complete = orders.prefetch_related(
        Prefetch("events", OrderEvent.objects.order_by("pk")),
        Prefetch("mails", Mail.objects.prefetch_related("tries")),
        "movements",
    )
    return {"orders": [_everything_about(order) for order in complete]}


def erase_personal_data(orders, by=None) -> int:
    """Empties all that names the person; an open order is cancelled first. Says how many there
    were. Each order is a transaction of its own: one that fails holds back no other."""
    named = list(orders.filter(anonymised_at=None))
    for order in named:
        anonymise_order(order, by)
    return len(named)


@transaction.atomic
def anonymise_order(order: Order, by=None) -> Order:
    """Empties all that names a person. Copies, postcode's region, dates and status stay, for the
    statistics. An open order is cancelled first: what nobody can be sent is not promised."""
    order = Order.objects.locked(order)
    if order.anonymised_at:
        return order
    if order.status in Order.OPEN:
        order = fulfilment.cancel_order(order, by, _("Personal data erased"))
    # The first two digits tell the part of the country and nobody's street.
    order.postcode = f"{order.postcode[:2]}xx" if order.postcode and not order.country else ""
    for name in Order.PERSONAL:
        setattr(order, name, "")
    order.anonymised_at = timezone.now()
    order.follow_up_on = None
    order.save()
    _forget_around(order)
    OrderEvent.objects.create(order=order, kind=OrderEvent.Kind.ANONYMISED, by=by)
    return order


def _forget_around(order):
    """Empties what stands about the person outside the order's own row."""
    order.words.all().delete()
    order.events.exclude(detail="").update(detail="")
    order.movements.exclude(reason="").update(reason="")
    order.mails.withdraw()
    # A mail server that refuses an address says which.
    order.mails.exclude(error="").update(error="")
    MailAttempt.objects.filter(mail__order=order).exclude(outcome="").update(outcome="")


def anonymise_due_orders(now=None) -> int:
    """Anonymises what has been posted or cancelled for as long as the settings say."""
    days = OrderSettings.load().anonymise_after_days
    due = Order.objects.due_for_anonymising(now or timezone.now(), days)
    # Listed first: SQLite refuses a change while the same connection is still reading.
    return sum(_anonymise_if_among(due, pk) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _anonymise_if_among(due, pk) -> bool:
    """Asks again under the lock: an order that was reopened a moment ago is not to be erased."""
    order = due.select_for_update().filter(pk=pk).first()
    return bool(order and anonymise_order(order))


def _keys(orders) -> set[int]:
    """Their keys, asked for by themselves. Asked for the first few in order of arrival, PostgreSQL
    would read a million orders from one end instead of going by the index of the address."""
    return set(orders.order_by().values_list("pk", flat=True))


def _by_key(keys: set[int]):
    return Order.objects.filter(pk__in=keys).order_by("pk")


def _everything_about(order) -> dict:
    return {
        **{name: getattr(order, name) for name in FACTS},
        "history": [
            {
                "at": event.at,
                "what": str(event),
                "detail": event.detail,
                "by_staff": not event.by_orderer,
            }
            for event in order.events.all()
        ],
        "stock_movements": [
            {"at": line.at, "what": line.get_kind_display(), "reason": line.reason}
            for line in order.movements.all()
        ],
        "mails": [_mail(mail) for mail in order.mails.all()],
    }


def _mail(mail) -> dict:
    return {
        "what": mail.get_kind_display(),
        "written_at": mail.created_at,
        "sent_at": mail.sent_at,
        "error": mail.error,
        "attempts": [{"at": each.at, "outcome": each.outcome} for each in mail.tries.all()],
    }
