-- The client known: what hurts it, what threatens the business with it, and what it says of us. The twin of
-- this file stands in migrations/postgres.

-- A problem of a client. `shown` is what we say our solution was worth, `confirmed` what the client says.
CREATE TABLE problems (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    what TEXT NOT NULL,
    what_folded TEXT NOT NULL,
    effect TEXT NOT NULL,
    cost TEXT,
    said_by BLOB REFERENCES people (id),
    owner_id BLOB REFERENCES users (id),
    solution TEXT NOT NULL,
    alternatives TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    state TEXT NOT NULL CHECK (state IN ('open', 'proposed', 'underway', 'solved', 'dropped')),
    shown TEXT,
    confirmed TEXT,
    currency TEXT CHECK (length(currency) = 3),
    confirmed_on TEXT CHECK (length(confirmed_on) = 10),
    confirmed_by BLOB REFERENCES people (id),
    note TEXT NOT NULL,
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_by_import BLOB REFERENCES imports (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX problems_by_account ON problems (account_id, day, id);
CREATE INDEX problems_by_day ON problems (day, id);
CREATE INDEX problems_by_person ON problems (said_by);
CREATE INDEX problems_by_confirmation ON problems (confirmed_by);
CREATE INDEX problems_by_owner ON problems (owner_id, day);
CREATE INDEX problems_by_import ON problems (created_by_import);

-- A threat to the smooth run of business with a client. A likelihood or an effect nobody judged is absent.
CREATE TABLE threats (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('price', 'terms', 'capacity', 'other')),
    what TEXT NOT NULL,
    what_folded TEXT NOT NULL,
    likelihood INTEGER CHECK (likelihood BETWEEN 1 AND 5),
    effect INTEGER CHECK (effect BETWEEN 1 AND 5),
    alternative TEXT NOT NULL,
    early_sign TEXT NOT NULL,
    owner_id BLOB REFERENCES users (id),
    day TEXT NOT NULL CHECK (length(day) = 10),
    review_day TEXT CHECK (length(review_day) = 10),
    state TEXT NOT NULL CHECK (state IN ('watched', 'arrived', 'passed')),
    note TEXT NOT NULL,
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX threats_by_account ON threats (account_id, day, id);
CREATE INDEX threats_by_day ON threats (day, id);
CREATE INDEX threats_by_owner ON threats (owner_id, day);

-- A question how satisfied somebody is, sent as a link. Of the link only its hash is kept.
CREATE TABLE surveys (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    person_id BLOB REFERENCES people (id),
    decides INTEGER NOT NULL CHECK (decides IN (0, 1)),
    language TEXT NOT NULL CHECK (language IN ('bg', 'en')),
    secret_hash BLOB NOT NULL UNIQUE,
    asked_on TEXT NOT NULL CHECK (length(asked_on) = 10),
    expires_at INTEGER NOT NULL,
    answered_at INTEGER,
    withdrawn_at INTEGER,
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX surveys_by_account ON surveys (account_id, asked_on, id);
CREATE INDEX surveys_by_person ON surveys (person_id);

-- An answer. What was not answered is absent.
CREATE TABLE survey_answers (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    survey_id BLOB REFERENCES surveys (id) ON DELETE SET NULL,
    person_id BLOB REFERENCES people (id),
    decides INTEGER NOT NULL CHECK (decides IN (0, 1)),
    channel TEXT NOT NULL CHECK (channel IN ('link', 'told', 'file')),
    day TEXT NOT NULL CHECK (length(day) = 10),
    recommend INTEGER CHECK (recommend BETWEEN 0 AND 10),
    satisfied INTEGER CHECK (satisfied BETWEEN 1 AND 5),
    effort INTEGER CHECK (effort BETWEEN 1 AND 7),
    comment TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_by_import BLOB REFERENCES imports (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX survey_answers_by_account ON survey_answers (account_id, day, id);
CREATE INDEX survey_answers_by_survey ON survey_answers (survey_id);
CREATE INDEX survey_answers_by_person ON survey_answers (person_id);
CREATE INDEX survey_answers_by_import ON survey_answers (created_by_import);
