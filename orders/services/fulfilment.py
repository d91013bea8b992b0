"""What can be done to an order. Each operation is one transaction, checks that the step is lawful,
leaves a line in the order's history, and writes the mail it gives rise to; the worker sends it."""

import logging

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orders.models import (
    Mail,
    Order,
    OrderEvent,
    OrderSettings,
    Stock,
)
from orders.services import inventory, order_search

log = logging.getLogger(__name__)

Status = Order.Status
Event = OrderEvent.Kind

# From which status to which. Nothing else is lawful.
TRANSITIONS = {
    Status.NEW: {Status.PACKED, Status.CANCELLED},
    Status.WAITING: {Status.NEW, Status.CANCELLED},
    Status.PACKED: {Status.POSTED, Status.CANCELLED},
    Status.POSTED: set(),
    Status.CANCELLED: set(),
}


class InvalidTransition(Exception):
    """The step cannot be taken. The text says why, for staff or visitor to read."""


class InsufficientStock(Exception):
    """No copy is free, and nobody is to wait: nothing was stored."""


def place_order(
    form_key: str, wishes: dict, *, by=None, sender: str = "", tries_left: int = 4
) -> Order:
    """The order of the form with that key, made from `wishes` (the fields of the request form).
    Its copies are promised at once where enough are free; else it waits, or where the settings
    say so SoldOutError is raised. A key that has given an order already gives that same order.

    `by` is the member of staff who entered it, `sender` the hash of the visitor's address."""
    try:
        with transaction.atomic():
            order = _store(form_key, wishes, by, sender)
    except IntegrityError:
        # The other half of a double click came first, or the number drawn is taken.
        earlier = Order.objects.filter(form_key=form_key).first()
        if earlier:
            return earlier
        if not tries_left:
            raise
        return place_order(form_key, wishes, by=by, sender=sender, tries_left=tries_left - 1)
    log.info("Order %s placed", order.number)
    return order


def _store(form_key, wishes, by, sender) -> Order:
    settings = OrderSettings.load()
    inventory.get_stock()
    order = Order(
        form_key=form_key,
        sender=sender,
        source=Order.Source.STAFF if by else Order.Source.FORM,
        **wishes,
    )
    order.is_repeat = _came_before(order)
    order.save(force_insert=True)
    if not inventory.reserve_copies(order, by):
        if not settings.may_wait:
            raise InsufficientStock
        order.status = Status.WAITING
        order.save(update_fields=["status"])
    order_search.index_order(order)
    OrderEvent.objects.create(
        order=order, kind=Event.PLACED, became=order.status, by=by, by_orderer=not by
    )
    waits = order.status == Status.WAITING
    _write_mail(order, Mail.Kind.WAITING if waits else Mail.Kind.RECEIPT)
    # What the desk has entered itself, it knows.
    if not by and settings.staff_mail == OrderSettings.StaffMail.AT_ONCE and settings.staff_email:
        Mail.objects.create(order=order, kind=Mail.Kind.STAFF_NEW)
    _tell_of_low_stock(settings)
    return order


def find_duplicate(orders: list[Order], wishes: dict) -> Order | None:
    """The one of `orders` that already is what `wishes` ask for."""
    return next(
        (
            order
            for order in orders
            if all(getattr(order, field) == value for field, value in wishes.items())
        ),
        None,
    )


@transaction.atomic
def pack_order(order: Order, by) -> Order:
    """The parcel is made."""
    return _step(order, Status.PACKED, by)


@transaction.atomic
def post_order(order: Order, by) -> Order:
    """The parcel has left the house."""
    order = _step(order, Status.POSTED, by)
    inventory.post_copies(order, by)
    _write_mail(order, Mail.Kind.POSTED)
    return order


@transaction.atomic
def cancel_order(order: Order, by=None, reason: str = "", *, by_orderer=False) -> Order:
    """The order will not be sent. Its copies, where it had any promised, are free again."""
    was = Order.objects.locked(order).status
    order = _step(order, Status.CANCELLED, by, reason, by_orderer=by_orderer)
    if was in Order.PROMISED:
        inventory.release_copies(order, by)
        _tell_of_low_stock()
    _write_mail(order, Mail.Kind.CANCELLED)
    return order


@transaction.atomic
def cancel_by_customer(order: Order) -> Order:
    """The orderer cancels, while the parcel is not packed."""
    if not can_customer_change(Order.objects.locked(order)):
        raise InvalidTransition(_("The order can no longer be cancelled here: it has been packed."))
    return cancel_order(order, reason=_("At the orderer’s own wish."), by_orderer=True)


def can_customer_change(order: Order) -> bool:
    """Whether the orderer may still correct the address or cancel."""
    return order.status in (Status.NEW, Status.WAITING)


