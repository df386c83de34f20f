-- The plan of activity: time for visits, what visits are expected to bring, the visits that are meant, and the private
-- address of a calendar. The twin of this file stands in migrations/postgres.

-- Quarters of an hour for visits on each weekday, and what a visit takes.
CREATE TABLE work_hours (
    user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    monday INTEGER NOT NULL CHECK (monday BETWEEN 0 AND 96),
    tuesday INTEGER NOT NULL CHECK (tuesday BETWEEN 0 AND 96),
    wednesday INTEGER NOT NULL CHECK (wednesday BETWEEN 0 AND 96),
    thursday INTEGER NOT NULL CHECK (thursday BETWEEN 0 AND 96),
    friday INTEGER NOT NULL CHECK (friday BETWEEN 0 AND 96),
    saturday INTEGER NOT NULL CHECK (saturday BETWEEN 0 AND 96),
    sunday INTEGER NOT NULL CHECK (sunday BETWEEN 0 AND 96),
    visit_quarters INTEGER NOT NULL CHECK (visit_quarters BETWEEN 1 AND 96),
    version INTEGER NOT NULL
) STRICT;

-- The time of one very day, whatever its weekday has.
CREATE TABLE work_day_hours (
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    day TEXT NOT NULL CHECK (length(day) = 10),
    quarters INTEGER NOT NULL CHECK (quarters BETWEEN 0 AND 96),
    PRIMARY KEY (user_id, day)
) STRICT, WITHOUT ROWID;

-- What visits to a client or a prospect are expected to bring in a quarter of a year; only grows, the latest counts.
CREATE TABLE response_judgements (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB REFERENCES accounts (id) ON DELETE CASCADE,
    prospect_id BLOB REFERENCES prospects (id) ON DELETE CASCADE,
    without_calls TEXT NOT NULL,
    saturated TEXT NOT NULL,
    calls_now INTEGER NOT NULL CHECK (calls_now BETWEEN 1 AND 92),
    brings_now TEXT NOT NULL,
    calls_more INTEGER NOT NULL CHECK (calls_more BETWEEN 2 AND 184),
    brings_more TEXT NOT NULL,
    visit_quarters INTEGER CHECK (visit_quarters BETWEEN 1 AND 96),
    evidence TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    author_id BLOB REFERENCES users (id),
    author_name TEXT NOT NULL,
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_at INTEGER NOT NULL,
    CHECK ((account_id IS NULL) <> (prospect_id IS NULL))
) STRICT;
CREATE INDEX response_judgements_by_account ON response_judgements (account_id, created_at, id);
CREATE INDEX response_judgements_by_prospect ON response_judgements (prospect_id, created_at, id);

-- A visit somebody means to make, and what became of it. A promised one stands before every optimum.
CREATE TABLE planned_visits (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id),
    account_id BLOB REFERENCES accounts (id) ON DELETE CASCADE,
    prospect_id BLOB REFERENCES prospects (id) ON DELETE CASCADE,
    day TEXT NOT NULL CHECK (length(day) = 10),
    quarters INTEGER NOT NULL CHECK (quarters BETWEEN 1 AND 96),
    purpose TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('step', 'review', 'prospect', 'silence', 'gain', 'own')),
    promised INTEGER NOT NULL CHECK (promised IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('planned', 'done', 'missed', 'dropped')),
    missed_reason TEXT CHECK (missed_reason IN ('client_cancelled', 'we_cancelled', 'no_time', 'moved', 'other')),
    missed_note TEXT NOT NULL,
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CHECK ((account_id IS NULL) <> (prospect_id IS NULL))
) STRICT;
CREATE INDEX planned_visits_by_user ON planned_visits (user_id, day, id);
CREATE INDEX planned_visits_by_day ON planned_visits (day, id);
CREATE INDEX planned_visits_by_account ON planned_visits (account_id, day, id);
CREATE INDEX planned_visits_by_prospect ON planned_visits (prospect_id, day, id);

-- The address under which a calendar program reads somebody's visits. The book keeps its hash alone.
CREATE TABLE calendar_feeds (
    user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    secret_hash BLOB NOT NULL UNIQUE,
    language TEXT NOT NULL CHECK (language IN ('bg', 'en')),
    created_at INTEGER NOT NULL
) STRICT;
