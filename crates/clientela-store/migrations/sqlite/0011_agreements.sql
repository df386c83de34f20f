-- What was agreed with clients, in which rounds, who approved it, and how its clauses were kept. The twin of
-- this file stands in migrations/postgres.

-- An agreement. `latest` is the newest version of its terms, `standing` the newest that may bind us; none does
-- while the first waits for the director. The days are those of the newest version.
CREATE TABLE agreements (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    number TEXT NOT NULL,
    number_folded TEXT NOT NULL,
    title TEXT NOT NULL,
    title_folded TEXT NOT NULL,
    owner_id BLOB REFERENCES users (id),
    signed_on TEXT CHECK (length(signed_on) = 10),
    note TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'offered', 'in_force', 'ended', 'withdrawn')),
    state_day TEXT NOT NULL CHECK (length(state_day) = 10),
    valid_from TEXT CHECK (length(valid_from) = 10),
    valid_to TEXT CHECK (length(valid_to) = 10),
    latest INTEGER NOT NULL CHECK (latest >= 1),
    standing INTEGER CHECK (standing >= 1),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_by_import BLOB REFERENCES imports (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX agreements_by_account ON agreements (account_id, valid_to, id);
CREATE INDEX agreements_by_owner ON agreements (owner_id, valid_to);
CREATE INDEX agreements_by_end ON agreements (valid_to, id);
CREATE INDEX agreements_by_import ON agreements (created_by_import);

-- The terms of an agreement, one row a version; its content never changes. `exceeded` are the terms above the
-- limits of the day it was written, as JSON.
CREATE TABLE agreement_versions (
    agreement_id BLOB NOT NULL REFERENCES agreements (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    terms TEXT NOT NULL,
    note TEXT NOT NULL,
    exceeded TEXT NOT NULL,
    approval TEXT NOT NULL CHECK (approval IN ('not_needed', 'waiting', 'approved', 'refused')),
    decided_by BLOB REFERENCES users (id),
    decided_at INTEGER,
    decision_note TEXT NOT NULL,
    made_by BLOB REFERENCES users (id),
    made_at INTEGER NOT NULL,
    PRIMARY KEY (agreement_id, number),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
) STRICT;
CREATE INDEX agreement_versions_waiting ON agreement_versions (made_at, agreement_id) WHERE approval = 'waiting';

-- Clauses by their own id, which they keep through all versions; what they say stands in the versions.
CREATE TABLE agreement_clauses (
    id BLOB NOT NULL PRIMARY KEY,
    agreement_id BLOB NOT NULL REFERENCES agreements (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX agreement_clauses_by_agreement ON agreement_clauses (agreement_id, id);

-- Files of the client that belong to an agreement.
CREATE TABLE agreement_files (
    agreement_id BLOB NOT NULL REFERENCES agreements (id) ON DELETE CASCADE,
    attachment_id BLOB NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
    PRIMARY KEY (agreement_id, attachment_id)
) STRICT;
CREATE INDEX agreement_files_by_file ON agreement_files (attachment_id);

-- The rounds in which an agreement was negotiated.
CREATE TABLE agreement_rounds (
    id BLOB NOT NULL PRIMARY KEY,
    agreement_id BLOB NOT NULL REFERENCES agreements (id) ON DELETE CASCADE,
    day TEXT NOT NULL CHECK (length(day) = 10),
    kind TEXT NOT NULL CHECK (kind IN ('offer', 'counter_offer', 'concession')),
    side TEXT NOT NULL CHECK (side IN ('us', 'them')),
    what TEXT NOT NULL,
    purpose TEXT NOT NULL,
    in_return TEXT NOT NULL,
    person_id BLOB REFERENCES people (id),
    user_id BLOB REFERENCES users (id),
    note TEXT NOT NULL,
    is_taken_back INTEGER NOT NULL CHECK (is_taken_back IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX agreement_rounds_by_agreement ON agreement_rounds (agreement_id, day, id);
CREATE INDEX agreement_rounds_by_person ON agreement_rounds (person_id);

-- How a clause was kept in a period. What follows from a breach is opened once for each.
CREATE TABLE clause_measures (
    clause_id BLOB NOT NULL REFERENCES agreement_clauses (id) ON DELETE CASCADE,
    period_from TEXT NOT NULL CHECK (length(period_from) = 10),
    period_to TEXT NOT NULL CHECK (length(period_to) = 10),
    is_closed INTEGER NOT NULL CHECK (is_closed IN (0, 1)),
    is_latest INTEGER NOT NULL CHECK (is_latest IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('kept', 'at_risk', 'breached', 'unknown')),
    reason TEXT NOT NULL,
    actual_low REAL,
    actual_high REAL,
    counted INTEGER NOT NULL CHECK (counted >= 0),
    unknown INTEGER NOT NULL CHECK (unknown >= 0),
    target REAL,
    tolerance REAL NOT NULL,
    measured_on TEXT NOT NULL CHECK (length(measured_on) = 10),
    breach_id BLOB REFERENCES obligations (id) ON DELETE SET NULL,
    credit_id BLOB REFERENCES obligations (id) ON DELETE SET NULL,
    PRIMARY KEY (clause_id, period_from),
    CHECK ((actual_low IS NULL) = (actual_high IS NULL))
) STRICT;
CREATE INDEX clause_measures_by_state ON clause_measures (state, clause_id) WHERE is_latest;
CREATE INDEX clause_measures_by_breach ON clause_measures (breach_id);
CREATE INDEX clause_measures_by_credit ON clause_measures (credit_id);

-- The clause a promise comes from.
ALTER TABLE obligations ADD COLUMN clause_id BLOB REFERENCES agreement_clauses (id) ON DELETE SET NULL;
CREATE INDEX obligations_by_clause ON obligations (clause_id);
