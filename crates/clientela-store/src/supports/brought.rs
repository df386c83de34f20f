//! Support as files bring it: looked up so that none comes twice, made in bulk, changed when a later
//! file knows better, removed by the undo.

use std::collections::{BTreeSet, HashMap};

use clientela_domain::ids::{AccountId, ImportId, SupportId, UserId};
use serde_json::json;
use uuid::Uuid;

use super::{
    COLUMNS, NewSupport, StoredSupport, Support, as_json, attendance, insert, read_support,
    rewrite, visible,
};
use crate::brought::{self, BroughtFields, BroughtKind, BroughtRecord};
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity};
use crate::journal::JournalEntry;
use crate::sql::{self, Bind, Row, Values};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

const KIND: BroughtKind = BroughtKind {
    table: "supports",
    entity: CodedEntity::Support,
};

/// What tells one support from another when no code does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownSupport {
    /// Between us and which client.
    pub account_id: AccountId,
    /// Who gives it, a stable word.
    pub side: String,
    /// By what, a stable word.
    pub kind: String,
    /// What, folded.
    pub what_folded: String,
    /// When, ISO 8601.
    pub day: String,
}

/// Support of these clients in the book, and the codes among these that supports have.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_of(
    reader: &dyn Reader,
    accounts: &[AccountId],
    codes: &[String],
) -> Result<(Vec<KnownSupport>, BTreeSet<String>), StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut known = Vec::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT account_id, side, kind, what_folded, day FROM supports
             WHERE state <> 'withdrawn' AND account_id IN ({})",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|account| account.0.bind()).collect();
        let read = |row: &Row| {
            Ok(KnownSupport {
                account_id: AccountId(row.uuid("account_id")?),
                side: row.text("side")?,
                kind: row.text("kind")?,
                what_folded: row.text("what_folded")?,
                day: row.text("day")?,
            })
        };
        known.extend(sql::all(reader, "reading supports", &text, values, read).await?);
    }
    let codes = brought::taken_codes(reader, (KIND.table, KIND.entity), codes).await?;
    Ok((known, codes))
}

/// Support the viewer sees that has these codes, by code.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_by_codes(
    reader: &dyn Reader,
    codes: &[String],
) -> Result<HashMap<String, BroughtRecord<NewSupport>>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let owners = external_codes::owners(reader, KIND.entity, codes).await?;
    let seen = of_ids(reader, &brought::ids_of(&owners)).await?;
    let seen = seen.into_iter().map(|(support, touched)| BroughtRecord {
        id: support.id.0,
        version: support.version,
        touched,
        record: support.support,
    });
    Ok(brought::by_codes(owners, seen))
}

/// Those of this support that the viewer sees, and whether a person wrote or changed each.
async fn of_ids(reader: &dyn Reader, ids: &[Uuid]) -> Result<Vec<(Support, bool)>, StoreError> {
    let untouched = brought::untouched(reader, KIND, ids).await?;
    let mut found = Vec::new();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| id.bind()).collect();
        let text = format!(
            "SELECT {COLUMNS} FROM supports WHERE supports.state <> 'withdrawn' AND supports.id IN ({}) AND {}",
            sql::list(1, chunk.len()),
            visible(reader.viewer(), &mut values)
        );
        found.extend(sql::all(reader, "reading support", &text, values, read_support).await?);
    }
    attendance::add(reader, &mut found).await?;
    let with_touch = |support: Support| {
        let touched = !untouched.contains(&support.id.0);
        (support, touched)
    };
    Ok(found.into_iter().map(with_touch).collect())
}

/// Writes what a later file says support is, read at `version`.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change_brought(
    tx: &mut Tx,
    (id, version): (SupportId, i64),
    new: &NewSupport,
) -> Result<(), StoreError> {
    let (before, touched) = of_ids(tx, &[id.0])
        .await?
        .pop()
        .ok_or(StoreError::Missing("support"))?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    write_brought(tx, (&before, touched), new).await
}

async fn write_brought(
    tx: &mut Tx,
    (before, touched): (&Support, bool),
    new: &NewSupport,
) -> Result<(), StoreError> {
    rewrite(tx, "changed", before, new).await?;
    if touched {
        return Ok(());
    }
    brought::is_of_a_file(tx, KIND, before.id.0).await
}

/// Sets those fields of support back that still are as an import left them. What is gone is left alone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn undo_brought(
    tx: &mut Tx,
    id: SupportId,
    fields: BroughtFields<'_>,
) -> Result<(), StoreError> {
    let Some((before, touched)) = of_ids(tx, &[id.0]).await?.pop() else {
        return Ok(());
    };
    match brought::as_before(&before.support, &as_json(&before.support), fields)? {
        Some(back) => write_brought(tx, (&before, touched), &back).await,
        None => Ok(()),
    }
}

/// A support a file brings: what, who wrote it, and the code by which the file knows it.
pub type BroughtSupport = (SupportId, NewSupport, Option<UserId>, String);

/// Makes the support a file brings.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[BroughtSupport],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let at = tx.at();
    let stored: Vec<StoredSupport<'_>> = rows
        .iter()
        .map(|(id, new, author, _)| StoredSupport {
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
    let after = json!({ "supports": rows.len() });
    tx.journal(JournalEntry::new("supports_created", "import", import).after(after))
        .await
}

/// Removes the support that only undone imports made and that nobody has touched; returns how much. `import` is
/// the one that is being undone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_left_behind(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    let removed = brought::remove_left_behind(tx, KIND).await?;
    let before = json!({ "supports": removed });
    tx.journal(JournalEntry::new("supports_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
