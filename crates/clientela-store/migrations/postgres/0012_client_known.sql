-- The client known: what hurts it, what threatens the business with it, and what it says of us. The twin of
-- this file stands in migrations/sqlite.

-- A problem of a client. `shown` is what we say our solution was worth, `confirmed` what the client says.
CREATE TABLE problems (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    what TEXT COLLATE "C" NOT NULL,
    what_folded TEXT COLLATE "C" NOT NULL,
    effect TEXT COLLATE "C" NOT NULL,
    cost TEXT COLLATE "C",
    said_by UUID REFERENCES people (id),
    owner_id UUID REFERENCES users (id),
    solution TEXT COLLATE "C" NOT NULL,
    alternatives TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'proposed', 'underway', 'solved', 'dropped')),
    shown TEXT COLLATE "C",
    confirmed TEXT COLLATE "C",
    currency TEXT COLLATE "C" CHECK (length(currency) = 3),
    confirmed_on TEXT COLLATE "C" CHECK (length(confirmed_on) = 10),
    confirmed_by UUID REFERENCES people (id),
    note TEXT COLLATE "C" NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_by_import UUID REFERENCES imports (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX problems_by_account ON problems (account_id, day, id);
CREATE INDEX problems_by_day ON problems (day, id);
CREATE INDEX problems_by_person ON problems (said_by);
CREATE INDEX problems_by_confirmation ON problems (confirmed_by);
CREATE INDEX problems_by_owner ON problems (owner_id, day);
CREATE INDEX problems_by_import ON problems (created_by_import);

-- A threat to the smooth run of business with a client. A likelihood or an effect nobody judged is absent.
CREATE TABLE threats (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('price', 'terms', 'capacity', 'other')),
    what TEXT COLLATE "C" NOT NULL,
    what_folded TEXT COLLATE "C" NOT NULL,
    likelihood BIGINT CHECK (likelihood BETWEEN 1 AND 5),
    effect BIGINT CHECK (effect BETWEEN 1 AND 5),
    alternative TEXT COLLATE "C" NOT NULL,
    early_sign TEXT COLLATE "C" NOT NULL,
    owner_id UUID REFERENCES users (id),
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    review_day TEXT COLLATE "C" CHECK (length(review_day) = 10),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('watched', 'arrived', 'passed')),
    note TEXT COLLATE "C" NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX threats_by_account ON threats (account_id, day, id);
CREATE INDEX threats_by_day ON threats (day, id);
CREATE INDEX threats_by_owner ON threats (owner_id, day);

-- A question how satisfied somebody is, sent as a link. Of the link only its hash is kept.
CREATE TABLE surveys (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    person_id UUID REFERENCES people (id),
    decides BOOLEAN NOT NULL,
    language TEXT COLLATE "C" NOT NULL CHECK (language IN ('bg', 'en')),
    secret_hash BYTEA NOT NULL UNIQUE,
    asked_on TEXT COLLATE "C" NOT NULL CHECK (length(asked_on) = 10),
    expires_at BIGINT NOT NULL,
    answered_at BIGINT,
    withdrawn_at BIGINT,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX surveys_by_account ON surveys (account_id, asked_on, id);
CREATE INDEX surveys_by_person ON surveys (person_id);

-- An answer. What was not answered is absent.
CREATE TABLE survey_answers (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    survey_id UUID REFERENCES surveys (id) ON DELETE SET NULL,
    person_id UUID REFERENCES people (id),
    decides BOOLEAN NOT NULL,
    channel TEXT COLLATE "C" NOT NULL CHECK (channel IN ('link', 'told', 'file')),
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    recommend BIGINT CHECK (recommend BETWEEN 0 AND 10),
    satisfied BIGINT CHECK (satisfied BETWEEN 1 AND 5),
    effort BIGINT CHECK (effort BETWEEN 1 AND 7),
    comment TEXT COLLATE "C" NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_by_import UUID REFERENCES imports (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX survey_answers_by_account ON survey_answers (account_id, day, id);
CREATE INDEX survey_answers_by_survey ON survey_answers (survey_id);
CREATE INDEX survey_answers_by_person ON survey_answers (person_id);
CREATE INDEX survey_answers_by_import ON survey_answers (created_by_import);
