//! Threats as files bring them: looked up so that none comes twice, made in bulk, changed when a later file knows
//! better, removed by the undo.

use std::collections::{BTreeSet, HashMap};

use clientela_domain::ids::{AccountId, ImportId, ThreatId, UserId};
use clientela_domain::troubles::{ThreatKind, ThreatState};
use serde_json::json;
use uuid::Uuid;

use super::{
    COLUMNS, NewThreat, StoredThreat, Threat, as_json, insert, read_threat, rewrite, visible,
};
use crate::brought::{self, BroughtFields, BroughtKind, BroughtRecord};
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity};
use crate::journal::JournalEntry;
use crate::sql::{self, Bind, Row, Values};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

const KIND: BroughtKind = BroughtKind {
    table: "threats",
    entity: CodedEntity::Threat,
};

/// What tells one threat from another when no code does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownThreat {
    /// To the business with which client.
    pub account_id: AccountId,
    /// What it is about.
    pub kind: ThreatKind,
    /// What may come, folded.
    pub what_folded: String,
    /// It is told of as one that has passed. What has passed in the book is met by that alone: the same may
    /// threaten again.
    pub passed: bool,
}

/// Threats of these clients in the book, and the codes among these that threats have.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_of(
    reader: &dyn Reader,
    accounts: &[AccountId],
    codes: &[String],
) -> Result<(Vec<KnownThreat>, BTreeSet<String>), StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut known = Vec::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT account_id, kind, what_folded, state FROM threats WHERE account_id IN ({})",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|account| account.0.bind()).collect();
        let read = |row: &Row| {
            let one = KnownThreat {
                account_id: AccountId(row.uuid("account_id")?),
                kind: row.word("kind", ThreatKind::from_code)?,
                what_folded: row.text("what_folded")?,
                passed: true,
            };
            Ok((one, row.text("state")? != ThreatState::Passed.code()))
        };
        for (one, is_live) in sql::all(reader, "reading threats", &text, values, read).await? {
            if is_live {
                known.push(KnownThreat {
                    passed: false,
                    ..one.clone()
                });
            }
            known.push(one);
        }
    }
    let codes = brought::taken_codes(reader, (KIND.table, KIND.entity), codes).await?;
    Ok((known, codes))
}

/// Threats the viewer sees that have these codes, by code.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_by_codes(
    reader: &dyn Reader,
    codes: &[String],
) -> Result<HashMap<String, BroughtRecord<NewThreat>>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let owners = external_codes::owners(reader, KIND.entity, codes).await?;
    let seen = of_ids(reader, &brought::ids_of(&owners)).await?;
    let seen = seen.into_iter().map(|(found, touched)| BroughtRecord {
        id: found.id.0,
        version: found.version,
        touched,
        record: found.threat,
    });
    Ok(brought::by_codes(owners, seen))
}

/// Those of these threats that the viewer sees, and whether a person wrote or changed each.
async fn of_ids(reader: &dyn Reader, ids: &[Uuid]) -> Result<Vec<(Threat, bool)>, StoreError> {
    let untouched = brought::untouched(reader, KIND, ids).await?;
    let mut found = Vec::new();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| id.bind()).collect();
        let text = format!(
            "SELECT {COLUMNS} FROM threats WHERE threats.id IN ({}) AND {}",
            sql::list(1, chunk.len()),
            visible(reader.viewer(), &mut values)
        );
        found.extend(sql::all(reader, "reading threats", &text, values, read_threat).await?);
    }
    let with_touch = |one: Threat| {
        let touched = !untouched.contains(&one.id.0);
        (one, touched)
    };
    Ok(found.into_iter().map(with_touch).collect())
}

/// Writes what a later file says one of the threats is, read at `version`.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change_brought(
    tx: &mut Tx,
    (id, version): (ThreatId, i64),
    new: &NewThreat,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let (before, touched) = of_ids(tx, &[id.0])
        .await?
        .pop()
        .ok_or(StoreError::Missing("threat"))?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    write_brought(tx, (&before, touched), new).await
}

async fn write_brought(
    tx: &mut Tx,
    (before, touched): (&Threat, bool),
    new: &NewThreat,
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
    id: ThreatId,
    fields: BroughtFields<'_>,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let Some((before, touched)) = of_ids(tx, &[id.0]).await?.pop() else {
        return Ok(());
    };
    match brought::as_before(&before.threat, &as_json(&before.threat), fields)? {
        Some(back) => write_brought(tx, (&before, touched), &back).await,
        None => Ok(()),
    }
}

/// What a file brings, who wrote it, and the code by which the file knows it.
pub type BroughtThreat = (ThreatId, NewThreat, Option<UserId>, String);

/// Makes the threats a file brings.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[BroughtThreat],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let at = tx.at();
    let stored: Vec<StoredThreat<'_>> = rows
        .iter()
        .map(|(id, new, author, _)| StoredThreat {
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
    let after = json!({ "threats": rows.len() });
    tx.journal(JournalEntry::new("threats_created", "import", import).after(after))
        .await
}

/// Removes the threats that only undone imports made and that nobody has touched; returns how many. `import` is the
/// one that is being undone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_left_behind(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    let removed = brought::remove_left_behind(tx, KIND).await?;
    if removed == 0 {
        return Ok(0);
    }
    let before = json!({ "threats": removed });
    tx.journal(JournalEntry::new("threats_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
