-- Whom to greet this morning. The twin of this file stands in migrations/postgres.

-- `1978-11-26`, or `11-26` when nobody knows the year.
ALTER TABLE people ADD COLUMN birthday TEXT CHECK (length(birthday) IN (5, 10));
CREATE INDEX people_by_birthday ON people (substr(birthday, length(birthday) - 4)) WHERE birthday IS NOT NULL;

-- What somebody did with a greeting that was put before them. It is not put before them again up to
-- `until_day`, the day itself included.
CREATE TABLE greetings (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id),
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    person_id BLOB REFERENCES people (id),
    day TEXT NOT NULL CHECK (length(day) = 10),
    state TEXT NOT NULL CHECK (state IN ('greeted', 'put_off', 'wrong')),
    until_day TEXT NOT NULL CHECK (length(until_day) = 10),
    note TEXT NOT NULL,
    -- The reasons it was put before them for: codes, a space between.
    kinds TEXT NOT NULL,
    interaction_id BLOB REFERENCES interactions (id) ON DELETE SET NULL,
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    CHECK (until_day >= day)
) STRICT;
CREATE INDEX greetings_by_user ON greetings (user_id, until_day);
CREATE INDEX greetings_by_account ON greetings (account_id);
CREATE INDEX greetings_by_person ON greetings (person_id);
CREATE INDEX greetings_by_interaction ON greetings (interaction_id);
