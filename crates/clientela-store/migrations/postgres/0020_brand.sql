-- Our brand as others see it: what went wrong, and what is said of us and of the market. The twin of this file stands
-- in migrations/sqlite.

-- Something that went wrong and may hurt our name; of one client, or of none in particular.
CREATE TABLE incidents (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID REFERENCES accounts (id) ON DELETE CASCADE,
    product_group TEXT COLLATE "C" NOT NULL,
    group_folded TEXT COLLATE "C" NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    severity TEXT COLLATE "C" NOT NULL CHECK (severity IN ('minor', 'major', 'critical')),
    origin TEXT COLLATE "C" NOT NULL
        CHECK (origin IN ('client', 'partner', 'press', 'online', 'fair', 'shelf', 'colleague', 'other')),
    done TEXT COLLATE "C" NOT NULL,
    closed_on TEXT COLLATE "C" CHECK (length(closed_on) = 10),
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    note TEXT COLLATE "C" NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX incidents_by_account ON incidents (account_id, day, id);
CREATE INDEX incidents_by_day ON incidents (day, id);

-- What is said of us, with its tone, or of the market; a competitor is no source of it.
CREATE TABLE remarks (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID REFERENCES accounts (id) ON DELETE CASCADE,
    person_id UUID REFERENCES people (id),
    competitor_id UUID REFERENCES competitors (id),
    about TEXT COLLATE "C" NOT NULL CHECK (about IN ('us', 'market')),
    tone TEXT COLLATE "C" CHECK (tone IN ('recommends', 'good', 'neutral', 'bad')),
    product_group TEXT COLLATE "C" NOT NULL,
    group_folded TEXT COLLATE "C" NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    origin TEXT COLLATE "C" NOT NULL
        CHECK (origin IN ('client', 'partner', 'press', 'online', 'fair', 'shelf', 'colleague', 'other')),
    link TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    note TEXT COLLATE "C" NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CHECK (tone IS NULL OR about = 'us')
);
CREATE INDEX remarks_by_account ON remarks (account_id, day, id);
CREATE INDEX remarks_by_person ON remarks (person_id, day, id);
CREATE INDEX remarks_by_competitor ON remarks (competitor_id, day, id);
CREATE INDEX remarks_by_day ON remarks (day, id);

-- Competitors that are the same made one: the one that goes keeps its name, by which the one that stays is found.
ALTER TABLE competitors ADD COLUMN merged_into UUID REFERENCES competitors (id);
CREATE INDEX competitors_merged ON competitors (merged_into);
CREATE TABLE competitor_merges (
    id UUID NOT NULL PRIMARY KEY,
    kept_id UUID NOT NULL REFERENCES competitors (id) ON DELETE CASCADE,
    gone_id UUID NOT NULL REFERENCES competitors (id) ON DELETE CASCADE,
    snapshot TEXT COLLATE "C" NOT NULL,
    merged_at BIGINT NOT NULL,
    merged_by UUID REFERENCES users (id),
    undone_at BIGINT
);
CREATE INDEX competitor_merges_by_kept ON competitor_merges (kept_id, merged_at);
CREATE INDEX competitor_merges_by_gone ON competitor_merges (gone_id);
