-- What is recorded of the execution of promises. The twin of this file stands in migrations/sqlite.

-- Something recorded: a delivery, a day that was moved, a complaint, a quality count, a service. `delivered` of a
-- quality count are the units looked at. Nobody deletes it: what was a mistake is withdrawn.
CREATE TABLE execution_events (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('delivery', 'moved', 'complaint', 'quality', 'service')),
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    document TEXT COLLATE "C" NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    class TEXT COLLATE "C" NOT NULL,
    requested_day TEXT COLLATE "C" CHECK (length(requested_day) = 10),
    promised_day TEXT COLLATE "C" CHECK (length(promised_day) = 10),
    done_day TEXT COLLATE "C" CHECK (length(done_day) = 10),
    ordered TEXT COLLATE "C",
    delivered TEXT COLLATE "C",
    received TEXT COLLATE "C",
    defects BIGINT CHECK (defects >= 0),
    moved_by TEXT COLLATE "C" CHECK (moved_by IN ('us', 'them')),
    reason TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_by_import UUID REFERENCES imports (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX execution_events_by_account ON execution_events (account_id, day, id);
CREATE INDEX execution_events_by_day ON execution_events (day, id);
CREATE INDEX execution_events_by_import ON execution_events (created_by_import);
