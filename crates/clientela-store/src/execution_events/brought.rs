//! Execution events as files bring them: looked up so that none comes twice, made in bulk, changed when a later file
//! knows better, removed by the undo.

use std::collections::{BTreeSet, HashMap};

use clientela_domain::ids::{AccountId, ExecutionEventId, ImportId, UserId};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{
    COLUMNS, ExecutionEvent, NewExecutionEvent, StoredEvent, as_json, insert, read_event, rewrite,
    visible,
};
use crate::brought::{self, BroughtKind, Corrected};
use crate::error::StoreError;
use crate::external_codes::CodedEntity;
use crate::journal::JournalEntry;
use crate::sql::{self, Bind, Row, Values};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

const KIND: BroughtKind = BroughtKind {
    table: "execution_events",
    entity: CodedEntity::ExecutionEvent,
};

/// How many times each event is in the book: two that are alike in everything are two.
#[derive(Clone, Debug, Default)]
pub struct KnownEvents {
    /// Those no file knows by a code.
    pub plain: HashMap<NewExecutionEvent, u64>,
    /// Those some file knows by a code.
    pub coded: HashMap<NewExecutionEvent, u64>,
}

/// The events of these clients.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_of(
    reader: &dyn Reader,
    accounts: &[AccountId],
) -> Result<KnownEvents, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut known = KnownEvents::default();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT {COLUMNS}, (SELECT count(*) FROM external_codes
                 WHERE external_codes.entity = 'execution_event'
                     AND external_codes.entity_id = execution_events.id) AS codes
             FROM execution_events WHERE NOT withdrawn AND account_id IN ({})",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|account| account.0.bind()).collect();
        let read = |row: &Row| Ok((read_event(row)?.event, row.count("codes")? > 0));
        for (event, has_code) in sql::all(reader, "reading events", &text, values, read).await? {
            let of = if has_code {
                &mut known.coded
            } else {
                &mut known.plain
            };
            *of.entry(event).or_insert(0) += 1;
        }
    }
    Ok(known)
}

/// The codes among these that events have.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn taken_codes(
    reader: &dyn Reader,
    codes: &[String],
) -> Result<BTreeSet<String>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    brought::taken_codes(reader, (KIND.table, KIND.entity), codes).await
}

#[expect(private_interfaces, reason = "only this crate reads rows")]
impl Corrected for ExecutionEvent {
    type Id = ExecutionEventId;
    type Told = NewExecutionEvent;
    const KIND: BroughtKind = KIND;
    const WORD: &'static str = "execution_event";
    const STANDS: &'static str = "NOT execution_events.withdrawn";

    fn columns() -> String {
        COLUMNS.to_owned()
    }

    fn seen_by(viewer: &Viewer, values: &mut Values) -> String {
        visible(viewer, values)
    }

    fn read(row: &Row) -> Result<Self, StoreError> {
        read_event(row)
    }

    fn key_of(id: ExecutionEventId) -> Uuid {
        id.0
    }

    fn key(&self) -> Uuid {
        self.id.0
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn told(&self) -> &NewExecutionEvent {
        &self.event
    }

    fn json(&self) -> Json {
        as_json(&self.event)
    }

    async fn rewrite(&self, tx: &mut Tx, new: &NewExecutionEvent) -> Result<(), StoreError> {
        rewrite(tx, "changed", self, new).await.map(drop)
    }
}

/// What a file brings, who wrote it, and the code by which the file knows it.
pub type BroughtEvent = (ExecutionEventId, NewExecutionEvent, Option<UserId>, String);

/// Makes the events a file brings.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[BroughtEvent],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let at = tx.at();
    let stored: Vec<StoredEvent<'_>> = rows
        .iter()
        .map(|(id, new, author, _)| StoredEvent {
            id: *id,
            new,
            author: *author,
            created_at: at,
            is_sample: false,
            import: Some(import),
        })
        .collect();
    insert(tx, &stored).await?;
    let codes = rows.iter().map(|(id, .., code)| (id.0, code));
    brought::give_codes(tx, KIND.entity, codes).await?;
    let after = json!({ "execution_events": rows.len() });
    tx.journal(JournalEntry::new("executions_created", "import", import).after(after))
        .await
}

/// Removes the events that only undone imports made and that nobody has touched; returns how many. `import` is the
/// one that is being undone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_left_behind(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    let removed = brought::remove_left_behind(tx, KIND).await?;
    let before = json!({ "execution_events": removed });
    tx.journal(JournalEntry::new("executions_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
