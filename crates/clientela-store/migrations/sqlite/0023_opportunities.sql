-- Opportunities: what a client or a prospect may buy from us, and how far each is. The twin of this file stands in
-- migrations/postgres.

-- An opportunity. Whose it is may be unknown yet; `prospect_id` stays when the prospect becomes a client. What it is
-- worth is between both values, or unknown; groups of products stand one a line; `representative` is how a file calls
-- who of us works on it, where that is no user; `contest_id` is what was won or lost by it; `brought_version` is the
-- version in which a file left it.
CREATE TABLE opportunities (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB REFERENCES accounts (id) ON DELETE CASCADE,
    prospect_id BLOB REFERENCES prospects (id) ON DELETE SET NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    words_folded TEXT NOT NULL,
    product_groups TEXT NOT NULL,
    value_low TEXT,
    value_high TEXT,
    currency TEXT CHECK (length(currency) = 3),
    expected_on TEXT CHECK (length(expected_on) = 10),
    owner_id BLOB REFERENCES users (id),
    representative TEXT NOT NULL,
    person_id BLOB REFERENCES people (id),
    competitor_id BLOB REFERENCES competitors (id),
    note TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('identified', 'engaged', 'offered', 'negotiating', 'won', 'lost')),
    stage_day TEXT CHECK (length(stage_day) = 10),
    reason TEXT CHECK (reason IN ('price', 'quality', 'delivery', 'relation', 'specification')),
    reason_source TEXT CHECK (reason_source IN ('client', 'guessed')),
    stage_note TEXT NOT NULL,
    contest_id BLOB REFERENCES contests (id) ON DELETE SET NULL,
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_by_import BLOB REFERENCES imports (id),
    brought_version INTEGER,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX opportunities_by_account ON opportunities (account_id, id);
CREATE INDEX opportunities_by_prospect ON opportunities (prospect_id, id);
CREATE INDEX opportunities_by_name ON opportunities (name_folded, id);
CREATE INDEX opportunities_by_stage ON opportunities (stage, id);
CREATE INDEX opportunities_by_expected_day ON opportunities (COALESCE(expected_on, '9999-99-99'), id);
CREATE INDEX opportunities_by_owner ON opportunities (owner_id, stage, id);
CREATE INDEX opportunities_by_person ON opportunities (person_id);
CREATE INDEX opportunities_by_competitor ON opportunities (competitor_id);
CREATE INDEX opportunities_by_contest ON opportunities (contest_id);
CREATE INDEX opportunities_by_import ON opportunities (created_by_import);

-- Each step an opportunity took; the day of one that a file tells may be unknown.
CREATE TABLE opportunity_moves (
    id BLOB NOT NULL PRIMARY KEY,
    opportunity_id BLOB NOT NULL REFERENCES opportunities (id) ON DELETE CASCADE,
    stage TEXT NOT NULL CHECK (stage IN ('identified', 'engaged', 'offered', 'negotiating', 'won', 'lost')),
    day TEXT CHECK (length(day) = 10),
    reason TEXT CHECK (reason IN ('price', 'quality', 'delivery', 'relation', 'specification')),
    note TEXT NOT NULL,
    author_id BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX opportunity_moves_by_opportunity ON opportunity_moves (opportunity_id, id);
