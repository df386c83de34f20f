-- The book, first version. The twin of this file stands in migrations/sqlite.
-- Ids are UUIDv7; instants are microseconds since 1970-01-01 UTC; days are YYYY-MM-DD;
-- JSON is opaque text; 64-bit hashes are stored by their bits as signed integers.

-- Who works with the book -------------------------------------------------------------------------

CREATE TABLE users (
    id UUID NOT NULL PRIMARY KEY,
    email TEXT COLLATE "C" NOT NULL,
    email_folded TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL CHECK (role IN ('administrator', 'director', 'key_account_manager', 'sales_representative', 'reader')),
    password_hash TEXT COLLATE "C",
    locale TEXT COLLATE "C",
    theme TEXT COLLATE "C",
    credential_epoch BIGINT NOT NULL,
    disabled_at BIGINT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE sessions (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    credential_epoch BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE setup_links (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    purpose TEXT COLLATE "C" NOT NULL CHECK (purpose IN ('first_run', 'invitation', 'password_reset')),
    user_id UUID REFERENCES users (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    taken_at BIGINT
);

CREATE TABLE sign_in_attempts (
    subject TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_failure_at BIGINT NOT NULL,
    blocked_until BIGINT
);

CREATE TABLE tokens (
    id UUID NOT NULL PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT COLLATE "C" NOT NULL,
    scopes TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    last_used_at BIGINT,
    revoked_at BIGINT
);

CREATE TABLE settings (
    key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by UUID
);

-- What changed: one row for each change, in the transaction of the change --------------------------

CREATE TABLE journal (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id UUID NOT NULL UNIQUE,
    at BIGINT NOT NULL,
    actor UUID,
    via TEXT COLLATE "C" NOT NULL CHECK (via IN ('cli', 'web', 'api', 'job')),
    action TEXT COLLATE "C" NOT NULL,
    entity TEXT COLLATE "C" NOT NULL,
    entity_id TEXT COLLATE "C" NOT NULL,
    before TEXT COLLATE "C",
    after TEXT COLLATE "C",
    previous_hash BYTEA,
    hash BYTEA
);
CREATE INDEX journal_by_entity ON journal (entity, entity_id, seq);

CREATE FUNCTION refuse_journal_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only';
END;
$$;
CREATE TRIGGER journal_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change();

CREATE TABLE idempotency_keys (
    actor TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    request_hash BYTEA NOT NULL,
    answer TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (actor, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- Imports and the sales ledger ----------------------------------------------------------------------

CREATE TABLE imports (
    id UUID NOT NULL PRIMARY KEY,
    sequence BIGINT NOT NULL UNIQUE,
    file_name TEXT COLLATE "C" NOT NULL,
    file_sha256 TEXT COLLATE "C" NOT NULL,
    settings_fingerprint TEXT COLLATE "C" NOT NULL,
    options TEXT COLLATE "C" NOT NULL,
    mapping TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('draft', 'tried', 'running', 'done', 'failed', 'stopped', 'undone')),
    user_id UUID REFERENCES users (id),
    via TEXT COLLATE "C" NOT NULL CHECK (via IN ('cli', 'web', 'api', 'job')),
    created_at BIGINT NOT NULL,
    finished_at BIGINT,
    undone_at BIGINT,
    rows_read BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    set_aside BIGINT NOT NULL,
    duplicate BIGINT NOT NULL,
    skipped BIGINT NOT NULL,
    report TEXT COLLATE "C",
    progress_rows BIGINT NOT NULL,
    progress_total BIGINT,
    is_sample BOOLEAN NOT NULL,
    CHECK (rows_read = accepted + set_aside + duplicate + skipped OR status NOT IN ('done', 'undone'))
);
CREATE INDEX imports_by_file ON imports (file_sha256, settings_fingerprint);

CREATE TABLE ledger_state (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    generation BIGINT NOT NULL
);
INSERT INTO ledger_state (id, generation) VALUES (1, 0);

CREATE TABLE ledger_parts (
    id UUID NOT NULL PRIMARY KEY,
    import_id UUID REFERENCES imports (id),
    sheet BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('lines', 'correction', 'merged')),
    blake3 TEXT COLLATE "C" NOT NULL,
    lines BIGINT NOT NULL,
    first_day TEXT COLLATE "C" CHECK (length(first_day) = 10),
    last_day TEXT COLLATE "C" CHECK (length(last_day) = 10),
    net_totals TEXT COLLATE "C" NOT NULL,
    hidden BYTEA NOT NULL,
    live BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    CHECK ((import_id IS NULL) = (kind = 'merged'))
);
CREATE INDEX ledger_parts_by_import ON ledger_parts (import_id);

CREATE TABLE import_customers (
    import_id UUID NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    customer_key TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    registration_number TEXT COLLATE "C" NOT NULL,
    vat_number TEXT COLLATE "C" NOT NULL,
    city TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (import_id, customer_key)
);

CREATE TABLE import_products (
    import_id UUID NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    product TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    product_group TEXT COLLATE "C" NOT NULL,
    brand TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (import_id, product)
);

CREATE TABLE products (
    product TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    product_group TEXT COLLATE "C" NOT NULL,
    brand TEXT COLLATE "C" NOT NULL
);

CREATE TABLE set_aside_rows (
    import_id UUID NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    sheet BIGINT NOT NULL,
    line BIGINT NOT NULL,
    field BIGINT,
    column_name TEXT COLLATE "C",
    value TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    source_row TEXT COLLATE "C" NOT NULL,
    document BIGINT,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'corrected', 'dropped')),
    PRIMARY KEY (import_id, sheet, line)
);

CREATE TABLE document_decisions (
    import_id UUID NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    document BIGINT NOT NULL,
    choice TEXT COLLATE "C" NOT NULL CHECK (choice IN ('keep', 'replace', 'both')),
    decided_at BIGINT NOT NULL,
    user_id UUID,
    PRIMARY KEY (import_id, document)
);

CREATE TABLE mappings (
    header_fingerprint TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    map TEXT COLLATE "C" NOT NULL,
    updated_at BIGINT NOT NULL,
    user_id UUID
);

CREATE TABLE currency_rates (
    currency TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(currency) = 3),
    rate TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10)
);

