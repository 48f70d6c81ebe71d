-- Statements of the meeting layer: meetings, agenda, decisions, what is gathered for them.

-- name: meeting_of_month
SELECT id FROM meetings WHERE month = ?1 AND retired IS NULL ORDER BY id DESC LIMIT 1;

-- name: meeting_before
-- month: the last meeting before it
SELECT id FROM meetings WHERE month < ?1 AND retired IS NULL ORDER BY month DESC, id DESC LIMIT 1;

-- name: meeting_items
SELECT id FROM agenda_items WHERE meeting = ?1 AND retired IS NULL ORDER BY position, id;

-- name: meeting_decisions
SELECT id FROM decisions WHERE meeting = ?1 AND retired IS NULL ORDER BY id;

-- name: meeting_agreements_ending
-- from, until: agreements in force that end in between, soonest first
SELECT id FROM agreements
WHERE valid_until >= ?1 AND valid_until < ?2 AND coalesce(status, 'active') = 'active'
  AND retired IS NULL
ORDER BY valid_until, id;

-- name: meeting_claims_open
SELECT id FROM claims WHERE coalesce(status, 'open') = 'open' AND retired IS NULL ORDER BY id;

-- name: meeting_owed
-- currency: what organisations owe the desk in all
SELECT coalesce(sum(balance), 0) FROM (
  SELECT sum(debit + credit) AS balance FROM balances
  WHERE account = 'receivable' AND organisation <> 0 AND currency IN ('', ?1)
  GROUP BY organisation HAVING sum(debit + credit) > 0);
