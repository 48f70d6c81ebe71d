-- What went out about a pair, and when: how long an answer is waited for is counted from it.
ALTER TABLE proposals ADD COLUMN quote_asked INTEGER;
ALTER TABLE proposals ADD COLUMN provider_told INTEGER;
ALTER TABLE proposals ADD COLUMN requester_told INTEGER;
ALTER TABLE proposals ADD COLUMN reminded INTEGER;
