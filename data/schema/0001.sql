-- The desk's file. One STRICT table a record type, its columns in the order of the field table
-- (include/sharedesk/model/tables.h); what the change log, the search index and the people at work
-- need stands at the end. No function or tokenizer of our own: the stock sqlite3 shell reads it all.
-- (Nor json_valid(): SQLite 3.40 calls it unsafe in a schema that is not trusted; the store checks.)
--
-- Times are UTC seconds; days and months ISO text; money minor units; percentages and scores
-- hundredths; a link is the id of the record it points to, or "type:uid" where it may be any.
-- A migration that has been released is never edited: write the next one.

CREATE TABLE regions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    name TEXT NOT NULL,
    name_alt TEXT,
    parent INTEGER REFERENCES regions (id),
    code TEXT,
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES regions (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX regions_by_name ON regions (name COLLATE NOCASE);
CREATE INDEX regions_by_parent ON regions (parent) WHERE parent IS NOT NULL;
CREATE INDEX regions_by_code ON regions (code) WHERE code IS NOT NULL;
CREATE UNIQUE INDEX regions_by_own_code ON regions (code) WHERE code IS NOT NULL AND retired IS NULL;
CREATE INDEX regions_by_merged_into ON regions (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE organisations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    name TEXT NOT NULL,
    name_alt TEXT,
    kind TEXT,
    region INTEGER REFERENCES regions (id),
    ror TEXT,
    member_from TEXT CHECK (member_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    member_until TEXT CHECK (member_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    contact_name TEXT,
    contact_email TEXT,
    contact_phone TEXT,
    url TEXT,
    notes TEXT,
    code TEXT,
    parent INTEGER REFERENCES organisations (id),
    retired INTEGER,
    merged_into INTEGER REFERENCES organisations (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX organisations_by_name ON organisations (name COLLATE NOCASE);
CREATE INDEX organisations_by_region ON organisations (region) WHERE region IS NOT NULL;
CREATE INDEX organisations_by_code ON organisations (code) WHERE code IS NOT NULL;
CREATE UNIQUE INDEX organisations_by_own_code ON organisations (code) WHERE code IS NOT NULL AND retired IS NULL;
CREATE INDEX organisations_by_parent ON organisations (parent) WHERE parent IS NOT NULL;
CREATE INDEX organisations_by_merged_into ON organisations (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE people (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    name TEXT,
    name_alt TEXT,
    kind TEXT,
    organisation INTEGER REFERENCES organisations (id),
    region INTEGER REFERENCES regions (id),
    skills TEXT,
    orcid TEXT,
    email TEXT,
    phone TEXT,
    position TEXT,
    integrity INTEGER CHECK (integrity BETWEEN 0 AND 100),
    knowledge INTEGER CHECK (knowledge BETWEEN 0 AND 100),
    ability INTEGER CHECK (ability BETWEEN 0 AND 100),
    performance INTEGER CHECK (performance BETWEEN 0 AND 100),
    account TEXT,
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES people (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX people_by_name ON people (name COLLATE NOCASE);
CREATE INDEX people_by_organisation ON people (organisation) WHERE organisation IS NOT NULL;
CREATE INDEX people_by_region ON people (region) WHERE region IS NOT NULL;
CREATE INDEX people_by_merged_into ON people (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE outputs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT NOT NULL,
    kind TEXT,
    person INTEGER REFERENCES people (id),
    organisation INTEGER REFERENCES organisations (id),
    identifier TEXT,
    published TEXT CHECK (published GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    url TEXT,
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES outputs (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX outputs_by_title ON outputs (title COLLATE NOCASE);
CREATE INDEX outputs_by_person ON outputs (person) WHERE person IS NOT NULL;
CREATE INDEX outputs_by_organisation ON outputs (organisation) WHERE organisation IS NOT NULL;
CREATE INDEX outputs_by_merged_into ON outputs (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE qualifications (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    name TEXT NOT NULL,
    organisation INTEGER REFERENCES organisations (id),
    person INTEGER REFERENCES people (id),
    valid_from TEXT CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    valid_until TEXT CHECK (valid_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    issuer TEXT,
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES qualifications (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX qualifications_by_name ON qualifications (name COLLATE NOCASE);
CREATE INDEX qualifications_by_organisation ON qualifications (organisation) WHERE organisation IS NOT NULL;
CREATE INDEX qualifications_by_person ON qualifications (person) WHERE person IS NOT NULL;
CREATE INDEX qualifications_by_merged_into ON qualifications (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE resources (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    name TEXT NOT NULL,
    name_alt TEXT,
    description TEXT,
    kind TEXT,
    grade TEXT CHECK (grade IN ('basic', 'common', 'mature', 'specialised', 'developing', 'strategic', 'restricted')),
    access TEXT CHECK (access IN ('open', 'members', 'approval', 'agreement')),
    owner INTEGER REFERENCES organisations (id),
    facility INTEGER REFERENCES resources (id),
    region INTEGER REFERENCES regions (id),
    location TEXT,
    unit TEXT CHECK (unit IN ('hour', 'day', 'licence', 'seat', 'query')),
    open_hours TEXT,
    seats INTEGER CHECK (seats > 0),
    capacity_minutes_month INTEGER CHECK (capacity_minutes_month >= 0),
    price_member INTEGER CHECK (price_member >= 0),
    price_outside INTEGER CHECK (price_outside >= 0),
    cost INTEGER CHECK (cost >= 0),
    attributes TEXT,
    contact_name TEXT,
    contact_email TEXT,
    contact_phone TEXT,
    url TEXT,
    pid TEXT,
    status TEXT CHECK (status IN ('active', 'maintenance', 'retired')),
    notes TEXT,
    code TEXT,
    person INTEGER REFERENCES people (id),
    manufacturer TEXT,
    model TEXT,
    tariffs TEXT,
    fee INTEGER CHECK (fee >= 0),
    charge_step INTEGER CHECK (charge_step > 0),
    charge_minimum INTEGER CHECK (charge_minimum >= 0),
    charge_basis TEXT CHECK (charge_basis IN ('reserved', 'actual')),
    free_minutes_month INTEGER CHECK (free_minutes_month >= 0),
    slot_grid INTEGER CHECK (slot_grid > 0),
    length_minimum INTEGER CHECK (length_minimum > 0),
    length_maximum INTEGER CHECK (length_maximum > 0),
    gap_before INTEGER CHECK (gap_before >= 0),
    gap_after INTEGER CHECK (gap_after >= 0),
    notice INTEGER CHECK (notice >= 0),
    horizon_days INTEGER CHECK (horizon_days >= 0),
    quota_day INTEGER CHECK (quota_day >= 0),
    quota_week INTEGER CHECK (quota_week >= 0),
    quota_month INTEGER CHECK (quota_month >= 0),
    cancel_window INTEGER CHECK (cancel_window >= 0),
    cancel_percent INTEGER CHECK (cancel_percent BETWEEN 0 AND 10000),
    no_show_percent INTEGER CHECK (no_show_percent BETWEEN 0 AND 10000),
    release_after INTEGER CHECK (release_after > 0),
    qualification TEXT,
    region_limit INTEGER REFERENCES regions (id),
    terms TEXT,
    source TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES resources (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX resources_by_name ON resources (name COLLATE NOCASE);
CREATE INDEX resources_by_owner ON resources (owner) WHERE owner IS NOT NULL;
CREATE INDEX resources_by_facility ON resources (facility) WHERE facility IS NOT NULL;
CREATE INDEX resources_by_region ON resources (region) WHERE region IS NOT NULL;
CREATE INDEX resources_by_code ON resources (code) WHERE code IS NOT NULL;
CREATE UNIQUE INDEX resources_by_own_code ON resources (code) WHERE code IS NOT NULL AND retired IS NULL;
CREATE INDEX resources_by_person ON resources (person) WHERE person IS NOT NULL;
CREATE INDEX resources_by_region_limit ON resources (region_limit) WHERE region_limit IS NOT NULL;
CREATE INDEX resources_by_merged_into ON resources (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX resources_by_kind ON resources (kind) WHERE kind IS NOT NULL;

CREATE TABLE agreements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT NOT NULL,
    kind TEXT,
    organisation INTEGER REFERENCES organisations (id),
    partner INTEGER REFERENCES organisations (id),
    resource INTEGER REFERENCES resources (id),
    valid_from TEXT CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    valid_until TEXT CHECK (valid_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    committed_minutes_month INTEGER CHECK (committed_minutes_month >= 0),
    free_minutes_month INTEGER CHECK (free_minutes_month >= 0),
    price INTEGER CHECK (price >= 0),
    discount INTEGER CHECK (discount BETWEEN 0 AND 10000),
    share_provider INTEGER CHECK (share_provider BETWEEN 0 AND 10000),
    share_operator INTEGER CHECK (share_operator BETWEEN 0 AND 10000),
    share_reinvestment INTEGER CHECK (share_reinvestment BETWEEN 0 AND 10000),
    share_risk INTEGER CHECK (share_risk BETWEEN 0 AND 10000),
    priority TEXT CHECK (priority IN ('normal', 'high', 'urgent')),
    status TEXT CHECK (status IN ('draft', 'active', 'ended')),
    terms TEXT,
    notes TEXT,
    code TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES agreements (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX agreements_by_title ON agreements (title COLLATE NOCASE);
CREATE INDEX agreements_by_organisation ON agreements (organisation) WHERE organisation IS NOT NULL;
CREATE INDEX agreements_by_partner ON agreements (partner) WHERE partner IS NOT NULL;
CREATE INDEX agreements_by_resource ON agreements (resource) WHERE resource IS NOT NULL;
CREATE INDEX agreements_by_code ON agreements (code) WHERE code IS NOT NULL;
CREATE UNIQUE INDEX agreements_by_own_code ON agreements (code) WHERE code IS NOT NULL AND retired IS NULL;
CREATE INDEX agreements_by_merged_into ON agreements (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE funds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    name TEXT NOT NULL,
    name_alt TEXT,
    source TEXT NOT NULL,
    organisation INTEGER REFERENCES organisations (id),
    budget INTEGER CHECK (budget >= 0),
    valid_from TEXT CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    valid_until TEXT CHECK (valid_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    notes TEXT,
    code TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES funds (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX funds_by_name ON funds (name COLLATE NOCASE);
CREATE INDEX funds_by_organisation ON funds (organisation) WHERE organisation IS NOT NULL;
CREATE INDEX funds_by_code ON funds (code) WHERE code IS NOT NULL;
CREATE UNIQUE INDEX funds_by_own_code ON funds (code) WHERE code IS NOT NULL AND retired IS NULL;
CREATE INDEX funds_by_merged_into ON funds (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE vouchers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT NOT NULL,
    organisation INTEGER NOT NULL REFERENCES organisations (id),
    fund INTEGER NOT NULL REFERENCES funds (id),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    share INTEGER CHECK (share BETWEEN 0 AND 10000),
    kind TEXT,
    valid_from TEXT CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    valid_until TEXT CHECK (valid_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    status TEXT CHECK (status IN ('active', 'used', 'expired', 'withdrawn')),
    notes TEXT,
    code TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES vouchers (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX vouchers_by_title ON vouchers (title COLLATE NOCASE);
CREATE INDEX vouchers_by_organisation ON vouchers (organisation);
CREATE INDEX vouchers_by_fund ON vouchers (fund);
CREATE INDEX vouchers_by_code ON vouchers (code) WHERE code IS NOT NULL;
CREATE UNIQUE INDEX vouchers_by_own_code ON vouchers (code) WHERE code IS NOT NULL AND retired IS NULL;
CREATE INDEX vouchers_by_merged_into ON vouchers (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE demands (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT NOT NULL,
    description TEXT,
    kind TEXT,
    requester INTEGER REFERENCES organisations (id),
    region INTEGER REFERENCES regions (id),
    minutes INTEGER CHECK (minutes > 0),
    earliest INTEGER,
    latest INTEGER,
    budget INTEGER CHECK (budget >= 0),
    value INTEGER CHECK (value >= 0),
    priority TEXT CHECK (priority IN ('normal', 'high', 'urgent')),
    divisible INTEGER,
    attributes TEXT,
    handler TEXT,
    follow_up TEXT CHECK (follow_up GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    status TEXT CHECK (status IN ('draft', 'open', 'proposed', 'allocated', 'met', 'withdrawn', 'expired')),
    notes TEXT,
    person INTEGER REFERENCES people (id),
    received INTEGER,
    closed INTEGER,
    close_reason TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES demands (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX demands_by_title ON demands (title COLLATE NOCASE);
CREATE INDEX demands_by_requester ON demands (requester) WHERE requester IS NOT NULL;
CREATE INDEX demands_by_region ON demands (region) WHERE region IS NOT NULL;
CREATE INDEX demands_by_person ON demands (person) WHERE person IS NOT NULL;
CREATE INDEX demands_by_merged_into ON demands (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX demands_by_status ON demands (status, received);
CREATE INDEX demands_by_handler ON demands (handler) WHERE handler IS NOT NULL;

CREATE TABLE quotes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    demand INTEGER NOT NULL REFERENCES demands (id),
    resource INTEGER NOT NULL REFERENCES resources (id),
    minutes INTEGER CHECK (minutes > 0),
    price INTEGER CHECK (price >= 0),
    benefit INTEGER,
    valid_until TEXT CHECK (valid_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES quotes (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX quotes_by_demand ON quotes (demand);
CREATE INDEX quotes_by_resource ON quotes (resource);
CREATE INDEX quotes_by_merged_into ON quotes (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE proposals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    demand INTEGER NOT NULL REFERENCES demands (id),
    resource INTEGER NOT NULL REFERENCES resources (id),
    status TEXT CHECK (status IN ('shortlisted', 'proposed', 'accepted', 'declined', 'rejected', 'withdrawn')),
    stance TEXT CHECK (stance IN ('pinned', 'forbidden')),
    score INTEGER,
    parts TEXT,
    minutes INTEGER CHECK (minutes > 0),
    price INTEGER CHECK (price >= 0),
    benefit INTEGER,
    start INTEGER,
    "end" INTEGER,
    reason TEXT,
    proposed_by TEXT,
    proposed INTEGER,
    answered INTEGER,
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES proposals (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX proposals_by_demand ON proposals (demand);
CREATE INDEX proposals_by_resource ON proposals (resource);
CREATE INDEX proposals_by_merged_into ON proposals (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX proposals_by_status ON proposals (status);

CREATE TABLE bookings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    resource INTEGER NOT NULL REFERENCES resources (id),
    demand INTEGER REFERENCES demands (id),
    organisation INTEGER NOT NULL REFERENCES organisations (id),
    person INTEGER REFERENCES people (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    status TEXT CHECK (status IN ('requested', 'tentative', 'confirmed', 'in_use', 'completed', 'cancelled', 'no_show', 'displaced')),
    used_minutes INTEGER CHECK (used_minutes >= 0),
    price INTEGER CHECK (price >= 0),
    notes TEXT,
    title TEXT,
    voucher INTEGER REFERENCES vouchers (id),
    voucher_amount INTEGER CHECK (voucher_amount >= 0),
    free_minutes INTEGER CHECK (free_minutes >= 0),
    agreement INTEGER REFERENCES agreements (id),
    series TEXT,
    override_reason TEXT,
    requested INTEGER,
    checked_in INTEGER,
    checked_out INTEGER,
    cancelled INTEGER,
    cancelled_by TEXT CHECK (cancelled_by IN ('requester', 'provider', 'desk')),
    held_until INTEGER,
    retired INTEGER,
    merged_into INTEGER REFERENCES bookings (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    CHECK ("end" > start)
) STRICT;
CREATE INDEX bookings_by_demand ON bookings (demand) WHERE demand IS NOT NULL;
CREATE INDEX bookings_by_organisation ON bookings (organisation);
CREATE INDEX bookings_by_person ON bookings (person) WHERE person IS NOT NULL;
CREATE INDEX bookings_by_title ON bookings (title COLLATE NOCASE);
CREATE INDEX bookings_by_voucher ON bookings (voucher) WHERE voucher IS NOT NULL;
CREATE INDEX bookings_by_agreement ON bookings (agreement) WHERE agreement IS NOT NULL;
CREATE INDEX bookings_by_merged_into ON bookings (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX bookings_by_resource ON bookings (resource, start, "end", status);
CREATE INDEX bookings_by_organisation_start ON bookings (organisation, start);
CREATE INDEX bookings_by_start ON bookings (start);
CREATE INDEX bookings_by_status ON bookings (status);
CREATE INDEX bookings_by_series ON bookings (series) WHERE series IS NOT NULL;

CREATE TABLE closures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT,
    kind TEXT,
    resource INTEGER REFERENCES resources (id),
    organisation INTEGER REFERENCES organisations (id),
    region INTEGER REFERENCES regions (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    mode TEXT CHECK (mode IN ('report', 'around', 'displace')),
    open_hours TEXT,
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES closures (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    CHECK ("end" > start)
) STRICT;
CREATE INDEX closures_by_title ON closures (title COLLATE NOCASE);
CREATE INDEX closures_by_resource ON closures (resource) WHERE resource IS NOT NULL;
CREATE INDEX closures_by_organisation ON closures (organisation) WHERE organisation IS NOT NULL;
CREATE INDEX closures_by_region ON closures (region) WHERE region IS NOT NULL;
CREATE INDEX closures_by_merged_into ON closures (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX closures_by_start ON closures (start);

CREATE TABLE activities (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT NOT NULL,
    title_alt TEXT,
    kind TEXT,
    organisation INTEGER REFERENCES organisations (id),
    region INTEGER REFERENCES regions (id),
    start INTEGER,
    "end" INTEGER,
    location TEXT,
    url TEXT,
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES activities (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX activities_by_title ON activities (title COLLATE NOCASE);
CREATE INDEX activities_by_organisation ON activities (organisation) WHERE organisation IS NOT NULL;
CREATE INDEX activities_by_region ON activities (region) WHERE region IS NOT NULL;
CREATE INDEX activities_by_merged_into ON activities (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE participants (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    activity INTEGER NOT NULL REFERENCES activities (id),
    organisation INTEGER REFERENCES organisations (id),
    person INTEGER REFERENCES people (id),
    role TEXT CHECK (role IN ('organiser', 'speaker', 'jury', 'entrant', 'visitor', 'partner')),
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES participants (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX participants_by_activity ON participants (activity);
CREATE INDEX participants_by_organisation ON participants (organisation) WHERE organisation IS NOT NULL;
CREATE INDEX participants_by_person ON participants (person) WHERE person IS NOT NULL;
CREATE INDEX participants_by_merged_into ON participants (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE outcomes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT NOT NULL,
    activity INTEGER NOT NULL REFERENCES activities (id),
    record TEXT,
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES outcomes (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX outcomes_by_title ON outcomes (title COLLATE NOCASE);
CREATE INDEX outcomes_by_activity ON outcomes (activity);
CREATE INDEX outcomes_by_record ON outcomes (record) WHERE record IS NOT NULL;
CREATE INDEX outcomes_by_merged_into ON outcomes (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    posted INTEGER NOT NULL,
    organisation INTEGER REFERENCES organisations (id),
    booking INTEGER REFERENCES bookings (id),
    reverses INTEGER REFERENCES entries (id),
    record TEXT,
    invoice TEXT,
    tax INTEGER,
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES entries (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX entries_by_title ON entries (title COLLATE NOCASE);
CREATE INDEX entries_by_organisation ON entries (organisation) WHERE organisation IS NOT NULL;
CREATE INDEX entries_by_booking ON entries (booking) WHERE booking IS NOT NULL;
CREATE INDEX entries_by_reverses ON entries (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX entries_by_record ON entries (record) WHERE record IS NOT NULL;
CREATE INDEX entries_by_merged_into ON entries (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX entries_by_posted ON entries (posted);
CREATE INDEX entries_by_invoice ON entries (invoice) WHERE invoice IS NOT NULL;

CREATE TABLE postings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    entry INTEGER NOT NULL REFERENCES entries (id),
    account TEXT NOT NULL CHECK (account IN ('receivable', 'payable', 'operator', 'cash', 'fund', 'tax', 'equity')),
    organisation INTEGER REFERENCES organisations (id),
    fund INTEGER REFERENCES funds (id),
    amount INTEGER NOT NULL,
    currency TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES postings (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX postings_by_entry ON postings (entry);
CREATE INDEX postings_by_organisation ON postings (organisation) WHERE organisation IS NOT NULL;
CREATE INDEX postings_by_merged_into ON postings (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX postings_by_fund ON postings (fund, account, currency, amount) WHERE fund IS NOT NULL;
CREATE INDEX postings_by_account ON postings (account, organisation, fund, amount, currency);

CREATE TABLE claims (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT NOT NULL,
    booking INTEGER NOT NULL REFERENCES bookings (id),
    organisation INTEGER REFERENCES organisations (id),
    fund INTEGER REFERENCES funds (id),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    granted INTEGER CHECK (granted >= 0),
    evidence TEXT,
    status TEXT CHECK (status IN ('open', 'granted', 'refused', 'withdrawn')),
    decided TEXT CHECK (decided GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    meeting INTEGER REFERENCES meetings (id),
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES claims (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX claims_by_title ON claims (title COLLATE NOCASE);
CREATE INDEX claims_by_booking ON claims (booking);
CREATE INDEX claims_by_organisation ON claims (organisation) WHERE organisation IS NOT NULL;
CREATE INDEX claims_by_fund ON claims (fund) WHERE fund IS NOT NULL;
CREATE INDEX claims_by_meeting ON claims (meeting) WHERE meeting IS NOT NULL;
CREATE INDEX claims_by_merged_into ON claims (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX claims_by_status ON claims (status);

CREATE TABLE awards (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT NOT NULL,
    kind TEXT,
    organisation INTEGER REFERENCES organisations (id),
    person INTEGER REFERENCES people (id),
    citation TEXT,
    amount INTEGER CHECK (amount >= 0),
    fund INTEGER REFERENCES funds (id),
    awarded TEXT CHECK (awarded GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    meeting INTEGER REFERENCES meetings (id),
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES awards (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX awards_by_title ON awards (title COLLATE NOCASE);
CREATE INDEX awards_by_organisation ON awards (organisation) WHERE organisation IS NOT NULL;
CREATE INDEX awards_by_person ON awards (person) WHERE person IS NOT NULL;
CREATE INDEX awards_by_fund ON awards (fund) WHERE fund IS NOT NULL;
CREATE INDEX awards_by_meeting ON awards (meeting) WHERE meeting IS NOT NULL;
CREATE INDEX awards_by_merged_into ON awards (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE contributions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT NOT NULL,
    kind TEXT,
    organisation INTEGER NOT NULL REFERENCES organisations (id),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    counted TEXT NOT NULL CHECK (counted GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    record TEXT,
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES contributions (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX contributions_by_title ON contributions (title COLLATE NOCASE);
CREATE INDEX contributions_by_organisation ON contributions (organisation);
CREATE INDEX contributions_by_record ON contributions (record) WHERE record IS NOT NULL;
CREATE INDEX contributions_by_merged_into ON contributions (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX contributions_by_counted ON contributions (counted);

CREATE TABLE answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    booking INTEGER NOT NULL REFERENCES bookings (id),
    role TEXT NOT NULL CHECK (role IN ('user', 'peer')),
    person INTEGER REFERENCES people (id),
    q1 INTEGER CHECK (q1 BETWEEN 1 AND 5),
    q2 INTEGER CHECK (q2 BETWEEN 1 AND 5),
    q3 INTEGER CHECK (q3 BETWEEN 1 AND 5),
    q4 INTEGER CHECK (q4 BETWEEN 1 AND 5),
    q5 INTEGER CHECK (q5 BETWEEN 1 AND 5),
    comment TEXT,
    answered TEXT CHECK (answered GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    retired INTEGER,
    merged_into INTEGER REFERENCES answers (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX answers_by_booking ON answers (booking);
CREATE INDEX answers_by_person ON answers (person) WHERE person IS NOT NULL;
CREATE INDEX answers_by_merged_into ON answers (merged_into) WHERE merged_into IS NOT NULL;
CREATE UNIQUE INDEX answers_by_booking_role ON answers (booking, role) WHERE retired IS NULL;

CREATE TABLE meetings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT NOT NULL,
    month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    status TEXT CHECK (status IN ('planned', 'prepared', 'in_session', 'closed')),
    held INTEGER,
    place TEXT,
    chair TEXT,
    present TEXT,
    run INTEGER REFERENCES runs (id),
    minutes TEXT,
    closed INTEGER,
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES meetings (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX meetings_by_title ON meetings (title COLLATE NOCASE);
CREATE INDEX meetings_by_run ON meetings (run) WHERE run IS NOT NULL;
CREATE INDEX meetings_by_merged_into ON meetings (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX meetings_by_month ON meetings (month);

CREATE TABLE agenda_items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT NOT NULL,
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    position INTEGER CHECK (position > 0),
    kind TEXT,
    record TEXT,
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES agenda_items (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX agenda_items_by_title ON agenda_items (title COLLATE NOCASE);
CREATE INDEX agenda_items_by_meeting ON agenda_items (meeting);
CREATE INDEX agenda_items_by_record ON agenda_items (record) WHERE record IS NOT NULL;
CREATE INDEX agenda_items_by_merged_into ON agenda_items (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT NOT NULL,
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    agenda INTEGER REFERENCES agenda_items (id),
    verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'refuse', 'defer', 'amend')),
    record TEXT,
    demand INTEGER REFERENCES demands (id),
    resource INTEGER REFERENCES resources (id),
    start INTEGER,
    "end" INTEGER,
    amount INTEGER,
    reason TEXT,
    responsible TEXT,
    due TEXT CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    retired INTEGER,
    merged_into INTEGER REFERENCES decisions (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX decisions_by_title ON decisions (title COLLATE NOCASE);
CREATE INDEX decisions_by_meeting ON decisions (meeting);
CREATE INDEX decisions_by_agenda ON decisions (agenda) WHERE agenda IS NOT NULL;
CREATE INDEX decisions_by_record ON decisions (record) WHERE record IS NOT NULL;
CREATE INDEX decisions_by_demand ON decisions (demand) WHERE demand IS NOT NULL;
CREATE INDEX decisions_by_resource ON decisions (resource) WHERE resource IS NOT NULL;
CREATE INDEX decisions_by_merged_into ON decisions (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT NOT NULL,
    month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    made INTEGER,
    objective INTEGER,
    bound INTEGER,
    balance_ppm INTEGER,
    policy TEXT,
    result TEXT,
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES runs (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX runs_by_title ON runs (title COLLATE NOCASE);
CREATE INDEX runs_by_merged_into ON runs (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX runs_by_month ON runs (month);

CREATE TABLE run_lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    run INTEGER NOT NULL REFERENCES runs (id),
    demand INTEGER NOT NULL REFERENCES demands (id),
    resource INTEGER REFERENCES resources (id),
    minutes INTEGER,
    start INTEGER,
    "end" INTEGER,
    benefit INTEGER,
    reasons TEXT,
    change TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES run_lines (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX run_lines_by_run ON run_lines (run);
CREATE INDEX run_lines_by_demand ON run_lines (demand);
CREATE INDEX run_lines_by_resource ON run_lines (resource) WHERE resource IS NOT NULL;
CREATE INDEX run_lines_by_merged_into ON run_lines (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE contacts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT NOT NULL,
    record TEXT,
    at INTEGER NOT NULL,
    channel TEXT,
    organisation INTEGER REFERENCES organisations (id),
    person INTEGER REFERENCES people (id),
    handler TEXT,
    summary TEXT,
    follow_up TEXT CHECK (follow_up GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    retired INTEGER,
    merged_into INTEGER REFERENCES contacts (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX contacts_by_title ON contacts (title COLLATE NOCASE);
CREATE INDEX contacts_by_record ON contacts (record) WHERE record IS NOT NULL;
CREATE INDEX contacts_by_organisation ON contacts (organisation) WHERE organisation IS NOT NULL;
CREATE INDEX contacts_by_person ON contacts (person) WHERE person IS NOT NULL;
CREATE INDEX contacts_by_merged_into ON contacts (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE watches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT NOT NULL,
    account TEXT NOT NULL,
    record TEXT,
    kind TEXT,
    "filter" TEXT,
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES watches (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX watches_by_title ON watches (title COLLATE NOCASE);
CREATE INDEX watches_by_record ON watches (record) WHERE record IS NOT NULL;
CREATE INDEX watches_by_merged_into ON watches (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE attachments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT NOT NULL,
    record TEXT NOT NULL,
    file TEXT,
    media_type TEXT,
    size INTEGER CHECK (size >= 0),
    digest TEXT,
    notes TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES attachments (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX attachments_by_title ON attachments (title COLLATE NOCASE);
CREATE INDEX attachments_by_record ON attachments (record);
CREATE INDEX attachments_by_merged_into ON attachments (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE settings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    name TEXT NOT NULL,
    value TEXT,
    retired INTEGER,
    merged_into INTEGER REFERENCES settings (id),
    extra TEXT CHECK (extra GLOB '{*}'),
    version INTEGER NOT NULL CHECK (version > 0),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX settings_by_name ON settings (name COLLATE NOCASE);
CREATE INDEX settings_by_merged_into ON settings (merged_into) WHERE merged_into IS NOT NULL;
CREATE UNIQUE INDEX settings_by_own_name ON settings (name) WHERE retired IS NULL;

-- ---- the change log -----------------------------------------------------------------------------
-- digest is SHA-256 over the digest of the change before, what the change says of itself and the
-- digests of its rows. A row's digest stays when `forget` blanks its texts, so the chain still proves.

CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    "action" TEXT NOT NULL,
    undoes INTEGER REFERENCES changes (id),
    undone_by INTEGER REFERENCES changes (id),
    digest TEXT
) STRICT;
CREATE INDEX changes_by_actor ON changes (actor);

-- before and after hold the fields that the change touched; before is NULL for a new record.
CREATE TABLE change_rows (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    change INTEGER NOT NULL REFERENCES changes (id),
    type TEXT NOT NULL,
    record INTEGER NOT NULL,
    version_before INTEGER NOT NULL,
    version_after INTEGER NOT NULL,
    before TEXT CHECK (before GLOB '{*}'),
    after TEXT NOT NULL CHECK (after GLOB '{*}'),
    digest TEXT NOT NULL,
    forgotten INTEGER
) STRICT;
CREATE INDEX change_rows_by_change ON change_rows (change);
CREATE INDEX change_rows_by_record ON change_rows (type, record);

-- ---- people at work -----------------------------------------------------------------------------

CREATE TABLE drafts (
    actor TEXT NOT NULL,
    form TEXT NOT NULL,
    text TEXT NOT NULL CHECK (text GLOB '{*}'),
    saved INTEGER NOT NULL,
    PRIMARY KEY (actor, form)
) STRICT;

CREATE TABLE presence (
    process TEXT PRIMARY KEY,
    actor TEXT NOT NULL,
    place TEXT NOT NULL,
    seen INTEGER NOT NULL
) STRICT;

-- ---- the search index ---------------------------------------------------------------------------
-- Text goes in with blanks between Han characters, so that the stock tokenizer finds every one; the
-- rowid tells the record (src/store/search.c). Derived: `rebuild` makes it anew.

CREATE VIRTUAL TABLE search USING fts5(
    title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO search (search, rank) VALUES ('rank', 'bm25(10.0, 1.0)');
