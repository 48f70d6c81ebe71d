-- Which waiting demands a new offer fits, found when it was entered: until someone has looked, or
-- said something to the pair. Derived, and not in the change log.
CREATE TABLE fits (
    resource INTEGER NOT NULL REFERENCES resources (id),
    demand INTEGER NOT NULL REFERENCES demands (id),
    score INTEGER NOT NULL, -- hundredths of a point
    found INTEGER NOT NULL,
    looked INTEGER, -- when, by anyone
    PRIMARY KEY (resource, demand)
) STRICT, WITHOUT ROWID;
