-- Statements of the match layer: offers, quotes, common history, proposals, waiting demands, runs.

-- name: match_newest
-- the newest change; its digest is NULL while it is under way
SELECT id, digest FROM changes ORDER BY id DESC LIMIT 1;

-- name: match_change_digest
SELECT digest FROM changes WHERE id = ?1;

-- name: match_changed
-- resources changed after a change: few rows are younger, but many are of the type
SELECT DISTINCT record FROM change_rows WHERE change > ?1 AND +type = 'resource';

-- name: match_offers
SELECT id FROM resources WHERE retired IS NULL ORDER BY id;

-- name: match_demands_waiting
-- what matching and allocation look at
SELECT id FROM demands
WHERE coalesce(status, 'open') IN ('open', 'proposed') AND retired IS NULL
ORDER BY id;

-- name: match_demands_unserved
-- those of them of which not all is booked, held or requested: what an allocation has to serve
SELECT d.id FROM demands AS d
WHERE coalesce(d.status, 'open') IN ('open', 'proposed') AND d.retired IS NULL
  AND coalesce((SELECT sum((b."end" - b.start) / 60) FROM bookings AS b
                WHERE b.demand = d.id AND b.retired IS NULL
                  AND coalesce(b.status, 'confirmed')
                      IN ('requested', 'tentative', 'confirmed', 'in_use', 'completed')), 0)
      < coalesce(d.minutes, 1)
ORDER BY d.id;

-- name: match_quotes_of
-- demand, today: the youngest valid quote for each resource comes last
SELECT id FROM quotes
WHERE demand = ?1 AND retired IS NULL AND (valid_until IS NULL OR valid_until >= ?2)
ORDER BY resource, id;

-- name: match_quotes_all
-- of all demands, today
SELECT id FROM quotes
WHERE retired IS NULL AND (valid_until IS NULL OR valid_until >= ?1)
ORDER BY demand, resource, id;

-- name: match_proposals_of
-- demand
SELECT id FROM proposals WHERE demand = ?1 AND retired IS NULL ORDER BY resource, id;

-- name: match_proposals_all
-- of all demands that wait
SELECT p.id FROM proposals AS p JOIN demands AS d ON d.id = p.demand
WHERE coalesce(d.status, 'open') IN ('open', 'proposed') AND d.retired IS NULL AND p.retired IS NULL
ORDER BY p.demand, p.resource, p.id;

-- name: match_bookings_all
-- of all demands that wait
SELECT b.id FROM bookings AS b JOIN demands AS d ON d.id = b.demand
WHERE coalesce(d.status, 'open') IN ('open', 'proposed') AND d.retired IS NULL AND b.retired IS NULL
ORDER BY b.demand, b.start, b.id;

-- name: match_proposal_of_pair
SELECT id FROM proposals
WHERE demand = ?1 AND resource = ?2 AND retired IS NULL
ORDER BY id DESC LIMIT 1;

-- name: match_proposals_alive
-- demand: proposals that still stand
SELECT count(*) FROM proposals
WHERE demand = ?1 AND retired IS NULL AND coalesce(status, 'proposed') IN ('proposed', 'accepted');

-- name: match_together
-- from, now, requester (NULL: all): user, provider, bookings completed together
SELECT b.organisation, r.owner, count(*)
FROM bookings AS b JOIN resources AS r ON r.id = b.resource
WHERE b.status = 'completed' AND b.retired IS NULL AND b."end" > ?1 AND b."end" <= ?2
  AND (?3 IS NULL OR b.organisation = ?3) AND r.owner IS NOT NULL
GROUP BY b.organisation, r.owner
ORDER BY b.organisation, r.owner;

-- name: match_ended
-- provider, when it was cancelled or else starts, whether its provider cancelled it, booking: by time
SELECT r.owner, coalesce(b.cancelled, b.start),
       b.status = 'cancelled' AND b.cancelled_by IS 'provider', b.id
FROM bookings AS b JOIN resources AS r ON r.id = b.resource
WHERE b.retired IS NULL AND r.owner IS NOT NULL
ORDER BY 2;

-- name: match_ended_changed
-- the same of the bookings that changed after a change
SELECT r.owner, coalesce(b.cancelled, b.start),
       b.status = 'cancelled' AND b.cancelled_by IS 'provider', b.id
FROM bookings AS b JOIN resources AS r ON r.id = b.resource
WHERE b.id IN (SELECT record FROM change_rows WHERE change > ?1 AND +type = 'booking')
  AND b.retired IS NULL AND r.owner IS NOT NULL
ORDER BY 2;

-- name: match_bookings_changed
-- bookings changed after a change
SELECT DISTINCT record FROM change_rows WHERE change > ?1 AND +type = 'booking' ORDER BY record;

-- name: match_history_changed
-- whether anything changed after a change of which the history is made: but for bookings that
-- nobody has judged
SELECT EXISTS (SELECT 1 FROM change_rows
               WHERE change > ?1 AND +type IN ('answer', 'resource', 'organisation'))
    OR EXISTS (SELECT 1 FROM change_rows AS c JOIN answers AS s ON s.booking = c.record
               WHERE c.change > ?1 AND +c.type = 'booking')
    OR (SELECT count(*) FROM change_rows WHERE change > ?1 AND +type = 'booking') > 1000;

-- name: match_taken_changed
-- whether so many bookings and closures changed after a change that all are better read anew
SELECT count(*) > 1000 FROM change_rows WHERE change > ?1 AND +type IN ('booking', 'closure');

-- name: match_terms_changed
-- whether anything did but what is asked for and offered in answer, and what terms are not made of;
-- bookings use them up
SELECT EXISTS (SELECT 1 FROM change_rows
               WHERE change > ?1
                 AND +type NOT IN ('demand', 'quote', 'proposal', 'booking', 'closure', 'answer'));

-- name: match_answers_of
-- provider, limit: its last answered proposals: status, proposed, answered
SELECT p.status, p.proposed, p.answered
FROM proposals AS p JOIN resources AS r ON r.id = p.resource
WHERE r.owner = ?1 AND p.retired IS NULL AND p.answered IS NOT NULL
ORDER BY p.answered DESC, p.id DESC LIMIT ?2;

-- name: match_demands_count
SELECT count(*) FROM demands
WHERE coalesce(status, 'open') IN ('open', 'proposed') AND retired IS NULL;

-- name: match_gave_up
-- demand, resource, from, until: bookings of the demand in the slot that fell away
SELECT count(*) FROM bookings
WHERE demand = ?1 AND resource = ?2 AND start < ?4 AND "end" > ?3
  AND status IN ('cancelled', 'no_show') AND retired IS NULL;

-- name: match_run_lines
SELECT id FROM run_lines WHERE run = ?1 AND retired IS NULL ORDER BY id;

-- name: match_stances
-- demand, resource, 1 held or 0 forbidden, when its provider said yes (0: it is pinned)
SELECT demand, resource, stance IS NOT 'forbidden',
       CASE WHEN stance IS 'pinned' THEN 0 ELSE answered END
FROM proposals
WHERE (stance IS NOT NULL OR status = 'accepted') AND retired IS NULL
ORDER BY demand, resource, id;
