-- Agreements with those who find prospects for a fee, what came through them, what they were paid. The twin of this
-- file stands in migrations/sqlite.

-- An agreement with somebody who is paid for names, or with a firm that finds and qualifies for us. `contract`,
-- `tax_document` and `employer_consent` say where the paper is; empty when there is none. `share` is in
-- ten-thousandths of the net revenue of the first year.
CREATE TABLE spotters (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('spotter', 'service')),
    name TEXT COLLATE "C" NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    person_id UUID REFERENCES people (id),
    contract TEXT COLLATE "C" NOT NULL,
    first_day TEXT COLLATE "C" CHECK (length(first_day) = 10),
    last_day TEXT COLLATE "C" CHECK (length(last_day) = 10),
    fee_name TEXT COLLATE "C" NOT NULL,
    fee_qualified TEXT COLLATE "C" NOT NULL,
    share BIGINT NOT NULL CHECK (share BETWEEN 0 AND 10000),
    window_days BIGINT NOT NULL CHECK (window_days BETWEEN 0 AND 3660),
    most_by_prospect TEXT COLLATE "C",
    list_price TEXT COLLATE "C",
    currency TEXT COLLATE "C" NOT NULL CHECK (length(currency) = 3),
    payment_days BIGINT NOT NULL CHECK (payment_days BETWEEN 0 AND 3660),
    official TEXT COLLATE "C" NOT NULL CHECK (official IN ('yes', 'no', 'unknown')),
    employer_consent TEXT COLLATE "C" NOT NULL,
    tax_document TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX spotters_by_name ON spotters (name_folded, id);
CREATE INDEX spotters_by_person ON spotters (person_id);

-- Under which agreement a name came, when its first invoice was paid, and when the business fell through.
ALTER TABLE prospect_sources ADD COLUMN spotter_id UUID REFERENCES spotters (id);
ALTER TABLE prospect_sources ADD COLUMN first_paid_on TEXT COLLATE "C" CHECK (length(first_paid_on) = 10);
ALTER TABLE prospect_sources ADD COLUMN fell_on TEXT COLLATE "C" CHECK (length(fell_on) = 10);
ALTER TABLE prospect_sources ADD COLUMN fell_why TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX prospect_sources_by_spotter ON prospect_sources (spotter_id, day, id);

-- A payment: everything that was due up to a day. One that is taken back counts nowhere.
CREATE TABLE spotter_runs (
    id UUID NOT NULL PRIMARY KEY,
    spotter_id UUID NOT NULL REFERENCES spotters (id),
    up_to TEXT COLLATE "C" NOT NULL CHECK (length(up_to) = 10),
    paid_on TEXT COLLATE "C" NOT NULL CHECK (length(paid_on) = 10),
    note TEXT COLLATE "C" NOT NULL,
    is_taken_back BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX spotter_runs_by_spotter ON spotter_runs (spotter_id, created_at, id);

-- What of it was for which name; what is given back is below zero. What was paid stays when the name is gone.
CREATE TABLE spotter_payments (
    run_id UUID NOT NULL REFERENCES spotter_runs (id) ON DELETE CASCADE,
    prospect_id UUID NOT NULL,
    fee TEXT COLLATE "C" NOT NULL CHECK (fee IN ('list', 'name', 'qualified', 'success', 'clawback')),
    amount TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (run_id, prospect_id, fee)
);
CREATE INDEX spotter_payments_by_prospect ON spotter_payments (prospect_id);
