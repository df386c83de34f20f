-- The endless chain: whether whoever we spoke with was asked whom else they know. The twin of this file stands in
-- migrations/postgres.

ALTER TABLE interactions ADD COLUMN asked TEXT NOT NULL DEFAULT 'not_recorded' CHECK (asked IN ('yes', 'no', 'not_recorded'));
