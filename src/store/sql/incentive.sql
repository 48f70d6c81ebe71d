-- Statements of the incentive layer: terms, ledger, funds, vouchers, standing, questionnaires.
-- CROSS JOIN and + keep SQLite on the way from a booking to its entries to their postings: by an account
-- alone it would read all that the organisation ever had.

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

-- name: incentive_memberships
-- of all
SELECT id FROM agreements
WHERE kind = 'membership' AND coalesce(status, 'active') = 'active' AND retired IS NULL
ORDER BY id;

-- name: incentive_agreements
-- of all
SELECT id FROM agreements
WHERE coalesce(kind, 'sharing') <> 'membership'
  AND coalesce(status, 'active') = 'active' AND retired IS NULL
ORDER BY id;

-- name: incentive_organisations
SELECT id FROM organisations ORDER BY id;

-- name: incentive_qualifications_of
SELECT id FROM qualifications WHERE organisation = ?1 AND retired IS NULL ORDER BY id;

-- name: incentive_qualifications
-- of all
SELECT id FROM qualifications WHERE retired IS NULL ORDER BY id;

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

-- name: incentive_free_used_all
-- from, to: resource, organisation, what the first of the two above would give without one left out
SELECT resource, organisation, sum(free_minutes) FROM bookings
WHERE start >= ?1 AND start < ?2 AND free_minutes > 0
  AND coalesce(status, 'confirmed') NOT IN ('cancelled', 'displaced') AND retired IS NULL
GROUP BY resource, organisation;

-- name: incentive_free_used_under_all
-- from, to: agreement, organisation, the second
SELECT agreement, organisation, sum(max(0, taken - own)) FROM (
  SELECT b.agreement, b.organisation, sum(b.free_minutes) AS taken,
         coalesce(max(r.free_minutes_month), 0) AS own
  FROM bookings AS b JOIN resources AS r ON r.id = b.resource
  WHERE b.start >= ?1 AND b.start < ?2 AND b.free_minutes > 0 AND b.agreement IS NOT NULL
    AND coalesce(b.status, 'confirmed') NOT IN ('cancelled', 'displaced') AND b.retired IS NULL
  GROUP BY b.agreement, b.organisation, b.resource)
GROUP BY agreement, organisation;

-- name: incentive_free_used_by
-- from, to, organisation: the same two of one
SELECT resource, organisation, sum(free_minutes) FROM bookings
WHERE organisation = ?3 AND start >= ?1 AND start < ?2 AND free_minutes > 0
  AND coalesce(status, 'confirmed') NOT IN ('cancelled', 'displaced') AND retired IS NULL
GROUP BY resource;

-- name: incentive_free_used_under_by
SELECT agreement, organisation, sum(max(0, taken - own)) FROM (
  SELECT b.agreement, b.organisation, sum(b.free_minutes) AS taken,
         coalesce(max(r.free_minutes_month), 0) AS own
  FROM bookings AS b JOIN resources AS r ON r.id = b.resource
  WHERE b.organisation = ?3 AND b.start >= ?1 AND b.start < ?2 AND b.free_minutes > 0
    AND b.agreement IS NOT NULL
    AND coalesce(b.status, 'confirmed') NOT IN ('cancelled', 'displaced') AND b.retired IS NULL
  GROUP BY b.agreement, b.resource)
GROUP BY agreement;

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
SELECT sum(max(p.amount, 0))
FROM entries AS e CROSS JOIN postings AS p ON p.entry = e.id
WHERE e.record = ?1 AND e.booking IS NOT ?3 AND +p.account = 'fund' AND +p.fund = ?2
  AND e.reverses IS NULL AND (SELECT count(*) FROM entries AS r WHERE r.reverses = e.id) % 2 = 0;

-- ---- ledger ----

-- What stands was reversed an even number of times (entry_reversals).

-- name: incentive_standing_charge
-- the charge, fee or public cost of a booking that stands
SELECT e.id FROM entries AS e
WHERE e.booking = ?1 AND e.kind IN ('charge', 'fee', 'cost')
  AND (SELECT count(*) FROM entries AS r WHERE r.reverses = e.id) % 2 = 0
ORDER BY e.id;

-- name: incentive_charged
SELECT sum(p.amount) FROM entries AS e CROSS JOIN postings AS p ON p.entry = e.id
WHERE e.booking = ?1 AND e.kind IN ('charge', 'fee') AND p.amount > 0
  AND (SELECT count(*) FROM entries AS r WHERE r.reverses = e.id) % 2 = 0;

-- name: incentive_balances
-- currency of the desk
SELECT account, nullif(organisation, 0), nullif(fund, 0), sum(debit + credit), sum(debit), -sum(credit)
FROM balances WHERE currency IN ('', ?1)
GROUP BY account, organisation, fund ORDER BY account, organisation, fund;

