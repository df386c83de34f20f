//! The words by which lists of interactions, notes and next steps are searched.
//!
//! They stand in `search_words` under kinds of their own, written in the transaction of their text. A
//! list looks at the rows its rarest word stands in, and checks the folded text of each for all words;
//! where every word is in many rows it walks its own order instead and soon has a page. So a word that
//! is there too long costs a look, and only a missing one would hide a row.

use std::collections::BTreeSet;

use clientela_domain::search::{Query, QueryWord, range_end, text_tokens};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::{Reader, Tx};

/// Rows with the rarest word up to which they are looked at one by one.
const ROWS_MAX: u64 = 3_000;

/// Where words of texts stand in the order of places: none is the name of anything.
const PLACE: i64 = 3;

/// Rows read at once when all words are written anew.
const ROWS_AT_ONCE: u64 = 5_000;

/// What has a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Texts {
    /// The word of the table of words.
    kind: &'static str,
    /// The table of the texts.
    table: &'static str,
    /// Its column with the folded text.
    folded: &'static str,
}

/// Summaries of interactions.
pub(crate) const INTERACTIONS: Texts = Texts {
    kind: "interaction",
    table: "interactions",
    folded: "summary_folded",
};

/// Notes.
pub(crate) const NOTES: Texts = Texts {
    kind: "note",
    table: "notes",
    folded: "text_folded",
};

/// What is to be done next.
pub(crate) const NEXT_STEPS: Texts = Texts {
    kind: "next_step",
    table: "next_steps",
    folded: "what_folded",
};

/// What we and clients owe each other: few enough to be looked at one by one, so that their words are
/// kept nowhere and every list goes [`Way::Along`].
pub(crate) const OBLIGATIONS: Texts = Texts {
    kind: "obligation",
    table: "obligations",
    folded: "what_folded",
};

/// Gifts, likewise.
pub(crate) const GIFTS: Texts = Texts {
    kind: "gift",
    table: "gifts",
    folded: "what_folded",
};

/// Support, likewise.
pub(crate) const SUPPORTS: Texts = Texts {
    kind: "support",
    table: "supports",
    folded: "what_folded",
};

/// Problems of clients, likewise.
pub(crate) const PROBLEMS: Texts = Texts {
    kind: "problem",
    table: "problems",
    folded: "what_folded",
};

/// Prospects, likewise.
pub(crate) const PROSPECTS: Texts = Texts {
    kind: "prospect",
    table: "prospects",
    folded: "words_folded",
};

/// Opportunities, likewise.
pub(crate) const OPPORTUNITIES: Texts = Texts {
    kind: "opportunity",
    table: "opportunities",
    folded: "words_folded",
};

/// Threats to the business with them, likewise.
pub(crate) const THREATS: Texts = Texts {
    kind: "threat",
    table: "threats",
    folded: "what_folded",
};

/// Keeps the words of texts that are new.
pub(crate) async fn add<'t>(
    tx: &Tx,
    texts: Texts,
    rows: impl IntoIterator<Item = (Uuid, &'t str)>,
) -> Result<(), StoreError> {
    let words = rows.into_iter().flat_map(|(id, text)| {
        let tokens = text_tokens(text).into_iter();
        tokens.map(move |word| (word, id))
    });
    insert(tx, texts, words.collect()).await
}

async fn insert(tx: &Tx, texts: Texts, mut words: Vec<(String, Uuid)>) -> Result<(), StoreError> {
    // In the order of the key neighbours land on the same page.
    words.sort_unstable();
    let head = "INSERT INTO search_words (entity, word, place, entity_id)";
    let tail = "ON CONFLICT DO NOTHING";
    let operation = "writing search words";
    sql::insert_many(tx, operation, (head, tail), &words, |(word, id)| {
        binds![texts.kind, word, PLACE, *id]
    })
    .await?;
    Ok(())
}

/// Brings the words of a text up to date.
pub(crate) async fn renew(
    tx: &Tx,
    texts: Texts,
    id: Uuid,
    (before, after): (&str, &str),
) -> Result<(), StoreError> {
    let (was, is) = (text_tokens(before), text_tokens(after));
    remove(
        tx,
        texts,
        was.difference(&is).map(|word| (word.as_str(), id)),
    )
    .await?;
    let new = is.difference(&was).map(|word| (word.clone(), id));
    insert(tx, texts, new.collect()).await
}

async fn remove<'w>(
    tx: &Tx,
    texts: Texts,
    words: impl Iterator<Item = (&'w str, Uuid)>,
) -> Result<(), StoreError> {
    let words: Vec<(&str, Uuid)> = words.collect();
    for chunk in words.chunks(sql::KEYS_MAX) {
        let mut values = binds![texts.kind, PLACE];
        let mut conditions = Vec::with_capacity(chunk.len());
        for (word, id) in chunk {
            values.extend(binds![*word, *id]);
            let last = values.len();
            conditions.push(format!("(word = ${} AND entity_id = ${last})", last - 1));
        }
        let text = format!(
            "DELETE FROM search_words WHERE entity = $1 AND place = $2 AND ({})",
            conditions.join(" OR ")
        );
        sql::execute(tx, "removing search words", &text, values).await?;
    }
    Ok(())
}

