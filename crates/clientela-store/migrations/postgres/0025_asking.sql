-- Words by which prospects are found. The twin of this file stands in migrations/sqlite.

-- One row for each folded word of what a prospect is called, where it is and under which number, spelled as search
-- words are, so that the beginning of a word is a range of the key. A prospect takes its words with it.
CREATE TABLE prospect_words (
    word TEXT COLLATE "C" NOT NULL,
    prospect_id UUID NOT NULL REFERENCES prospects (id) ON DELETE CASCADE,
    PRIMARY KEY (word, prospect_id)
);
CREATE INDEX prospect_words_by_prospect ON prospect_words (prospect_id);

INSERT INTO prospect_words (word, prospect_id)
SELECT DISTINCT substr(part.word, 1, 40), prospects.id
FROM prospects
    CROSS JOIN LATERAL unnest(string_to_array(replace(prospects.words_folded, 'iya', 'ia'), ' ')) AS part (word)
WHERE part.word <> '';
