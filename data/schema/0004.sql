-- What every account comes to, kept with each posting, so that asking for it does not grow with all
-- that was ever posted. Derived: `rebuild` makes it anew, `check` compares it with the postings.

CREATE TABLE balances (
    account TEXT NOT NULL,
    organisation INTEGER NOT NULL, -- 0: none
    fund INTEGER NOT NULL, -- 0: none
    currency TEXT NOT NULL, -- empty: the desk's
    debit INTEGER NOT NULL,
    credit INTEGER NOT NULL, -- never positive
    PRIMARY KEY (account, organisation, fund, currency)
) STRICT, WITHOUT ROWID;

-- What balances should hold.
CREATE VIEW posted_balances AS
SELECT account, coalesce(organisation, 0) AS organisation, coalesce(fund, 0) AS fund,
       coalesce(currency, '') AS currency, sum(max(amount, 0)) AS debit, sum(min(amount, 0)) AS credit
FROM postings WHERE retired IS NULL GROUP BY 1, 2, 3, 4;

INSERT INTO balances SELECT * FROM posted_balances;

CREATE TRIGGER balances_add AFTER INSERT ON postings WHEN new.retired IS NULL BEGIN
    INSERT INTO balances
    VALUES (new.account, coalesce(new.organisation, 0), coalesce(new.fund, 0), coalesce(new.currency, ''),
            max(new.amount, 0), min(new.amount, 0))
    ON CONFLICT DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit;
END;

-- A merge of organisations or funds, or an undo, changes postings that are there.
CREATE TRIGGER balances_leave AFTER UPDATE ON postings WHEN old.retired IS NULL BEGIN
    UPDATE balances SET debit = debit - max(old.amount, 0), credit = credit - min(old.amount, 0)
    WHERE account = old.account AND organisation = coalesce(old.organisation, 0)
      AND fund = coalesce(old.fund, 0) AND currency = coalesce(old.currency, '');
END;
CREATE TRIGGER balances_join AFTER UPDATE ON postings WHEN new.retired IS NULL BEGIN
    INSERT INTO balances
    VALUES (new.account, coalesce(new.organisation, 0), coalesce(new.fund, 0), coalesce(new.currency, ''),
            max(new.amount, 0), min(new.amount, 0))
    ON CONFLICT DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit;
END;

-- Lists sorted by a link begin with the records that have none; of resources there may be a million.
CREATE INDEX resources_without_owner ON resources (id) WHERE owner IS NULL;
CREATE INDEX resources_without_facility ON resources (id) WHERE facility IS NULL;
CREATE INDEX resources_without_region ON resources (id) WHERE region IS NULL;

-- What came in lately.
CREATE INDEX resources_by_created ON resources (created) WHERE retired IS NULL;

-- The first letter of a search is answered as soon as the third.
CREATE VIRTUAL TABLE search_new USING fts5(
    title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
INSERT INTO search_new (rowid, title, body) SELECT rowid, title, body FROM search;
DROP TABLE search;
ALTER TABLE search_new RENAME TO search;
