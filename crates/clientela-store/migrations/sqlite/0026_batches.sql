-- Organisations nobody of ours knows, called on list by list; and campaigns that are meetings or parties. The twin of
-- this file stands in migrations/postgres.

-- A batch of cold contacts: from which list, why it was chosen, who works it, what it cost.
CREATE TABLE cold_batches (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    list_from TEXT NOT NULL,
    reason TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    worker_id BLOB REFERENCES users (id),
    cost TEXT,
    currency TEXT CHECK (length(currency) = 3),
    note TEXT NOT NULL,
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX cold_batches_by_day ON cold_batches (day, id);
CREATE INDEX cold_batches_by_worker ON cold_batches (worker_id);

-- In which batch a cold name came.
ALTER TABLE prospect_sources ADD COLUMN batch_id BLOB REFERENCES cold_batches (id);
CREATE INDEX prospect_sources_by_batch ON prospect_sources (batch_id);

-- A professional meeting and a party are campaigns too.
ALTER TABLE campaigns ADD COLUMN kind_wide TEXT NOT NULL DEFAULT 'advert' CHECK (kind_wide IN ('advert', 'catalogue', 'exhibition', 'seminar', 'meeting', 'party'));
UPDATE campaigns SET kind_wide = kind;
ALTER TABLE campaigns DROP COLUMN kind;
ALTER TABLE campaigns RENAME COLUMN kind_wide TO kind;
