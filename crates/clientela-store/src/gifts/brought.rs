//! Gifts as files bring them: looked up so that none comes twice, judged one after the other, removed by
//! the undo.

use std::collections::BTreeSet;

use clientela_domain::ids::{AccountId, GiftId, ImportId, UserId};
use serde_json::json;
use uuid::Uuid;

use super::{GiftRules, NewGift, StoredGift, insert, sums};
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity, ExternalCode};
use crate::import_records;
use crate::journal::JournalEntry;
use crate::sql::{self, Bind, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// What tells one gift from another when no code does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownGift {
    /// Between us and which client.
    pub account_id: AccountId,
    /// Which way, a stable word.
    pub direction: String,
    /// Who of their people; absent when nobody is named.
    pub person: Option<Uuid>,
    /// What, folded.
    pub what_folded: String,
    /// When, ISO 8601.
    pub day: String,
}

/// Gifts of these clients in the book, and the codes among these that gifts have.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_of(
    reader: &dyn Reader,
    accounts: &[AccountId],
    codes: &[String],
) -> Result<(Vec<KnownGift>, BTreeSet<String>), StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut known = Vec::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT account_id, direction, person_id, what_folded, day, told_day FROM gifts
             WHERE state <> 'withdrawn' AND account_id IN ({})",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|account| account.0.bind()).collect();
        let read = |row: &Row| {
            Ok(KnownGift {
                account_id: AccountId(row.uuid("account_id")?),
                direction: row.text("direction")?,
                person: row.uuid_if_any("person_id")?,
                what_folded: row.text("what_folded")?,
                day: row.told_day("day")?.to_string(),
            })
        };
        known.extend(sql::all(reader, "reading gifts", &text, values, read).await?);
    }
    let owners = external_codes::owners(reader, CodedEntity::Gift, codes).await?;
    Ok((known, owners.into_iter().map(|(code, _)| code).collect()))
}

/// A gift a file brings: what, who wrote it, and the code by which the file knows it.
pub type BroughtGift = (GiftId, NewGift, Option<UserId>, String);

/// Makes the gifts a file brings, each judged with those before it: they come by day.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[BroughtGift],
    rules: &GiftRules,
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let mut by_day: Vec<&BroughtGift> = rows.iter().collect();
    by_day.sort_by_key(|(id, new, ..)| (new.day, *id));
    for (id, new, author, _) in by_day {
        let judged = sums::judged(tx, new, *rules, *id).await?;
        let row = StoredGift {
            id: *id,
            new,
            judged: &judged,
            author: *author,
            created_at: tx.at(),
            is_sample: false,
            import: Some(import),
        };
        insert(tx, &[row]).await?;
    }
    let codes: Vec<(Uuid, ExternalCode)> = rows
        .iter()
        .filter(|(.., code)| !code.is_empty())
        .map(|(id, .., code)| {
            let code = ExternalCode {
                system: String::new(),
                code: code.clone(),
            };
            (id.0, code)
        })
        .collect();
    let codes: Vec<_> = codes.iter().map(|(id, code)| (*id, code)).collect();
    external_codes::add_free(tx, CodedEntity::Gift, &codes).await?;
    let after = json!({ "gifts": rows.len() });
    tx.journal(JournalEntry::new("gifts_created", "import", import).after(after))
        .await
}

/// Removes the gifts an undone import made that nobody has touched; returns how many.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_brought(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let text = format!(
        "SELECT gifts.id FROM gifts
         WHERE gifts.created_by_import = $1 AND gifts.version = 1 AND {}",
        import_records::unclaimed("gift", "gifts")
    );
    let read = |row: &Row| row.uuid("id");
    let going = sql::all(tx, "finding gifts", &text, binds![import.0], read).await?;
    for chunk in going.chunks(sql::KEYS_MAX) {
        let list = sql::list(1, chunk.len());
        for text in [
            format!("DELETE FROM external_codes WHERE entity = 'gift' AND entity_id IN ({list})"),
            format!("DELETE FROM gifts WHERE id IN ({list})"),
        ] {
            let values = chunk.iter().map(|id| id.bind()).collect();
            sql::execute(tx, "removing gifts", &text, values).await?;
        }
    }
    let removed = u64::try_from(going.len()).unwrap_or(u64::MAX);
    let before = json!({ "gifts": removed });
    tx.journal(JournalEntry::new("gifts_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
