-- What is known of whether a prospect can pay, and how far back the sources reach. The twin of this file stands in
-- migrations/postgres.

-- A fact about a prospect, as whoever tells it says: only added to, the latest of a kind counts. `holds` is false for
-- one that is no longer so, or was looked up and is not so. Sums of accounts are of the year `year`.
CREATE TABLE prospect_facts (
    id BLOB NOT NULL PRIMARY KEY,
    prospect_id BLOB NOT NULL REFERENCES prospects (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('credit_limit', 'exposure', 'accounts', 'insolvency', 'refused', 'deposit', 'reference')),
    holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
    amount TEXT,
    currency TEXT CHECK (length(currency) = 3),
    year INTEGER,
    revenue TEXT,
    result TEXT,
    source TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    author_id BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX prospect_facts_by_prospect ON prospect_facts (prospect_id, day, id);

CREATE INDEX prospect_sources_by_day ON prospect_sources (day, kind);
