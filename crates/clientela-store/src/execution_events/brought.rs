//! Execution events as files bring them: looked up so that none comes twice, made in bulk, changed when a later file
//! knows better, removed by the undo.

use std::collections::{BTreeSet, HashMap};

use clientela_domain::ids::{AccountId, ExecutionEventId, ImportId, UserId};
use serde_json::json;
use uuid::Uuid;

use super::{
    COLUMNS, ExecutionEvent, NewExecutionEvent, StoredEvent, as_json, insert, read_event, rewrite,
    visible,
};
use crate::brought::{self, BroughtFields, BroughtKind, BroughtRecord};
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity};
use crate::journal::JournalEntry;
use crate::sql::{self, Bind, Row, Values};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

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

/// Events the viewer sees that have these codes, by code.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_by_codes(
    reader: &dyn Reader,
    codes: &[String],
) -> Result<HashMap<String, BroughtRecord<NewExecutionEvent>>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let owners = external_codes::owners(reader, KIND.entity, codes).await?;
    let seen = of_ids(reader, &brought::ids_of(&owners)).await?;
    let seen = seen.into_iter().map(|(found, touched)| BroughtRecord {
        id: found.id.0,
        version: found.version,
        touched,
        record: found.event,
    });
    Ok(brought::by_codes(owners, seen))
}

/// Those of these events that the viewer sees, and whether a person wrote or changed each.
async fn of_ids(
    reader: &dyn Reader,
    ids: &[Uuid],
) -> Result<Vec<(ExecutionEvent, bool)>, StoreError> {
    let untouched = brought::untouched(reader, KIND, ids).await?;
    let mut found = Vec::new();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| id.bind()).collect();
        let text = format!(
            "SELECT {COLUMNS} FROM execution_events WHERE NOT execution_events.withdrawn AND execution_events.id IN ({}) AND {}",
            sql::list(1, chunk.len()),
            visible(reader.viewer(), &mut values)
        );
        found.extend(sql::all(reader, "reading events", &text, values, read_event).await?);
    }
    let with_touch = |one: ExecutionEvent| {
        let touched = !untouched.contains(&one.id.0);
        (one, touched)
    };
    Ok(found.into_iter().map(with_touch).collect())
}

/// Writes what a later file says one of the events is, read at `version`.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change_brought(
    tx: &mut Tx,
    (id, version): (ExecutionEventId, i64),
    new: &NewExecutionEvent,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let (before, touched) = of_ids(tx, &[id.0])
        .await?
        .pop()
        .ok_or(StoreError::Missing("execution_event"))?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    write_brought(tx, (&before, touched), new).await
}

async fn write_brought(
    tx: &mut Tx,
    (before, touched): (&ExecutionEvent, bool),
    new: &NewExecutionEvent,
) -> Result<(), StoreError> {
    rewrite(tx, "changed", before, new).await?;
    if touched {
        return Ok(());
    }
    brought::is_of_a_file(tx, KIND, before.id.0).await
}

/// Sets those fields back that still are as an import left them. What is gone is left alone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn undo_brought(
    tx: &mut Tx,
    id: ExecutionEventId,
    fields: BroughtFields<'_>,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let Some((before, touched)) = of_ids(tx, &[id.0]).await?.pop() else {
        return Ok(());
    };
    match brought::as_before(&before.event, &as_json(&before.event), fields)? {
        Some(back) => write_brought(tx, (&before, touched), &back).await,
        None => Ok(()),
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
