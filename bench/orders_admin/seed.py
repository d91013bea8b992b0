"""Seed orders in SQL, with their events, stock movements, mails and search words.

The data passes `check_orders`. A million orders take some minutes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg2

FIRST = "{Åse,Søren,Mette,Lars,Anne,Jørgen,Kirsten,Peter,Hanne,Øjvind,Birthe,Ali,Fatima}"
LAST = (
    "{Jensen,Nielsen,Hansen,Pedersen,Andersen,Christensen,Larsen,Sørensen,Rasmussen,Jørgensen,"
    "Petersen,Madsen,Kristensen,Olsen,Thomsen,Ærøskøbing,Østergård,Holm,Lund,Yilmaz}"
)
STREETS = (
    "{Birkevej,Rådhuspladsen,Åboulevarden,Gammel Køge Landevej,Vestergade,Søndergade,Elmealle}"
)
CITIES = "{København V,Aarhus C,Odense M,Aalborg Øst,Esbjerg,Gellerup,Vollsmose,Høje-Taastrup}"
# Statuses of the open orders.
OPEN_STATUSES = "{new,new,new,packed,new,packed,new,waiting}"
ALPHABET = "ACDEFHJKMPRTWXY34679"
RARE_NAME = "Asta Sjældenborg"
COMMON_NAME = "Lars Jensen"
OTHER_COMMON_NAME = "Mette Jensen"
# The newest orders are the same in every history. Each filter matches enough of them to fill a
# page, so that more orders do not mean longer pages.
SAME_ORDERS = 120


@dataclass(frozen=True)
class History:
    """Number of orders, and the days they are spread over.

    The newest `open` orders are open. All but the newest `named` orders are anonymised.
    """

    orders: int
    days: int
    open: int
    named: int


# The order number: a code in base 20.
NUMBER = " || ".join(
    f"substr('{ALPHABET}', (1 + code / {len(ALPHABET) ** position} %% {len(ALPHABET)})::int, 1)"
    for position in range(6)
)
# Order 1 is the oldest.
ORDERS = f"""
CREATE TEMPORARY TABLE planned AS
SELECT i,
    i > %(orders)s - %(named)s AS named,
    CASE WHEN i > %(orders)s - %(open)s
         THEN ('{OPEN_STATUSES}'::text[])[1 + i %% 8]
         WHEN i %% 20 = 0 THEN 'cancelled' ELSE 'posted' END AS status,
    1 + i %% 3 AS copies,
    now() - interval '1 day' * %(days)s * ((%(orders)s - i) / %(orders)s::float) AS came,
    is_same, i %% 40 = 0 OR is_same AND i %% 2 = 0 AS abroad,
    CASE WHEN i > %(orders)s - 3 THEN '{RARE_NAME}'
         WHEN is_same THEN CASE i %% 2 WHEN 0 THEN '{COMMON_NAME}' ELSE '{OTHER_COMMON_NAME}' END
         ELSE ('{FIRST}'::text[])[1 + code / 997 %% 13] || ' '
           || ('{LAST}'::text[])[1 + code / 7919 %% 20] END AS name,
    code
FROM generate_series(1, %(orders)s) AS i, LATERAL (
    SELECT i::bigint * 48271 %% 64000000 AS code, i > %(orders)s - {SAME_ORDERS} AS is_same
) AS drawn;

INSERT INTO orders_order (id, number, secret, form_key, source, sender, status, created_at,
    closed_at, anonymised_at, follow_up_on, is_repeat, name, organisation, care_of, street,
    postcode, city, country, email, phone, copies, returned, note, reason, email_key, address_key,
    book_title, book_edition, search_text)
SELECT *, email, CASE WHEN street = '' THEN '' ELSE trim(lower(postcode || ' ' || street)) END,
    '', '', replace(translate(lower(concat_ws(' ', number, name, organisation, street, postcode,
        city, email)), 'øå@.', 'oa  '), 'æ', 'ae')
