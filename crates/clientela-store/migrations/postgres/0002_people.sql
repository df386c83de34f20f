-- Clients, people and roles. The twin of this file stands in migrations/sqlite.

-- The firm's own people: teams, absences, who sees whose clients -------------------------------------

CREATE TABLE teams (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL UNIQUE,
    parent_id UUID REFERENCES teams (id),
    leader_id UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

ALTER TABLE users ADD COLUMN team_id UUID REFERENCES teams (id);
-- Empty: as the role has it.
ALTER TABLE users ADD COLUMN visibility TEXT COLLATE "C" CHECK (visibility IN ('own', 'team', 'all'));
ALTER TABLE users ADD COLUMN last_sign_in_at BIGINT;

-- What the firm allows a role beyond what it may anyway.
CREATE TABLE role_permissions (
    role TEXT COLLATE "C" NOT NULL CHECK (role IN ('key_account_manager', 'sales_representative', 'reader')),
    permission TEXT COLLATE "C" NOT NULL CHECK (permission IN ('see_firm_totals', 'import')),
    PRIMARY KEY (role, permission)
);

CREATE TABLE absences (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id),
    substitute_id UUID NOT NULL REFERENCES users (id),
    first_day TEXT COLLATE "C" NOT NULL CHECK (length(first_day) = 10),
    last_day TEXT COLLATE "C" NOT NULL CHECK (length(last_day) = 10),
    note TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CHECK (user_id <> substitute_id),
    CHECK (first_day <= last_day)
);
CREATE INDEX absences_by_user ON absences (user_id, first_day);

-- Whose clients a viewer sees and why; derived from users, teams and absences in the transaction that
-- changes them. Viewers who see all clients need no rows.
CREATE TABLE sight (
    viewer_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    owner_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    reason TEXT COLLATE "C" NOT NULL CHECK (reason IN ('own', 'team', 'substitute')),
    first_day TEXT COLLATE "C" NOT NULL CHECK (length(first_day) = 10),
    last_day TEXT COLLATE "C" NOT NULL CHECK (length(last_day) = 10),
    PRIMARY KEY (viewer_id, owner_id, reason, first_day)
);

-- Sales representatives as sales files write them, and the users they are.
CREATE TABLE sales_representatives (
    name_folded TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    user_id UUID REFERENCES users (id),
    first_seen_at BIGINT NOT NULL
);

CREATE INDEX journal_by_kind ON journal (entity, seq);
CREATE INDEX journal_by_actor ON journal (actor, seq);

-- Positions of the journal grow in the order of the commits: whoever remembers a computed value by
-- the last position must never miss a change that took a lower one and became visible later.
CREATE FUNCTION journal_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(4920115);
    RETURN NULL;
END
$$;
CREATE TRIGGER journal_keeps_order BEFORE INSERT ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_in_order();

-- Accounts, whole ------------------------------------------------------------------------------------
-- Days of the past may lack day or month and lie before Christ: such columns hold an event day's
-- canonical text, and beside it its order as an integer where lists sort by it.

