-- Opportunities: what a client or a prospect may buy from us, and how far each is. The twin of this file stands in
-- migrations/sqlite.

-- An opportunity. Whose it is may be unknown yet; `prospect_id` stays when the prospect becomes a client. What it is
-- worth is between both values, or unknown; groups of products stand one a line; `representative` is how a file calls
-- who of us works on it, where that is no user; `contest_id` is what was won or lost by it; `brought_version` is the
-- version in which a file left it.
CREATE TABLE opportunities (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID REFERENCES accounts (id) ON DELETE CASCADE,
    prospect_id UUID REFERENCES prospects (id) ON DELETE SET NULL,
    name TEXT COLLATE "C" NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    words_folded TEXT COLLATE "C" NOT NULL,
    product_groups TEXT COLLATE "C" NOT NULL,
    value_low TEXT COLLATE "C",
    value_high TEXT COLLATE "C",
    currency TEXT COLLATE "C" CHECK (length(currency) = 3),
    expected_on TEXT COLLATE "C" CHECK (length(expected_on) = 10),
    owner_id UUID REFERENCES users (id),
    representative TEXT COLLATE "C" NOT NULL,
    person_id UUID REFERENCES people (id),
    competitor_id UUID REFERENCES competitors (id),
    note TEXT COLLATE "C" NOT NULL,
    stage TEXT COLLATE "C" NOT NULL CHECK (stage IN ('identified', 'engaged', 'offered', 'negotiating', 'won', 'lost')),
    stage_day TEXT COLLATE "C" CHECK (length(stage_day) = 10),
    reason TEXT COLLATE "C" CHECK (reason IN ('price', 'quality', 'delivery', 'relation', 'specification')),
    reason_source TEXT COLLATE "C" CHECK (reason_source IN ('client', 'guessed')),
    stage_note TEXT COLLATE "C" NOT NULL,
    contest_id UUID REFERENCES contests (id) ON DELETE SET NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_by_import UUID REFERENCES imports (id),
    brought_version BIGINT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
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
    id UUID NOT NULL PRIMARY KEY,
    opportunity_id UUID NOT NULL REFERENCES opportunities (id) ON DELETE CASCADE,
    stage TEXT COLLATE "C" NOT NULL CHECK (stage IN ('identified', 'engaged', 'offered', 'negotiating', 'won', 'lost')),
    day TEXT COLLATE "C" CHECK (length(day) = 10),
    reason TEXT COLLATE "C" CHECK (reason IN ('price', 'quality', 'delivery', 'relation', 'specification')),
    note TEXT COLLATE "C" NOT NULL,
    author_id UUID REFERENCES users (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX opportunity_moves_by_opportunity ON opportunity_moves (opportunity_id, id);
