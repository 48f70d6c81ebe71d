-- Statements of the report layer: the morning's brief, efficiency figures, findings, bulletin.

-- ---- brief: what needs a person ----
-- Each takes the first of: now, end of today, today, first day looked back, last day looked ahead, the
-- same for what was decided.
-- Each gives: record, since when, what, whose, and what its state is told from.

-- name: report_quotes_of_pair
-- demand, resource, today: how many quotes hold
SELECT count(*) FROM quotes
WHERE demand = ?1 AND resource = ?2 AND retired IS NULL
  AND (valid_until IS NULL OR valid_until >= ?3);

-- name: report_open
-- demands without proposal: follow-up, minutes, how many are on the short list, proposals declined,
-- when a quote was asked that has not come
SELECT d.id, coalesce(d.received, d.created), d.title, o.name, d.follow_up, d.minutes,
       (SELECT count(*) FROM proposals AS p
        WHERE p.demand = d.id AND p.status = 'shortlisted' AND p.retired IS NULL),
       (SELECT count(*) FROM proposals AS p
        WHERE p.demand = d.id AND p.status = 'declined' AND p.retired IS NULL),
       (SELECT max(p.quote_asked) FROM proposals AS p
        WHERE p.demand = d.id AND p.retired IS NULL
          AND NOT EXISTS (SELECT 1 FROM quotes AS q
                          WHERE q.demand = p.demand AND q.resource = p.resource
                            AND q.created >= p.quote_asked AND q.retired IS NULL))
FROM demands AS d LEFT JOIN organisations AS o ON o.id = d.requester
WHERE (d.status IS NULL OR d.status = 'open') AND d.retired IS NULL
ORDER BY coalesce(d.received, d.created), d.id LIMIT 1000;

-- name: report_proposed
-- demands with proposals: follow-up, minutes, proposals unanswered, accepted, declined, when the
-- provider of an unanswered one was written to, and reminded
SELECT d.id,
       coalesce(min(CASE WHEN p.status = 'accepted' THEN p.answered END),
                min(CASE WHEN coalesce(p.status, 'proposed') = 'proposed' THEN p.proposed END),
                max(p.answered), d.received, d.created),
       d.title, o.name, d.follow_up, d.minutes,
       sum(coalesce(p.status, 'proposed') = 'proposed' AND p.id IS NOT NULL),
       sum(p.status = 'accepted'), sum(p.status = 'declined'),
       max(CASE WHEN coalesce(p.status, 'proposed') = 'proposed' THEN p.provider_told END),
       max(CASE WHEN coalesce(p.status, 'proposed') = 'proposed' THEN p.reminded END)
FROM demands AS d
LEFT JOIN organisations AS o ON o.id = d.requester
LEFT JOIN proposals AS p ON p.demand = d.id AND p.retired IS NULL
WHERE d.status = 'proposed' AND d.retired IS NULL
GROUP BY d.id ORDER BY 2, d.id LIMIT 1000;

-- name: report_requested
-- bookings to approve: start
SELECT b.id, coalesce(b.requested, b.created), r.name, o.name, b.start
FROM bookings AS b JOIN resources AS r ON r.id = b.resource
JOIN organisations AS o ON o.id = b.organisation
WHERE b.status = 'requested' AND b.retired IS NULL
ORDER BY coalesce(b.requested, b.created), b.id LIMIT 1000;

-- name: report_starting
-- bookings of today, under way or to come, nobody checked in: start, minutes until release
SELECT b.id, b.start, r.name, coalesce(p.name, o.name), b.start, r.release_after
FROM bookings AS b JOIN resources AS r ON r.id = b.resource
JOIN organisations AS o ON o.id = b.organisation
LEFT JOIN people AS p ON p.id = b.person
WHERE (b.status IS NULL OR b.status = 'confirmed') AND b."end" > ?1 AND b.start < ?2
  AND b.checked_in IS NULL AND b.retired IS NULL
ORDER BY b.start, b.id LIMIT 1000;