ALTER TABLE accounts ADD COLUMN legal_name TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN legal_form TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN country TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN address TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN phone TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN email TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN website TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN note TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN parent_id UUID REFERENCES accounts (id);
ALTER TABLE accounts ADD COLUMN substitute_id UUID REFERENCES users (id);
ALTER TABLE accounts ADD COLUMN origin TEXT COLLATE "C" CHECK (origin IN ('won', 'inherited', 'introduced', 'former_employee', 'foreign'));
ALTER TABLE accounts ADD COLUMN origin_note TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN acquired_on TEXT COLLATE "C";
-- Days between contacts, when people set it; otherwise the firm's setting.
ALTER TABLE accounts ADD COLUMN rhythm_days BIGINT CHECK (rhythm_days > 0);
ALTER TABLE accounts ADD COLUMN last_contact_order BIGINT;
ALTER TABLE accounts ADD COLUMN deleted_at BIGINT;
ALTER TABLE accounts ADD COLUMN deleted_by UUID REFERENCES users (id);
ALTER TABLE accounts ADD COLUMN merged_into UUID REFERENCES accounts (id);
CREATE INDEX accounts_by_parent ON accounts (parent_id);
CREATE INDEX accounts_by_substitute ON accounts (substitute_id);
CREATE INDEX accounts_by_deletion ON accounts (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX accounts_by_registration_number ON accounts (registration_number);
CREATE INDEX accounts_by_vat_number ON accounts (vat_number);

CREATE TABLE account_tags (
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    tag_folded TEXT COLLATE "C" NOT NULL,
    tag TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (account_id, tag_folded)
);
CREATE INDEX account_tags_by_tag ON account_tags (tag_folded, account_id);

-- Other names an account or person is or was known by: aliases, former names, names of merged twins.
CREATE TABLE aliases (
    entity TEXT COLLATE "C" NOT NULL CHECK (entity IN ('account', 'person')),
    entity_id UUID NOT NULL,
    alias_folded TEXT COLLATE "C" NOT NULL,
    alias TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (entity, entity_id, alias_folded)
);
CREATE INDEX aliases_by_name ON aliases (entity, alias_folded);

-- Keys by which other systems know a record; `system` is a short word such as erp, or empty.
CREATE TABLE external_codes (
    entity TEXT COLLATE "C" NOT NULL CHECK (entity IN ('account', 'person', 'interaction', 'obligation', 'gift', 'support', 'confidentiality', 'agreement', 'problem', 'survey_answer', 'prospect', 'opportunity')),
    system TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    entity_id UUID NOT NULL,
    PRIMARY KEY (entity, system, code)
);
CREATE INDEX external_codes_by_record ON external_codes (entity, entity_id);

-- People ---------------------------------------------------------------------------------------------

CREATE TABLE people (
    id UUID NOT NULL PRIMARY KEY,
    given_name TEXT COLLATE "C" NOT NULL,
    family_name TEXT COLLATE "C" NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    family_folded TEXT COLLATE "C" NOT NULL,
    honorific TEXT COLLATE "C" NOT NULL,
    languages TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    consent TEXT COLLATE "C" NOT NULL CHECK (consent IN ('unknown', 'given', 'refused', 'withdrawn')),
    consent_day TEXT COLLATE "C" CHECK (length(consent_day) = 10),
    lawful_basis TEXT COLLATE "C" NOT NULL CHECK (lawful_basis IN ('unknown', 'consent', 'contract', 'legitimate_interest', 'legal_obligation')),
    retain_until TEXT COLLATE "C" CHECK (length(retain_until) = 10),
    is_sample BOOLEAN NOT NULL,
    touched BOOLEAN NOT NULL,
    created_by_import UUID REFERENCES imports (id),
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    deleted_at BIGINT,
    deleted_by UUID REFERENCES users (id),
    erased_at BIGINT,
    merged_into UUID REFERENCES people (id),
    -- Has a place, also a former one; kept by the triggers below, so that whoever is nowhere is found at once.
    placed BOOLEAN NOT NULL DEFAULT FALSE,
    version BIGINT NOT NULL
);
CREATE INDEX people_by_name ON people (name_folded, id);
CREATE INDEX people_by_placing ON people (placed, name_folded, id);
CREATE INDEX people_by_family ON people (family_folded, id);
CREATE INDEX people_by_age ON people (created_at, id);
CREATE INDEX people_by_retention ON people (retain_until);
CREATE INDEX people_by_deletion ON people (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX people_by_import ON people (created_by_import);

CREATE TABLE person_contacts (
    id UUID NOT NULL PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('phone', 'mobile', 'email', 'website', 'address', 'messenger')),
    value TEXT COLLATE "C" NOT NULL,
    value_folded TEXT COLLATE "C" NOT NULL,
    label TEXT COLLATE "C" NOT NULL,
    preferred BOOLEAN NOT NULL,
    position BIGINT NOT NULL
);
CREATE INDEX person_contacts_by_person ON person_contacts (person_id, position);
CREATE INDEX person_contacts_by_value ON person_contacts (kind, value_folded);

-- One person in many organisations; former employers stay.
CREATE TABLE affiliations (
    id UUID NOT NULL PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    title TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    first_day TEXT COLLATE "C",
    last_day TEXT COLLATE "C",
    former BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX affiliations_by_person ON affiliations (person_id);
CREATE INDEX affiliations_by_account ON affiliations (account_id, former, person_id);

CREATE FUNCTION affiliations_keep_placed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        UPDATE people SET placed = TRUE WHERE id = NEW.person_id AND NOT placed;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        UPDATE people SET placed = EXISTS (SELECT 1 FROM affiliations WHERE person_id = OLD.person_id)
        WHERE id = OLD.person_id;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER affiliations_come AFTER INSERT ON affiliations
    FOR EACH ROW EXECUTE FUNCTION affiliations_keep_placed();
CREATE TRIGGER affiliations_go AFTER DELETE ON affiliations
    FOR EACH ROW EXECUTE FUNCTION affiliations_keep_placed();
CREATE TRIGGER affiliations_pass AFTER UPDATE OF person_id ON affiliations
    FOR EACH ROW EXECUTE FUNCTION affiliations_keep_placed();

-- What the journal says about a person lies beside the journal, so that erasure can take it away: the
-- row of the journal stays and says that, when, by whom and through what something was changed.
CREATE TABLE journal_personal (
    journal_id UUID NOT NULL PRIMARY KEY,
    person_id UUID NOT NULL,
    before TEXT COLLATE "C",
    after TEXT COLLATE "C"
);
CREATE INDEX journal_personal_by_person ON journal_personal (person_id);

-- What happened and what is next ---------------------------------------------------------------------

CREATE TABLE interactions (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID REFERENCES accounts (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('call', 'visit', 'email', 'meeting', 'fair', 'seminar', 'message', 'observation')),
    day TEXT COLLATE "C" NOT NULL,
    day_order BIGINT NOT NULL,
    direction TEXT COLLATE "C" CHECK (direction IN ('in', 'out')),
    summary TEXT COLLATE "C" NOT NULL,
    summary_folded TEXT COLLATE "C" NOT NULL,
    mood BIGINT CHECK (mood BETWEEN -2 AND 2),
    duration_minutes BIGINT CHECK (duration_minutes >= 0),
    private BOOLEAN NOT NULL,
    author_id UUID REFERENCES users (id),
    is_sample BOOLEAN NOT NULL,
    created_by_import UUID REFERENCES imports (id),
    touched BOOLEAN NOT NULL DEFAULT FALSE,
    created_at BIGINT NOT NULL,
    deleted_at BIGINT,
    deleted_by UUID REFERENCES users (id),
    version BIGINT NOT NULL
);
CREATE INDEX interactions_by_account ON interactions (account_id, day_order, id);
CREATE INDEX interactions_by_day ON interactions (day_order, id);
CREATE INDEX interactions_by_kind ON interactions (kind, day_order, id);
CREATE INDEX interactions_by_author ON interactions (author_id, day_order, id);
CREATE INDEX interactions_by_deletion ON interactions (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX interactions_by_import ON interactions (created_by_import);

-- Participants on both sides: their people, our users.
CREATE TABLE interaction_people (
    interaction_id UUID NOT NULL REFERENCES interactions (id) ON DELETE CASCADE,
    person_id UUID NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    PRIMARY KEY (interaction_id, person_id)
);
CREATE INDEX interaction_people_by_person ON interaction_people (person_id, interaction_id);

CREATE TABLE interaction_users (
    interaction_id UUID NOT NULL REFERENCES interactions (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id),
    PRIMARY KEY (interaction_id, user_id)
);

CREATE TABLE notes (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID REFERENCES accounts (id),
    person_id UUID REFERENCES people (id),
    text TEXT COLLATE "C" NOT NULL,
    text_folded TEXT COLLATE "C" NOT NULL,
    private BOOLEAN NOT NULL,
    author_id UUID REFERENCES users (id),
    is_sample BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    deleted_at BIGINT,
    deleted_by UUID REFERENCES users (id),
    version BIGINT NOT NULL,
    CHECK (account_id IS NOT NULL OR person_id IS NOT NULL)
);
CREATE INDEX notes_by_account ON notes (account_id, created_at);
CREATE INDEX notes_by_person ON notes (person_id, created_at);
CREATE INDEX notes_by_moment ON notes (created_at, id);
CREATE INDEX notes_by_deletion ON notes (deleted_at) WHERE deleted_at IS NOT NULL;

-- Who or what a note or an interaction mentions.
CREATE TABLE mentions (
    source TEXT COLLATE "C" NOT NULL CHECK (source IN ('note', 'interaction')),
    source_id UUID NOT NULL,
    entity TEXT COLLATE "C" NOT NULL CHECK (entity IN ('user', 'account', 'person')),
    entity_id UUID NOT NULL,
    PRIMARY KEY (source, source_id, entity, entity_id)
);
CREATE INDEX mentions_by_record ON mentions (entity, entity_id);

-- Files beside the book, stored by their hash; the bytes are shared, the rows are not.
CREATE TABLE attachments (
    id UUID NOT NULL PRIMARY KEY,
    entity TEXT COLLATE "C" NOT NULL CHECK (entity IN ('account', 'person', 'interaction', 'note')),
    entity_id UUID NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    media_type TEXT COLLATE "C" NOT NULL,
    bytes BIGINT NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    deleted_at BIGINT,
    deleted_by UUID REFERENCES users (id)
);
CREATE INDEX attachments_by_record ON attachments (entity, entity_id);
CREATE INDEX attachments_by_hash ON attachments (sha256);
CREATE INDEX attachments_by_deletion ON attachments (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE next_steps (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    person_id UUID REFERENCES people (id),
    what TEXT COLLATE "C" NOT NULL,
    what_folded TEXT COLLATE "C" NOT NULL,
    due_day TEXT COLLATE "C" CHECK (length(due_day) = 10),
    owner_id UUID REFERENCES users (id),
    interaction_id UUID REFERENCES interactions (id),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
    closed_at BIGINT,
    closed_by UUID REFERENCES users (id),
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    deleted_at BIGINT,
    deleted_by UUID REFERENCES users (id),
    version BIGINT NOT NULL
);
CREATE INDEX next_steps_by_account ON next_steps (account_id, state, due_day);
CREATE INDEX next_steps_by_owner ON next_steps (owner_id, state, (COALESCE(due_day, '9999-99-99')), id);
CREATE INDEX next_steps_by_deletion ON next_steps (deleted_at) WHERE deleted_at IS NOT NULL;
-- Lists go by the day a step is due, those without one last.
CREATE INDEX next_steps_by_state ON next_steps (state, (COALESCE(due_day, '9999-99-99')), id, account_id, deleted_at)
    WHERE deleted_at IS NULL;
CREATE INDEX next_steps_by_closing ON next_steps (closed_at, id);
CREATE INDEX next_steps_by_interaction ON next_steps (interaction_id);
CREATE INDEX key_status_history_by_moment ON key_status_history (at, id);

-- Files of clients, people and interactions ------------------------------------------------------------

ALTER TABLE imports ADD COLUMN kind TEXT COLLATE "C" NOT NULL DEFAULT 'sales' CHECK (kind IN ('sales', 'accounts', 'people', 'interactions', 'obligations', 'gifts', 'support', 'people_map', 'confidentiality', 'agreements', 'executions', 'problems', 'survey_answers', 'prospects', 'opportunities'));

-- What an import of records did to each record, so that it can be undone, and which records it rests on
-- (`linked`): those are not removed by the undo of another import. `before` and `after` hold the
-- changed fields as JSON; `detail` is a customer key that was linked to the account, otherwise empty.
CREATE TABLE import_records (
    import_id UUID NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    entity TEXT COLLATE "C" NOT NULL CHECK (entity IN ('account', 'person', 'affiliation', 'interaction', 'obligation', 'gift', 'support', 'confidentiality', 'agreement', 'execution_event', 'problem', 'survey_answer', 'prospect', 'opportunity')),
    entity_id UUID NOT NULL,
    detail TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL CHECK (action IN ('created', 'changed', 'linked')),
    before TEXT COLLATE "C",
    after TEXT COLLATE "C",
    PRIMARY KEY (import_id, entity, entity_id, detail)
);
CREATE INDEX import_records_by_record ON import_records (entity, entity_id);

-- Search ---------------------------------------------------------------------------------------------
-- One row for each folded word of a record; a prefix is a range of this key on both databases. `place`
-- is 0 for a word that is the whole name, 1 for its first word, 2 for a later one, 3 for a word of
-- another text; so the rows of a range begin with the better hits.

CREATE TABLE search_words (
    entity TEXT COLLATE "C" NOT NULL CHECK (entity IN ('account', 'person', 'interaction', 'note', 'next_step')),
    word TEXT COLLATE "C" NOT NULL,
    place BIGINT NOT NULL CHECK (place BETWEEN 0 AND 3),
    entity_id UUID NOT NULL,
    PRIMARY KEY (entity, word, place, entity_id)
);

-- The same words by record: those of the name, a bar, the others. What was written goes by it, and a
-- hit is checked for the other words of a query.
CREATE TABLE search_texts (
    entity TEXT COLLATE "C" NOT NULL CHECK (entity IN ('account', 'person', 'interaction', 'next_step')),
    entity_id UUID NOT NULL,
    words TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (entity, entity_id)
);

-- Names that are the same ----------------------------------------------------------------------------

CREATE TABLE duplicate_pairs (
    id UUID NOT NULL PRIMARY KEY,
    entity TEXT COLLATE "C" NOT NULL CHECK (entity IN ('account', 'person')),
    first_id UUID NOT NULL,
    second_id UUID NOT NULL,
    probability DOUBLE PRECISION NOT NULL,
    evidence TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'different', 'merged')),
    found_at BIGINT NOT NULL,
    decided_at BIGINT,
    decided_by UUID REFERENCES users (id),
    UNIQUE (entity, first_id, second_id)
);
CREATE INDEX duplicate_pairs_by_state ON duplicate_pairs (state, probability);
CREATE INDEX duplicate_pairs_by_second ON duplicate_pairs (entity, second_id);

CREATE TABLE merges (
    id UUID NOT NULL PRIMARY KEY,
    entity TEXT COLLATE "C" NOT NULL CHECK (entity IN ('account', 'person')),
    kept_id UUID NOT NULL,
    gone_id UUID NOT NULL,
    snapshot TEXT COLLATE "C" NOT NULL,
    merged_at BIGINT NOT NULL,
    merged_by UUID REFERENCES users (id),
    undone_at BIGINT
);
CREATE INDEX merges_by_record ON merges (entity, kept_id);

-- Key account managers -------------------------------------------------------------------------------

-- What people say about one of the eight conditions; without an account it is about the firm.
CREATE TABLE condition_answers (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID REFERENCES accounts (id) ON DELETE CASCADE,
    condition TEXT COLLATE "C" NOT NULL,
    low DOUBLE PRECISION NOT NULL,
    high DOUBLE PRECISION NOT NULL,
    evidence_text TEXT COLLATE "C",
    evidence_link TEXT COLLATE "C",
    evidence_file TEXT COLLATE "C",
    evidence_figure TEXT COLLATE "C",
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    author_id UUID REFERENCES users (id),
    author_name TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX condition_answers_by_account ON condition_answers (account_id, condition, day, id);

-- What a person brings as a key account manager; lists and skills are JSON.
CREATE TABLE manager_profiles (
    user_id UUID NOT NULL PRIMARY KEY REFERENCES users (id),
    hired_on TEXT COLLATE "C",
    languages TEXT COLLATE "C" NOT NULL,
    sectors TEXT COLLATE "C" NOT NULL,
    skills TEXT COLLATE "C" NOT NULL,
    results TEXT COLLATE "C" NOT NULL,
    hours_a_year DOUBLE PRECISION,
    accounts_max BIGINT,
    yearly_cost TEXT COLLATE "C",
    updated_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

-- Duties of a key account manager at one account, where the book cannot see for itself.
CREATE TABLE duty_marks (
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    duty TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('done', 'open', 'not_needed')),
    evidence TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    author_id UUID REFERENCES users (id),
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, duty)
);

-- An account passes from one person to another; its checklist is JSON.
CREATE TABLE handovers (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    from_id UUID REFERENCES users (id),
    to_id UUID NOT NULL REFERENCES users (id),
    checklist TEXT COLLATE "C" NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX handovers_by_account ON handovers (account_id, started_at);
CREATE INDEX handovers_of_taker ON handovers (to_id, finished_at);