-- Client organisations --------------------------------------------------------------------------------

CREATE TABLE accounts (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    registration_number TEXT COLLATE "C" NOT NULL,
    vat_number TEXT COLLATE "C" NOT NULL,
    city TEXT COLLATE "C" NOT NULL,
    sector TEXT COLLATE "C",
    owner_id UUID REFERENCES users (id),
    is_sample BOOLEAN NOT NULL,
    touched BOOLEAN NOT NULL,
    created_by_import UUID REFERENCES imports (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX accounts_by_name ON accounts (name_folded, id);
CREATE INDEX accounts_by_owner ON accounts (owner_id);
CREATE INDEX accounts_by_import ON accounts (created_by_import);

CREATE TABLE account_codes (
    customer_key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX account_codes_by_account ON account_codes (account_id);

-- Key clients -----------------------------------------------------------------------------------------

CREATE TABLE criterion_answers (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    criterion TEXT COLLATE "C" NOT NULL,
    answer TEXT COLLATE "C" NOT NULL CHECK (answer IN ('yes', 'partly', 'no', 'unknown')),
    cues TEXT COLLATE "C" NOT NULL,
    evidence_text TEXT COLLATE "C",
    evidence_link TEXT COLLATE "C",
    evidence_file TEXT COLLATE "C",
    evidence_figure TEXT COLLATE "C",
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    author_id UUID REFERENCES users (id),
    author_name TEXT COLLATE "C" NOT NULL,
    confidence DOUBLE PRECISION,
    created_at BIGINT NOT NULL
);
CREATE INDEX criterion_answers_by_account ON criterion_answers (account_id, criterion, day, id);

CREATE TABLE potentials (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    low TEXT COLLATE "C" NOT NULL,
    likely TEXT COLLATE "C" NOT NULL,
    high TEXT COLLATE "C" NOT NULL,
    currency TEXT COLLATE "C" NOT NULL CHECK (length(currency) = 3),
    source TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    author_id UUID REFERENCES users (id),
    author_name TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX potentials_by_account ON potentials (account_id, day, id);

CREATE TABLE key_status_history (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    verdict TEXT COLLATE "C" NOT NULL,
    low DOUBLE PRECISION,
    high DOUBLE PRECISION,
    profile TEXT COLLATE "C" NOT NULL,
    decided_on TEXT COLLATE "C" NOT NULL CHECK (length(decided_on) = 10),
    cause TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX key_status_history_by_account ON key_status_history (account_id, id);
