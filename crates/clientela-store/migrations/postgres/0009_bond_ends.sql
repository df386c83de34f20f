-- What files bring and later files correct, and what our own people declare. The twin of this file stands in
-- migrations/sqlite.

-- The version an import left a record at: with another one, somebody has changed it since.
ALTER TABLE obligations ADD COLUMN brought_version BIGINT;
UPDATE obligations SET brought_version = 1 WHERE created_by_import IS NOT NULL;
ALTER TABLE gifts ADD COLUMN brought_version BIGINT;
UPDATE gifts SET brought_version = 1 WHERE created_by_import IS NOT NULL;
ALTER TABLE supports ADD COLUMN brought_version BIGINT;
UPDATE supports SET brought_version = 1 WHERE created_by_import IS NOT NULL;
ALTER TABLE confidentiality_agreements ADD COLUMN created_by_import UUID REFERENCES imports (id);
ALTER TABLE confidentiality_agreements ADD COLUMN brought_version BIGINT;
ALTER TABLE confidentiality_agreements ADD COLUMN is_sample BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX confidentiality_agreements_by_import ON confidentiality_agreements (created_by_import);

-- An interest one of us has at a client: kin, a share, a second job, gifts. Who has one decides nothing there.
CREATE TABLE declared_interests (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('kinship', 'shareholding', 'second_job', 'gifts', 'other')),
    first_day TEXT COLLATE "C" NOT NULL CHECK (length(first_day) = 10),
    last_day TEXT COLLATE "C" CHECK (length(last_day) = 10),
    note TEXT COLLATE "C" NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    CHECK (last_day IS NULL OR first_day <= last_day)
);
CREATE INDEX declared_interests_by_account ON declared_interests (account_id, user_id);
CREATE INDEX declared_interests_by_user ON declared_interests (user_id, id);
