-- Prospects: organisations that may become clients, where they come from, what is known of them, how far they
-- are. The twin of this file stands in migrations/sqlite.

-- Something that brings prospects: an advertisement, a catalogue, an exhibition, a seminar.
CREATE TABLE campaigns (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('advert', 'catalogue', 'exhibition', 'seminar')),
    name TEXT COLLATE "C" NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    first_day TEXT COLLATE "C" CHECK (length(first_day) = 10),
    last_day TEXT COLLATE "C" CHECK (length(last_day) = 10),
    cost TEXT COLLATE "C",
    currency TEXT COLLATE "C" CHECK (length(currency) = 3),
    note TEXT COLLATE "C" NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX campaigns_by_day ON campaigns (first_day, id);

-- A prospect. `name_key` is the name for finding twins; an answer nobody gave is unknown; `qualified_on` is the
-- first day on which it counted as qualified; `account_id` is the client it became; `brought_version` is the
-- version in which a file left it.
CREATE TABLE prospects (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    words_folded TEXT COLLATE "C" NOT NULL,
    registration_number TEXT COLLATE "C" NOT NULL,
    city TEXT COLLATE "C" NOT NULL,
    country TEXT COLLATE "C" NOT NULL,
    website TEXT COLLATE "C" NOT NULL,
    phone TEXT COLLATE "C" NOT NULL,
    email TEXT COLLATE "C" NOT NULL,
    owner_id UUID REFERENCES users (id),
    note TEXT COLLATE "C" NOT NULL,
    next_step TEXT COLLATE "C" NOT NULL,
    next_on TEXT COLLATE "C" CHECK (length(next_on) = 10),
    informed_on TEXT COLLATE "C" CHECK (length(informed_on) = 10),
    stage TEXT COLLATE "C" NOT NULL CHECK (stage IN ('prospect', 'contacted', 'qualified', 'offered', 'won', 'lost', 'parked')),
    stage_day TEXT COLLATE "C" NOT NULL CHECK (length(stage_day) = 10),
    stage_reason TEXT COLLATE "C" NOT NULL,
    stage_note TEXT COLLATE "C" NOT NULL,
    review_on TEXT COLLATE "C" CHECK (length(review_on) = 10),
    functional_need TEXT COLLATE "C" NOT NULL CHECK (functional_need IN ('yes', 'partly', 'no', 'unknown')),
    prestige_need TEXT COLLATE "C" NOT NULL CHECK (prestige_need IN ('yes', 'partly', 'no', 'unknown')),
    ability TEXT COLLATE "C" NOT NULL CHECK (ability IN ('yes', 'partly', 'no', 'unknown')),
    authority TEXT COLLATE "C" NOT NULL CHECK (authority IN ('yes', 'partly', 'no', 'unknown')),
    access TEXT COLLATE "C" NOT NULL CHECK (access IN ('yes', 'partly', 'no', 'unknown')),
    verdict TEXT COLLATE "C" NOT NULL CHECK (verdict IN ('qualified', 'disqualified', 'open')),
    qualified_on TEXT COLLATE "C" CHECK (length(qualified_on) = 10),
    account_id UUID REFERENCES accounts (id) ON DELETE SET NULL,
    account_made BOOLEAN NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_by_import UUID REFERENCES imports (id),
    created_at BIGINT NOT NULL,
    brought_version BIGINT,
    version BIGINT NOT NULL
);
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
    id UUID NOT NULL PRIMARY KEY,
    prospect_id UUID NOT NULL REFERENCES prospects (id) ON DELETE CASCADE,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('client', 'chain', 'influence', 'advert', 'catalogue', 'exhibition', 'seminar', 'directory', 'press', 'meeting', 'party', 'cold', 'spotter', 'service', 'observation', 'inherited', 'other')),
    channel TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    person_id UUID REFERENCES people (id),
    account_id UUID REFERENCES accounts (id) ON DELETE SET NULL,
    campaign_id UUID REFERENCES campaigns (id),
    detail TEXT COLLATE "C" NOT NULL,
    cost TEXT COLLATE "C",
    currency TEXT COLLATE "C" CHECK (length(currency) = 3),
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX prospect_sources_by_prospect ON prospect_sources (prospect_id, day, id);
CREATE INDEX prospect_sources_by_kind ON prospect_sources (kind, channel, prospect_id);
CREATE INDEX prospect_sources_by_person ON prospect_sources (person_id);
CREATE INDEX prospect_sources_by_account ON prospect_sources (account_id);
CREATE INDEX prospect_sources_by_campaign ON prospect_sources (campaign_id);

-- With whom we speak there.
CREATE TABLE prospect_people (
    prospect_id UUID NOT NULL REFERENCES prospects (id) ON DELETE CASCADE,
    person_id UUID NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    role TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (prospect_id, person_id)
);
CREATE INDEX prospect_people_by_person ON prospect_people (person_id);

-- Who is with a prospect is somebody's, as whoever is at a client is: not everybody sees them.
CREATE OR REPLACE FUNCTION affiliations_keep_placed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        UPDATE people SET placed = TRUE WHERE id = NEW.person_id AND NOT placed;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        UPDATE people SET placed = EXISTS (SELECT 1 FROM affiliations WHERE person_id = OLD.person_id)
            OR EXISTS (SELECT 1 FROM prospect_people WHERE person_id = OLD.person_id)
        WHERE id = OLD.person_id;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER prospect_people_come AFTER INSERT ON prospect_people
    FOR EACH ROW EXECUTE FUNCTION affiliations_keep_placed();
CREATE TRIGGER prospect_people_go AFTER DELETE ON prospect_people
    FOR EACH ROW EXECUTE FUNCTION affiliations_keep_placed();
CREATE TRIGGER prospect_people_pass AFTER UPDATE OF person_id ON prospect_people
    FOR EACH ROW EXECUTE FUNCTION affiliations_keep_placed();

-- What was found out, answer by answer; the latest of a question stands in the prospect.
CREATE TABLE prospect_answers (
    id UUID NOT NULL PRIMARY KEY,
    prospect_id UUID NOT NULL REFERENCES prospects (id) ON DELETE CASCADE,
    question TEXT COLLATE "C" NOT NULL CHECK (question IN ('functional_need', 'prestige_need', 'ability', 'authority', 'access')),
    answer TEXT COLLATE "C" NOT NULL CHECK (answer IN ('yes', 'partly', 'no', 'unknown')),
    evidence TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    author_id UUID REFERENCES users (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX prospect_answers_by_prospect ON prospect_answers (prospect_id, created_at, id);

-- Each step a prospect took, with the reason where one is asked for.
CREATE TABLE prospect_moves (
    id UUID NOT NULL PRIMARY KEY,
    prospect_id UUID NOT NULL REFERENCES prospects (id) ON DELETE CASCADE,
    stage TEXT COLLATE "C" NOT NULL CHECK (stage IN ('prospect', 'contacted', 'qualified', 'offered', 'won', 'lost', 'parked')),
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    reason TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    review_on TEXT COLLATE "C" CHECK (length(review_on) = 10),
    author_id UUID REFERENCES users (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX prospect_moves_by_prospect ON prospect_moves (prospect_id, created_at, id);
