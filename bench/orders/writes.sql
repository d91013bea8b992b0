-- The statements of one order, in its transaction and sequence.
BEGIN;
INSERT INTO orders_order (id, number, secret, form_key, source, sender, status, created_at,
  is_repeat, name, organisation, care_of, street, postcode, city, country, email, phone, email_key,
  house_key, copies, returned, note, reason, book_title, book_edition,
  search_text)
  SELECT id, to_hex(id), 'secret' || id, 'form' || id, 'form', md5(id::text), 'new', now(),
    false, 'Åse Ærøskøbing', '', '', 'Studiestræde 50, 2. tv.', '1554', 'København V', '',
    id || '@example.org', '', id || '@example.org', '1554 studiestræde 50 2 tv', 1, 0, '', '',
    'Boligområder i bevægelse', '', 'ase aeroskobing studiestraede 50, 2. tv. 1554 kobenhavn v'
  FROM nextval(pg_get_serial_sequence('orders_order', 'id')) AS id;
UPDATE orders_stock SET free = free - 1, promised = promised + 1 WHERE free >= 1 AND id = 1;
INSERT INTO orders_stockmovement (kind, order_id, free, promised, posted, reason, at)
  VALUES ('reserved', currval(pg_get_serial_sequence('orders_order', 'id')), -1, 1, 0, '', now());
INSERT INTO orders_orderevent (order_id, kind, was, became, detail, at, by_orderer)
  VALUES (currval(pg_get_serial_sequence('orders_order', 'id')), 'placed', '', 'new', '', now(), true);
INSERT INTO orders_mail (order_id, kind, created_at, attempts, next_attempt_at, error)
  VALUES (currval(pg_get_serial_sequence('orders_order', 'id')), 'receipt', now(), 0, now(), '');
UPDATE orders_stock SET low_stock_told = false WHERE id = 1 AND low_stock_told;
COMMIT;
