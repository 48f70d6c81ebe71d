-- Figures by month count a use in each month that it touches, and a demand when it was closed, or
-- last changed where nobody said when.

-- The few uses that may go over the end of a month by more than two days.
CREATE INDEX bookings_long ON bookings (start, "end", resource, organisation, used_minutes)
    WHERE status = 'completed' AND retired IS NULL AND "end" - start > 172800;
DROP INDEX demands_by_closed;
CREATE INDEX demands_ended ON demands (coalesce(closed, changed), status)
    WHERE status IN ('met', 'withdrawn', 'expired') AND retired IS NULL;
