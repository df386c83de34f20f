-- How far the relationship with a client has come: what people say of the facts, and the reviews in which the stage
-- was set. The twin of this file stands in migrations/postgres.

-- What somebody says of a fact, with the evidence; every answer is kept, the latest counts.
CREATE TABLE stage_answers (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    fact TEXT NOT NULL,
    holds TEXT NOT NULL CHECK (holds IN ('yes', 'unknown', 'no')),
    evidence TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    author_id BLOB REFERENCES users (id),
    author_name TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX stage_answers_by_account ON stage_answers (account_id, fact, day, id);

-- A review: what the facts spoke for, and what stands after it. The latest is what stands now.
CREATE TABLE stage_reviews (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    day TEXT NOT NULL CHECK (length(day) = 10),
    at_least TEXT NOT NULL,
    at_most TEXT NOT NULL,
    uncoupling TEXT NOT NULL CHECK (uncoupling IN ('yes', 'unknown', 'no')),
    stage TEXT,
    coming_apart INTEGER NOT NULL CHECK (coming_apart IN (0, 1)),
    target TEXT,
    cap TEXT,
    cap_reason TEXT NOT NULL,
    reason TEXT NOT NULL,
    author_id BLOB REFERENCES users (id),
    author_name TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX stage_reviews_by_account ON stage_reviews (account_id, day, id);
