-- The market: competitors, where they stand at clients, what was won from them and lost to them, and what clients
-- buy in all. The twin of this file stands in migrations/postgres.

CREATE TABLE competitors (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL UNIQUE,
    strengths TEXT NOT NULL,
    weaknesses TEXT NOT NULL,
    note TEXT NOT NULL,
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_by_import BLOB REFERENCES imports (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX competitors_by_import ON competitors (created_by_import);

-- How a competitor stands at a client. Shares are in per cent of what the client buys of the group, the price index
-- is their price where ours is 100; an end nobody knows is absent.
CREATE TABLE competitor_positions (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    competitor_id BLOB NOT NULL REFERENCES competitors (id),
    product_group TEXT NOT NULL,
    group_folded TEXT NOT NULL,
    share_low TEXT,
    share_high TEXT,
    price_index TEXT,
    contract_end TEXT CHECK (length(contract_end) = 10),
    since TEXT CHECK (length(since) = 10),
    source TEXT NOT NULL CHECK (source IN ('client', 'published', 'observed', 'hearsay')),
    day TEXT NOT NULL CHECK (length(day) = 10),
    note TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_by_import BLOB REFERENCES imports (id),
    brought_version INTEGER,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX competitor_positions_by_account ON competitor_positions (account_id, day, id);
CREATE INDEX competitor_positions_by_competitor ON competitor_positions (competitor_id, day, id);
CREATE INDEX competitor_positions_by_day ON competitor_positions (day, id);
CREATE INDEX competitor_positions_by_import ON competitor_positions (created_by_import);

-- Something won from a competitor or lost to one; to whom may be unknown.
CREATE TABLE contests (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    competitor_id BLOB REFERENCES competitors (id),
    product_group TEXT NOT NULL,
    group_folded TEXT NOT NULL,
    what TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('won', 'lost', 'unknown')),
    reason TEXT CHECK (reason IN ('price', 'quality', 'delivery', 'relation', 'specification')),
    reason_source TEXT CHECK (reason_source IN ('client', 'guessed')),
    value TEXT,
    currency TEXT CHECK (length(currency) = 3),
    day TEXT NOT NULL CHECK (length(day) = 10),
    note TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX contests_by_account ON contests (account_id, day, id);
CREATE INDEX contests_by_competitor ON contests (competitor_id, day, id);
CREATE INDEX contests_by_day ON contests (day, id);

-- What somebody says a client buys in a period, of a group of products or, without one, in all. Without an upper
-- end it is at least so much. `confidence` is in per cent.
CREATE TABLE client_purchases (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    product_group TEXT NOT NULL,
    group_folded TEXT NOT NULL,
    period_from TEXT NOT NULL CHECK (length(period_from) = 10),
    period_to TEXT NOT NULL CHECK (length(period_to) = 10),
    amount_low TEXT NOT NULL,
    amount_high TEXT,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    source TEXT NOT NULL CHECK (source IN ('statement', 'accounts', 'norm', 'observed')),
    confidence INTEGER CHECK (confidence BETWEEN 0 AND 100),
    day TEXT NOT NULL CHECK (length(day) = 10),
    note TEXT NOT NULL,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    created_by BLOB REFERENCES users (id),
    created_by_import BLOB REFERENCES imports (id),
    brought_version INTEGER,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX client_purchases_by_account ON client_purchases (account_id, day, id);
CREATE INDEX client_purchases_by_day ON client_purchases (day, id);
CREATE INDEX client_purchases_by_import ON client_purchases (created_by_import);
