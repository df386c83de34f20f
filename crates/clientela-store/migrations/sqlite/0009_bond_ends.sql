-- What files bring and later files correct, and what our own people declare. The twin of this file stands in
-- migrations/postgres.

-- The version an import left a record at: with another one, somebody has changed it since.
ALTER TABLE obligations ADD COLUMN brought_version INTEGER;
UPDATE obligations SET brought_version = 1 WHERE created_by_import IS NOT NULL;
ALTER TABLE gifts ADD COLUMN brought_version INTEGER;
UPDATE gifts SET brought_version = 1 WHERE created_by_import IS NOT NULL;
ALTER TABLE supports ADD COLUMN brought_version INTEGER;
UPDATE supports SET brought_version = 1 WHERE created_by_import IS NOT NULL;
ALTER TABLE confidentiality_agreements ADD COLUMN created_by_import BLOB REFERENCES imports (id);
ALTER TABLE confidentiality_agreements ADD COLUMN brought_version INTEGER;
ALTER TABLE confidentiality_agreements ADD COLUMN is_sample INTEGER NOT NULL DEFAULT 0 CHECK (is_sample IN (0, 1));
CREATE INDEX confidentiality_agreements_by_import ON confidentiality_agreements (created_by_import);

-- An interest one of us has at a client: kin, a share, a second job, gifts. Who has one decides nothing there.
CREATE TABLE declared_interests (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    user_id BLOB NOT NULL REFERENCES users (id),
    kind TEXT NOT NULL CHECK (kind IN ('kinship', 'shareholding', 'second_job', 'gifts', 'other')),
    first_day TEXT NOT NULL CHECK (length(first_day) = 10),
    last_day TEXT CHECK (length(last_day) = 10),
    note TEXT NOT NULL,
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    version INTEGER NOT NULL,
    CHECK (last_day IS NULL OR first_day <= last_day)
) STRICT;
CREATE INDEX declared_interests_by_account ON declared_interests (account_id, user_id);
CREATE INDEX declared_interests_by_user ON declared_interests (user_id, id);
