-- Who is who inside a client, and how it buys. The twin of this file stands in migrations/sqlite.

-- Somebody with a part in the purchase whom nobody knows yet; `person_id` once it is known who it is.
CREATE TABLE map_placeholders (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    title TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    person_id UUID REFERENCES people (id) ON DELETE SET NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_by_import UUID REFERENCES imports (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX map_placeholders_by_account ON map_placeholders (account_id, id);
CREATE INDEX map_placeholders_by_person ON map_placeholders (person_id);
CREATE INDEX map_placeholders_by_import ON map_placeholders (created_by_import);

-- What somebody says about somebody at a client, since which day and whence it is known. `detail` is the
-- role or the kind of tie. The list only grows; what was a mistake is marked as taken back.
CREATE TABLE map_statements (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    person_id UUID REFERENCES people (id) ON DELETE CASCADE,
    placeholder_id UUID REFERENCES map_placeholders (id) ON DELETE CASCADE,
    aspect TEXT COLLATE "C" NOT NULL CHECK (aspect IN ('role', 'attitude', 'influence', 'veto', 'reports_to', 'counterpart', 'tie', 'place')),
    detail TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    to_person_id UUID REFERENCES people (id) ON DELETE CASCADE,
    to_placeholder_id UUID REFERENCES map_placeholders (id) ON DELETE CASCADE,
    to_user_id UUID REFERENCES users (id),
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    evidence TEXT COLLATE "C" NOT NULL,
    author_id UUID REFERENCES users (id),
    is_sample BOOLEAN NOT NULL,
    created_by_import UUID REFERENCES imports (id),
    created_at BIGINT NOT NULL,
    taken_back_at BIGINT,
    taken_back_by UUID REFERENCES users (id),
    CHECK ((person_id IS NULL) <> (placeholder_id IS NULL)),
    CHECK (to_person_id IS NULL OR to_placeholder_id IS NULL)
);
CREATE INDEX map_statements_by_account ON map_statements (account_id, day, id);
CREATE INDEX map_statements_by_person ON map_statements (person_id);
CREATE INDEX map_statements_by_other_person ON map_statements (to_person_id);
CREATE INDEX map_statements_by_placeholder ON map_statements (placeholder_id);
CREATE INDEX map_statements_by_other_placeholder ON map_statements (to_placeholder_id);
CREATE INDEX map_statements_by_import ON map_statements (created_by_import);

CREATE FUNCTION refuse_map_statement_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was said on a people map is append-only';
END
$$;
CREATE TRIGGER map_statements_stay BEFORE UPDATE OF aspect, detail, value, day, evidence, author_id, created_at ON map_statements
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_map_statement_change();

-- How a client buys something: steps, criteria with weights, who decides each, when its budget is made.
CREATE TABLE purchase_processes (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT COLLATE "C" NOT NULL,
    budget_cycle TEXT COLLATE "C" NOT NULL,
    budget_day TEXT COLLATE "C" CHECK (length(budget_day) = 10),
    note TEXT COLLATE "C" NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX purchase_processes_by_account ON purchase_processes (account_id, id);

CREATE TABLE purchase_parts (
    id UUID NOT NULL PRIMARY KEY,
    process_id UUID NOT NULL REFERENCES purchase_processes (id) ON DELETE CASCADE,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('step', 'criterion')),
    position BIGINT NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    weight BIGINT CHECK (weight BETWEEN 1 AND 100),
    deadline TEXT COLLATE "C" CHECK (length(deadline) = 10),
    done_on TEXT COLLATE "C" CHECK (length(done_on) = 10),
    person_id UUID REFERENCES people (id) ON DELETE SET NULL,
    placeholder_id UUID REFERENCES map_placeholders (id) ON DELETE SET NULL,
    CHECK (person_id IS NULL OR placeholder_id IS NULL)
);
CREATE INDEX purchase_parts_by_process ON purchase_parts (process_id, kind, position);
CREATE INDEX purchase_parts_by_person ON purchase_parts (person_id);
CREATE INDEX purchase_parts_by_placeholder ON purchase_parts (placeholder_id);
