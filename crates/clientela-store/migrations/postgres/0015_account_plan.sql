-- The plan of a client. The twin of this file stands in migrations/sqlite.

-- A thing of a plan: a goal, an objective with its measure, an action, a risk, somebody to be won, a review day.
CREATE TABLE plan_entries (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('client_goal', 'our_goal', 'objective', 'action', 'risk', 'win', 'review')),
    what TEXT COLLATE "C" NOT NULL,
    detail TEXT COLLATE "C" NOT NULL,
    measure TEXT COLLATE "C",
    own_measure TEXT COLLATE "C" NOT NULL,
    start_value TEXT COLLATE "C",
    target TEXT COLLATE "C",
    actual TEXT COLLATE "C",
    actual_on TEXT COLLATE "C" CHECK (length(actual_on) = 10),
    day TEXT COLLATE "C" CHECK (length(day) = 10),
    owner_id UUID REFERENCES users (id),
    person_id UUID REFERENCES people (id),
    objective_id UUID REFERENCES plan_entries (id) ON DELETE SET NULL,
    obligation_id UUID REFERENCES obligations (id) ON DELETE SET NULL,
    likelihood BIGINT CHECK (likelihood BETWEEN 1 AND 5),
    effect BIGINT CHECK (effect BETWEEN 1 AND 5),
    early_sign TEXT COLLATE "C" NOT NULL,
    reply TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
    for_client BOOLEAN NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX plan_entries_by_account ON plan_entries (account_id, kind, id);
CREATE INDEX plan_entries_by_owner ON plan_entries (owner_id, day);
CREATE INDEX plan_entries_by_person ON plan_entries (person_id);
CREATE INDEX plan_entries_by_objective ON plan_entries (objective_id);
CREATE INDEX plan_entries_by_obligation ON plan_entries (obligation_id);

-- What somebody said of a field of a plan; of a field the latest counts. Without words it is unknown, and when
-- somebody was asked for it the day is kept.
CREATE TABLE plan_statements (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    field TEXT COLLATE "C" NOT NULL,
    words TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    asked_on TEXT COLLATE "C" CHECK (length(asked_on) = 10),
    person_id UUID REFERENCES people (id),
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX plan_statements_by_account ON plan_statements (account_id, field, created_at, id);
CREATE INDEX plan_statements_by_person ON plan_statements (person_id);

-- A link by which a client reads what of its plan was agreed. Of the link only its hash is kept.
CREATE TABLE plan_shares (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    person_id UUID REFERENCES people (id),
    language TEXT COLLATE "C" NOT NULL CHECK (language IN ('bg', 'en')),
    secret_hash BYTEA NOT NULL UNIQUE,
    shared_on TEXT COLLATE "C" NOT NULL CHECK (length(shared_on) = 10),
    expires_at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX plan_shares_by_account ON plan_shares (account_id, shared_on, id);
CREATE INDEX plan_shares_by_person ON plan_shares (person_id);
