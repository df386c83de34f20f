-- Days as they are told: a year alone, a month, a span, a day before Christ. The twin of this file stands in
-- migrations/sqlite.
--
-- `told_day` is the canonical text of an event's day. It is absent where the civil day says all of it; where it
-- stands, the civil day beside it is only the first day it can be, by which rows are ordered and rules reckon.
ALTER TABLE obligations ADD COLUMN told_day TEXT COLLATE "C";
ALTER TABLE obligation_events ADD COLUMN told_day TEXT COLLATE "C";
ALTER TABLE gifts ADD COLUMN told_day TEXT COLLATE "C";
ALTER TABLE supports ADD COLUMN told_day TEXT COLLATE "C";