-- name: incentive_balances_until
-- currency of the desk, instant
SELECT p.account, p.organisation, p.fund, sum(p.amount),
       sum(max(p.amount, 0)), sum(-min(p.amount, 0))
FROM postings AS p JOIN entries AS e ON e.id = p.entry
WHERE coalesce(p.currency, ?1) = ?1 AND e.posted < ?2
GROUP BY p.account, p.organisation, p.fund ORDER BY p.account, p.organisation, p.fund;

-- name: incentive_balance
-- account, organisation, fund, currency
SELECT sum(debit + credit) FROM balances
WHERE account = ?1 AND organisation = coalesce(?2, 0) AND fund = coalesce(?3, 0)
  AND currency IN ('', ?4);

-- name: incentive_balance_until
SELECT sum(p.amount) FROM postings AS p JOIN entries AS e ON e.id = p.entry
WHERE p.account = ?1 AND p.organisation IS ?2 AND p.fund IS ?3 AND coalesce(p.currency, ?4) = ?4
  AND e.posted < ?5;

-- name: incentive_statement
-- organisation, from, to, currency
SELECT e.id, e.posted, e.booking, e.kind, e.title, e.invoice,
       sum(CASE WHEN p.account = 'receivable' THEN p.amount ELSE 0 END),
       sum(CASE WHEN p.account = 'payable' THEN p.amount ELSE 0 END)
FROM postings AS p JOIN entries AS e ON e.id = p.entry
WHERE p.organisation = ?1 AND p.account IN ('receivable', 'payable')
  AND coalesce(p.currency, ?4) = ?4 AND e.posted >= ?2 AND e.posted < ?3
GROUP BY e.id ORDER BY e.posted, e.id;

-- name: incentive_to_invoice
-- charges and fees of an organisation in a period that carry no invoice number and stand
SELECT id FROM entries AS e
WHERE e.organisation = ?1 AND e.kind IN ('charge', 'fee') AND e.posted >= ?2 AND e.posted < ?3
  AND e.invoice IS NULL
  AND (SELECT count(*) FROM entries AS r WHERE r.reverses = e.id) % 2 = 0
ORDER BY e.posted, e.id;

-- name: incentive_last_invoice
-- the largest number that begins with a year and a dash
SELECT max(CAST(substr(invoice, 6) AS INTEGER)) FROM entries
WHERE invoice >= ?1 AND invoice < ?2;

-- name: incentive_invoice_lines
-- invoice number, currency
SELECT e.id, e.posted, e.booking, e.kind, e.title, e.invoice,
       (SELECT sum(p.amount) FROM postings AS p
        WHERE p.entry = e.id AND p.account = 'receivable' AND p.organisation = e.organisation
          AND coalesce(p.currency, ?2) = ?2),
       0, e.organisation, e.changed
FROM entries AS e WHERE e.invoice = ?1 ORDER BY e.posted, e.id;

-- name: incentive_invoices
SELECT e.invoice, e.organisation, max(e.changed),
       (SELECT sum(p.amount) FROM entries AS i JOIN postings AS p ON p.entry = i.id
        WHERE i.invoice = e.invoice AND p.account = 'receivable'
          AND p.organisation = i.organisation AND coalesce(p.currency, ?1) = ?1)
FROM entries AS e WHERE e.invoice IS NOT NULL GROUP BY e.invoice ORDER BY e.invoice;

-- ---- funds ----

-- name: incentive_funds
SELECT id FROM funds WHERE retired IS NULL ORDER BY id;

-- name: incentive_fund_sums
-- currency
SELECT fund, account, sum(debit + credit), sum(debit), -sum(credit)
FROM balances WHERE fund <> 0 AND currency IN ('', ?1)
GROUP BY fund, account ORDER BY fund, account;

-- name: incentive_fund_of_source
-- source, day
SELECT id FROM funds
WHERE source = ?1 AND retired IS NULL AND coalesce(valid_from, '') <= ?2
  AND coalesce(valid_until, '9999-12-31') >= ?2
ORDER BY id LIMIT 1;

-- name: incentive_fund_out_of_use
-- source, day
SELECT id FROM funds
WHERE source = ?1 AND retired IS NOT NULL AND merged_into IS NULL AND coalesce(valid_from, '') <= ?2
  AND coalesce(valid_until, '9999-12-31') >= ?2
ORDER BY id DESC LIMIT 1;

-- name: incentive_claims_open
SELECT sum(amount) FROM claims WHERE coalesce(status, 'open') = 'open' AND retired IS NULL;

-- ---- standing ----

-- name: incentive_uses
-- uses of others' resources that ended up to ?1, by id after ?2, at most ?3; with how many postings their
-- entries have, and what these brought the owner and cost the user
SELECT b.id, b.resource, b.organisation, r.owner, b."end",
       coalesce(b.used_minutes, (b."end" - b.start) / 60), b.price, b.voucher_amount, b.agreement,
       count(e.id),
       sum(CASE WHEN p.account = 'payable' AND p.organisation = r.owner THEN p.amount END),
       sum(CASE WHEN p.account = 'receivable' AND p.organisation = b.organisation THEN p.amount END)
