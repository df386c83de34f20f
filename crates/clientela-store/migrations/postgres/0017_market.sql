-- The market: competitors, where they stand at clients, what was won from them and lost to them, and what clients
-- buy in all. The twin of this file stands in migrations/sqlite.

CREATE TABLE competitors (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL UNIQUE,
    strengths TEXT COLLATE "C" NOT NULL,
    weaknesses TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_by_import UUID REFERENCES imports (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX competitors_by_import ON competitors (created_by_import);

-- How a competitor stands at a client. Shares are in per cent of what the client buys of the group, the price index
-- is their price where ours is 100; an end nobody knows is absent.
CREATE TABLE competitor_positions (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    competitor_id UUID NOT NULL REFERENCES competitors (id),
    product_group TEXT COLLATE "C" NOT NULL,
    group_folded TEXT COLLATE "C" NOT NULL,
    share_low TEXT COLLATE "C",
    share_high TEXT COLLATE "C",
    price_index TEXT COLLATE "C",
    contract_end TEXT COLLATE "C" CHECK (length(contract_end) = 10),
    since TEXT COLLATE "C" CHECK (length(since) = 10),
    source TEXT COLLATE "C" NOT NULL CHECK (source IN ('client', 'published', 'observed', 'hearsay')),
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    note TEXT COLLATE "C" NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_by_import UUID REFERENCES imports (id),
    brought_version BIGINT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX competitor_positions_by_account ON competitor_positions (account_id, day, id);
CREATE INDEX competitor_positions_by_competitor ON competitor_positions (competitor_id, day, id);
CREATE INDEX competitor_positions_by_day ON competitor_positions (day, id);
CREATE INDEX competitor_positions_by_import ON competitor_positions (created_by_import);

-- Something won from a competitor or lost to one; to whom may be unknown.
CREATE TABLE contests (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    competitor_id UUID REFERENCES competitors (id),
    product_group TEXT COLLATE "C" NOT NULL,
    group_folded TEXT COLLATE "C" NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL CHECK (outcome IN ('won', 'lost', 'unknown')),
    reason TEXT COLLATE "C" CHECK (reason IN ('price', 'quality', 'delivery', 'relation', 'specification')),
    reason_source TEXT COLLATE "C" CHECK (reason_source IN ('client', 'guessed')),
    value TEXT COLLATE "C",
    currency TEXT COLLATE "C" CHECK (length(currency) = 3),
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    note TEXT COLLATE "C" NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX contests_by_account ON contests (account_id, day, id);
CREATE INDEX contests_by_competitor ON contests (competitor_id, day, id);
CREATE INDEX contests_by_day ON contests (day, id);

-- What somebody says a client buys in a period, of a group of products or, without one, in all. Without an upper
-- end it is at least so much. `confidence` is in per cent.
CREATE TABLE client_purchases (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    product_group TEXT COLLATE "C" NOT NULL,
    group_folded TEXT COLLATE "C" NOT NULL,
    period_from TEXT COLLATE "C" NOT NULL CHECK (length(period_from) = 10),
    period_to TEXT COLLATE "C" NOT NULL CHECK (length(period_to) = 10),
    amount_low TEXT COLLATE "C" NOT NULL,
    amount_high TEXT COLLATE "C",
    currency TEXT COLLATE "C" NOT NULL CHECK (length(currency) = 3),
    source TEXT COLLATE "C" NOT NULL CHECK (source IN ('statement', 'accounts', 'norm', 'observed')),
    confidence BIGINT CHECK (confidence BETWEEN 0 AND 100),
    day TEXT COLLATE "C" NOT NULL CHECK (length(day) = 10),
    note TEXT COLLATE "C" NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_by UUID REFERENCES users (id),
    created_by_import UUID REFERENCES imports (id),
    brought_version BIGINT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX client_purchases_by_account ON client_purchases (account_id, day, id);
CREATE INDEX client_purchases_by_day ON client_purchases (day, id);
CREATE INDEX client_purchases_by_import ON client_purchases (created_by_import);