FROM (SELECT i,
    {NUMBER} AS number,
    'secret' || md5(i::text), 'form' || md5(i::text), 'form', '', status, came,
    CASE WHEN status IN ('posted', 'cancelled') THEN came + interval '2 days' END,
    CASE WHEN NOT named THEN came + interval '92 days' END,
    NULL::date, is_same OR i %% 30 = 0,
    CASE WHEN named THEN name ELSE '' END AS name,
    CASE WHEN named AND (is_same OR i %% 9 = 0) THEN 'Boligforeningen ' || i %% 500 ELSE '' END
        AS organisation, '',
    CASE WHEN named THEN ('{STREETS}'::text[])[1 + i %% 7] || ' ' || 1 + i %% 200 ELSE '' END
        AS street,
    CASE WHEN abroad THEN '' WHEN named THEN (1000 + i %% 8999)::text
         ELSE (10 + i %% 89) || 'xx' END AS postcode,
    CASE WHEN named THEN ('{CITIES}'::text[])[1 + i %% 8] ELSE '' END AS city,
    CASE WHEN abroad AND named THEN 'Sverige' ELSE '' END,
    CASE WHEN named THEN 'gaest' || i || '@example.org' ELSE '' END AS email,
    '', copies, 0, '', ''
FROM planned) AS orders;
"""

EVENTS = """
INSERT INTO orders_orderevent (order_id, kind, was, became, detail, at, by_orderer)
SELECT i, kind, was, became, '', came + delay, kind = 'placed' FROM planned, LATERAL (VALUES
    ('placed', '', CASE WHEN status = 'waiting' THEN 'waiting' ELSE 'new' END, interval '0',
     true),
    ('status', 'new', 'packed', interval '1 day', status IN ('packed', 'posted')),
    ('status', 'packed', 'posted', interval '2 days', status = 'posted'),
    ('status', 'new', 'cancelled', interval '2 days', status = 'cancelled'),
    ('anonymised', '', '', interval '92 days', NOT named)
) AS line (kind, was, became, delay, applies) WHERE applies;
"""

STOCK_MOVEMENTS = """
INSERT INTO orders_stockmovement (order_id, kind, free, promised, posted, reason, at)
SELECT i, kind, free, promised, posted, '', came + delay FROM planned, LATERAL (VALUES
    ('reserved', -copies, copies, 0, interval '0', status <> 'waiting'),
    ('posted', 0, -copies, copies, interval '2 days', status = 'posted'),
    ('released', copies, -copies, 0, interval '2 days', status = 'cancelled')
) AS line (kind, free, promised, posted, delay, applies) WHERE applies;

UPDATE orders_stock SET free = total.free, promised = total.promised, posted = total.posted
FROM (SELECT sum(free) AS free, sum(promised) AS promised, sum(posted) AS posted
      FROM orders_stockmovement) AS total;
"""
PRINT_RUN = """
INSERT INTO orders_stockmovement (kind, free, promised, posted, reason, at)
SELECT 'print_run', 3 * %(orders)s, 0, 0, '', now() - %(days)s * interval '1 day';
"""

MAILS = """
INSERT INTO orders_mail (order_id, kind, created_at, sent_at, attempts, next_attempt_at, error)
SELECT i, kind, came + delay, came + delay, 1, came + delay, '' FROM planned, LATERAL (VALUES
    (CASE WHEN status = 'waiting' THEN 'waiting' ELSE 'receipt' END, interval '0', true),
    (status, interval '2 days', status IN ('posted', 'cancelled'))
) AS line (kind, delay, applies) WHERE applies;

INSERT INTO orders_mailattempt (mail_id, at, outcome)
SELECT mail.id, sent_at, CASE WHEN named THEN 'Sendt' ELSE '' END
FROM orders_mail AS mail JOIN planned ON order_id = i;
"""

SEQUENCE = """
SELECT setval(pg_get_serial_sequence('orders_order', 'id'), (SELECT max(i) FROM planned));
"""

# Unique indexes stay: constraints use them.
INDEXES = """
SELECT indexname, indexdef FROM pg_indexes
WHERE tablename LIKE 'orders\\_%' AND indexdef NOT LIKE 'CREATE UNIQUE%'
"""


def seed(database: str, history: History) -> None:
    """Insert the orders into a database without orders."""
    connection = psycopg2.connect(database)
    with connection, connection.cursor() as cursor:
        # Skip the foreign key checks, which take longer than everything else.
        cursor.execute("SET session_replication_role = replica")
        with without_indexes(cursor):
            for step in (ORDERS, EVENTS, PRINT_RUN, STOCK_MOVEMENTS, MAILS, SEQUENCE):
                cursor.execute(step, vars(history))
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    connection.close()


@contextmanager
def without_indexes(cursor) -> Iterator[None]:
    """Drop the indexes and create them afterwards, which is faster."""
    cursor.execute(INDEXES)
    indexes = cursor.fetchall()
    for name, _definition in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    cursor.execute("SET maintenance_work_mem = '256MB'")
    for _name, definition in indexes:
        cursor.execute(definition)
