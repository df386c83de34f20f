-- The book, first version. The twin of this file stands in migrations/postgres.
-- Ids are UUIDv7 in 16 bytes; instants are microseconds since 1970-01-01 UTC; days are YYYY-MM-DD;
-- JSON is opaque text; 64-bit hashes are stored by their bits as signed integers.

-- Who works with the book -------------------------------------------------------------------------

CREATE TABLE users (
    id BLOB NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    email_folded TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('administrator', 'director', 'key_account_manager', 'sales_representative', 'reader')),
    password_hash TEXT,
    locale TEXT,
    theme TEXT,
    credential_epoch INTEGER NOT NULL,
    disabled_at INTEGER,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
    token_hash BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    credential_epoch INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE setup_links (
    token_hash BLOB NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('first_run', 'invitation', 'password_reset')),
    user_id BLOB REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    taken_at INTEGER
) STRICT;

CREATE TABLE sign_in_attempts (
    subject TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_failure_at INTEGER NOT NULL,
    blocked_until INTEGER
) STRICT;

CREATE TABLE tokens (
    id BLOB NOT NULL PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    last_used_at INTEGER,
    revoked_at INTEGER
) STRICT;

CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    version INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by BLOB
) STRICT;

-- What changed: one row for each change, in the transaction of the change --------------------------

CREATE TABLE journal (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    actor BLOB,
    via TEXT NOT NULL CHECK (via IN ('cli', 'web', 'api', 'job')),
    action TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    before TEXT,
    after TEXT,
    previous_hash BLOB,
    hash BLOB
) STRICT;
CREATE INDEX journal_by_entity ON journal (entity, entity_id, seq);

CREATE TRIGGER journal_stays BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_remains BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TABLE idempotency_keys (
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    answer TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (actor, key)
) STRICT;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- Imports and the sales ledger ----------------------------------------------------------------------

CREATE TABLE imports (
    id BLOB NOT NULL PRIMARY KEY,
    sequence INTEGER NOT NULL UNIQUE,
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    settings_fingerprint TEXT NOT NULL,
    options TEXT NOT NULL,
    mapping TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('draft', 'tried', 'running', 'done', 'failed', 'stopped', 'undone')),
    user_id BLOB REFERENCES users (id),
    via TEXT NOT NULL CHECK (via IN ('cli', 'web', 'api', 'job')),
    created_at INTEGER NOT NULL,
    finished_at INTEGER,
    undone_at INTEGER,
    rows_read INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    set_aside INTEGER NOT NULL,
    duplicate INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    report TEXT,
    progress_rows INTEGER NOT NULL,
    progress_total INTEGER,
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    CHECK (rows_read = accepted + set_aside + duplicate + skipped OR status NOT IN ('done', 'undone'))
) STRICT;
CREATE INDEX imports_by_file ON imports (file_sha256, settings_fingerprint);

CREATE TABLE ledger_state (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    generation INTEGER NOT NULL
) STRICT;
INSERT INTO ledger_state (id, generation) VALUES (1, 0);

CREATE TABLE ledger_parts (
    id BLOB NOT NULL PRIMARY KEY,
    import_id BLOB REFERENCES imports (id),
    sheet INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('lines', 'correction', 'merged')),
    blake3 TEXT NOT NULL,
    lines INTEGER NOT NULL,
    first_day TEXT CHECK (length(first_day) = 10),
    last_day TEXT CHECK (length(last_day) = 10),
    net_totals TEXT NOT NULL,
    hidden BLOB NOT NULL,
    live INTEGER NOT NULL CHECK (live IN (0, 1)),
    created_at INTEGER NOT NULL,
    CHECK ((import_id IS NULL) = (kind = 'merged'))
) STRICT;
CREATE INDEX ledger_parts_by_import ON ledger_parts (import_id);

CREATE TABLE import_customers (
    import_id BLOB NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    customer_key TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    registration_number TEXT NOT NULL,
    vat_number TEXT NOT NULL,
    city TEXT NOT NULL,
    PRIMARY KEY (import_id, customer_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_products (
    import_id BLOB NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    product TEXT NOT NULL,
    name TEXT NOT NULL,
    product_group TEXT NOT NULL,
    brand TEXT NOT NULL,
    PRIMARY KEY (import_id, product)
) STRICT, WITHOUT ROWID;

CREATE TABLE products (
    product TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    product_group TEXT NOT NULL,
    brand TEXT NOT NULL
) STRICT;

CREATE TABLE set_aside_rows (
    import_id BLOB NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    sheet INTEGER NOT NULL,
    line INTEGER NOT NULL,
    field INTEGER,
    column_name TEXT,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    source_row TEXT NOT NULL,
    document INTEGER,
    state TEXT NOT NULL CHECK (state IN ('open', 'corrected', 'dropped')),
    PRIMARY KEY (import_id, sheet, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE document_decisions (
    import_id BLOB NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    document INTEGER NOT NULL,
    choice TEXT NOT NULL CHECK (choice IN ('keep', 'replace', 'both')),
    decided_at INTEGER NOT NULL,
    user_id BLOB,
    PRIMARY KEY (import_id, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE mappings (
    header_fingerprint TEXT NOT NULL PRIMARY KEY,
    map TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    user_id BLOB
) STRICT;

CREATE TABLE currency_rates (
    currency TEXT NOT NULL PRIMARY KEY CHECK (length(currency) = 3),
    rate TEXT NOT NULL,
    source TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10)
) STRICT;

-- Client organisations --------------------------------------------------------------------------------

CREATE TABLE accounts (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    registration_number TEXT NOT NULL,
    vat_number TEXT NOT NULL,
    city TEXT NOT NULL,
    sector TEXT,
    owner_id BLOB REFERENCES users (id),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    touched INTEGER NOT NULL CHECK (touched IN (0, 1)),
    created_by_import BLOB REFERENCES imports (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX accounts_by_name ON accounts (name_folded, id);
CREATE INDEX accounts_by_owner ON accounts (owner_id);
CREATE INDEX accounts_by_import ON accounts (created_by_import);

CREATE TABLE account_codes (
    customer_key TEXT NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX account_codes_by_account ON account_codes (account_id);

-- Key clients -----------------------------------------------------------------------------------------

CREATE TABLE criterion_answers (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    criterion TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('yes', 'partly', 'no', 'unknown')),
    cues TEXT NOT NULL,
    evidence_text TEXT,
    evidence_link TEXT,
    evidence_file TEXT,
    evidence_figure TEXT,
    day TEXT NOT NULL CHECK (length(day) = 10),
    author_id BLOB REFERENCES users (id),
    author_name TEXT NOT NULL,
    confidence REAL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX criterion_answers_by_account ON criterion_answers (account_id, criterion, day, id);

CREATE TABLE potentials (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    low TEXT NOT NULL,
    likely TEXT NOT NULL,
    high TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    source TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    author_id BLOB REFERENCES users (id),
    author_name TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX potentials_by_account ON potentials (account_id, day, id);

CREATE TABLE key_status_history (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    verdict TEXT NOT NULL,
    low REAL,
    high REAL,
    profile TEXT NOT NULL,
    decided_on TEXT NOT NULL CHECK (length(decided_on) = 10),
    cause TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX key_status_history_by_account ON key_status_history (account_id, id);