FROM bookings AS b CROSS JOIN resources AS r ON r.id = b.resource
  LEFT JOIN entries AS e ON e.booking = b.id AND e.kind <> 'claim'
  LEFT JOIN postings AS p ON p.entry = e.id
WHERE b.status = 'completed' AND b.retired IS NULL AND b."end" <= ?1 AND b.id > ?2 AND b."end" > ?4
  AND r.owner IS NOT b.organisation
GROUP BY b.id ORDER BY b.id LIMIT ?3;

-- name: incentive_uses_of
-- the same of one organisation ?5, on either side
SELECT b.id, b.resource, b.organisation, r.owner, b."end",
       coalesce(b.used_minutes, (b."end" - b.start) / 60), b.price, b.voucher_amount, b.agreement,
       count(e.id),
       sum(CASE WHEN p.account = 'payable' AND p.organisation = r.owner THEN p.amount END),
       sum(CASE WHEN p.account = 'receivable' AND p.organisation = b.organisation THEN p.amount END)
FROM bookings AS b CROSS JOIN resources AS r ON r.id = b.resource
  LEFT JOIN entries AS e ON e.booking = b.id AND e.kind <> 'claim'
  LEFT JOIN postings AS p ON p.entry = e.id
WHERE b.status = 'completed' AND b.retired IS NULL AND b."end" <= ?1 AND b.id > ?2 AND b."end" > ?4
  AND r.owner IS NOT b.organisation
  AND b.id IN (SELECT id FROM bookings WHERE organisation = ?5
               UNION SELECT o.id FROM resources AS q JOIN bookings AS o ON o.resource = q.id
                     WHERE q.owner = ?5)
GROUP BY b.id ORDER BY b.id LIMIT ?3;

-- name: incentive_gifts
-- what else counts as contribution, up to an instant and its day: kind of record, id, organisation,
-- instant or NULL, day or NULL, amount. ?3 NULL: of all organisations
SELECT 'entry', e.id, e.organisation, e.posted, NULL,
       -sum(CASE WHEN p.account = 'fund' THEN p.amount ELSE 0 END)
FROM entries AS e CROSS JOIN postings AS p ON p.entry = e.id
WHERE e.kind = 'funding' AND e.organisation IS NOT NULL AND e.posted <= ?1
  AND (?3 IS NULL OR e.organisation = ?3)
  AND (SELECT count(*) FROM entries AS r WHERE r.reverses = e.id) % 2 = 0
GROUP BY e.id
UNION ALL
SELECT 'contribution', id, organisation, NULL, counted, amount FROM contributions
WHERE counted <= ?2 AND retired IS NULL AND (?3 IS NULL OR organisation = ?3)
UNION ALL
SELECT 'award', w.id, coalesce(w.organisation, p.organisation), NULL, w.awarded, w.amount
FROM awards AS w LEFT JOIN people AS p ON p.id = w.person
WHERE w.awarded <= ?2 AND w.amount > 0 AND w.retired IS NULL
  AND coalesce(w.organisation, p.organisation) IS NOT NULL
  AND (?3 IS NULL OR coalesce(w.organisation, p.organisation) = ?3)
ORDER BY 1, 2;

-- name: incentive_awards_received
SELECT count(*) FROM awards WHERE organisation = ?1 AND retired IS NULL;

-- ---- questionnaires ----

-- name: incentive_survey_due
-- role, since, until
SELECT b.id FROM bookings AS b JOIN resources AS r ON r.id = b.resource
WHERE b.status = 'completed' AND b.retired IS NULL AND b."end" >= ?2 AND b."end" < ?3
  AND r.owner IS NOT b.organisation
  AND NOT EXISTS (SELECT 1 FROM answers AS s
                  WHERE s.booking = b.id AND s.role = ?1 AND s.retired IS NULL)
ORDER BY b."end", b.id;

-- name: incentive_answer_of
SELECT id FROM answers WHERE booking = ?1 AND role = ?2 AND retired IS NULL;

-- name: incentive_marks
-- one row an answer with at least one mark: resource, its owner, sum of marks, how many
SELECT b.resource, r.owner,
       coalesce(s.q1, 0) + coalesce(s.q2, 0) + coalesce(s.q3, 0) + coalesce(s.q4, 0) + coalesce(s.q5, 0),
       (s.q1 IS NOT NULL) + (s.q2 IS NOT NULL) + (s.q3 IS NOT NULL) + (s.q4 IS NOT NULL) + (s.q5 IS NOT NULL)
FROM answers AS s JOIN bookings AS b ON b.id = s.booking JOIN resources AS r ON r.id = b.resource
WHERE s.retired IS NULL
  AND coalesce(s.q1, s.q2, s.q3, s.q4, s.q5) IS NOT NULL
ORDER BY b.resource, s.id;
