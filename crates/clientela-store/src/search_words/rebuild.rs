//! Writes all search words anew, for a book whose words were lost or that another program filled.

use std::collections::HashMap;

use uuid::Uuid;

use super::{RecordWords, Searched, insert, texts_of};
use crate::error::StoreError;
use crate::happening_words::{self, INTERACTIONS, NEXT_STEPS, NOTES};
use crate::prospects;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// Records read at once.
const RECORDS_AT_ONCE: u64 = 5_000;
/// Words written at once.
const WORDS_AT_ONCE: usize = 50_000;

/// How many records have words now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Clients.
    pub accounts: u64,
    /// People.
    pub people: u64,
    /// Prospects.
    pub prospects: u64,
    /// Interactions, notes and next steps.
    pub happenings: u64,
}

/// Writes the words of every record anew. All words of one kind are sorted in memory first (about
/// 60 bytes each), because rows in the order of the key are written many times faster. Needs
/// [`Permission::ManageUsers`].
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn rebuild(tx: &mut Tx) -> Result<Rebuilt, StoreError> {
    tx.viewer().require(Permission::ManageUsers)?;
    let rebuilt = Rebuilt {
        accounts: rebuild_kind(tx, Searched::Account).await?,
        people: rebuild_kind(tx, Searched::Person).await?,
        prospects: prospects::rebuild_words(tx).await?,
        happenings: happening_words::rebuild(tx, INTERACTIONS).await?
            + happening_words::rebuild(tx, NOTES).await?
            + happening_words::rebuild(tx, NEXT_STEPS).await?,
    };
    tx.unjournalled("search words say nothing the records do not say");
    Ok(rebuilt)
}

async fn rebuild_kind(tx: &Tx, kind: Searched) -> Result<u64, StoreError> {
    for table in ["search_words", "search_texts"] {
        let text = format!("DELETE FROM {table} WHERE entity = $1");
        sql::execute(tx, "removing search words", &text, binds![kind.code()]).await?;
    }
    let mut words: Vec<(Box<str>, i64, Uuid)> = Vec::new();
    let mut records = 0;
    let mut last = Uuid::nil();
    loop {
        let ids = ids_after(tx, kind, last).await?;
        let Some(end) = ids.last() else { break };
        last = *end;
        let mut said = texts_of(tx, kind, &ids).await?;
        let texts = texts_in_order(&ids, &mut said, &mut words);
        records += u64::try_from(texts.len()).unwrap_or(u64::MAX);
        insert(tx, kind, &[], &texts).await?;
    }
    words.sort_unstable();
    for chunk in words.chunks(WORDS_AT_ONCE) {
        let chunk: Vec<(String, i64, Uuid)> = chunk
            .iter()
            .map(|(word, place, id)| (word.to_string(), *place, *id))
            .collect();
        insert(tx, kind, &chunk, &[]).await?;
    }
    Ok(records)
}

/// Texts of `search_texts` in the order of the ids; their words are added to `words`.
fn texts_in_order(
    ids: &[Uuid],
    said: &mut HashMap<Uuid, Vec<super::Text>>,
    words: &mut Vec<(Box<str>, i64, Uuid)>,
) -> Vec<(Uuid, String)> {
    let mut texts = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(own) = said.remove(id) else { continue };
        let record = RecordWords::of(&own);
        let placed = record.placed();
        words.extend(
            placed
                .iter()
                .map(|(word, place)| (Box::from(*word), *place, *id)),
        );
        texts.push((*id, record.stored()));
    }
    texts
}

async fn ids_after(
    reader: &dyn Reader,
    kind: Searched,
    last: Uuid,
) -> Result<Vec<Uuid>, StoreError> {
    let text = match kind {
        Searched::Account => "SELECT id FROM accounts WHERE id > $1 ORDER BY id LIMIT $2",
        Searched::Person => "SELECT id FROM people WHERE id > $1 ORDER BY id LIMIT $2",
    };
    let read = |row: &Row| row.uuid("id");
    sql::all(
        reader,
        "reading records",
        text,
        binds![last, RECORDS_AT_ONCE],
        read,
    )
    .await
}