@transaction.atomic
def undo_last_transition(order: Order, by) -> Order:
    """Takes the last change of status back. One step only: what came before it stands."""
    order = Order.objects.locked(order)
    last = last_transition(order)
    if not last or order.anonymised_at:
        raise InvalidTransition(_("There is no step to undo."))
    if order.returned:
        raise InvalidTransition(_("Copies have been returned, so the posting cannot be undone."))
    _undo_stock(order, last, by)
    _tell_of_low_stock()
    order.mails.filter(kind=last.became).withdraw()
    order.status, order.closed_at = last.was, None
    order.save(update_fields=["status", "closed_at"])
    OrderEvent.objects.create(
        order=order, kind=Event.UNDONE, was=last.became, became=last.was, by=by
    )
    return order


def last_transition(order: Order) -> OrderEvent | None:
    """The change of status that `undo` would take back, or None."""
    last = order.events.filter(kind__in=[Event.STATUS, Event.UNDONE]).last()
    return last if last and last.kind == Event.STATUS else None


@transaction.atomic
def allocate_waiting(by) -> int:
    """Gives free copies to the orders that wait, in order of arrival, and says how many got some.
    It stops at the first that wants more than there is: nobody is overtaken."""
    # The shelf is locked before the orders: so two that deal out at once wait for each other here.
    inventory.lock_stock()
    dealt = 0
    # One at a time: who reads a list while changing what it is read by, sees it change.
    while order := Order.objects.waiting().select_for_update().first():
        if not inventory.reserve_copies(order, by):
            break
        _step(order, Status.NEW, by)
        dealt += 1
    _tell_of_low_stock()
    return dealt


@transaction.atomic
def receive_stock(
    copies: int, by, reason: str = "", *, newest_known=None, and_deal_out=False
) -> int:
    """A print run comes in. With `and_deal_out` it goes to the orders that wait before anybody
    else can have it; returns how many got some.

    `newest_known` is the key of the newest print run that the one who enters this has seen (None
    where there was none): a form sent twice must not put the copies on the shelf twice."""
    inventory.lock_stock()
    if newest_known != inventory.latest_print_run():
        raise InvalidTransition(_("A print run has been entered since you opened the page."))
    inventory.add_print_run(copies, by, reason)
    _tell_of_low_stock()
    return allocate_waiting(by) if and_deal_out else 0


@transaction.atomic
def record_stocktake(copies: int, reason: str, by):
    """The copies in the house, free and promised, are made what was counted. Whoever counts sees
    no difference between them, and a promise made while they count changes nothing."""
    promised = inventory.lock_stock().promised
    if copies < promised:
        raise InvalidTransition(
            _("%(promised)d copies are promised: cancel orders for those that are missing first.")
            % {"promised": promised}
        )
    set_free_stock(copies - promised, reason, by)


@transaction.atomic
def set_free_stock(copies: int, reason: str, by=None):
    """Makes the free copies so many, by a correction in the ledger."""
    inventory.set_free_copies(copies, reason, by)
    _tell_of_low_stock()


@transaction.atomic
def record_return(
    order: Order, copies: int, to_shelf: bool, by, reason: str = "", *, returned_known=0
) -> Order:
    """Copies that were posted came back.

    `returned_known` is how many had come back as far as the one who enters this has seen: a form
    sent twice must not write the return down twice."""
    order = Order.objects.locked(order)
    if order.status != Status.POSTED:
        raise InvalidTransition(_("Only a posted order can come back."))
    if returned_known != order.returned:
        raise InvalidTransition(
            _("A return has been written down or undone since you opened the page.")
        )
    if not 1 <= copies <= order.copies - order.returned:
        raise InvalidTransition(_("No more copies can come back than were sent."))
    if order.anonymised_at:
        # Why it came back may name somebody, and nobody empties it a second time.
        reason = ""
    inventory.return_copies(order, copies, to_shelf, by, reason)
    _tell_of_low_stock()
    order.returned += copies
    order.save(update_fields=["returned"])
    where = _("to the shelf") if to_shelf else _("not to be sent again")
    detail = "" if order.anonymised_at else f"{copies} {where}. {reason}".strip()
    _tell(order, Event.RETURNED, by, detail)
    return order


@transaction.atomic
def undo_return(order: Order, by) -> Order:
    """The last return was written down by mistake: the copies are with the recipient."""
    order = Order.objects.locked(order)
    line = inventory.last_return(order)
    if not line:
        raise InvalidTransition(_("There is no return to undo."))
    if not inventory.undo_return_copies(order, line, by):
        raise InvalidTransition(_("The copies have been promised to others in the meantime."))
    _tell_of_low_stock()
    order.returned += line.posted
    order.save(update_fields=["returned"])
    _tell(order, Event.NOT_RETURNED, by)
    return order