-- name: report_over
-- bookings that ended and were not completed
SELECT b.id, b."end", r.name, o.name
FROM bookings AS b JOIN resources AS r ON r.id = b.resource
JOIN organisations AS o ON o.id = b.organisation
WHERE (b.status IS NULL OR b.status IN ('confirmed', 'in_use')) AND b."end" <= ?1
  AND b.retired IS NULL
ORDER BY b."end", b.id LIMIT 1000;

-- name: report_displaced
-- displaced bookings still ahead whose demand, if any, waits again: start
SELECT b.id, coalesce(b.cancelled, b.changed), r.name, o.name, b.start
FROM bookings AS b JOIN resources AS r ON r.id = b.resource
JOIN organisations AS o ON o.id = b.organisation
LEFT JOIN demands AS d ON d.id = b.demand
WHERE b.status = 'displaced' AND b."end" > ?1 AND b.retired IS NULL
  AND (d.id IS NULL OR d.status IS NULL OR d.status IN ('open', 'proposed'))
ORDER BY 2, b.id LIMIT 1000;

-- name: report_closures_ahead
-- closures not over yet
SELECT id FROM closures
WHERE "end" > ?1 AND coalesce(kind, '') <> 'open' AND retired IS NULL ORDER BY start, id LIMIT 1000;

-- name: report_demands_follow_up
-- day of the follow-up; those that wait for a proposal or an answer are told there
SELECT d.id, NULL, d.title, o.name, d.follow_up
FROM demands AS d LEFT JOIN organisations AS o ON o.id = d.requester
WHERE d.follow_up <= ?3 AND d.status IN ('draft', 'allocated')
  AND d.retired IS NULL
ORDER BY d.follow_up, d.id LIMIT 1000;

-- name: report_contacts_follow_up
-- the same of contacts, unless somebody has been in touch about the record since
SELECT k.id, NULL, k.title, coalesce(o.name, p.name), k.follow_up
FROM contacts AS k
LEFT JOIN organisations AS o ON o.id = k.organisation
LEFT JOIN people AS p ON p.id = k.person
WHERE k.follow_up <= ?3 AND k.retired IS NULL
  AND NOT EXISTS (SELECT 1 FROM contacts AS l
                  WHERE l.record = k.record AND l.at > k.at AND l.retired IS NULL)
ORDER BY k.follow_up, k.id LIMIT 1000;

-- name: report_agreements
-- agreements in force that end soon or have just ended: last day
SELECT a.id, NULL, a.title, coalesce(p.name, o.name), a.valid_until
FROM agreements AS a
LEFT JOIN organisations AS o ON o.id = a.organisation
LEFT JOIN organisations AS p ON p.id = a.partner
WHERE a.valid_until >= ?4 AND a.valid_until <= ?5
  AND coalesce(a.status, 'active') = 'active' AND a.retired IS NULL
ORDER BY a.valid_until, a.id LIMIT 1000;

-- name: report_claims
SELECT c.id, c.created, c.title, o.name, c.amount
FROM claims AS c JOIN bookings AS b ON b.id = c.booking
JOIN organisations AS o ON o.id = coalesce(c.organisation, b.organisation)
WHERE (c.status IS NULL OR c.status = 'open') AND c.retired IS NULL
ORDER BY c.created, c.id LIMIT 1000;

-- name: report_decisions
-- what meetings decided to be done by a day
SELECT d.id, NULL, d.title, d.responsible, d.due
FROM decisions AS d
WHERE d.due >= ?4 AND d.due <= ?6 AND d.verdict <> 'refuse' AND d.retired IS NULL
ORDER BY d.due, d.id LIMIT 1000;

-- name: report_owing
-- instant, currency: organisations that owe, with what of it was charged since
WITH owing AS (
  SELECT organisation, sum(debit + credit) AS balance FROM balances
  WHERE account = 'receivable' AND organisation <> 0 AND currency IN ('', ?2)
  GROUP BY organisation HAVING sum(debit + credit) > 0),
lately AS (
  SELECT p.organisation, sum(p.amount) AS charged
  FROM entries AS e CROSS JOIN postings AS p ON p.entry = e.id
  WHERE e.posted >= ?1 AND p.account = 'receivable' AND p.amount > 0
    AND coalesce(p.currency, ?2) = ?2
  GROUP BY +p.organisation)
