-- Files of visits that are meant or took place. The twin of this file stands in migrations/sqlite.

ALTER TABLE planned_visits ADD COLUMN created_by_import UUID REFERENCES imports (id);
ALTER TABLE planned_visits ADD COLUMN brought_version BIGINT;
CREATE INDEX planned_visits_by_import ON planned_visits (created_by_import);

-- A list of words can only be made longer by writing its check anew.
ALTER TABLE imports ADD COLUMN kind_of_file TEXT COLLATE "C" NOT NULL DEFAULT 'sales' CHECK (kind_of_file IN ('sales', 'accounts', 'people', 'interactions', 'obligations', 'gifts', 'support', 'people_map', 'confidentiality', 'agreements', 'executions', 'problems', 'survey_answers', 'prospects', 'positions', 'purchases', 'threats', 'opportunities', 'spotters', 'visits'));
UPDATE imports SET kind_of_file = kind;
ALTER TABLE imports DROP COLUMN kind;
ALTER TABLE imports RENAME COLUMN kind_of_file TO kind;

ALTER TABLE import_records DROP CONSTRAINT import_records_entity_check;
ALTER TABLE import_records ADD CONSTRAINT import_records_entity_check CHECK (entity IN ('account', 'person', 'affiliation', 'interaction', 'obligation', 'gift', 'support', 'confidentiality', 'agreement', 'execution_event', 'problem', 'survey_answer', 'prospect', 'competitor', 'competitor_position', 'client_purchase', 'threat', 'opportunity', 'spotter', 'planned_visit'));

ALTER TABLE external_codes DROP CONSTRAINT external_codes_entity_check;
ALTER TABLE external_codes ADD CONSTRAINT external_codes_entity_check CHECK (entity IN ('account', 'person', 'interaction', 'obligation', 'gift', 'support', 'confidentiality', 'agreement', 'problem', 'survey_answer', 'prospect', 'competitor_position', 'client_purchase', 'threat', 'execution_event', 'opportunity', 'spotter', 'planned_visit'));
