-- Agreements with those who find prospects for a fee, what came through them, what they were paid. The twin of this
-- file stands in migrations/postgres.

-- An agreement with somebody who is paid for names, or with a firm that finds and qualifies for us. `contract`,
-- `tax_document` and `employer_consent` say where the paper is; empty when there is none. `share` is in
-- ten-thousandths of the net revenue of the first year.
CREATE TABLE spotters (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('spotter', 'service')),
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    person_id BLOB REFERENCES people (id),
    contract TEXT NOT NULL,
    first_day TEXT CHECK (length(first_day) = 10),
    last_day TEXT CHECK (length(last_day) = 10),
    fee_name TEXT NOT NULL,
    fee_qualified TEXT NOT NULL,
    share INTEGER NOT NULL CHECK (share BETWEEN 0 AND 10000),
    window_days INTEGER NOT NULL CHECK (window_days BETWEEN 0 AND 3660),
    most_by_prospect TEXT,
    list_price TEXT,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    payment_days INTEGER NOT NULL CHECK (payment_days BETWEEN 0 AND 3660),
    official TEXT NOT NULL CHECK (official IN ('yes', 'no', 'unknown')),
    employer_consent TEXT NOT NULL,
    tax_document TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX spotters_by_name ON spotters (name_folded, id);
CREATE INDEX spotters_by_person ON spotters (person_id);

-- Under which agreement a name came, when its first invoice was paid, and when the business fell through.
ALTER TABLE prospect_sources ADD COLUMN spotter_id BLOB REFERENCES spotters (id);
ALTER TABLE prospect_sources ADD COLUMN first_paid_on TEXT CHECK (length(first_paid_on) = 10);
ALTER TABLE prospect_sources ADD COLUMN fell_on TEXT CHECK (length(fell_on) = 10);
ALTER TABLE prospect_sources ADD COLUMN fell_why TEXT NOT NULL DEFAULT '';
CREATE INDEX prospect_sources_by_spotter ON prospect_sources (spotter_id, day, id);

-- A payment: everything that was due up to a day. One that is taken back counts nowhere.
CREATE TABLE spotter_runs (
    id BLOB NOT NULL PRIMARY KEY,
    spotter_id BLOB NOT NULL REFERENCES spotters (id),
    up_to TEXT NOT NULL CHECK (length(up_to) = 10),
    paid_on TEXT NOT NULL CHECK (length(paid_on) = 10),
    note TEXT NOT NULL,
    is_taken_back INTEGER NOT NULL CHECK (is_taken_back IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX spotter_runs_by_spotter ON spotter_runs (spotter_id, created_at, id);

-- What of it was for which name; what is given back is below zero. What was paid stays when the name is gone.
CREATE TABLE spotter_payments (
    run_id BLOB NOT NULL REFERENCES spotter_runs (id) ON DELETE CASCADE,
    prospect_id BLOB NOT NULL,
    fee TEXT NOT NULL CHECK (fee IN ('list', 'name', 'qualified', 'success', 'clawback')),
    amount TEXT NOT NULL,
    PRIMARY KEY (run_id, prospect_id, fee)
) STRICT, WITHOUT ROWID;
CREATE INDEX spotter_payments_by_prospect ON spotter_payments (prospect_id);
