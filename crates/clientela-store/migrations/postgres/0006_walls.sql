-- Confidentiality: what we agreed to keep to ourselves, clients that rival each other, and walls. The twin
-- of this file stands in migrations/sqlite.

-- An agreement on confidentiality with a client, or about one with somebody else.
CREATE TABLE confidentiality_agreements (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    with_whom TEXT COLLATE "C" NOT NULL,
    scope TEXT COLLATE "C" NOT NULL,
    may_know TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    first_day TEXT COLLATE "C" NOT NULL CHECK (length(first_day) = 10),
    last_day TEXT COLLATE "C" CHECK (length(last_day) = 10),
    attachment_id UUID REFERENCES attachments (id) ON DELETE SET NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    deleted_at BIGINT,
    deleted_by UUID REFERENCES users (id),
    version BIGINT NOT NULL,
    CHECK (last_day IS NULL OR first_day <= last_day)
);
CREATE INDEX confidentiality_agreements_by_account ON confidentiality_agreements (account_id, first_day);
CREATE INDEX confidentiality_agreements_by_end ON confidentiality_agreements (last_day, id);
CREATE INDEX confidentiality_agreements_by_file ON confidentiality_agreements (attachment_id);
CREATE INDEX confidentiality_agreements_by_deletion ON confidentiality_agreements (deleted_at) WHERE deleted_at IS NOT NULL;

-- Clients that rival each other: whoever knows one must not serve another.
CREATE TABLE conflict_classes (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE conflict_class_accounts (
    class_id UUID NOT NULL REFERENCES conflict_classes (id) ON DELETE CASCADE,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (class_id, account_id)
);
CREATE INDEX conflict_class_accounts_by_account ON conflict_class_accounts (account_id);

-- Who serves, or served, a client that rivals another; kept by `store/src/walls/reach.rs`. While the last day
-- is open they serve it still. A release by the director ends the time in which they may not serve a rival.
CREATE TABLE services (
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id),
    first_day TEXT COLLATE "C" NOT NULL CHECK (length(first_day) = 10),
    last_day TEXT COLLATE "C" CHECK (length(last_day) = 10),
    released_on TEXT COLLATE "C" CHECK (length(released_on) = 10),
    released_by UUID REFERENCES users (id),
    PRIMARY KEY (account_id, user_id)
);
CREATE INDEX services_by_user ON services (user_id, account_id);

-- What was decided when somebody was to be given a client.
CREATE TABLE conflict_decisions (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id),
    verdict TEXT COLLATE "C" NOT NULL CHECK (verdict IN ('needs_decision', 'refused')),
    allowed BOOLEAN NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    evidence TEXT COLLATE "C" NOT NULL,
    decided_by UUID REFERENCES users (id),
    decided_at BIGINT NOT NULL
);
CREATE INDEX conflict_decisions_by_account ON conflict_decisions (account_id, id);

-- A wall around a client. It outlives the client's row, so that what is left of it in the journal stays
-- behind it.
CREATE TABLE walls (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('inside', 'outside')),
    reason TEXT COLLATE "C" NOT NULL,
    set_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    lifted_at BIGINT,
    lifted_by UUID REFERENCES users (id),
    lift_reason TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX walls_by_account ON walls (account_id, id);
CREATE INDEX walls_standing ON walls (lifted_at) WHERE lifted_at IS NULL;

-- Whom a wall names: the teams as it was set, and the users. Who joins a team that is inside later is
-- outside until the director says so; who joins one that is outside is outside at once.
CREATE TABLE wall_teams (
    wall_id UUID NOT NULL REFERENCES walls (id) ON DELETE CASCADE,
    team_id UUID NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
    PRIMARY KEY (wall_id, team_id)
);

CREATE TABLE wall_users (
    wall_id UUID NOT NULL REFERENCES walls (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    named BOOLEAN NOT NULL,
    PRIMARY KEY (wall_id, user_id)
);

-- Rivals from which a wall keeps its client: whoever serves them is outside.
CREATE TABLE wall_rivals (
    wall_id UUID NOT NULL REFERENCES walls (id) ON DELETE CASCADE,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (wall_id, account_id)
);
CREATE INDEX wall_rivals_by_account ON wall_rivals (account_id);

-- Which clients are behind a wall for whom: the one list the gate asks. Derived from all of the above in the
-- transaction of every change.
CREATE TABLE walled_off (
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    account_id UUID NOT NULL,
    PRIMARY KEY (user_id, account_id)
);
CREATE INDEX walled_off_by_account ON walled_off (account_id);

-- Records that are gone for good, and whose they were: their rows of the journal stay behind their wall.
CREATE TABLE departed (
    entity_id UUID NOT NULL,
    account_id UUID NOT NULL,
    PRIMARY KEY (entity_id, account_id)
);
CREATE INDEX departed_by_account ON departed (account_id);
