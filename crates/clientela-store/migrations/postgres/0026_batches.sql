-- Organisations nobody of ours knows, called on list by list; and campaigns that are meetings or parties. The twin of
-- this file stands in migrations/sqlite.

-- A batch of cold contacts: from which list, why it was chosen, who works it, what it cost.
CREATE TABLE cold_batches (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    list_from TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    worker_id UUID REFERENCES users (id),
    cost TEXT COLLATE "C",
    currency TEXT COLLATE "C" CHECK (length(currency) = 3),
    note TEXT COLLATE "C" NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX cold_batches_by_day ON cold_batches (day, id);
CREATE INDEX cold_batches_by_worker ON cold_batches (worker_id);

-- In which batch a cold name came.
ALTER TABLE prospect_sources ADD COLUMN batch_id UUID REFERENCES cold_batches (id);
CREATE INDEX prospect_sources_by_batch ON prospect_sources (batch_id);

-- A professional meeting and a party are campaigns too.
ALTER TABLE campaigns DROP CONSTRAINT campaigns_kind_check;
ALTER TABLE campaigns ADD CONSTRAINT campaigns_kind_check CHECK (kind IN ('advert', 'catalogue', 'exhibition', 'seminar', 'meeting', 'party'));
