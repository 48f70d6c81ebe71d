-- Statements of the report layer: what figures are made of, and what waits on a person.

-- ---- figures ----

-- name: report_uses
-- from, to: completed uses that touch it: booking, resource, user, provider, kind, region, start, end,
-- used minutes
SELECT b.id, b.resource, b.organisation, r.owner, r.kind, coalesce(r.region, o.region), b.start,
       b."end", b.used_minutes
FROM bookings AS b JOIN resources AS r ON r.id = b.resource
LEFT JOIN organisations AS o ON o.id = r.owner
WHERE b.status = 'completed' AND b.retired IS NULL AND b.start < ?2 AND b."end" > ?1
ORDER BY b.start, b.id;

-- name: report_closed
-- from, to: demands closed in it: demand, kind, region, requester, when, status, value, budget, minutes
SELECT d.id, d.kind, coalesce(d.region, o.region), d.requester, coalesce(d.closed, d.changed), d.status,
       d.value, d.budget, d.minutes
FROM demands AS d LEFT JOIN organisations AS o ON o.id = d.requester
WHERE d.status IN ('met', 'withdrawn', 'expired') AND d.retired IS NULL
  AND coalesce(d.closed, d.changed) >= ?1 AND coalesce(d.closed, d.changed) < ?2
ORDER BY d.id;

-- name: report_first_proposals
-- from, to: demand, kind, region, requester, received, first proposed
SELECT d.id, d.kind, coalesce(d.region, o.region), d.requester, coalesce(d.received, d.created),
       min(p.proposed)
FROM demands AS d JOIN proposals AS p ON p.demand = d.id
LEFT JOIN organisations AS o ON o.id = d.requester
WHERE d.retired IS NULL AND p.retired IS NULL AND p.proposed IS NOT NULL
GROUP BY d.id HAVING min(p.proposed) >= ?1 AND min(p.proposed) < ?2
ORDER BY d.id;

-- name: report_first_bookings
-- the same to the first booking
SELECT d.id, d.kind, coalesce(d.region, o.region), d.requester, coalesce(d.received, d.created),
       min(coalesce(b.requested, b.created))
FROM demands AS d JOIN bookings AS b ON b.demand = d.id
LEFT JOIN organisations AS o ON o.id = d.requester
WHERE d.retired IS NULL AND b.retired IS NULL
GROUP BY d.id
HAVING min(coalesce(b.requested, b.created)) >= ?1 AND min(coalesce(b.requested, b.created)) < ?2
ORDER BY d.id;

-- name: report_first_uses
-- the same to the first completed use
SELECT d.id, d.kind, coalesce(d.region, o.region), d.requester, coalesce(d.received, d.created),
       min(b.start)
FROM demands AS d JOIN bookings AS b ON b.demand = d.id
LEFT JOIN organisations AS o ON o.id = d.requester
WHERE d.retired IS NULL AND b.retired IS NULL AND b.status = 'completed'
GROUP BY d.id HAVING min(b.start) >= ?1 AND min(b.start) < ?2
ORDER BY d.id;

-- name: report_money_in
-- from, to: entry, when, source of the fund, money paid in
SELECT e.id, e.posted, f.source, -p.amount
FROM postings AS p JOIN entries AS e ON e.id = p.entry JOIN funds AS f ON f.id = p.fund
WHERE e.kind = 'funding' AND p.account = 'fund' AND e.retired IS NULL AND p.retired IS NULL
  AND e.posted >= ?1 AND e.posted < ?2
  AND NOT EXISTS (SELECT 1 FROM entries AS x WHERE x.reverses = e.id AND x.retired IS NULL)
ORDER BY e.id;

-- name: report_organisations
SELECT id FROM organisations WHERE retired IS NULL ORDER BY id;

-- name: report_wanted
-- demands that were ever asked in earnest
SELECT id FROM demands
WHERE coalesce(status, 'open') NOT IN ('draft', 'withdrawn') AND retired IS NULL ORDER BY id;

-- ---- what waits on a person ----

-- name: report_demands_unanswered
-- open demands for which nothing is proposed
SELECT d.id FROM demands AS d
WHERE coalesce(d.status, 'open') = 'open' AND d.retired IS NULL
ORDER BY coalesce(d.received, d.created), d.id;

-- name: report_proposals_unanswered
SELECT id FROM proposals
WHERE coalesce(status, 'proposed') = 'proposed' AND answered IS NULL AND proposed IS NOT NULL
  AND retired IS NULL
ORDER BY proposed, id;

-- name: report_bookings_requested
SELECT id FROM bookings WHERE status = 'requested' AND retired IS NULL ORDER BY start, id;

-- name: report_bookings_missing
-- now: started, nobody checked in
SELECT id FROM bookings
WHERE coalesce(status, 'confirmed') = 'confirmed' AND checked_in IS NULL AND retired IS NULL
  AND start <= ?1 AND "end" > ?1
ORDER BY start, id;

-- name: report_bookings_over
-- now: over, not completed
SELECT id FROM bookings
WHERE coalesce(status, 'confirmed') IN ('confirmed', 'in_use') AND retired IS NULL AND "end" <= ?1
ORDER BY "end", id;

-- name: report_bookings_displaced
-- now: still to come
SELECT id FROM bookings
WHERE status = 'displaced' AND retired IS NULL AND "end" > ?1 ORDER BY start, id;

-- name: report_demands_followed
-- today
SELECT id FROM demands
WHERE follow_up <= ?1 AND retired IS NULL
  AND coalesce(status, 'open') NOT IN ('met', 'withdrawn', 'expired')
ORDER BY follow_up, id;

-- name: report_contacts_followed
-- today
SELECT id FROM contacts WHERE follow_up <= ?1 AND retired IS NULL ORDER BY follow_up, id;

-- name: report_decisions_due
-- day: of closed meetings, with a responsible person, due by then
SELECT d.id FROM decisions AS d JOIN meetings AS m ON m.id = d.meeting
WHERE d.due IS NOT NULL AND d.due <= ?1 AND d.due >= ?2 AND m.status = 'closed' AND d.retired IS NULL
ORDER BY d.due, d.id;

-- name: report_owing
-- day: organisation, what it owes, since when it has been charged
SELECT p.organisation, sum(p.amount), min(CASE WHEN p.amount > 0 THEN e.posted END)
FROM postings AS p JOIN entries AS e ON e.id = p.entry
WHERE p.account = 'receivable' AND p.organisation IS NOT NULL AND p.retired IS NULL
GROUP BY p.organisation HAVING sum(p.amount) > 0 AND min(e.posted) <= ?1
ORDER BY 3, 1;

-- name: report_news
-- since: new demands, new offers, uses completed
SELECT (SELECT count(*) FROM demands WHERE coalesce(received, created) >= ?1 AND retired IS NULL),
       (SELECT count(*) FROM resources WHERE created >= ?1 AND retired IS NULL),
       (SELECT count(*) FROM bookings WHERE status = 'completed' AND "end" >= ?1 AND "end" <= ?2
          AND retired IS NULL);

-- name: report_catalogue
-- what may be published
SELECT id FROM resources
WHERE retired IS NULL AND coalesce(grade, 'specialised') <> 'restricted'
  AND coalesce(status, 'active') <> 'retired'
ORDER BY kind, name, id;
