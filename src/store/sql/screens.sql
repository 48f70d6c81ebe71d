-- Statements of the screens.

-- name: lanes_busy_after
-- resources with a booking that starts in [?1, ?2), by number, up to ?4 after ?3
SELECT r.id FROM resources AS r
WHERE r.id > ?3 AND r.retired IS NULL
  AND EXISTS (SELECT 1 FROM bookings AS b
              WHERE b.resource = r.id AND b.start >= ?1 AND b.start < ?2 AND b.retired IS NULL)
ORDER BY r.id LIMIT ?4;

-- name: lanes_busy_before
SELECT r.id FROM resources AS r
WHERE r.id < ?3 AND r.retired IS NULL
  AND EXISTS (SELECT 1 FROM bookings AS b
              WHERE b.resource = r.id AND b.start >= ?1 AND b.start < ?2 AND b.retired IS NULL)
ORDER BY r.id DESC LIMIT ?4;
