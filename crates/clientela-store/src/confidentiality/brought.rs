//! Agreements on confidentiality as files bring them: looked up so that none comes twice, made in bulk, changed
//! when a later file knows better, removed by the undo.

use std::collections::{BTreeSet, HashMap};

use clientela_domain::ids::{AccountId, ConfidentialityId, ImportId, UserId};
use clientela_domain::names::fold;
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use super::{Confidentiality, NewConfidentiality, SELECT, TABLE, as_json, read, rewrite, visible};
use crate::brought::{self, BroughtFields, BroughtKind, BroughtRecord};
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity};
use crate::journal::JournalEntry;
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

const KIND: BroughtKind = BroughtKind {
    table: TABLE,
    entity: CodedEntity::Confidentiality,
};

/// What tells one agreement from another when no code does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownConfidentiality {
    /// About which client.
    pub account_id: AccountId,
    /// With whom, folded.
    pub with_whom_folded: String,
    /// What is kept confidential, folded.
    pub scope_folded: String,
    /// Since when, ISO 8601.
    pub first_day: String,
}

impl KnownConfidentiality {
    /// What tells an agreement from others.
    #[must_use]
    pub fn of(one: &NewConfidentiality) -> Self {
        Self {
            account_id: one.account_id,
            with_whom_folded: fold(&one.with_whom),
            scope_folded: fold(&one.scope),
            first_day: one.first_day.to_string(),
        }
    }
}

/// Agreements of these clients in the book, and the codes among these that agreements have.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_of(
    reader: &dyn Reader,
    accounts: &[AccountId],
    codes: &[String],
) -> Result<(Vec<KnownConfidentiality>, BTreeSet<String>), StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut known = Vec::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT account_id, with_whom, scope, first_day FROM confidentiality_agreements
             WHERE deleted_at IS NULL AND account_id IN ({})",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|account| account.0.bind()).collect();
        let read = |row: &Row| {
            Ok(KnownConfidentiality {
                account_id: AccountId(row.uuid("account_id")?),
                with_whom_folded: fold(&row.text("with_whom")?),
                scope_folded: fold(&row.text("scope")?),
                first_day: row.text("first_day")?,
            })
        };
        known.extend(sql::all(reader, "reading agreements", &text, values, read).await?);
    }
    let codes = brought::taken_codes(reader, (KIND.table, KIND.entity), codes).await?;
    Ok((known, codes))
}

/// Agreements the viewer sees that have these codes, by code.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_by_codes(
    reader: &dyn Reader,
    codes: &[String],
) -> Result<HashMap<String, BroughtRecord<NewConfidentiality>>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let owners = external_codes::owners(reader, KIND.entity, codes).await?;
    let seen = of_ids(reader, &brought::ids_of(&owners)).await?;
    let seen = seen.into_iter().map(|(known, touched)| BroughtRecord {
        id: known.id.0,
        version: known.version,
        touched,
        record: known.agreement,
    });
    Ok(brought::by_codes(owners, seen))
}

/// Those of these agreements that the viewer sees, and whether a person wrote or changed each.
async fn of_ids(
    reader: &dyn Reader,
    ids: &[Uuid],
) -> Result<Vec<(Confidentiality, bool)>, StoreError> {
    let untouched = brought::untouched(reader, KIND, ids).await?;
    let mut found = Vec::new();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| id.bind()).collect();
        let sight = visible(reader.viewer(), &mut values);
        let list = sql::list(1, chunk.len());
        let text = format!("{SELECT} WHERE c.id IN ({list}) AND {sight}");
        found.extend(sql::all(reader, "reading agreements", &text, values, read).await?);
    }
    let with_touch = |known: Confidentiality| {
        let touched = !untouched.contains(&known.id.0);
        (known, touched)
    };
    Ok(found.into_iter().map(with_touch).collect())
}

/// Writes what a later file says an agreement is, read at `version`.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change_brought(
    tx: &mut Tx,
    (id, version): (ConfidentialityId, i64),
    new: &NewConfidentiality,
) -> Result<(), StoreError> {
    let known = of_ids(tx, &[id.0]).await?.pop();
    let (before, touched) = known.ok_or(StoreError::Missing("confidentiality"))?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    write_brought(tx, (&before, touched), new).await
}

async fn write_brought(
    tx: &mut Tx,
    (before, touched): (&Confidentiality, bool),
    new: &NewConfidentiality,
) -> Result<(), StoreError> {
    rewrite(tx, "changed", before, new).await?;
    if touched {
        return Ok(());
    }
    brought::is_of_a_file(tx, KIND, before.id.0).await
}

/// Sets those fields of an agreement back that still are as an import left them. One that is gone is left
/// alone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn undo_brought(
    tx: &mut Tx,
    id: ConfidentialityId,
    fields: BroughtFields<'_>,
) -> Result<(), StoreError> {
    let Some((before, touched)) = of_ids(tx, &[id.0]).await?.pop() else {
        return Ok(());
    };
    match brought::as_before(&before.agreement, &as_json(&before.agreement), fields)? {
        Some(back) if back.last_day.is_none_or(|last| last >= back.first_day) => {
            write_brought(tx, (&before, touched), &back).await
        }
        _ => Ok(()),
    }
}

/// An agreement a file brings: what, who wrote it, and the code by which the file knows it.
pub type BroughtConfidentiality = (
    ConfidentialityId,
    NewConfidentiality,
    Option<UserId>,
    String,
);

/// Makes the agreements a file brings.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[BroughtConfidentiality],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let at = tx.at();
    let stored: Vec<StoredConfidentiality<'_>> = rows
        .iter()
        .map(|(id, new, author, _)| StoredConfidentiality {
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
    let after = json!({ "confidentiality": rows.len() });
    tx.journal(JournalEntry::new("confidentiality_created", "import", import).after(after))
        .await
}

/// One row to be inserted.
pub(crate) struct StoredConfidentiality<'a> {
    pub id: ConfidentialityId,
    pub new: &'a NewConfidentiality,
    pub author: Option<UserId>,
    pub created_at: Timestamp,
    pub is_sample: bool,
    pub import: Option<ImportId>,
}

pub(crate) async fn insert(tx: &Tx, rows: &[StoredConfidentiality<'_>]) -> Result<(), StoreError> {
    let head = "INSERT INTO confidentiality_agreements (id, account_id, with_whom, scope, may_know, text,
        first_day, last_day, attachment_id, is_sample, created_by, created_by_import, brought_version,
        created_at, version)";
    let operation = "writing agreements on confidentiality";
    sql::insert_many(tx, operation, (head, ""), rows, |row| {
        let new = row.new;
        binds![
            row.id.0,
            new.account_id.0,
            &new.with_whom,
            &new.scope,
            &new.may_know,
            &new.text,
            new.first_day,
            new.last_day,
            new.attachment_id.map(|file| file.0),
            row.is_sample,
            row.author.map(|user| user.0),
            row.import.map(|import| import.0),
            row.import.map(|_| 1_i64),
            row.created_at,
            1_i64,
        ]
    })
    .await?;
    Ok(())
}

/// Removes the agreements that only undone imports made and that nobody has touched; returns how many. `import`
/// is the one that is being undone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_left_behind(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    let removed = brought::remove_left_behind(tx, KIND).await?;
    let before = json!({ "confidentiality": removed });
    tx.journal(JournalEntry::new("confidentiality_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
