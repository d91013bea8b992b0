"""Fills a database with orders as years of ordering would have left them: with their history, the
ledger, the mails and the words they are found by. `check_orders` finds nothing wrong with it.

It is done in the database, without a word of the site's own code: a million takes some minutes."""

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
# How far the open ones have come.
OPEN = "{new,new,new,packed,new,packed,new,waiting}"
ALPHABET = "ACDEFHJKMPRTWXY34679"
RARE_NAME = "Asta Sjældenborg"
COMMON_NAME = "Lars Jensen"
COMMON_TOO = "Mette Jensen"
# The newest orders are alike in every history, and enough of each kind to fill a page with the
# answer to any question: else a million would only seem dearer for having more rows to show.
ALIKE = 120


@dataclass(frozen=True)
class History:
    """So many orders over so many days: the newest of them open, and the newest `named` not yet
    made anonymous. The open ones are among the named."""

    orders: int
    days: int
    open: int
    named: int


# The digits of an order's code, as a number of the site's own alphabet.
NUMBER = " || ".join(
    f"substr('{ALPHABET}', (1 + code / {len(ALPHABET) ** place} %% {len(ALPHABET)})::int, 1)"
    for place in range(6)
)
# What each order is, from its place in the row: 1 is the oldest.
ORDERS = f"""
CREATE TEMPORARY TABLE planned AS
SELECT i,
    i > %(orders)s - %(named)s AS named,
    CASE WHEN i > %(orders)s - %(open)s
         THEN ('{OPEN}'::text[])[1 + i %% 8]
         WHEN i %% 20 = 0 THEN 'cancelled' ELSE 'posted' END AS status,
    1 + i %% 3 AS copies,
    now() - interval '1 day' * %(days)s * ((%(orders)s - i) / %(orders)s::float) AS came,
    alike, i %% 40 = 0 OR alike AND i %% 2 = 0 AS abroad,
    CASE WHEN i > %(orders)s - 3 THEN '{RARE_NAME}'
         WHEN alike THEN CASE i %% 2 WHEN 0 THEN '{COMMON_NAME}' ELSE '{COMMON_TOO}' END
         ELSE ('{FIRST}'::text[])[1 + code / 997 %% 13] || ' '
           || ('{LAST}'::text[])[1 + code / 7919 %% 20] END AS name,
    code
FROM generate_series(1, %(orders)s) AS i, LATERAL (
    SELECT i::bigint * 48271 %% 64000000 AS code, i > %(orders)s - {ALIKE} AS alike
) AS drawn;

INSERT INTO orders_order (id, number, secret, form_key, source, sender, status, created_at,
    closed_at, anonymised_at, follow_up_on, is_repeat, name, organisation, care_of, street,
    postcode, city, country, email, phone, copies, returned, note, reason, email_key, house_key)
SELECT *, email, CASE WHEN street = '' THEN '' ELSE trim(lower(postcode || ' ' || street)) END
FROM (SELECT i,
    {NUMBER},
    'secret' || md5(i::text), 'form' || md5(i::text), 'form', '', status, came,
    CASE WHEN status IN ('posted', 'cancelled') THEN came + interval '2 days' END,
    CASE WHEN NOT named THEN came + interval '92 days' END,
    NULL::date, alike OR i %% 30 = 0,
    CASE WHEN named THEN name ELSE '' END,
    CASE WHEN named AND (alike OR i %% 9 = 0) THEN 'Boligforeningen ' || i %% 500 ELSE '' END, '',
    CASE WHEN named THEN ('{STREETS}'::text[])[1 + i %% 7] || ' ' || 1 + i %% 200 ELSE '' END
        AS street,
    CASE WHEN abroad THEN '' WHEN named THEN (1000 + i %% 8999)::text
         ELSE (10 + i %% 89) || 'xx' END AS postcode,
    CASE WHEN named THEN ('{CITIES}'::text[])[1 + i %% 8] ELSE '' END,
    CASE WHEN abroad AND named THEN 'Sverige' ELSE '' END,
    CASE WHEN named THEN 'gaest' || i || '@example.org' ELSE '' END AS email,
    '', copies, 0, '', ''
FROM planned) AS orders;
"""

HISTORY = """
INSERT INTO orders_orderevent (order_id, kind, was, became, detail, at, by_orderer)
SELECT i, kind, was, became, '', came + pause, kind = 'placed' FROM planned, LATERAL (VALUES
    ('placed', '', CASE WHEN status = 'waiting' THEN 'waiting' ELSE 'new' END, interval '0',
     true),
    ('status', 'new', 'packed', interval '1 day', status IN ('packed', 'posted')),
    ('status', 'packed', 'posted', interval '2 days', status = 'posted'),
    ('status', 'new', 'cancelled', interval '2 days', status = 'cancelled'),
    ('anonymised', '', '', interval '92 days', NOT named)
) AS line (kind, was, became, pause, happened) WHERE happened;
"""

LEDGER = """
INSERT INTO orders_stockmovement (order_id, kind, free, promised, posted, reason, at)
SELECT i, kind, free, promised, posted, '', came + pause FROM planned, LATERAL (VALUES
    ('reserved', -copies, copies, 0, interval '0', status <> 'waiting'),
    ('posted', 0, -copies, copies, interval '2 days', status = 'posted'),
    ('released', copies, -copies, 0, interval '2 days', status = 'cancelled')
) AS line (kind, free, promised, posted, pause, happened) WHERE happened;

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
SELECT i, kind, came + pause, came + pause, 1, came + pause, '' FROM planned, LATERAL (VALUES
    (CASE WHEN status = 'waiting' THEN 'waiting' ELSE 'receipt' END, interval '0', true),
    (status, interval '2 days', status IN ('posted', 'cancelled'))
) AS line (kind, pause, happened) WHERE happened;

INSERT INTO orders_mailattempt (mail_id, at, outcome)
SELECT mail.id, sent_at, CASE WHEN named THEN 'Sendt' ELSE '' END
FROM orders_mail AS mail JOIN planned ON order_id = i;
"""

# The words that orders.services.order_search indexes.
WORDS = """
INSERT INTO orders_orderword (order_id, word)
SELECT id, word FROM orders_order, LATERAL (
    SELECT regexp_split_to_table(
        lower(concat_ws(' ', name, organisation, street, postcode, city, email)), '[^[:alnum:]_]+')
    UNION SELECT email
) AS line (word) WHERE email <> '' AND word <> '';
"""

NEXT_ORDER = """
SELECT setval(pg_get_serial_sequence('orders_order', 'id'), (SELECT max(i) FROM planned));
"""

# All but those that a constraint rests on.
INDEXES = """
SELECT indexname, indexdef FROM pg_indexes
WHERE tablename LIKE 'orders\\_%' AND indexdef NOT LIKE 'CREATE UNIQUE%'
"""


def seed(database: str, history: History):
    """Writes that history into an empty database."""
    connection = psycopg2.connect(database)
    with connection, connection.cursor() as cursor:
        # Nothing here can break a foreign key, and looking at each takes longer than all the rest.
        cursor.execute("SET session_replication_role = replica")
        with without_indexes(cursor):
            for step in (ORDERS, HISTORY, PRINT_RUN, LEDGER, MAILS, WORDS, NEXT_ORDER):
                cursor.execute(step, vars(history))
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    connection.close()


@contextmanager
def without_indexes(cursor):
    """An index is made faster of what is there than line by line."""
    cursor.execute(INDEXES)
    indexes = cursor.fetchall()
    for name, _definition in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    cursor.execute("SET maintenance_work_mem = '256MB'")
    for _name, definition in indexes:
        cursor.execute(definition)
