-- Clients, people and roles. The twin of this file stands in migrations/postgres.

-- The firm's own people: teams, absences, who sees whose clients -------------------------------------

CREATE TABLE teams (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL UNIQUE,
    parent_id BLOB REFERENCES teams (id),
    leader_id BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;

ALTER TABLE users ADD COLUMN team_id BLOB REFERENCES teams (id);
-- Empty: as the role has it.
ALTER TABLE users ADD COLUMN visibility TEXT CHECK (visibility IN ('own', 'team', 'all'));
ALTER TABLE users ADD COLUMN last_sign_in_at INTEGER;

-- What the firm allows a role beyond what it may anyway.
CREATE TABLE role_permissions (
    role TEXT NOT NULL CHECK (role IN ('key_account_manager', 'sales_representative', 'reader')),
    permission TEXT NOT NULL CHECK (permission IN ('see_firm_totals', 'import')),
    PRIMARY KEY (role, permission)
) STRICT, WITHOUT ROWID;

CREATE TABLE absences (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id),
    substitute_id BLOB NOT NULL REFERENCES users (id),
    first_day TEXT NOT NULL CHECK (length(first_day) = 10),
    last_day TEXT NOT NULL CHECK (length(last_day) = 10),
    note TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CHECK (user_id <> substitute_id),
    CHECK (first_day <= last_day)
) STRICT;
CREATE INDEX absences_by_user ON absences (user_id, first_day);

-- Whose clients a viewer sees and why; derived from users, teams and absences in the transaction that
-- changes them. Viewers who see all clients need no rows.
CREATE TABLE sight (
    viewer_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    owner_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    reason TEXT NOT NULL CHECK (reason IN ('own', 'team', 'substitute')),
    first_day TEXT NOT NULL CHECK (length(first_day) = 10),
    last_day TEXT NOT NULL CHECK (length(last_day) = 10),
    PRIMARY KEY (viewer_id, owner_id, reason, first_day)
) STRICT, WITHOUT ROWID;

-- Sales representatives as sales files write them, and the users they are.
CREATE TABLE sales_representatives (
    name_folded TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    user_id BLOB REFERENCES users (id),
    first_seen_at INTEGER NOT NULL
) STRICT;

CREATE INDEX journal_by_kind ON journal (entity, seq);
CREATE INDEX journal_by_actor ON journal (actor, seq);

-- Accounts, whole ------------------------------------------------------------------------------------
-- Days of the past may lack day or month and lie before Christ: such columns hold an event day's
-- canonical text, and beside it its order as an integer where lists sort by it.

