-- The order of what happened, as lists read it. The twin of this file stands in migrations/postgres.

-- With an index that has only a part of the order a planner may read and sort the whole table for a page.
DROP INDEX interactions_by_account;
CREATE INDEX interactions_by_account ON interactions (account_id, day_order, created_at, id);
DROP INDEX interactions_by_day;
CREATE INDEX interactions_by_day ON interactions (day_order, created_at, id);
DROP INDEX interactions_by_kind;
CREATE INDEX interactions_by_kind ON interactions (kind, day_order, created_at, id);
DROP INDEX interactions_by_author;
CREATE INDEX interactions_by_author ON interactions (author_id, day_order, created_at, id);