SELECT w.organisation, o.name, w.balance, coalesce(l.charged, 0)
FROM owing AS w JOIN organisations AS o ON o.id = w.organisation
LEFT JOIN lately AS l ON l.organisation = w.organisation
WHERE w.balance > coalesce(l.charged, 0)
ORDER BY w.balance - coalesce(l.charged, 0) DESC, w.organisation LIMIT 200;

-- name: report_debits
-- organisation, how many, currency: its last charges, newest first; those that were imported are in no order
SELECT posted, amount FROM (
  SELECT p.id, e.posted, p.amount FROM postings AS p JOIN entries AS e ON e.id = p.entry
  WHERE p.organisation = ?1 AND p.account = 'receivable' AND p.amount > 0
    AND coalesce(p.currency, ?3) = ?3
  ORDER BY p.id DESC LIMIT 2 * ?2)
ORDER BY posted DESC, id DESC LIMIT ?2;

-- ---- brief: news ----
-- since: what came in. A record is never entered before it exists, so only the newest are looked at.

-- name: report_news_demands
SELECT count(*) FROM demands
WHERE id > coalesce((SELECT id FROM demands WHERE created < ?1 ORDER BY id DESC LIMIT 1), 0)
  AND coalesce(received, created) >= ?1 AND coalesce(status, 'open') <> 'draft' AND retired IS NULL;

-- name: report_news_offers
-- since, most: but what the desk began with is no news
SELECT id FROM resources
WHERE created >= ?1 AND created > (SELECT at FROM changes ORDER BY id LIMIT 1) AND retired IS NULL
ORDER BY created, id LIMIT ?2;

-- name: report_news_completed
-- since, now
SELECT count(*) FROM bookings INDEXED BY bookings_completed
WHERE status = 'completed' AND retired IS NULL AND "end" >= ?1 AND "end" <= ?2;

-- name: report_news_booked
SELECT count(*) FROM bookings
WHERE id > coalesce((SELECT id FROM bookings WHERE created < ?1 ORDER BY id DESC LIMIT 1), 0)
  AND created > (SELECT at FROM changes ORDER BY id LIMIT 1)
  AND coalesce(requested, created) >= ?1 AND retired IS NULL
  AND coalesce(status, 'confirmed') NOT IN ('cancelled', 'displaced');

-- ---- the month ----

-- name: report_month_use
-- from, to: minutes used in it, and by other organisations; of a use that goes over an end, its part.
-- What goes on after it ended at most two days later, or is one of the few long ones.
SELECT sum(minutes), sum(minutes * shared) FROM (
  SELECT (2 * coalesce(b.used_minutes, (b."end" - b.start) / 60)
            * ((min(b."end", ?2) - max(b.start, ?1)) / 60) + (b."end" - b.start) / 60)
         / (2 * ((b."end" - b.start) / 60)) AS minutes,
         r.owner IS NOT b.organisation AS shared
  FROM (SELECT resource, organisation, used_minutes, start, "end"
        FROM bookings INDEXED BY bookings_completed
        WHERE status = 'completed' AND retired IS NULL AND "end" > ?1 AND "end" <= ?2
        UNION ALL
        SELECT resource, organisation, used_minutes, start, "end"
        FROM bookings INDEXED BY bookings_completed
        WHERE status = 'completed' AND retired IS NULL AND "end" > ?2 AND "end" <= ?2 + 172800
          AND start < ?2 AND "end" - start <= 172800
        UNION ALL
        SELECT resource, organisation, used_minutes, start, "end"
        FROM bookings INDEXED BY bookings_long
        WHERE status = 'completed' AND retired IS NULL AND "end" > ?2 AND start < ?2
          AND "end" - start > 172800) AS b
  JOIN resources AS r ON r.id = b.resource
  WHERE b."end" - b.start >= 60);

-- name: report_month_closed
-- from, until: demands closed, and met
SELECT count(*), sum(status = 'met') FROM demands INDEXED BY demands_ended
WHERE status IN ('met', 'withdrawn', 'expired') AND retired IS NULL
  AND coalesce(closed, changed) >= ?1 AND coalesce(closed, changed) < ?2;

