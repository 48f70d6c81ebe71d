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

-- name: log_rows_first
SELECT id, type, record, version_before, version_after, before, after
FROM change_rows WHERE change = ?1 ORDER BY id LIMIT ?2;

-- name: log_rows_count
SELECT count(*) FROM change_rows WHERE change = ?1;

-- A change may hold a whole import, a record few changes: the index by record must serve.
-- name: log_rows_of_one
SELECT id, type, record, version_before, version_after, before, after
FROM change_rows WHERE +change = ?1 AND type = ?3 AND record = ?4 ORDER BY id LIMIT ?2;

-- name: log_last_of_record
SELECT c.at, c.actor, c."action" FROM change_rows AS r JOIN changes AS c ON c.id = r.change
WHERE r.type = ?1 AND r.record = ?2 ORDER BY r.id DESC LIMIT 1;

-- name: log_page
SELECT id, at, actor, "action", undoes, undone_by,
    (SELECT count(*) FROM change_rows AS r WHERE r.change = changes.id)
FROM changes WHERE id < ?1 ORDER BY id DESC LIMIT ?2;

-- name: log_page_of_record
SELECT id, at, actor, "action", undoes, undone_by,
    (SELECT count(*) FROM change_rows AS r WHERE r.change = changes.id)
FROM changes WHERE id < ?1 AND id IN (SELECT change FROM change_rows WHERE type = ?3 AND record = ?4)
ORDER BY id DESC LIMIT ?2;

-- What the actor did last and has not taken back.
-- name: log_to_undo
SELECT id FROM changes
WHERE actor = ?1 AND undone_by IS NULL AND "action" NOT IN ('undo', 'forget')
ORDER BY id DESC LIMIT 1;

-- What the actor took back last, unless something new was done since.
-- name: log_to_redo
SELECT id FROM changes
WHERE actor = ?1 AND undone_by IS NULL AND "action" = 'undo'
  AND id > (SELECT coalesce(max(id), 0) FROM changes
            WHERE actor = ?1 AND "action" NOT IN ('undo', 'redo'))
ORDER BY id DESC LIMIT 1;

-- name: log_later_of_record
SELECT id, undoes FROM changes
WHERE id > ?3 AND id IN (SELECT change FROM change_rows WHERE type = ?1 AND record = ?2)
ORDER BY id DESC;

-- name: log_undone_set
UPDATE changes SET undone_by = ?2 WHERE id = ?1;

-- name: log_rows_of_record
SELECT id, before, after FROM change_rows WHERE type = ?1 AND record = ?2;

-- name: log_row_blank
UPDATE change_rows SET before = ?2, after = ?3, forgotten = ?4 WHERE id = ?1;

-- ---- ledger ----

-- An entry stands while the number of its reversals is even: every second one takes back the one before.
-- name: entry_reversals
SELECT max(id), count(*) FROM entries WHERE reverses = ?1;

-- name: entry_postings
SELECT id FROM postings WHERE entry = ?1 AND retired IS NULL ORDER BY id;

-- ---- people ----

-- name: people_merged_into
SELECT id FROM people WHERE merged_into = ?1;

-- name: answers_of_person
SELECT id FROM answers WHERE person = ?1;

-- name: organisations_of_contact
SELECT id FROM organisations WHERE contact_email = ?1 COLLATE NOCASE;

-- name: resources_of_contact
SELECT id FROM resources WHERE contact_email = ?1 COLLATE NOCASE;

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
SELECT coalesce(nullif(currency, ''), ?2), sum(debit + credit) FROM balances
WHERE account = 'fund' AND fund = ?1
GROUP BY coalesce(nullif(currency, ''), ?2) HAVING sum(debit + credit) > 0 LIMIT 1;

-- name: region_within_itself
WITH RECURSIVE above (id, steps) AS (
  SELECT parent, 1 FROM regions WHERE id = ?1 AND parent IS NOT NULL
  UNION ALL
  SELECT t.parent, above.steps + 1 FROM above JOIN regions AS t ON t.id = above.id
  WHERE t.parent IS NOT NULL AND above.id <> ?1 AND above.steps < 1000)
SELECT 1 FROM above WHERE id = ?1 OR steps = 1000 LIMIT 1;

-- name: organisation_within_itself
WITH RECURSIVE above (id, steps) AS (
  SELECT parent, 1 FROM organisations WHERE id = ?1 AND parent IS NOT NULL
  UNION ALL
  SELECT t.parent, above.steps + 1 FROM above JOIN organisations AS t ON t.id = above.id
  WHERE t.parent IS NOT NULL AND above.id <> ?1 AND above.steps < 1000)
