-- How far the relationship with a client has come: what people say of the facts, and the reviews in which the stage
-- was set. The twin of this file stands in migrations/sqlite.

-- What somebody says of a fact, with the evidence; every answer is kept, the latest counts.
CREATE TABLE stage_answers (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    fact TEXT COLLATE "C" NOT NULL,
    holds TEXT COLLATE "C" NOT NULL CHECK (holds IN ('yes', 'unknown', 'no')),
    evidence TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    author_id UUID REFERENCES users (id),
    author_name TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX stage_answers_by_account ON stage_answers (account_id, fact, day, id);

-- A review: what the facts spoke for, and what stands after it. The latest is what stands now.
CREATE TABLE stage_reviews (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    at_least TEXT COLLATE "C" NOT NULL,
    at_most TEXT COLLATE "C" NOT NULL,
    uncoupling TEXT COLLATE "C" NOT NULL CHECK (uncoupling IN ('yes', 'unknown', 'no')),
    stage TEXT COLLATE "C",
    coming_apart BOOLEAN NOT NULL,
    target TEXT COLLATE "C",
    cap TEXT COLLATE "C",
    cap_reason TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    author_id UUID REFERENCES users (id),
    author_name TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX stage_reviews_by_account ON stage_reviews (account_id, day, id);