-- name: report_next_meeting
-- month: the first one not closed
SELECT id FROM meetings
WHERE month >= ?1 AND coalesce(status, 'planned') <> 'closed' AND retired IS NULL
ORDER BY month, id LIMIT 1;

-- name: report_waiting
SELECT count(*) FROM demands
WHERE (status IS NULL OR status IN ('open', 'proposed')) AND retired IS NULL;

-- ---- figures ----

-- name: report_resources
-- all that ever were: resource, kind, region, provider, unit, when it was taken out of use
SELECT r.id, r.kind, coalesce(r.region, o.region), r.owner, r.unit, r.retired
FROM resources AS r LEFT JOIN organisations AS o ON o.id = r.owner
ORDER BY r.id;

-- name: report_resources_retired
-- instant: taken out of use after it
SELECT id FROM resources WHERE retired > ?1 AND merged_into IS NULL ORDER BY id;

-- name: report_uses
-- from, to: completed uses that touch it: booking, resource, user, start, end, used minutes
SELECT id, resource, organisation, start, "end", used_minutes
FROM bookings INDEXED BY bookings_completed
WHERE status = 'completed' AND retired IS NULL AND start < ?2 AND "end" > ?1
ORDER BY "end";

-- name: report_closed
-- from, to: demands closed in it
SELECT id FROM demands INDEXED BY demands_ended
WHERE status IN ('met', 'withdrawn', 'expired') AND retired IS NULL
  AND coalesce(closed, changed) >= ?1 AND coalesce(closed, changed) < ?2;

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
  AND (SELECT count(*) FROM entries AS x WHERE x.reverses = e.id) % 2 = 0
ORDER BY e.id;

-- name: report_wanted
-- demands that were ever asked in earnest
SELECT id FROM demands
WHERE coalesce(status, 'open') NOT IN ('draft', 'withdrawn') AND retired IS NULL ORDER BY id;

-- ---- bulletin ----

-- name: report_catalogue
-- what may be published: nothing restricted, nor what belongs to it
WITH RECURSIVE hidden (id) AS (
  SELECT id FROM resources WHERE grade = 'restricted'
  UNION
  SELECT r.id FROM resources AS r JOIN hidden AS h ON r.facility = h.id)
SELECT id FROM resources
WHERE retired IS NULL AND coalesce(status, 'active') <> 'retired' AND id NOT IN (SELECT id FROM hidden)
ORDER BY kind, name, id;

-- name: report_activities_ahead
-- now: not over yet
SELECT id FROM activities
WHERE coalesce("end", start) > ?1 AND retired IS NULL ORDER BY start, id;

-- name: report_fits
-- waiting demands that a new offer fits, nobody has looked or said anything yet: resource, its name,
-- score
SELECT f.demand, f.found, d.title, o.name, f.resource, r.name, f.score
FROM fits AS f JOIN demands AS d ON d.id = f.demand JOIN resources AS r ON r.id = f.resource
LEFT JOIN organisations AS o ON o.id = d.requester
WHERE f.looked IS NULL AND d.retired IS NULL AND r.retired IS NULL
  AND coalesce(d.status, 'open') IN ('open', 'proposed')
  AND NOT EXISTS (SELECT 1 FROM proposals AS p
                  WHERE p.demand = f.demand AND p.resource = f.resource AND p.retired IS NULL)
ORDER BY f.found, f.score DESC, f.demand LIMIT 200;

-- name: report_news_fit
-- since: how many of the offers entered since fit a waiting demand, and the demand that is fitted best
WITH found AS (SELECT f.resource, f.demand, f.score
               FROM fits AS f JOIN demands AS d ON d.id = f.demand
               JOIN resources AS r ON r.id = f.resource
               WHERE r.created >= ?1 AND d.retired IS NULL AND r.retired IS NULL
                 AND coalesce(d.status, 'open') IN ('open', 'proposed'))
SELECT count(DISTINCT resource),
       (SELECT demand FROM found ORDER BY score DESC, demand LIMIT 1)
FROM found;
