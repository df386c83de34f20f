-- What is given and received, and the support both sides give each other. The twin of this file stands in
-- migrations/postgres.

-- A gift. `judged` is what the policy looked at when it was judged last: the limits of that day and the sums
-- of the twelve months before, as JSON. `counted` is the value in the currency of the policy.
CREATE TABLE gifts (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    direction TEXT NOT NULL CHECK (direction IN ('given', 'received')),
    person_id BLOB REFERENCES people (id),
    user_id BLOB REFERENCES users (id),
    kind TEXT NOT NULL CHECK (kind IN ('goods', 'meal', 'event', 'travel', 'sample', 'cash')),
    what TEXT NOT NULL,
    what_folded TEXT NOT NULL,
    occasion TEXT NOT NULL,
    reason TEXT NOT NULL,
    document TEXT NOT NULL,
    amount TEXT,
    currency TEXT CHECK (length(currency) = 3),
    counted TEXT,
    counted_currency TEXT NOT NULL CHECK (length(counted_currency) = 3),
    official TEXT NOT NULL CHECK (official IN ('no', 'yes', 'unknown')),
    day TEXT NOT NULL CHECK (length(day) = 10),
    decision_day TEXT CHECK (length(decision_day) = 10),
    judged TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('allowed', 'needs_approval', 'held_value', 'held_recipient', 'refused_cash', 'refused_official', 'refused_tender', 'refused_single', 'refused_person', 'refused_firm')),
    state TEXT NOT NULL CHECK (state IN ('recorded', 'waiting', 'approved', 'declined', 'refused', 'withdrawn')),
    decided_by BLOB REFERENCES users (id),
    decided_at INTEGER,
    decision_note TEXT NOT NULL,
    disposal TEXT CHECK (disposal IN ('returned', 'donated', 'shared')),
    disposal_day TEXT CHECK (length(disposal_day) = 10),
    disposal_note TEXT NOT NULL,
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_by_import BLOB REFERENCES imports (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CHECK ((amount IS NULL) = (currency IS NULL)),
    CHECK ((disposal IS NULL) = (disposal_day IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
) STRICT;
CREATE INDEX gifts_by_account ON gifts (account_id, day, id);
CREATE INDEX gifts_by_person ON gifts (person_id, day);
CREATE INDEX gifts_by_user ON gifts (user_id, day);
CREATE INDEX gifts_by_day ON gifts (day, id);
CREATE INDEX gifts_waiting ON gifts (day, id) WHERE state = 'waiting';
CREATE INDEX gifts_by_import ON gifts (created_by_import);

-- Support: who helps whom by what. `until_day` is the last day of something that lasts, and the day on which a
-- permission ends.
CREATE TABLE supports (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('us', 'them', 'both')),
    kind TEXT NOT NULL CHECK (kind IN ('reference', 'testimonial', 'introduction', 'advocacy', 'standing_by', 'joint_tender', 'joint_event', 'permission', 'use', 'fair', 'anniversary', 'review', 'incident', 'added_value', 'service')),
    what TEXT NOT NULL,
    what_folded TEXT NOT NULL,
    before_whom TEXT NOT NULL,
    person_id BLOB REFERENCES people (id),
    owner_id BLOB REFERENCES users (id),
    mark TEXT CHECK (mark IN ('name', 'logo', 'name_and_logo')),
    document TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    until_day TEXT CHECK (length(until_day) = 10),
    stated TEXT,
    confirmed TEXT,
    currency TEXT CHECK (length(currency) = 3),
    confirmed_on TEXT CHECK (length(confirmed_on) = 10),
    confirmed_by BLOB REFERENCES people (id),
    thanked_on TEXT CHECK (length(thanked_on) = 10),
    settled_on TEXT CHECK (length(settled_on) = 10),
    note TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'done', 'withdrawn')),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_by_import BLOB REFERENCES imports (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX supports_by_account ON supports (account_id, day, id);
CREATE INDEX supports_by_person ON supports (person_id, day);
CREATE INDEX supports_by_owner ON supports (owner_id, day);
CREATE INDEX supports_by_day ON supports (day, id);
CREATE INDEX supports_by_end ON supports (until_day, id);
CREATE INDEX supports_by_confirmation ON supports (confirmed_by);
CREATE INDEX supports_by_import ON supports (created_by_import);

-- Who of their people was asked to something held together, and came.
CREATE TABLE support_people (
    support_id BLOB NOT NULL REFERENCES supports (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL REFERENCES people (id),
    came INTEGER NOT NULL CHECK (came IN (0, 1)),
    PRIMARY KEY (support_id, person_id)
) STRICT;
CREATE INDEX support_people_by_person ON support_people (person_id);

-- Who of us.
CREATE TABLE support_users (
    support_id BLOB NOT NULL REFERENCES supports (id) ON DELETE CASCADE,
    user_id BLOB NOT NULL REFERENCES users (id),
    came INTEGER NOT NULL CHECK (came IN (0, 1)),
    PRIMARY KEY (support_id, user_id)
) STRICT;
CREATE INDEX support_users_by_user ON support_users (user_id);

-- The support a promise comes from.
ALTER TABLE obligations ADD COLUMN support_id BLOB REFERENCES supports (id) ON DELETE SET NULL;
CREATE INDEX obligations_by_support ON obligations (support_id);
