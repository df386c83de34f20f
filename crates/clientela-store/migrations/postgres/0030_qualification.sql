-- What is known of whether a prospect can pay, and how far back the sources reach. The twin of this file stands in
-- migrations/sqlite.

-- A fact about a prospect, as whoever tells it says: only added to, the latest of a kind counts. `holds` is false for
-- one that is no longer so, or was looked up and is not so. Sums of accounts are of the year `year`.
CREATE TABLE prospect_facts (
    id UUID NOT NULL PRIMARY KEY,
    prospect_id UUID NOT NULL REFERENCES prospects (id) ON DELETE CASCADE,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('credit_limit', 'exposure', 'accounts', 'insolvency', 'refused', 'deposit', 'reference')),
    holds BOOLEAN NOT NULL,
    amount TEXT COLLATE "C",
    currency TEXT COLLATE "C" CHECK (length(currency) = 3),
    year BIGINT,
    revenue TEXT COLLATE "C",
    result TEXT COLLATE "C",
    source TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    author_id UUID REFERENCES users (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX prospect_facts_by_prospect ON prospect_facts (prospect_id, day, id);

CREATE INDEX prospect_sources_by_day ON prospect_sources (day, kind);
