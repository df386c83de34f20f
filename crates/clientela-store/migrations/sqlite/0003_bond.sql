-- What we and our clients owe each other. The twin of this file stands in migrations/postgres.

-- A promise, or a gift that binds nobody. `state` is what its events said when the last of them was
-- written; days that pass since then are added when it is read. `last_day` is the due day and its days
-- of grace.
CREATE TABLE obligations (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    debtor TEXT NOT NULL CHECK (debtor IN ('us', 'them')),
    person_id BLOB REFERENCES people (id),
    owner_id BLOB REFERENCES users (id),
    what TEXT NOT NULL,
    what_folded TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('quality', 'delivery', 'deadline', 'service', 'payment', 'information', 'reference', 'protection', 'other')),
    origin TEXT NOT NULL CHECK (origin IN ('clause', 'interaction', 'custom', 'support')),
    source TEXT NOT NULL,
    interaction_id BLOB REFERENCES interactions (id) ON DELETE SET NULL,
    condition TEXT NOT NULL,
    made_on TEXT NOT NULL CHECK (length(made_on) = 10),
    due_day TEXT CHECK (length(due_day) = 10),
    grace_days INTEGER NOT NULL CHECK (grace_days >= 0),
    last_day TEXT CHECK (length(last_day) = 10),
    importance INTEGER NOT NULL CHECK (importance BETWEEN 1 AND 3),
    value_low TEXT,
    value_high TEXT,
    currency TEXT CHECK (length(currency) = 3),
    is_gift INTEGER NOT NULL CHECK (is_gift IN (0, 1)),
    replaces_id BLOB REFERENCES obligations (id) ON DELETE SET NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'conditional', 'open', 'due', 'kept', 'kept_in_grace', 'broken', 'broken_cured', 'waived', 'renegotiated', 'expired', 'withdrawn', 'forgiven', 'disputed')),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_by_import BLOB REFERENCES imports (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CHECK ((value_low IS NULL) = (value_high IS NULL) AND (value_low IS NULL) = (currency IS NULL)),
    CHECK ((due_day IS NULL) = (last_day IS NULL))
) STRICT;
CREATE INDEX obligations_by_account ON obligations (account_id, due_day, id);
CREATE INDEX obligations_by_owner ON obligations (owner_id, due_day, id);
CREATE INDEX obligations_by_person ON obligations (person_id);
CREATE INDEX obligations_by_day ON obligations (due_day, id);
CREATE INDEX obligations_by_making ON obligations (made_on, id);
CREATE INDEX obligations_by_interaction ON obligations (interaction_id);
CREATE INDEX obligations_by_import ON obligations (created_by_import);
CREATE INDEX obligations_by_predecessor ON obligations (replaces_id);

-- What happened to a promise, or which earlier row of this list was a mistake. The list only grows.
CREATE TABLE obligation_events (
    id BLOB NOT NULL PRIMARY KEY,
    obligation_id BLOB NOT NULL REFERENCES obligations (id) ON DELETE CASCADE,
    event TEXT CHECK (event IN ('accept_unconditional', 'accept_conditional', 'reject', 'withdraw', 'lapse', 'antecedent_true', 'antecedent_failed', 'release', 'cancel', 'renegotiate', 'discharge', 'contest', 'resolve_kept', 'resolve_broken')),
    takes_back_id BLOB REFERENCES obligation_events (id) ON DELETE CASCADE,
    day TEXT NOT NULL CHECK (length(day) = 10),
    note TEXT NOT NULL,
    author_id BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    CHECK ((event IS NULL) <> (takes_back_id IS NULL))
) STRICT;
CREATE INDEX obligation_events_by_obligation ON obligation_events (obligation_id, day, id);
CREATE INDEX obligation_events_by_mistake ON obligation_events (takes_back_id);

CREATE TRIGGER obligation_events_stay BEFORE UPDATE ON obligation_events
BEGIN
    SELECT RAISE(ABORT, 'what happened to a promise is append-only');
END;
