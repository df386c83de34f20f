-- What we read, how often, who reads it and what it brought. The twin of this file stands in migrations/postgres.

-- A directory, a newspaper, a magazine, a register or a site somebody reads with a rhythm.
CREATE TABLE publications (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('newspaper', 'magazine', 'directory', 'register', 'site')),
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    address TEXT NOT NULL,
    looks_for TEXT NOT NULL,
    rhythm_days INTEGER NOT NULL CHECK (rhythm_days > 0),
    reader_id BLOB REFERENCES users (id),
    note TEXT NOT NULL,
    is_stopped INTEGER NOT NULL CHECK (is_stopped IN (0, 1)),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX publications_by_name ON publications (name_folded, id);

-- One reading; rows only grow. One that was written by mistake is taken back and stays.
CREATE TABLE publication_readings (
    id BLOB NOT NULL PRIMARY KEY,
    publication_id BLOB NOT NULL REFERENCES publications (id) ON DELETE CASCADE,
    day TEXT NOT NULL CHECK (length(day) = 10),
    found TEXT NOT NULL,
    names INTEGER NOT NULL,
    author_id BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    taken_back_at INTEGER
) STRICT;
CREATE INDEX publication_readings_by_day ON publication_readings (publication_id, day, id);

ALTER TABLE observations ADD COLUMN publication_id BLOB REFERENCES publications (id) ON DELETE SET NULL;
ALTER TABLE observations ADD COLUMN is_sample INTEGER NOT NULL DEFAULT 0 CHECK (is_sample IN (0, 1));
CREATE INDEX observations_by_publication ON observations (publication_id);
ALTER TABLE prospect_sources ADD COLUMN publication_id BLOB REFERENCES publications (id) ON DELETE SET NULL;
CREATE INDEX prospect_sources_by_publication ON prospect_sources (publication_id);