@transaction.atomic
def update_recipient(order: Order, changes: dict, by=None) -> Order:
    """Corrects name and address, while the parcel has not left. Without `by` it is the orderer,
    who may do so while the order is new or waiting."""
    order = Order.objects.locked(order)
    if not (order.status in Order.OPEN if by else can_customer_change(order)):
        raise InvalidTransition(
            _("The order can no longer be changed: it has been packed or closed.")
        )
    changed = [name for name, value in changes.items() if getattr(order, name) != value]
    if not changed:
        return order
    for name in changed:
        setattr(order, name, changes[name])
    order.save()
    order_search.index_order(order)
    labels = ", ".join(str(Order._meta.get_field(name).verbose_name) for name in changed)
    _tell(order, Event.CORRECTED, by, labels, by_orderer=not by)
    return order


@transaction.atomic
def add_note(order: Order, text: str, by):
    """An internal note: the orderer's page never shows it, but a copy of all our data does."""
    _tell(_still_known(order), Event.NOTE, by, text)


@transaction.atomic
def set_follow_up(order: Order, day, by) -> Order:
    """Asks for a look at the order on that day, or, with None, for none."""
    order = _still_known(order)
    order.follow_up_on = day
    order.save(update_fields=["follow_up_on"])
    _tell(order, Event.FOLLOW_UP, by, day.isoformat() if day else "")
    return order


# What an order must be for a mail to be true. A receipt always is.
RESENDABLE_STATUSES = {
    Mail.Kind.RECEIPT: set(Status),
    Mail.Kind.WAITING: {Status.WAITING},
    Mail.Kind.POSTED: {Status.POSTED},
    Mail.Kind.CANCELLED: {Status.CANCELLED},
}


def can_resend_mail(mail: Mail, order: Order) -> bool:
    """Whether the mail can go to the orderer once more and still be true. One that is on its way
    gets there by itself."""
    is_on_its_way = not (mail.sent_at or mail.is_given_up)
    is_true = order.status in RESENDABLE_STATUSES.get(mail.kind, ())
    return bool(order.email) and is_true and not is_on_its_way


@transaction.atomic
def resend_mail(mail: Mail, by):
    """Sends a mail once more, as a new mail with a fate of its own."""
    order = _still_known(mail.order)
    if not can_resend_mail(mail, order):
        raise InvalidTransition(
            _("The mail cannot be sent again: it is on its way, or would not be true any more.")
        )
    if order.mails.filter(kind=mail.kind, pk__gt=mail.pk).exists():
        raise InvalidTransition(_("The mail has already been sent again."))
    _write_mail(order, mail.kind)
    _tell(order, Event.SENT_AGAIN, by, mail.get_kind_display())


def _still_known(order: Order) -> Order:
    """The order, locked, or no: what is written on one made anonymous would never be erased."""
    order = Order.objects.locked(order)
    if order.anonymised_at:
        raise InvalidTransition(
            _("The order’s personal data have been erased: nothing can be added.")
        )
    return order


def _step(order: Order, status: str, by, detail: str = "", *, by_orderer=False) -> Order:
    order = Order.objects.locked(order)
    if status not in TRANSITIONS[Status(order.status)]:
        raise InvalidTransition(
            _("Order %(number)s is %(was)s and cannot become %(status)s.")
            % {
                "number": order.number,
                "was": order.get_status_display().lower(),
                "status": Status(status).label.lower(),
            }
        )
    was, order.status = order.status, status
    order.closed_at = timezone.now() if status in Order.CLOSED else None
    order.save(update_fields=["status", "closed_at"])
    OrderEvent.objects.create(
        order=order,
        kind=Event.STATUS,
        was=was,
        became=status,
        by=by,
        by_orderer=by_orderer,
        detail=detail,
    )
    return order


def _undo_stock(order, last, by):
    """The ledger's side of an undone step."""
    if last.became == Status.POSTED:
        inventory.undo_post_copies(order, by)
    elif last.became == Status.CANCELLED and last.was in Order.PROMISED:
        if not inventory.reserve_copies(order, by):
            raise InvalidTransition(_("The copies have been promised to others in the meantime."))
    elif last.was == Status.WAITING and last.became == Status.NEW:
        inventory.release_copies(order, by)


def _tell(order, kind, by, detail="", *, by_orderer=False):
    OrderEvent.objects.create(order=order, kind=kind, by=by, by_orderer=by_orderer, detail=detail)


def _write_mail(order, kind):
    """A mail to the orderer, where we know an address."""
    if order.email:
        Mail.objects.create(order=order, kind=kind)


def _came_before(order: Order) -> bool:
    """Whether this e-mail address or this house has had an order before."""
    return (
        Order.objects.of_person(order.email).exists()
        or Order.objects.of_house(order.postcode, order.street).exists()
    )


def _tell_of_low_stock(settings=None):
    """One mail when the free copies fall to the limit; the next after they have been above it."""
    settings = settings or OrderSettings.load()
    is_low = inventory.get_stock().free <= settings.low_stock_at
    changed = (
        Stock.objects.filter(pk=1).exclude(low_stock_told=is_low).update(low_stock_told=is_low)
    )
    if changed and is_low and settings.staff_email:
        Mail.objects.create(kind=Mail.Kind.STAFF_LOW_STOCK)
