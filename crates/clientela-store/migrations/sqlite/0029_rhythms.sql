-- Files of visits that are meant or took place. The twin of this file stands in migrations/postgres.

ALTER TABLE planned_visits ADD COLUMN created_by_import BLOB REFERENCES imports (id);
ALTER TABLE planned_visits ADD COLUMN brought_version INTEGER;
CREATE INDEX planned_visits_by_import ON planned_visits (created_by_import);

-- A list of words can only be made longer by writing its column or its table anew.
ALTER TABLE imports ADD COLUMN kind_of_file TEXT NOT NULL DEFAULT 'sales' CHECK (kind_of_file IN ('sales', 'accounts', 'people', 'interactions', 'obligations', 'gifts', 'support', 'people_map', 'confidentiality', 'agreements', 'executions', 'problems', 'survey_answers', 'prospects', 'positions', 'purchases', 'threats', 'opportunities', 'spotters', 'visits'));
UPDATE imports SET kind_of_file = kind;
ALTER TABLE imports DROP COLUMN kind;
ALTER TABLE imports RENAME COLUMN kind_of_file TO kind;

CREATE TABLE import_records_new (
    import_id BLOB NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    entity TEXT NOT NULL CHECK (entity IN ('account', 'person', 'affiliation', 'interaction', 'obligation', 'gift', 'support', 'confidentiality', 'agreement', 'execution_event', 'problem', 'survey_answer', 'prospect', 'competitor', 'competitor_position', 'client_purchase', 'threat', 'opportunity', 'spotter', 'planned_visit')),
    entity_id BLOB NOT NULL,
    detail TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('created', 'changed', 'linked')),
    before TEXT,
    after TEXT,
    PRIMARY KEY (import_id, entity, entity_id, detail)
) STRICT, WITHOUT ROWID;
INSERT INTO import_records_new (import_id, entity, entity_id, detail, action, before, after)
    SELECT import_id, entity, entity_id, detail, action, before, after FROM import_records;
DROP TABLE import_records;
ALTER TABLE import_records_new RENAME TO import_records;
CREATE INDEX import_records_by_record ON import_records (entity, entity_id);

CREATE TABLE external_codes_new (
    entity TEXT NOT NULL CHECK (entity IN ('account', 'person', 'interaction', 'obligation', 'gift', 'support', 'confidentiality', 'agreement', 'problem', 'survey_answer', 'prospect', 'competitor_position', 'client_purchase', 'threat', 'execution_event', 'opportunity', 'spotter', 'planned_visit')),
    system TEXT NOT NULL,
    code TEXT NOT NULL,
    entity_id BLOB NOT NULL,
    PRIMARY KEY (entity, system, code)
) STRICT, WITHOUT ROWID;
INSERT INTO external_codes_new (entity, system, code, entity_id)
    SELECT entity, system, code, entity_id FROM external_codes;
DROP TABLE external_codes;
ALTER TABLE external_codes_new RENAME TO external_codes;
CREATE INDEX external_codes_by_record ON external_codes (entity, entity_id);
