-- What we read, how often, who reads it and what it brought. The twin of this file stands in migrations/sqlite.

-- A directory, a newspaper, a magazine, a register or a site somebody reads with a rhythm.
CREATE TABLE publications (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('newspaper', 'magazine', 'directory', 'register', 'site')),
    name TEXT COLLATE "C" NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    looks_for TEXT COLLATE "C" NOT NULL,
    rhythm_days BIGINT NOT NULL CHECK (rhythm_days > 0),
    reader_id UUID REFERENCES users (id),
    note TEXT COLLATE "C" NOT NULL,
    is_stopped BOOLEAN NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX publications_by_name ON publications (name_folded, id);

-- One reading; rows only grow. One that was written by mistake is taken back and stays.
CREATE TABLE publication_readings (
    id UUID NOT NULL PRIMARY KEY,
    publication_id UUID NOT NULL REFERENCES publications (id) ON DELETE CASCADE,
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    found TEXT COLLATE "C" NOT NULL,
    names BIGINT NOT NULL,
    author_id UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    taken_back_at BIGINT
);
CREATE INDEX publication_readings_by_day ON publication_readings (publication_id, day, id);

ALTER TABLE observations ADD COLUMN publication_id UUID REFERENCES publications (id) ON DELETE SET NULL;
ALTER TABLE observations ADD COLUMN is_sample BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX observations_by_publication ON observations (publication_id);
ALTER TABLE prospect_sources ADD COLUMN publication_id UUID REFERENCES publications (id) ON DELETE SET NULL;
CREATE INDEX prospect_sources_by_publication ON prospect_sources (publication_id);
