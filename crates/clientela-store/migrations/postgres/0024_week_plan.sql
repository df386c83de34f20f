-- The plan of activity: time for visits, what visits are expected to bring, the visits that are meant, and the private
-- address of a calendar. The twin of this file stands in migrations/sqlite.

-- Quarters of an hour for visits on each weekday, and what a visit takes.
CREATE TABLE work_hours (
    user_id UUID NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    monday BIGINT NOT NULL CHECK (monday BETWEEN 0 AND 96),
    tuesday BIGINT NOT NULL CHECK (tuesday BETWEEN 0 AND 96),
    wednesday BIGINT NOT NULL CHECK (wednesday BETWEEN 0 AND 96),
    thursday BIGINT NOT NULL CHECK (thursday BETWEEN 0 AND 96),
    friday BIGINT NOT NULL CHECK (friday BETWEEN 0 AND 96),
    saturday BIGINT NOT NULL CHECK (saturday BETWEEN 0 AND 96),
    sunday BIGINT NOT NULL CHECK (sunday BETWEEN 0 AND 96),
    visit_quarters BIGINT NOT NULL CHECK (visit_quarters BETWEEN 1 AND 96),
    version BIGINT NOT NULL
);

-- The time of one very day, whatever its weekday has.
CREATE TABLE work_day_hours (
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    quarters BIGINT NOT NULL CHECK (quarters BETWEEN 0 AND 96),
    PRIMARY KEY (user_id, day)
);

-- What visits to a client or a prospect are expected to bring in a quarter of a year; only grows, the latest counts.
CREATE TABLE response_judgements (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID REFERENCES accounts (id) ON DELETE CASCADE,
    prospect_id UUID REFERENCES prospects (id) ON DELETE CASCADE,
    without_calls TEXT COLLATE "C" NOT NULL,
    saturated TEXT COLLATE "C" NOT NULL,
    calls_now BIGINT NOT NULL CHECK (calls_now BETWEEN 1 AND 92),
    brings_now TEXT COLLATE "C" NOT NULL,
    calls_more BIGINT NOT NULL CHECK (calls_more BETWEEN 2 AND 184),
    brings_more TEXT COLLATE "C" NOT NULL,
    visit_quarters BIGINT CHECK (visit_quarters BETWEEN 1 AND 96),
    evidence TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    author_id UUID REFERENCES users (id),
    author_name TEXT COLLATE "C" NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    CHECK ((account_id IS NULL) <> (prospect_id IS NULL))
);
CREATE INDEX response_judgements_by_account ON response_judgements (account_id, created_at, id);
CREATE INDEX response_judgements_by_prospect ON response_judgements (prospect_id, created_at, id);

-- A visit somebody means to make, and what became of it. A promised one stands before every optimum.
CREATE TABLE planned_visits (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id),
    account_id UUID REFERENCES accounts (id) ON DELETE CASCADE,
    prospect_id UUID REFERENCES prospects (id) ON DELETE CASCADE,
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    quarters BIGINT NOT NULL CHECK (quarters BETWEEN 1 AND 96),
    purpose TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL CHECK (reason IN ('step', 'review', 'prospect', 'silence', 'gain', 'own')),
    promised BOOLEAN NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('planned', 'done', 'missed', 'dropped')),
    missed_reason TEXT COLLATE "C" CHECK (missed_reason IN ('client_cancelled', 'we_cancelled', 'no_time', 'moved', 'other')),
    missed_note TEXT COLLATE "C" NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CHECK ((account_id IS NULL) <> (prospect_id IS NULL))
);
CREATE INDEX planned_visits_by_user ON planned_visits (user_id, day, id);
CREATE INDEX planned_visits_by_day ON planned_visits (day, id);
CREATE INDEX planned_visits_by_account ON planned_visits (account_id, day, id);
CREATE INDEX planned_visits_by_prospect ON planned_visits (prospect_id, day, id);

-- The address under which a calendar program reads somebody's visits. The book keeps its hash alone.
CREATE TABLE calendar_feeds (
    user_id UUID NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    secret_hash BYTEA NOT NULL UNIQUE,
    language TEXT COLLATE "C" NOT NULL CHECK (language IN ('bg', 'en')),
    created_at BIGINT NOT NULL
);
