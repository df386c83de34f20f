-- What is recorded of the execution of promises. The twin of this file stands in migrations/postgres.

-- Something recorded: a delivery, a day that was moved, a complaint, a quality count, a service. `delivered` of a
-- quality count are the units looked at. Nobody deletes it: what was a mistake is withdrawn.
CREATE TABLE execution_events (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('delivery', 'moved', 'complaint', 'quality', 'service')),
    day TEXT NOT NULL CHECK (length(day) = 10),
    document TEXT NOT NULL,
    what TEXT NOT NULL,
    class TEXT NOT NULL,
    requested_day TEXT CHECK (length(requested_day) = 10),
    promised_day TEXT CHECK (length(promised_day) = 10),
    done_day TEXT CHECK (length(done_day) = 10),
    ordered TEXT,
    delivered TEXT,
    received TEXT,
    defects INTEGER CHECK (defects >= 0),
    moved_by TEXT CHECK (moved_by IN ('us', 'them')),
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_by_import BLOB REFERENCES imports (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX execution_events_by_account ON execution_events (account_id, day, id);
CREATE INDEX execution_events_by_day ON execution_events (day, id);
CREATE INDEX execution_events_by_import ON execution_events (created_by_import);
