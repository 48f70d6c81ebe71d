-- What the store itself asks. Ids of records come out of a SELECT; ?1, ?2 … are bound in order.

-- ---- change log ----

-- name: log_growth
SELECT coalesce((SELECT max(id) FROM changes), 0), (SELECT count(*) FROM changes WHERE id > ?1);

-- name: log_change_add
INSERT INTO changes (at, actor, "action", undoes) VALUES (?1, ?2, ?3, ?4);

-- name: log_row_add
INSERT INTO change_rows (change, type, record, version_before, version_after, before, after, digest)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: log_change
SELECT id, at, actor, "action", undoes, undone_by, digest FROM changes WHERE id = ?1;

-- name: log_digest_before
SELECT digest FROM changes WHERE id < ?1 ORDER BY id DESC LIMIT 1;

-- name: log_digest_set
UPDATE changes SET digest = ?2 WHERE id = ?1;

-- name: log_rows_of
SELECT id, type, record, version_before, version_after, before, after, digest, forgotten
FROM change_rows WHERE change = ?1 ORDER BY id;

-- name: log_last_of_record
SELECT c.at, c.actor, c."action" FROM change_rows AS r JOIN changes AS c ON c.id = r.change
WHERE r.type = ?1 AND r.record = ?2 ORDER BY r.id DESC LIMIT 1;

-- ---- invariants ----

-- name: booking_resource
SELECT resource FROM bookings WHERE id = ?1;

-- name: booking_window
SELECT start, "end" FROM bookings WHERE id = ?1;

-- name: resource_seats
SELECT coalesce(seats, 1) FROM resources WHERE id = ?1;

-- What holds a place on a resource between two times.
-- name: bookings_holding
SELECT id, start, "end" FROM bookings
WHERE resource = ?1 AND start < ?3 AND "end" > ?2 AND retired IS NULL
  AND (status IS NULL OR status IN ('requested', 'tentative', 'confirmed', 'in_use', 'completed'))
ORDER BY start, id;

-- name: posting_entry
SELECT entry FROM postings WHERE id = ?1;

-- name: posting_debited_fund
SELECT fund FROM postings WHERE id = ?1 AND account = 'fund' AND amount > 0;

-- name: entry_unbalanced
SELECT coalesce(currency, ?2), sum(amount) FROM postings WHERE entry = ?1 AND retired IS NULL
GROUP BY coalesce(currency, ?2) HAVING sum(amount) <> 0 LIMIT 1;

-- Money in a fund is a credit, so that a positive sum has been overdrawn.
-- name: fund_overdrawn
SELECT coalesce(currency, ?2), sum(amount) FROM postings
WHERE fund = ?1 AND account = 'fund' AND retired IS NULL
GROUP BY coalesce(currency, ?2) HAVING sum(amount) > 0 LIMIT 1;

-- ---- search ----

-- name: search_put
INSERT OR REPLACE INTO search (rowid, title, body) VALUES (?1, ?2, ?3);

-- name: search_drop
DELETE FROM search WHERE rowid = ?1;

-- name: search_any
SELECT 1 FROM search WHERE search MATCH ?1 AND rowid > ?2 AND rowid < ?3 LIMIT 1;

-- ---- drafts and presence: not in the change log ----

-- name: draft_save
INSERT INTO drafts (actor, form, text, saved) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (actor, form) DO UPDATE SET text = excluded.text, saved = excluded.saved;

-- name: draft_load
SELECT text FROM drafts WHERE actor = ?1 AND form = ?2;

-- name: draft_drop
DELETE FROM drafts WHERE actor = ?1 AND form = ?2;

-- name: presence_set
INSERT INTO presence (process, actor, place, seen) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (process) DO UPDATE SET actor = excluded.actor, place = excluded.place,
  seen = excluded.seen;

-- name: presence_drop
DELETE FROM presence WHERE process = ?1 OR seen < ?2;

-- name: presence_list
SELECT actor, place, seen FROM presence WHERE seen >= ?1 AND process <> ?2 ORDER BY actor, seen DESC;
