-- The plan of a client. The twin of this file stands in migrations/postgres.

-- A thing of a plan: a goal, an objective with its measure, an action, a risk, somebody to be won, a review day.
CREATE TABLE plan_entries (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('client_goal', 'our_goal', 'objective', 'action', 'risk', 'win', 'review')),
    what TEXT NOT NULL,
    detail TEXT NOT NULL,
    measure TEXT,
    own_measure TEXT NOT NULL,
    start_value TEXT,
    target TEXT,
    actual TEXT,
    actual_on TEXT CHECK (length(actual_on) = 10),
    day TEXT CHECK (length(day) = 10),
    owner_id BLOB REFERENCES users (id),
    person_id BLOB REFERENCES people (id),
    objective_id BLOB REFERENCES plan_entries (id) ON DELETE SET NULL,
    obligation_id BLOB REFERENCES obligations (id) ON DELETE SET NULL,
    likelihood INTEGER CHECK (likelihood BETWEEN 1 AND 5),
    effect INTEGER CHECK (effect BETWEEN 1 AND 5),
    early_sign TEXT NOT NULL,
    reply TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
    for_client INTEGER NOT NULL CHECK (for_client IN (0, 1)),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_entries_by_account ON plan_entries (account_id, kind, id);
CREATE INDEX plan_entries_by_owner ON plan_entries (owner_id, day);
CREATE INDEX plan_entries_by_person ON plan_entries (person_id);
CREATE INDEX plan_entries_by_objective ON plan_entries (objective_id);
CREATE INDEX plan_entries_by_obligation ON plan_entries (obligation_id);

-- What somebody said of a field of a plan; of a field the latest counts. Without words it is unknown, and when
-- somebody was asked for it the day is kept.
CREATE TABLE plan_statements (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    words TEXT NOT NULL,
    source TEXT NOT NULL,
    asked_on TEXT CHECK (length(asked_on) = 10),
    person_id BLOB REFERENCES people (id),
    day TEXT NOT NULL CHECK (length(day) = 10),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_statements_by_account ON plan_statements (account_id, field, created_at, id);
CREATE INDEX plan_statements_by_person ON plan_statements (person_id);

-- A link by which a client reads what of its plan was agreed. Of the link only its hash is kept.
CREATE TABLE plan_shares (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    person_id BLOB REFERENCES people (id),
    language TEXT NOT NULL CHECK (language IN ('bg', 'en')),
    secret_hash BLOB NOT NULL UNIQUE,
    shared_on TEXT NOT NULL CHECK (length(shared_on) = 10),
    expires_at INTEGER NOT NULL,
    withdrawn_at INTEGER,
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_shares_by_account ON plan_shares (account_id, shared_on, id);
CREATE INDEX plan_shares_by_person ON plan_shares (person_id);
