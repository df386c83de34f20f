-- Whom to greet this morning. The twin of this file stands in migrations/sqlite.

-- `1978-11-26`, or `11-26` when nobody knows the year.
ALTER TABLE people ADD COLUMN birthday TEXT COLLATE "C" CHECK (length(birthday) IN (5, 10));
CREATE INDEX people_by_birthday ON people (substr(birthday, length(birthday) - 4)) WHERE birthday IS NOT NULL;

-- What somebody did with a greeting that was put before them. It is not put before them again up to
-- `until_day`, the day itself included.
CREATE TABLE greetings (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id),
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    person_id UUID REFERENCES people (id),
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('greeted', 'put_off', 'wrong')),
    until_day TEXT COLLATE "C" NOT NULL CHECK (length(until_day) = 10),
    note TEXT COLLATE "C" NOT NULL,
    -- The reasons it was put before them for: codes, a space between.
    kinds TEXT COLLATE "C" NOT NULL,
    interaction_id UUID REFERENCES interactions (id) ON DELETE SET NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    CHECK (until_day >= day)
);
CREATE INDEX greetings_by_user ON greetings (user_id, until_day);
CREATE INDEX greetings_by_account ON greetings (account_id);
CREATE INDEX greetings_by_person ON greetings (person_id);
CREATE INDEX greetings_by_interaction ON greetings (interaction_id);
