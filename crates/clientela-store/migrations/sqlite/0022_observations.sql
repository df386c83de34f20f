-- What our own eyes and reading bring, before it is anything. The twin of this file stands in migrations/postgres.

-- A line somebody jotted down, and what became of it; nothing is deleted. `line_folded` finds one that was jotted down
-- before.
CREATE TABLE observations (
    id BLOB NOT NULL PRIMARY KEY,
    line TEXT NOT NULL,
    line_folded TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    state TEXT NOT NULL CHECK (state IN ('new', 'prospect', 'evidence', 'note', 'set_aside')),
    reason TEXT NOT NULL,
    prospect_id BLOB REFERENCES prospects (id) ON DELETE SET NULL,
    account_id BLOB REFERENCES accounts (id) ON DELETE SET NULL,
    author_id BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX observations_by_state ON observations (state, id);
CREATE INDEX observations_by_line ON observations (line_folded);
CREATE INDEX observations_by_prospect ON observations (prospect_id);
CREATE INDEX observations_by_account ON observations (account_id);
