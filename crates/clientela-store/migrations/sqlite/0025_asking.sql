-- Words by which prospects are found. The twin of this file stands in migrations/postgres.

-- One row for each folded word of what a prospect is called, where it is and under which number, spelled as search
-- words are, so that the beginning of a word is a range of the key. A prospect takes its words with it.
CREATE TABLE prospect_words (
    word TEXT NOT NULL,
    prospect_id BLOB NOT NULL REFERENCES prospects (id) ON DELETE CASCADE,
    PRIMARY KEY (word, prospect_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX prospect_words_by_prospect ON prospect_words (prospect_id);

INSERT INTO prospect_words (word, prospect_id)
WITH RECURSIVE parts (id, word, rest) AS (
    SELECT id, '', replace(words_folded, 'iya', 'ia') || ' ' FROM prospects
    UNION ALL
    SELECT id, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1)
    FROM parts WHERE rest <> ''
)
SELECT DISTINCT substr(word, 1, 40), id FROM parts WHERE word <> '';
