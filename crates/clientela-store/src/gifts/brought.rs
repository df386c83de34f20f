//! Gifts as files bring them: looked up so that none comes twice, judged one after the other, changed when a
//! later file knows better, removed by the undo.

use std::collections::{BTreeSet, HashMap};

use clientela_domain::ids::{AccountId, GiftId, ImportId, UserId};
use serde_json::json;
use uuid::Uuid;

use super::{
    COLUMNS, Gift, GiftRules, NewGift, StoredGift, as_json, insert, read_gift, rewrite, sums,
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
    table: "gifts",
    entity: CodedEntity::Gift,
};

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
    let codes = brought::taken_codes(reader, (KIND.table, KIND.entity), codes).await?;
    Ok((known, codes))
}

/// Gifts the viewer sees that have these codes, by code.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_by_codes(
    reader: &dyn Reader,
    codes: &[String],
) -> Result<HashMap<String, BroughtRecord<NewGift>>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let owners = external_codes::owners(reader, KIND.entity, codes).await?;
    let seen = of_ids(reader, &brought::ids_of(&owners)).await?;
    let seen = seen.into_iter().map(|(gift, touched)| BroughtRecord {
        id: gift.id.0,
        version: gift.version,
        touched,
        record: gift.gift,
    });
    Ok(brought::by_codes(owners, seen))
}

/// Those of these gifts that the viewer sees, and whether a person wrote or changed each.
async fn of_ids(reader: &dyn Reader, ids: &[Uuid]) -> Result<Vec<(Gift, bool)>, StoreError> {
    let untouched = brought::untouched(reader, KIND, ids).await?;
    let mut found = Vec::new();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| id.bind()).collect();
        let text = format!(
            "SELECT {COLUMNS} FROM gifts WHERE gifts.state <> 'withdrawn' AND gifts.id IN ({}) AND {}",
            sql::list(1, chunk.len()),
            visible(reader.viewer(), &mut values)
        );
        found.extend(sql::all(reader, "reading gifts", &text, values, read_gift).await?);
    }
    let with_touch = |gift: Gift| {
        let touched = !untouched.contains(&gift.id.0);
        (gift, touched)
    };
    Ok(found.into_iter().map(with_touch).collect())
}

/// Writes what a later file says a gift is, read at `version`: judged anew when the policy looks at what
/// changes.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change_brought(
    tx: &mut Tx,
    (id, version): (GiftId, i64),
    new: &NewGift,
    rules: &GiftRules,
) -> Result<(), StoreError> {
    let (before, touched) = of_ids(tx, &[id.0])
        .await?
        .pop()
        .ok_or(StoreError::Missing("gift"))?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    write_brought(tx, (&before, touched), new, Some(*rules)).await
}

async fn write_brought(
    tx: &mut Tx,
    (before, touched): (&Gift, bool),
    new: &NewGift,
    rules: Option<GiftRules>,
) -> Result<(), StoreError> {
    rewrite(tx, "changed", before, new, rules).await?;
    if touched {
        return Ok(());
    }
    brought::is_of_a_file(tx, KIND, before.id.0).await
}

/// Sets those fields of a gift back that still are as an import left them. One that is gone is left alone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn undo_brought(
    tx: &mut Tx,
    id: GiftId,
    fields: BroughtFields<'_>,
) -> Result<(), StoreError> {
    let Some((before, touched)) = of_ids(tx, &[id.0]).await?.pop() else {
        return Ok(());
    };
    match brought::as_before(&before.gift, &as_json(&before.gift), fields)? {
        Some(back) => write_brought(tx, (&before, touched), &back, None).await,
        None => Ok(()),
    }
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
    let codes = rows.iter().map(|(id, .., code)| (id.0, code));
    brought::give_codes(tx, KIND.entity, codes).await?;
    let after = json!({ "gifts": rows.len() });
    tx.journal(JournalEntry::new("gifts_created", "import", import).after(after))
        .await
}

/// Removes the gifts that only undone imports made and that nobody has touched; returns how many. `import` is
/// the one that is being undone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_left_behind(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    let removed = brought::remove_left_behind(tx, KIND).await?;
    let before = json!({ "gifts": removed });
    tx.journal(JournalEntry::new("gifts_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
