"""A thousand orders while the server and the worker are killed again and again."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from threading import Event, Lock, Thread
from time import sleep

from tests.live_site import is_responding, kill, wait_for
from tests.resilience.conftest import ORDERS
from tests.resilience.order_client import OrderClient

AT_A_TIME = 8
SEED = 50


class Killer(Thread):
    """Lets a process do some work, kills it in the middle of it and starts it anew as the host
    would, until told to stop. Then it leaves it running.

    `progress` counts the work done: so it is killed as often on a slow computer as on a fast."""

    def __init__(self, start, progress, between_kills):
        super().__init__(daemon=True)
        self.start_process, self.progress, self.between_kills = start, progress, between_kills
        self.chance, self.lock, self.enough = random.Random(SEED), Lock(), Event()  # noqa: S311
        self.process, self.kills = start(), 0
        self.start()

    def run(self):
        next_kill = self.chance.randint(*self.between_kills)
        while not self.enough.wait(0.01):
            if self.progress() >= next_kill:
                # At any moment of a request or of a mail, not at its end.
                sleep(self.chance.uniform(0, 0.1))
                self.kill()
                next_kill = self.progress() + self.chance.randint(*self.between_kills)

    def kill(self):
        with self.lock:
            if not self.enough.is_set():
                kill(self.process)
                self.process = self.start_process()
                self.kills += 1

    def stop(self):
        with self.lock:
            self.enough.set()
        self.join()


@contextmanager
def killed_again_and_again(site, visitors, mails):
    """Server and worker, neither of which is left in peace; the worker also at the worst moment,
    when the mail server has taken a mail and not yet said so."""

    def orders_seen() -> int:
        return sum(visitor.saw_thanks for visitor in visitors)

    with ExitStack() as at_the_end:
        server = Killer(site.start_server, orders_seen, (20, 50))
        at_the_end.callback(lambda: kill(server.process))
        worker = Killer(site.start_worker, lambda: len(mails.mails), (20, 40))
        at_the_end.callback(lambda: kill(worker.process))
        at_the_end.callback(server.stop)
        at_the_end.callback(worker.stop)
        taken = Counter()

        def lose_some_answers(mail):
            taken[mail["To"]] += 1
            if len(taken) % 40 == 20 and taken[mail["To"]] == 1:
                worker.kill()

        mails.before_answer = lose_some_answers
        yield server, worker


def all_order(visitors):
    """Each opens the form, fills it, and sends it until the thanks page comes."""
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        list(pool.map(OrderClient.open_form, visitors))
        list(pool.map(OrderClient.send_until_answered, visitors))


def test_crash_loses_no_order_or_receipt(site, mail_server, figures):
    site.set_free_copies(ORDERS)
    visitors = [OrderClient(site.url, number) for number in range(ORDERS)]
    with killed_again_and_again(site, visitors, mail_server) as (server, worker):
        wait_for(lambda: is_responding(f"{site.url}/bestil/"), 60, "the server answers")
        all_order(visitors)
        server.stop()
        worker.stop()
        unsent = "SELECT count(*) FROM orders_mail WHERE sent_at IS NULL"
        wait_for(lambda: site.rows(unsent) == [(0,)], 180, "all mail is sent")
    sent_again = sum(visitor.sent > 1 for visitor in visitors)
    receipts = Counter(mail["To"] for mail in mail_server.mails)
    figures(
        f"crash: {ORDERS} orders, server killed {server.kills} times, worker {worker.kills}; "
        f"{sent_again} visitors sent their form again, "
        f"{sum(number == 2 for number in receipts.values())} receipts came twice"
    )
    assert server.kills >= ORDERS // 60
    assert worker.kills >= ORDERS // 60

    assert_stored_as_the_visitors_saw(site, visitors)
    assert_one_receipt_each(site, visitors, receipts)
    check = site.manage("check_orders")
    assert check.returncode == 0, check.stdout


def assert_stored_as_the_visitors_saw(site, visitors):
    """Each who saw the thanks page has one order, with the number that stood there."""
    seen = {visitor.email: visitor.number for visitor in visitors if visitor.saw_thanks}
    assert len(seen) == ORDERS
    stored = site.rows("SELECT email, number FROM orders_order WHERE status = 'new'")
    assert sorted(stored) == sorted(seen.items())
    promised_and_free = site.rows("SELECT promised, free FROM orders_stock")
    assert promised_and_free == [(ORDERS, 0)]


def assert_one_receipt_each(site, visitors, receipts):
    """One, and a second only where the answer to the first was lost."""
    lost_answers = dict(
        site.rows(
            "SELECT email, count(attempt.id) FROM orders_order placed"
            " JOIN orders_mail mail ON mail.order_id = placed.id"
            " LEFT JOIN orders_mailattempt attempt"
            " ON attempt.mail_id = mail.id AND attempt.outcome = '' GROUP BY email"
        )
    )
    assert receipts.keys() == {visitor.email for visitor in visitors}
    for email, number in receipts.items():
        assert 1 <= number <= min(2, 1 + lost_answers[email]), email