ALTER TABLE accounts ADD COLUMN legal_name TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN legal_form TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN country TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN website TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN parent_id BLOB REFERENCES accounts (id);
ALTER TABLE accounts ADD COLUMN substitute_id BLOB REFERENCES users (id);
ALTER TABLE accounts ADD COLUMN origin TEXT CHECK (origin IN ('won', 'inherited', 'introduced', 'former_employee', 'foreign'));
ALTER TABLE accounts ADD COLUMN origin_note TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN acquired_on TEXT;
-- Days between contacts, when people set it; otherwise the firm's setting.
ALTER TABLE accounts ADD COLUMN rhythm_days INTEGER CHECK (rhythm_days > 0);
ALTER TABLE accounts ADD COLUMN last_contact_order INTEGER;
ALTER TABLE accounts ADD COLUMN deleted_at INTEGER;
ALTER TABLE accounts ADD COLUMN deleted_by BLOB REFERENCES users (id);
ALTER TABLE accounts ADD COLUMN merged_into BLOB REFERENCES accounts (id);
CREATE INDEX accounts_by_parent ON accounts (parent_id);
CREATE INDEX accounts_by_substitute ON accounts (substitute_id);
CREATE INDEX accounts_by_deletion ON accounts (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX accounts_by_registration_number ON accounts (registration_number);
CREATE INDEX accounts_by_vat_number ON accounts (vat_number);

CREATE TABLE account_tags (
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    tag_folded TEXT NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (account_id, tag_folded)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_tags_by_tag ON account_tags (tag_folded, account_id);

-- Other names an account or person is or was known by: aliases, former names, names of merged twins.
CREATE TABLE aliases (
    entity TEXT NOT NULL CHECK (entity IN ('account', 'person')),
    entity_id BLOB NOT NULL,
    alias_folded TEXT NOT NULL,
    alias TEXT NOT NULL,
    PRIMARY KEY (entity, entity_id, alias_folded)
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_by_name ON aliases (entity, alias_folded);

-- Keys by which other systems know a record; `system` is a short word such as erp, or empty.
CREATE TABLE external_codes (
    entity TEXT NOT NULL CHECK (entity IN ('account', 'person', 'interaction', 'obligation', 'gift', 'support', 'confidentiality', 'agreement', 'problem', 'survey_answer', 'prospect', 'opportunity')),
    system TEXT NOT NULL,
    code TEXT NOT NULL,
    entity_id BLOB NOT NULL,
    PRIMARY KEY (entity, system, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX external_codes_by_record ON external_codes (entity, entity_id);

-- People ---------------------------------------------------------------------------------------------

CREATE TABLE people (
    id BLOB NOT NULL PRIMARY KEY,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    family_folded TEXT NOT NULL,
    honorific TEXT NOT NULL,
    languages TEXT NOT NULL,
    note TEXT NOT NULL,
    consent TEXT NOT NULL CHECK (consent IN ('unknown', 'given', 'refused', 'withdrawn')),
    consent_day TEXT CHECK (length(consent_day) = 10),
    lawful_basis TEXT NOT NULL CHECK (lawful_basis IN ('unknown', 'consent', 'contract', 'legitimate_interest', 'legal_obligation')),
    retain_until TEXT CHECK (length(retain_until) = 10),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    touched INTEGER NOT NULL CHECK (touched IN (0, 1)),
    created_by_import BLOB REFERENCES imports (id),
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    deleted_at INTEGER,
    deleted_by BLOB REFERENCES users (id),
    erased_at INTEGER,
    merged_into BLOB REFERENCES people (id),
    -- Has a place, also a former one; kept by the triggers below, so that whoever is nowhere is found at once.
    placed INTEGER NOT NULL DEFAULT 0 CHECK (placed IN (0, 1)),
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX people_by_name ON people (name_folded, id);
CREATE INDEX people_by_placing ON people (placed, name_folded, id);
CREATE INDEX people_by_family ON people (family_folded, id);
CREATE INDEX people_by_age ON people (created_at, id);
CREATE INDEX people_by_retention ON people (retain_until);
CREATE INDEX people_by_deletion ON people (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX people_by_import ON people (created_by_import);

CREATE TABLE person_contacts (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('phone', 'mobile', 'email', 'website', 'address', 'messenger')),
    value TEXT NOT NULL,
    value_folded TEXT NOT NULL,
    label TEXT NOT NULL,
    preferred INTEGER NOT NULL CHECK (preferred IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX person_contacts_by_person ON person_contacts (person_id, position);
CREATE INDEX person_contacts_by_value ON person_contacts (kind, value_folded);

-- One person in many organisations; former employers stay.
CREATE TABLE affiliations (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    unit TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    former INTEGER NOT NULL CHECK (former IN (0, 1)),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX affiliations_by_person ON affiliations (person_id);
CREATE INDEX affiliations_by_account ON affiliations (account_id, former, person_id);

CREATE TRIGGER affiliations_come AFTER INSERT ON affiliations
BEGIN
    UPDATE people SET placed = 1 WHERE id = NEW.person_id AND placed = 0;
END;
CREATE TRIGGER affiliations_go AFTER DELETE ON affiliations
BEGIN
    UPDATE people SET placed = EXISTS (SELECT 1 FROM affiliations WHERE person_id = OLD.person_id)
    WHERE id = OLD.person_id;
END;
CREATE TRIGGER affiliations_pass AFTER UPDATE OF person_id ON affiliations
BEGIN
    UPDATE people SET placed = 1 WHERE id = NEW.person_id;
    UPDATE people SET placed = EXISTS (SELECT 1 FROM affiliations WHERE person_id = OLD.person_id)
    WHERE id = OLD.person_id;
END;

-- What the journal says about a person lies beside the journal, so that erasure can take it away: the
-- row of the journal stays and says that, when, by whom and through what something was changed.
CREATE TABLE journal_personal (
    journal_id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX journal_personal_by_person ON journal_personal (person_id);

-- What happened and what is next ---------------------------------------------------------------------

CREATE TABLE interactions (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB REFERENCES accounts (id),
    kind TEXT NOT NULL CHECK (kind IN ('call', 'visit', 'email', 'meeting', 'fair', 'seminar', 'message', 'observation')),
    day TEXT NOT NULL,
    day_order INTEGER NOT NULL,
    direction TEXT CHECK (direction IN ('in', 'out')),
    summary TEXT NOT NULL,
    summary_folded TEXT NOT NULL,
    mood INTEGER CHECK (mood BETWEEN -2 AND 2),
    duration_minutes INTEGER CHECK (duration_minutes >= 0),
    private INTEGER NOT NULL CHECK (private IN (0, 1)),
    author_id BLOB REFERENCES users (id),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by_import BLOB REFERENCES imports (id),
    touched INTEGER NOT NULL DEFAULT 0 CHECK (touched IN (0, 1)),
    created_at INTEGER NOT NULL,
    deleted_at INTEGER,
    deleted_by BLOB REFERENCES users (id),
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX interactions_by_account ON interactions (account_id, day_order, id);
CREATE INDEX interactions_by_day ON interactions (day_order, id);
CREATE INDEX interactions_by_kind ON interactions (kind, day_order, id);
CREATE INDEX interactions_by_author ON interactions (author_id, day_order, id);
CREATE INDEX interactions_by_deletion ON interactions (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX interactions_by_import ON interactions (created_by_import);

-- Participants on both sides: their people, our users.
CREATE TABLE interaction_people (
    interaction_id BLOB NOT NULL REFERENCES interactions (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    PRIMARY KEY (interaction_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX interaction_people_by_person ON interaction_people (person_id, interaction_id);

CREATE TABLE interaction_users (
    interaction_id BLOB NOT NULL REFERENCES interactions (id) ON DELETE CASCADE,
    user_id BLOB NOT NULL REFERENCES users (id),
    PRIMARY KEY (interaction_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB REFERENCES accounts (id),
    person_id BLOB REFERENCES people (id),
    text TEXT NOT NULL,
    text_folded TEXT NOT NULL,
    private INTEGER NOT NULL CHECK (private IN (0, 1)),
    author_id BLOB REFERENCES users (id),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_at INTEGER NOT NULL,
    deleted_at INTEGER,
    deleted_by BLOB REFERENCES users (id),
    version INTEGER NOT NULL,
    CHECK (account_id IS NOT NULL OR person_id IS NOT NULL)
) STRICT;
CREATE INDEX notes_by_account ON notes (account_id, created_at);
CREATE INDEX notes_by_person ON notes (person_id, created_at);
CREATE INDEX notes_by_moment ON notes (created_at, id);
CREATE INDEX notes_by_deletion ON notes (deleted_at) WHERE deleted_at IS NOT NULL;

-- Who or what a note or an interaction mentions.
CREATE TABLE mentions (
    source TEXT NOT NULL CHECK (source IN ('note', 'interaction')),
    source_id BLOB NOT NULL,
    entity TEXT NOT NULL CHECK (entity IN ('user', 'account', 'person')),
    entity_id BLOB NOT NULL,
    PRIMARY KEY (source, source_id, entity, entity_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_record ON mentions (entity, entity_id);

-- Files beside the book, stored by their hash; the bytes are shared, the rows are not.
CREATE TABLE attachments (
    id BLOB NOT NULL PRIMARY KEY,
    entity TEXT NOT NULL CHECK (entity IN ('account', 'person', 'interaction', 'note')),
    entity_id BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    deleted_at INTEGER,
    deleted_by BLOB REFERENCES users (id)
) STRICT;
CREATE INDEX attachments_by_record ON attachments (entity, entity_id);
CREATE INDEX attachments_by_hash ON attachments (sha256);
CREATE INDEX attachments_by_deletion ON attachments (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE next_steps (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    person_id BLOB REFERENCES people (id),
    what TEXT NOT NULL,
    what_folded TEXT NOT NULL,
    due_day TEXT CHECK (length(due_day) = 10),
    owner_id BLOB REFERENCES users (id),
    interaction_id BLOB REFERENCES interactions (id),
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
    closed_at INTEGER,
    closed_by BLOB REFERENCES users (id),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    deleted_at INTEGER,
    deleted_by BLOB REFERENCES users (id),
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX next_steps_by_account ON next_steps (account_id, state, due_day);
CREATE INDEX next_steps_by_owner ON next_steps (owner_id, state, COALESCE(due_day, '9999-99-99'), id);
CREATE INDEX next_steps_by_deletion ON next_steps (deleted_at) WHERE deleted_at IS NOT NULL;
-- Lists go by the day a step is due, those without one last.
CREATE INDEX next_steps_by_state ON next_steps (state, COALESCE(due_day, '9999-99-99'), id, account_id, deleted_at)
    WHERE deleted_at IS NULL;
CREATE INDEX next_steps_by_closing ON next_steps (closed_at, id);
CREATE INDEX next_steps_by_interaction ON next_steps (interaction_id);
CREATE INDEX key_status_history_by_moment ON key_status_history (at, id);

-- Files of clients, people and interactions ------------------------------------------------------------

ALTER TABLE imports ADD COLUMN kind TEXT NOT NULL DEFAULT 'sales' CHECK (kind IN ('sales', 'accounts', 'people', 'interactions', 'obligations', 'gifts', 'support', 'people_map', 'confidentiality', 'agreements', 'executions', 'problems', 'survey_answers', 'prospects', 'opportunities'));

-- What an import of records did to each record, so that it can be undone, and which records it rests on
-- (`linked`): those are not removed by the undo of another import. `before` and `after` hold the
-- changed fields as JSON; `detail` is a customer key that was linked to the account, otherwise empty.
CREATE TABLE import_records (
    import_id BLOB NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    entity TEXT NOT NULL CHECK (entity IN ('account', 'person', 'affiliation', 'interaction', 'obligation', 'gift', 'support', 'confidentiality', 'agreement', 'execution_event', 'problem', 'survey_answer', 'prospect', 'opportunity')),
    entity_id BLOB NOT NULL,
    detail TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('created', 'changed', 'linked')),
    before TEXT,
    after TEXT,
    PRIMARY KEY (import_id, entity, entity_id, detail)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_records_by_record ON import_records (entity, entity_id);

-- Search ---------------------------------------------------------------------------------------------
-- One row for each folded word of a record; a prefix is a range of this key on both databases. `place`
-- is 0 for a word that is the whole name, 1 for its first word, 2 for a later one, 3 for a word of
-- another text; so the rows of a range begin with the better hits.

CREATE TABLE search_words (
    entity TEXT NOT NULL CHECK (entity IN ('account', 'person', 'interaction', 'note', 'next_step')),
    word TEXT NOT NULL,
    place INTEGER NOT NULL CHECK (place BETWEEN 0 AND 3),
    entity_id BLOB NOT NULL,
    PRIMARY KEY (entity, word, place, entity_id)
) STRICT, WITHOUT ROWID;

-- The same words by record: those of the name, a bar, the others. What was written goes by it, and a
-- hit is checked for the other words of a query.
CREATE TABLE search_texts (
    entity TEXT NOT NULL CHECK (entity IN ('account', 'person', 'interaction', 'next_step')),
    entity_id BLOB NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (entity, entity_id)
) STRICT, WITHOUT ROWID;

-- Names that are the same ----------------------------------------------------------------------------

CREATE TABLE duplicate_pairs (
    id BLOB NOT NULL PRIMARY KEY,
    entity TEXT NOT NULL CHECK (entity IN ('account', 'person')),
    first_id BLOB NOT NULL,
    second_id BLOB NOT NULL,
    probability REAL NOT NULL,
    evidence TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'different', 'merged')),
    found_at INTEGER NOT NULL,
    decided_at INTEGER,
    decided_by BLOB REFERENCES users (id),
    UNIQUE (entity, first_id, second_id)
) STRICT;
CREATE INDEX duplicate_pairs_by_state ON duplicate_pairs (state, probability);
CREATE INDEX duplicate_pairs_by_second ON duplicate_pairs (entity, second_id);

CREATE TABLE merges (
    id BLOB NOT NULL PRIMARY KEY,
    entity TEXT NOT NULL CHECK (entity IN ('account', 'person')),
    kept_id BLOB NOT NULL,
    gone_id BLOB NOT NULL,
    snapshot TEXT NOT NULL,
    merged_at INTEGER NOT NULL,
    merged_by BLOB REFERENCES users (id),
    undone_at INTEGER
) STRICT;
CREATE INDEX merges_by_record ON merges (entity, kept_id);

-- Key account managers -------------------------------------------------------------------------------

-- What people say about one of the eight conditions; without an account it is about the firm.
CREATE TABLE condition_answers (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB REFERENCES accounts (id) ON DELETE CASCADE,
    condition TEXT NOT NULL,
    low REAL NOT NULL,
    high REAL NOT NULL,
    evidence_text TEXT,
    evidence_link TEXT,
    evidence_file TEXT,
    evidence_figure TEXT,
    day TEXT NOT NULL CHECK (length(day) = 10),
    author_id BLOB REFERENCES users (id),
    author_name TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX condition_answers_by_account ON condition_answers (account_id, condition, day, id);

-- What a person brings as a key account manager; lists and skills are JSON.
CREATE TABLE manager_profiles (
    user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id),
    hired_on TEXT,
    languages TEXT NOT NULL,
    sectors TEXT NOT NULL,
    skills TEXT NOT NULL,
    results TEXT NOT NULL,
    hours_a_year REAL,
    accounts_max INTEGER,
    yearly_cost TEXT,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;

-- Duties of a key account manager at one account, where the book cannot see for itself.
CREATE TABLE duty_marks (
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    duty TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'open', 'not_needed')),
    evidence TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    author_id BLOB REFERENCES users (id),
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, duty)
) STRICT, WITHOUT ROWID;

-- An account passes from one person to another; its checklist is JSON.
CREATE TABLE handovers (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    from_id BLOB REFERENCES users (id),
    to_id BLOB NOT NULL REFERENCES users (id),
    checklist TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX handovers_by_account ON handovers (account_id, started_at);
CREATE INDEX handovers_of_taker ON handovers (to_id, finished_at);
