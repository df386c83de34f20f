-- What our own eyes and reading bring, before it is anything. The twin of this file stands in migrations/sqlite.

-- A line somebody jotted down, and what became of it; nothing is deleted. `line_folded` finds one that was jotted down
-- before.
CREATE TABLE observations (
    id UUID NOT NULL PRIMARY KEY,
    line TEXT COLLATE "C" NOT NULL,
    line_folded TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('new', 'prospect', 'evidence', 'note', 'set_aside')),
    reason TEXT COLLATE "C" NOT NULL,
    prospect_id UUID REFERENCES prospects (id) ON DELETE SET NULL,
    account_id UUID REFERENCES accounts (id) ON DELETE SET NULL,
    author_id UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX observations_by_state ON observations (state, id);
CREATE INDEX observations_by_line ON observations (line_folded);
CREATE INDEX observations_by_prospect ON observations (prospect_id);
CREATE INDEX observations_by_account ON observations (account_id);
