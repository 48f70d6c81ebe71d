-- Statements of the schedule layer: calendars, quotas, series.

-- name: schedule_resources
SELECT id FROM resources WHERE retired IS NULL ORDER BY id;

-- name: schedule_bookings_between
-- live bookings that touch [?1, ?2) at instant ?3
SELECT id FROM bookings
WHERE start < ?2 AND "end" > ?1 AND retired IS NULL
  AND coalesce(status, 'confirmed') IN ('requested', 'tentative', 'confirmed', 'in_use', 'completed')
  AND NOT (coalesce(status, 'confirmed') = 'tentative' AND held_until IS NOT NULL AND held_until <= ?3)
ORDER BY start, id;

-- name: schedule_bookings_of
-- the same of resource ?4
SELECT id FROM bookings
WHERE resource = ?4 AND start < ?2 AND "end" > ?1 AND retired IS NULL
  AND coalesce(status, 'confirmed') IN ('requested', 'tentative', 'confirmed', 'in_use', 'completed')
  AND NOT (coalesce(status, 'confirmed') = 'tentative' AND held_until IS NOT NULL AND held_until <= ?3)
ORDER BY start, id;

-- name: schedule_closures_between
SELECT id FROM closures WHERE start < ?2 AND "end" > ?1 AND retired IS NULL ORDER BY start, id;

-- name: schedule_bookings_changed
-- live bookings that end after ?1, at instant ?1, of those that changed after change ?2
SELECT id FROM bookings
WHERE id IN (SELECT record FROM change_rows WHERE change > ?2 AND +type = 'booking')
  AND "end" > ?1 AND retired IS NULL
  AND coalesce(status, 'confirmed') IN ('requested', 'tentative', 'confirmed', 'in_use', 'completed')
  AND NOT (coalesce(status, 'confirmed') = 'tentative' AND held_until IS NOT NULL AND held_until <= ?1)
ORDER BY start, id;

-- name: schedule_closures_changed
-- the same of closures
SELECT id FROM closures
WHERE id IN (SELECT record FROM change_rows WHERE change > ?2 AND +type = 'closure')
  AND "end" > ?1 AND retired IS NULL
ORDER BY start, id;

-- name: schedule_records_changed
-- change, type: records changed after it
SELECT DISTINCT record FROM change_rows WHERE change > ?1 AND +type = ?2 ORDER BY record;

-- name: schedule_quota_used
-- seconds of one organisation's live bookings of a resource inside [?3, ?4), booking ?5 left out, now ?6
SELECT sum(min("end", ?4) - max(start, ?3)) FROM bookings
WHERE resource = ?1 AND organisation = ?2 AND start < ?4 AND "end" > ?3 AND id <> ?5
  AND retired IS NULL
  AND coalesce(status, 'confirmed') IN ('requested', 'tentative', 'confirmed', 'in_use', 'completed')
  AND NOT (coalesce(status, 'confirmed') = 'tentative' AND held_until IS NOT NULL AND held_until <= ?6);

-- name: schedule_demand_bookings
SELECT id FROM bookings WHERE demand = ?1 AND retired IS NULL ORDER BY start, id;

-- name: schedule_series_members
-- series, from start on, of bookings that are not yet used
SELECT id FROM bookings
WHERE series = ?1 AND start >= ?2 AND retired IS NULL
  AND coalesce(status, 'confirmed') IN ('requested', 'tentative', 'confirmed')
ORDER BY start, id;

-- name: schedule_release_due
-- now: confirmed without check-in past their release time, and holds that have run out
SELECT b.id FROM bookings AS b JOIN resources AS r ON r.id = b.resource
WHERE b.retired IS NULL
  AND ((b.status = 'tentative' AND b.held_until <= ?1)
    OR (coalesce(b.status, 'confirmed') = 'confirmed' AND b.checked_in IS NULL
        AND r.release_after IS NOT NULL AND b.start + 60 * r.release_after <= ?1))
ORDER BY b.start, b.id;

-- name: schedule_quote
-- demand, resource, today: the newest quote with a price, and the minutes it is for
SELECT q.price, coalesce(q.minutes, d.minutes)
FROM quotes AS q JOIN demands AS d ON d.id = q.demand
WHERE q.demand = ?1 AND q.resource = ?2 AND q.retired IS NULL AND q.price IS NOT NULL
  AND coalesce(q.valid_until, '9999-12-31') >= ?3
ORDER BY q.id DESC LIMIT 1;

-- name: schedule_holds_over
-- resource, from, to, now: holds that have run out
SELECT id FROM bookings
WHERE resource = ?1 AND start < ?3 AND "end" > ?2 AND retired IS NULL
  AND status = 'tentative' AND held_until <= ?4
ORDER BY id;