SELECT 1 FROM above WHERE id = ?1 OR steps = 1000 LIMIT 1;

-- name: resource_within_itself
WITH RECURSIVE above (id, steps) AS (
  SELECT facility, 1 FROM resources WHERE id = ?1 AND facility IS NOT NULL
  UNION ALL
  SELECT t.facility, above.steps + 1 FROM above JOIN resources AS t ON t.id = above.id
  WHERE t.facility IS NOT NULL AND above.id <> ?1 AND above.steps < 1000)
SELECT 1 FROM above WHERE id = ?1 OR steps = 1000 LIMIT 1;

-- ---- check ----

-- name: log_chain
SELECT id, digest FROM changes ORDER BY id;

-- Without those that `forget` blanked.
-- name: log_rows_kept
SELECT change, type, record, version_before, version_after, before, after, digest
FROM change_rows WHERE forgotten IS NULL;

-- name: entries_unbalanced
SELECT DISTINCT entry FROM
  (SELECT entry FROM postings WHERE retired IS NULL
   GROUP BY entry, coalesce(currency, ?1) HAVING sum(amount) <> 0)
ORDER BY entry;

-- name: funds_overdrawn
SELECT DISTINCT fund FROM
  (SELECT fund FROM postings WHERE fund IS NOT NULL AND account = 'fund' AND retired IS NULL
   GROUP BY fund, coalesce(currency, ?1) HAVING sum(amount) > 0)
ORDER BY fund;

-- Accounts that do not come to what was posted.
-- name: balances_wrong
SELECT count(*) FROM (
  SELECT * FROM (SELECT * FROM posted_balances EXCEPT SELECT * FROM balances)
  UNION ALL
  SELECT * FROM (SELECT * FROM balances WHERE debit <> 0 OR credit <> 0
                 EXCEPT SELECT * FROM posted_balances));

-- name: balances_clear
DELETE FROM balances;

-- name: balances_fill
INSERT INTO balances SELECT * FROM posted_balances;

-- name: resources_booked
SELECT DISTINCT resource FROM bookings ORDER BY resource;

-- ---- search ----

-- name: search_put
INSERT OR REPLACE INTO search (rowid, title, body) VALUES (?1, ?2, ?3);

-- name: search_drop
DELETE FROM search WHERE rowid = ?1;

-- name: search_any
SELECT 1 FROM search WHERE search MATCH ?1 AND rowid > ?2 AND rowid < ?3 LIMIT 1;

-- name: search_texts
SELECT title, body FROM search WHERE rowid = ?1;

-- name: search_count
SELECT count(*) FROM search;

-- Of more than ?4 hits not all are ranked: a person who sees so many types on. MATERIALIZED, or the
-- planner ranks them all and takes ?4 of those.
-- name: search_find
WITH hits AS MATERIALIZED (
  SELECT rowid AS hit, relevance(search, ?5) AS score FROM search
  WHERE search MATCH ?1 AND rowid > ?2 AND rowid < ?3 LIMIT ?4)
SELECT hit FROM hits ORDER BY score, hit;

-- ---- drafts and presence: not in the change log ----

-- name: draft_save
INSERT INTO drafts (actor, form, text, saved) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (actor, form) DO UPDATE SET text = excluded.text, saved = excluded.saved;

-- name: draft_load
SELECT text FROM drafts WHERE actor = ?1 AND form = ?2;

-- name: draft_drop
DELETE FROM drafts WHERE actor = ?1 AND form = ?2;

-- name: draft_forget
DELETE FROM drafts WHERE form = ?1;

-- name: presence_set
INSERT INTO presence (process, actor, place, seen) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (process) DO UPDATE SET actor = excluded.actor, place = excluded.place,
  seen = excluded.seen;

-- name: presence_drop
DELETE FROM presence WHERE process = ?1 OR seen < ?2;

-- name: presence_list
SELECT actor, place, seen FROM presence WHERE seen >= ?1 AND process <> ?2 ORDER BY actor, seen DESC;

-- ---- which demands a new offer fits: not in the change log ----

-- name: fits_add
INSERT OR IGNORE INTO fits (resource, demand, score, found) VALUES (?1, ?2, ?3, ?4);

-- name: fits_looked
UPDATE fits SET looked = ?3 WHERE resource = ?1 AND demand = ?2 AND looked IS NULL;

-- name: fits_newest
SELECT coalesce(max(id), 0) FROM resources;

-- name: fits_entered
SELECT id FROM resources WHERE id > ?1 AND retired IS NULL ORDER BY id LIMIT ?2;
