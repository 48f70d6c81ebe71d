-- Statements of the incentive layer: terms, ledger, funds, vouchers, standing, questionnaires.

-- ---- terms ----

-- name: incentive_memberships_of
SELECT id FROM agreements
WHERE kind = 'membership' AND (organisation = ?1 OR partner = ?1)
  AND coalesce(status, 'active') = 'active' AND retired IS NULL
ORDER BY id;

-- name: incentive_agreements_of
SELECT id FROM agreements
WHERE organisation = ?1 AND coalesce(kind, 'sharing') <> 'membership'
  AND coalesce(status, 'active') = 'active' AND retired IS NULL
ORDER BY id;

-- name: incentive_qualifications_of
SELECT id FROM qualifications WHERE organisation = ?1 AND retired IS NULL ORDER BY id;

-- name: incentive_regions
SELECT id FROM regions ORDER BY id;

-- name: incentive_free_used
-- resource, organisation, from, to, booking left out
SELECT sum(free_minutes) FROM bookings
WHERE resource = ?1 AND organisation = ?2 AND start >= ?3 AND start < ?4 AND id <> ?5
  AND coalesce(status, 'confirmed') NOT IN ('cancelled', 'displaced') AND retired IS NULL;

-- name: incentive_free_used_under
-- agreement, organisation, from, to, booking left out: what went beyond each resource's own quota
SELECT sum(max(0, taken - own)) FROM (
  SELECT sum(b.free_minutes) AS taken, coalesce(max(r.free_minutes_month), 0) AS own
  FROM bookings AS b JOIN resources AS r ON r.id = b.resource
  WHERE b.agreement = ?1 AND b.organisation = ?2 AND b.start >= ?3 AND b.start < ?4 AND b.id <> ?5
    AND coalesce(b.status, 'confirmed') NOT IN ('cancelled', 'displaced') AND b.retired IS NULL
  GROUP BY b.resource);

-- ---- vouchers ----

-- name: incentive_vouchers
SELECT id FROM vouchers WHERE retired IS NULL ORDER BY id;

-- name: incentive_vouchers_of
SELECT id FROM vouchers WHERE organisation = ?1 AND retired IS NULL ORDER BY id;

-- name: incentive_voucher_reserved
-- voucher, booking left out
SELECT sum(voucher_amount) FROM bookings
WHERE voucher = ?1 AND id <> ?2 AND retired IS NULL
  AND coalesce(status, 'confirmed') IN ('requested', 'tentative', 'confirmed', 'in_use');

-- name: incentive_voucher_redeemed
-- voucher as "voucher:UID", its fund, booking left out
SELECT sum(CASE WHEN e.reverses IS NULL THEN max(p.amount, 0) ELSE min(p.amount, 0) END)
FROM entries AS e JOIN postings AS p ON p.entry = e.id
WHERE e.record = ?1 AND e.booking IS NOT ?3 AND p.account = 'fund' AND p.fund = ?2;