/// Lets go the words of texts that are about to be removed for good: those of the rows for which the
/// condition holds.
pub(crate) async fn forget(
    tx: &Tx,
    texts: Texts,
    condition: &str,
    values: Values,
) -> Result<(), StoreError> {
    let Texts { table, folded, .. } = texts;
    let text =
        format!("SELECT {table}.id, {table}.{folded} AS folded FROM {table} WHERE {condition}");
    let read = |row: &Row| Ok((row.uuid("id")?, row.text("folded")?));
    let going = sql::all(tx, "reading texts", &text, values, read).await?;
    for (id, text) in &going {
        let words = text_tokens(text);
        remove(tx, texts, words.iter().map(|word| (word.as_str(), *id))).await?;
    }
    Ok(())
}

/// Writes all words of these texts anew. Returns how many texts there are.
pub(crate) async fn rebuild(tx: &Tx, texts: Texts) -> Result<u64, StoreError> {
    let text = "DELETE FROM search_words WHERE entity = $1";
    sql::execute(tx, "removing search words", text, binds![texts.kind]).await?;
    let Texts { table, folded, .. } = texts;
    let text =
        format!("SELECT id, {folded} AS folded FROM {table} WHERE id > $1 ORDER BY id LIMIT $2");
    let read = |row: &Row| Ok((row.uuid("id")?, row.text("folded")?));
    let (mut last, mut count) = (Uuid::nil(), 0_u64);
    loop {
        let values = binds![last, ROWS_AT_ONCE];
        let rows: Vec<(Uuid, String)> = sql::all(tx, "reading texts", &text, values, read).await?;
        let Some((end, _)) = rows.last() else {
            return Ok(count);
        };
        last = *end;
        count += u64::try_from(rows.len()).unwrap_or(u64::MAX);
        add(
            tx,
            texts,
            rows.iter().map(|(id, text)| (*id, text.as_str())),
        )
        .await?;
    }
}

/// How the rows with all words of a query are found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// There are none.
    None,
    /// Among those the word at this place of the query stands in.
    Among(usize),
    /// Every word stands in many rows, or there is no word: along the order of the list.
    Along,
}

/// How to find the rows with all words of a query.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn way(
    reader: &dyn Reader,
    texts: Texts,
    query: &Query,
) -> Result<Way, StoreError> {
    if query.is_empty() {
        return Ok(Way::Along);
    }
    let mut values = binds![];
    let mut counts = Vec::new();
    for (number, word) in query.words().iter().enumerate() {
        for range in ranges(texts, word, &mut values) {
            let at = counts.len();
            counts.push(format!(
                "SELECT CAST({number} AS BIGINT) AS number, count(*) AS found
                 FROM ({range} LIMIT {ROWS_MAX}) AS rows_{at}"
            ));
        }
    }
    let text = format!(
        "SELECT number, CAST(SUM(found) AS BIGINT) AS found FROM ({}) AS counts GROUP BY number",
        counts.join(" UNION ALL ")
    );
    let read = |row: &Row| Ok((row.count("found")?, row.count("number")?));
    let found = sql::all(reader, "counting search words", &text, values, read).await?;
    Ok(match found.into_iter().min() {
        Some((0, _)) => Way::None,
        Some((few, number)) if few < ROWS_MAX => Way::Among(usize::try_from(number).unwrap_or(0)),
        _ => Way::Along,
    })
}

/// Statements for the rows one of whose words begins as a word of the query was meant.
fn ranges(texts: Texts, word: &QueryWord, values: &mut Values) -> Vec<String> {
    let leads: BTreeSet<&str> = word.alternatives.iter().map(|one| one.lead()).collect();
    let mut statements = Vec::with_capacity(leads.len());
    for lead in leads {
        values.push(lead.bind());
        let from = values.len();
        let below = match range_end(lead) {
            Some(end) => {
                values.push(end.bind());
                format!(" AND word < ${}", values.len())
            }
            None => String::new(),
        };
        statements.push(format!(
            "SELECT entity_id FROM search_words WHERE entity = '{}' AND word >= ${from}{below}",
            texts.kind
        ));
    }
    statements
}

/// The condition that leaves the rows with all words of a query, to be added with ` AND `; empty for
/// a query without words.
pub(crate) fn condition(texts: Texts, query: &Query, way: &Way, values: &mut Values) -> String {
    let Texts { table, folded, .. } = texts;
    let mut condition = String::new();
    if let Way::Among(number) = way
        && let Some(word) = query.words().get(*number)
    {
        let ranges = ranges(texts, word, values).join(" UNION ");
        condition.push_str(&format!(" AND {table}.id IN ({ranges})"));
    }
    for word in query.words() {
        let mut ways = Vec::with_capacity(word.alternatives.len());
        for alternative in &word.alternatives {
            let mut all = Vec::with_capacity(alternative.prefixes.len());
            for prefix in &alternative.prefixes {
                // Words hold letters and digits only, so nothing in them needs an escape.
                values.push(format!("% {prefix}%").bind());
                all.push(format!(
                    "REPLACE(' ' || {table}.{folded}, 'iya', 'ia') LIKE ${}",
                    values.len()
                ));
            }
            ways.push(format!("({})", all.join(" AND ")));
        }
        condition.push_str(&format!(" AND ({})", ways.join(" OR ")));
    }
    condition
}
