-- Prospects: organisations that may become clients, where they come from, what is known of them, how far they
-- are. The twin of this file stands in migrations/postgres.

-- Something that brings prospects: an advertisement, a catalogue, an exhibition, a seminar.
CREATE TABLE campaigns (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('advert', 'catalogue', 'exhibition', 'seminar')),
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    first_day TEXT CHECK (length(first_day) = 10),
    last_day TEXT CHECK (length(last_day) = 10),
    cost TEXT,
    currency TEXT CHECK (length(currency) = 3),
    note TEXT NOT NULL,
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX campaigns_by_day ON campaigns (first_day, id);

-- A prospect. `name_key` is the name for finding twins; an answer nobody gave is unknown; `qualified_on` is the
-- first day on which it counted as qualified; `account_id` is the client it became; `brought_version` is the
-- version in which a file left it.
CREATE TABLE prospects (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    name_key TEXT NOT NULL,
    words_folded TEXT NOT NULL,
    registration_number TEXT NOT NULL,
    city TEXT NOT NULL,
    country TEXT NOT NULL,
    website TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    owner_id BLOB REFERENCES users (id),
    note TEXT NOT NULL,
    next_step TEXT NOT NULL,
    next_on TEXT CHECK (length(next_on) = 10),
    informed_on TEXT CHECK (length(informed_on) = 10),
    stage TEXT NOT NULL CHECK (stage IN ('prospect', 'contacted', 'qualified', 'offered', 'won', 'lost', 'parked')),
    stage_day TEXT NOT NULL CHECK (length(stage_day) = 10),
    stage_reason TEXT NOT NULL,
    stage_note TEXT NOT NULL,
    review_on TEXT CHECK (length(review_on) = 10),
    functional_need TEXT NOT NULL CHECK (functional_need IN ('yes', 'partly', 'no', 'unknown')),
    prestige_need TEXT NOT NULL CHECK (prestige_need IN ('yes', 'partly', 'no', 'unknown')),
    ability TEXT NOT NULL CHECK (ability IN ('yes', 'partly', 'no', 'unknown')),
    authority TEXT NOT NULL CHECK (authority IN ('yes', 'partly', 'no', 'unknown')),
    access TEXT NOT NULL CHECK (access IN ('yes', 'partly', 'no', 'unknown')),
    verdict TEXT NOT NULL CHECK (verdict IN ('qualified', 'disqualified', 'open')),
    qualified_on TEXT CHECK (length(qualified_on) = 10),
    account_id BLOB REFERENCES accounts (id) ON DELETE SET NULL,
    account_made INTEGER NOT NULL CHECK (account_made IN (0, 1)),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_by_import BLOB REFERENCES imports (id),
    created_at INTEGER NOT NULL,
    brought_version INTEGER,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX prospects_by_name ON prospects (name_folded, id);
CREATE INDEX prospects_by_stage ON prospects (stage, id);
CREATE INDEX prospects_by_next_day ON prospects (COALESCE(next_on, '9999-99-99'), id);
CREATE INDEX prospects_by_key ON prospects (name_key);
CREATE INDEX prospects_by_number ON prospects (registration_number);
CREATE INDEX prospects_by_owner ON prospects (owner_id, stage, id);
CREATE INDEX prospects_by_review ON prospects (review_on) WHERE review_on IS NOT NULL;
CREATE INDEX prospects_by_account ON prospects (account_id);
CREATE INDEX prospects_by_import ON prospects (created_by_import);

-- One way in which a prospect came to us: by whom, from where, for how much. `channel` is the firm's own name of
-- a way that is none of ours.
CREATE TABLE prospect_sources (
    id BLOB NOT NULL PRIMARY KEY,
    prospect_id BLOB NOT NULL REFERENCES prospects (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('client', 'chain', 'influence', 'advert', 'catalogue', 'exhibition', 'seminar', 'directory', 'press', 'meeting', 'party', 'cold', 'spotter', 'service', 'observation', 'inherited', 'other')),
    channel TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    person_id BLOB REFERENCES people (id),
    account_id BLOB REFERENCES accounts (id) ON DELETE SET NULL,
    campaign_id BLOB REFERENCES campaigns (id),
    detail TEXT NOT NULL,
    cost TEXT,
    currency TEXT CHECK (length(currency) = 3),
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX prospect_sources_by_prospect ON prospect_sources (prospect_id, day, id);
CREATE INDEX prospect_sources_by_kind ON prospect_sources (kind, channel, prospect_id);
CREATE INDEX prospect_sources_by_person ON prospect_sources (person_id);
CREATE INDEX prospect_sources_by_account ON prospect_sources (account_id);
CREATE INDEX prospect_sources_by_campaign ON prospect_sources (campaign_id);

-- With whom we speak there.
CREATE TABLE prospect_people (
    prospect_id BLOB NOT NULL REFERENCES prospects (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (prospect_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX prospect_people_by_person ON prospect_people (person_id);

-- Who is with a prospect is somebody's, as whoever is at a client is: not everybody sees them.
CREATE TRIGGER prospect_people_come AFTER INSERT ON prospect_people
BEGIN
    UPDATE people SET placed = 1 WHERE id = NEW.person_id AND placed = 0;
END;
CREATE TRIGGER prospect_people_go AFTER DELETE ON prospect_people
BEGIN
    UPDATE people SET placed = EXISTS (SELECT 1 FROM affiliations WHERE person_id = OLD.person_id)
        OR EXISTS (SELECT 1 FROM prospect_people WHERE person_id = OLD.person_id)
    WHERE id = OLD.person_id;
END;
CREATE TRIGGER prospect_people_pass AFTER UPDATE OF person_id ON prospect_people
BEGIN
    UPDATE people SET placed = 1 WHERE id = NEW.person_id;
    UPDATE people SET placed = EXISTS (SELECT 1 FROM affiliations WHERE person_id = OLD.person_id)
        OR EXISTS (SELECT 1 FROM prospect_people WHERE person_id = OLD.person_id)
    WHERE id = OLD.person_id;
END;
DROP TRIGGER affiliations_go;
CREATE TRIGGER affiliations_go AFTER DELETE ON affiliations
BEGIN
    UPDATE people SET placed = EXISTS (SELECT 1 FROM affiliations WHERE person_id = OLD.person_id)
        OR EXISTS (SELECT 1 FROM prospect_people WHERE person_id = OLD.person_id)
    WHERE id = OLD.person_id;
END;
DROP TRIGGER affiliations_pass;
CREATE TRIGGER affiliations_pass AFTER UPDATE OF person_id ON affiliations
BEGIN
    UPDATE people SET placed = 1 WHERE id = NEW.person_id;
    UPDATE people SET placed = EXISTS (SELECT 1 FROM affiliations WHERE person_id = OLD.person_id)
        OR EXISTS (SELECT 1 FROM prospect_people WHERE person_id = OLD.person_id)
    WHERE id = OLD.person_id;
END;

-- What was found out, answer by answer; the latest of a question stands in the prospect.
CREATE TABLE prospect_answers (
    id BLOB NOT NULL PRIMARY KEY,
    prospect_id BLOB NOT NULL REFERENCES prospects (id) ON DELETE CASCADE,
    question TEXT NOT NULL CHECK (question IN ('functional_need', 'prestige_need', 'ability', 'authority', 'access')),
    answer TEXT NOT NULL CHECK (answer IN ('yes', 'partly', 'no', 'unknown')),
    evidence TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    author_id BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX prospect_answers_by_prospect ON prospect_answers (prospect_id, created_at, id);

-- Each step a prospect took, with the reason where one is asked for.
CREATE TABLE prospect_moves (
    id BLOB NOT NULL PRIMARY KEY,
    prospect_id BLOB NOT NULL REFERENCES prospects (id) ON DELETE CASCADE,
    stage TEXT NOT NULL CHECK (stage IN ('prospect', 'contacted', 'qualified', 'offered', 'won', 'lost', 'parked')),
    day TEXT NOT NULL CHECK (length(day) = 10),
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    review_on TEXT CHECK (length(review_on) = 10),
    author_id BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX prospect_moves_by_prospect ON prospect_moves (prospect_id, created_at, id);
