-- Our brand as others see it: what went wrong, and what is said of us and of the market. The twin of this file stands
-- in migrations/postgres.

-- Something that went wrong and may hurt our name; of one client, or of none in particular.
CREATE TABLE incidents (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB REFERENCES accounts (id) ON DELETE CASCADE,
    product_group TEXT NOT NULL,
    group_folded TEXT NOT NULL,
    what TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('minor', 'major', 'critical')),
    origin TEXT NOT NULL
        CHECK (origin IN ('client', 'partner', 'press', 'online', 'fair', 'shelf', 'colleague', 'other')),
    done TEXT NOT NULL,
    closed_on TEXT CHECK (length(closed_on) = 10),
    day TEXT NOT NULL CHECK (length(day) = 10),
    note TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX incidents_by_account ON incidents (account_id, day, id);
CREATE INDEX incidents_by_day ON incidents (day, id);

-- What is said of us, with its tone, or of the market; a competitor is no source of it.
CREATE TABLE remarks (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB REFERENCES accounts (id) ON DELETE CASCADE,
    person_id BLOB REFERENCES people (id),
    competitor_id BLOB REFERENCES competitors (id),
    about TEXT NOT NULL CHECK (about IN ('us', 'market')),
    tone TEXT CHECK (tone IN ('recommends', 'good', 'neutral', 'bad')),
    product_group TEXT NOT NULL,
    group_folded TEXT NOT NULL,
    what TEXT NOT NULL,
    origin TEXT NOT NULL
        CHECK (origin IN ('client', 'partner', 'press', 'online', 'fair', 'shelf', 'colleague', 'other')),
    link TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    note TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CHECK (tone IS NULL OR about = 'us')
) STRICT;
CREATE INDEX remarks_by_account ON remarks (account_id, day, id);
CREATE INDEX remarks_by_person ON remarks (person_id, day, id);
CREATE INDEX remarks_by_competitor ON remarks (competitor_id, day, id);
CREATE INDEX remarks_by_day ON remarks (day, id);

-- Competitors that are the same made one: the one that goes keeps its name, by which the one that stays is found.
ALTER TABLE competitors ADD COLUMN merged_into BLOB REFERENCES competitors (id);
CREATE INDEX competitors_merged ON competitors (merged_into);
CREATE TABLE competitor_merges (
    id BLOB NOT NULL PRIMARY KEY,
    kept_id BLOB NOT NULL REFERENCES competitors (id) ON DELETE CASCADE,
    gone_id BLOB NOT NULL REFERENCES competitors (id) ON DELETE CASCADE,
    snapshot TEXT NOT NULL,
    merged_at INTEGER NOT NULL,
    merged_by BLOB REFERENCES users (id),
    undone_at INTEGER
) STRICT;
CREATE INDEX competitor_merges_by_kept ON competitor_merges (kept_id, merged_at);
CREATE INDEX competitor_merges_by_gone ON competitor_merges (gone_id);
