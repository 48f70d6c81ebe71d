-- What the brief of the morning and the efficiency figures look up, so that neither grows with all
-- that the desk has ever seen.

-- Uses by when they ended, with all that is summed over them.
CREATE INDEX bookings_completed ON bookings ("end", resource, organisation, used_minutes, start)
    WHERE status = 'completed' AND retired IS NULL;
CREATE INDEX demands_by_closed ON demands (closed) WHERE closed IS NOT NULL;
CREATE INDEX demands_by_follow_up ON demands (follow_up) WHERE follow_up IS NOT NULL;
CREATE INDEX contacts_by_follow_up ON contacts (follow_up) WHERE follow_up IS NOT NULL;
CREATE INDEX decisions_by_due ON decisions (due) WHERE due IS NOT NULL;
CREATE INDEX agreements_by_valid_until ON agreements (valid_until) WHERE valid_until IS NOT NULL;
