-- What we and our clients owe each other. The twin of this file stands in migrations/sqlite.

-- A promise, or a gift that binds nobody. `state` is what its events said when the last of them was
-- written; days that pass since then are added when it is read. `last_day` is the due day and its days
-- of grace.
CREATE TABLE obligations (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    debtor TEXT COLLATE "C" NOT NULL CHECK (debtor IN ('us', 'them')),
    person_id UUID REFERENCES people (id),
    owner_id UUID REFERENCES users (id),
    what TEXT COLLATE "C" NOT NULL,
    what_folded TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('quality', 'delivery', 'deadline', 'service', 'payment', 'information', 'reference', 'protection', 'other')),
    origin TEXT COLLATE "C" NOT NULL CHECK (origin IN ('clause', 'interaction', 'custom', 'support')),
    source TEXT COLLATE "C" NOT NULL,
    interaction_id UUID REFERENCES interactions (id) ON DELETE SET NULL,
    condition TEXT COLLATE "C" NOT NULL,
    made_on TEXT COLLATE "C" NOT NULL CHECK (length(made_on) = 10),
    due_day TEXT COLLATE "C" CHECK (length(due_day) = 10),
    grace_days BIGINT NOT NULL CHECK (grace_days >= 0),
    last_day TEXT COLLATE "C" CHECK (length(last_day) = 10),
    importance BIGINT NOT NULL CHECK (importance BETWEEN 1 AND 3),
    value_low TEXT COLLATE "C",
    value_high TEXT COLLATE "C",
    currency TEXT COLLATE "C" CHECK (length(currency) = 3),
    is_gift BOOLEAN NOT NULL,
    replaces_id UUID REFERENCES obligations (id) ON DELETE SET NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('proposed', 'conditional', 'open', 'due', 'kept', 'kept_in_grace', 'broken', 'broken_cured', 'waived', 'renegotiated', 'expired', 'withdrawn', 'forgiven', 'disputed')),
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_by_import UUID REFERENCES imports (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CHECK ((value_low IS NULL) = (value_high IS NULL) AND (value_low IS NULL) = (currency IS NULL)),
    CHECK ((due_day IS NULL) = (last_day IS NULL))
);
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
    id UUID NOT NULL PRIMARY KEY,
    obligation_id UUID NOT NULL REFERENCES obligations (id) ON DELETE CASCADE,
    event TEXT COLLATE "C" CHECK (event IN ('accept_unconditional', 'accept_conditional', 'reject', 'withdraw', 'lapse', 'antecedent_true', 'antecedent_failed', 'release', 'cancel', 'renegotiate', 'discharge', 'contest', 'resolve_kept', 'resolve_broken')),
    takes_back_id UUID REFERENCES obligation_events (id) ON DELETE CASCADE,
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    note TEXT COLLATE "C" NOT NULL,
    author_id UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    CHECK ((event IS NULL) <> (takes_back_id IS NULL))
);
CREATE INDEX obligation_events_by_obligation ON obligation_events (obligation_id, day, id);
CREATE INDEX obligation_events_by_mistake ON obligation_events (takes_back_id);

CREATE FUNCTION refuse_obligation_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what happened to a promise is append-only';
END
$$;
CREATE TRIGGER obligation_events_stay BEFORE UPDATE ON obligation_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_obligation_event_change();
