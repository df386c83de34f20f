-- What was agreed with clients, in which rounds, who approved it, and how its clauses were kept. The twin of
-- this file stands in migrations/sqlite.

-- An agreement. `latest` is the newest version of its terms, `standing` the newest that may bind us; none does
-- while the first waits for the director. The days are those of the newest version.
CREATE TABLE agreements (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    number TEXT COLLATE "C" NOT NULL,
    number_folded TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    title_folded TEXT COLLATE "C" NOT NULL,
    owner_id UUID REFERENCES users (id),
    signed_on TEXT COLLATE "C" CHECK (length(signed_on) = 10),
    note TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'offered', 'in_force', 'ended', 'withdrawn')),
    state_day TEXT COLLATE "C" NOT NULL CHECK (length(state_day) = 10),
    valid_from TEXT COLLATE "C" CHECK (length(valid_from) = 10),
    valid_to TEXT COLLATE "C" CHECK (length(valid_to) = 10),
    latest BIGINT NOT NULL CHECK (latest >= 1),
    standing BIGINT CHECK (standing >= 1),
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_by_import UUID REFERENCES imports (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX agreements_by_account ON agreements (account_id, valid_to, id);
CREATE INDEX agreements_by_owner ON agreements (owner_id, valid_to);
CREATE INDEX agreements_by_end ON agreements (valid_to, id);
CREATE INDEX agreements_by_import ON agreements (created_by_import);

-- The terms of an agreement, one row a version; its content never changes. `exceeded` are the terms above the
-- limits of the day it was written, as JSON.
CREATE TABLE agreement_versions (
    agreement_id UUID NOT NULL REFERENCES agreements (id) ON DELETE CASCADE,
    number BIGINT NOT NULL CHECK (number >= 1),
    terms TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    exceeded TEXT COLLATE "C" NOT NULL,
    approval TEXT COLLATE "C" NOT NULL CHECK (approval IN ('not_needed', 'waiting', 'approved', 'refused')),
    decided_by UUID REFERENCES users (id),
    decided_at BIGINT,
    decision_note TEXT COLLATE "C" NOT NULL,
    made_by UUID REFERENCES users (id),
    made_at BIGINT NOT NULL,
    PRIMARY KEY (agreement_id, number),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
);
CREATE INDEX agreement_versions_waiting ON agreement_versions (made_at, agreement_id) WHERE approval = 'waiting';

-- Clauses by their own id, which they keep through all versions; what they say stands in the versions.
CREATE TABLE agreement_clauses (
    id UUID NOT NULL PRIMARY KEY,
    agreement_id UUID NOT NULL REFERENCES agreements (id) ON DELETE CASCADE
);
CREATE INDEX agreement_clauses_by_agreement ON agreement_clauses (agreement_id, id);

-- Files of the client that belong to an agreement.
CREATE TABLE agreement_files (
    agreement_id UUID NOT NULL REFERENCES agreements (id) ON DELETE CASCADE,
    attachment_id UUID NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
    PRIMARY KEY (agreement_id, attachment_id)
);
CREATE INDEX agreement_files_by_file ON agreement_files (attachment_id);

-- The rounds in which an agreement was negotiated.
CREATE TABLE agreement_rounds (
    id UUID NOT NULL PRIMARY KEY,
    agreement_id UUID NOT NULL REFERENCES agreements (id) ON DELETE CASCADE,
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('offer', 'counter_offer', 'concession')),
    side TEXT COLLATE "C" NOT NULL CHECK (side IN ('us', 'them')),
    what TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    in_return TEXT COLLATE "C" NOT NULL,
    person_id UUID REFERENCES people (id),
    user_id UUID REFERENCES users (id),
    note TEXT COLLATE "C" NOT NULL,
    is_taken_back BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX agreement_rounds_by_agreement ON agreement_rounds (agreement_id, day, id);
CREATE INDEX agreement_rounds_by_person ON agreement_rounds (person_id);

-- How a clause was kept in a period. What follows from a breach is opened once for each.
CREATE TABLE clause_measures (
    clause_id UUID NOT NULL REFERENCES agreement_clauses (id) ON DELETE CASCADE,
    period_from TEXT COLLATE "C" NOT NULL CHECK (length(period_from) = 10),
    period_to TEXT COLLATE "C" NOT NULL CHECK (length(period_to) = 10),
    is_closed BOOLEAN NOT NULL,
    is_latest BOOLEAN NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('kept', 'at_risk', 'breached', 'unknown')),
    reason TEXT COLLATE "C" NOT NULL,
    actual_low DOUBLE PRECISION,
    actual_high DOUBLE PRECISION,
    counted BIGINT NOT NULL CHECK (counted >= 0),
    unknown BIGINT NOT NULL CHECK (unknown >= 0),
    target DOUBLE PRECISION,
    tolerance DOUBLE PRECISION NOT NULL,
    measured_on TEXT COLLATE "C" NOT NULL CHECK (length(measured_on) = 10),
    breach_id UUID REFERENCES obligations (id) ON DELETE SET NULL,
    credit_id UUID REFERENCES obligations (id) ON DELETE SET NULL,
    PRIMARY KEY (clause_id, period_from),
    CHECK ((actual_low IS NULL) = (actual_high IS NULL))
);
CREATE INDEX clause_measures_by_state ON clause_measures (state, clause_id) WHERE is_latest;
CREATE INDEX clause_measures_by_breach ON clause_measures (breach_id);
CREATE INDEX clause_measures_by_credit ON clause_measures (credit_id);

-- The clause a promise comes from.
ALTER TABLE obligations ADD COLUMN clause_id UUID REFERENCES agreement_clauses (id) ON DELETE SET NULL;
CREATE INDEX obligations_by_clause ON obligations (clause_id);
