//! Batches of cold contacts: organisations nobody of ours knows, from which list they come, why that list was chosen,
//! who works it and what it cost.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{ColdBatchId, UserId};
use clientela_domain::names::fold;
use serde_json::{Value as Json, json};

use crate::error::StoreError;
use crate::happenings::differences;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;
use crate::{accounts, users};

/// A batch as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewColdBatch {
    /// Name.
    pub name: String,
    /// The list the names come from; may be empty.
    pub list_from: String,
    /// Why that list was chosen; may be empty.
    pub reason: String,
    /// On which day it was begun.
    pub day: Date,
    /// Who works it.
    pub worker_id: Option<UserId>,
    /// What it cost; unknown when absent.
    pub cost: Option<Amount>,
    /// In which currency.
    pub currency: Option<Currency>,
    /// More about it; may be empty.
    pub note: String,
}

/// A batch in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColdBatch {
    /// Which one.
    pub id: ColdBatchId,
    /// What was written.
    pub batch: NewColdBatch,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

/// Most batches read at once.
const BATCHES_MAX: u64 = 1_000;

const COLUMNS: &str =
    "id, name, list_from, reason, day, worker_id, cost, currency, note, is_sample, version";

/// Writes a batch down.
///
/// # Errors
/// [`StoreError::Missing`] without such a colleague; [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, new: &NewColdBatch) -> Result<ColdBatchId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    check(tx, new).await?;
    let id = ColdBatchId(new_id(tx.at()));
    insert(tx, &[(id, new)], false).await?;
    tx.journal(JournalEntry::new("created", "cold_batch", id).after(as_json(new)))
        .await?;
    Ok(id)
}

async fn check(tx: &Tx, new: &NewColdBatch) -> Result<(), StoreError> {
    if let Some(user) = new.worker_id {
        let found = users::by_id(tx, user).await?;
        found.ok_or(StoreError::Missing("user"))?;
    }
    Ok(())
}

pub(crate) async fn insert(
    tx: &Tx,
    rows: &[(ColdBatchId, &NewColdBatch)],
    is_sample: bool,
) -> Result<(), StoreError> {
    let head = "INSERT INTO cold_batches (id, name, name_folded, list_from, reason, day, worker_id, cost, currency,
        note, is_sample, created_by, created_at, version)";
    let (at, author) = (tx.at(), tx.viewer().user);
    sql::insert_many(tx, "writing batches", (head, ""), rows, |(id, new)| {
        let mut values = binds![id.0];
        values.extend(written(new));
        values.extend(binds![is_sample, author.map(|user| user.0), at, 1_i64]);
        values
    })
    .await
    .map(drop)
}

fn written(new: &NewColdBatch) -> Values {
    binds![
        &new.name,
        fold(&new.name),
        &new.list_from,
        &new.reason,
        new.day,
        new.worker_id.map(|user| user.0),
        new.cost.map(|cost| cost.to_string()),
        new.cost
            .and(new.currency)
            .map(|currency| currency.code().to_owned()),
        &new.note,
    ]
}

/// Changes a batch somebody read at `version`. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change(
    tx: &mut Tx,
    id: ColdBatchId,
    new: &NewColdBatch,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (ColdBatchId, i64),
    new: &NewColdBatch,
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let before = get(tx, id)
        .await?
        .ok_or(StoreError::Missing("cold_batch"))?;
    check(tx, new).await?;
    let text = "UPDATE cold_batches SET name = $3, name_folded = $4, list_from = $5, reason = $6, day = $7,
            worker_id = $8, cost = $9, currency = $10, note = $11, is_sample = $12, version = version + 1
        WHERE id = $1 AND version = $2";
    let mut values = binds![id.0, version];
    values.extend(written(new));
    values.extend(binds![false]);
    accounts::fresh(sql::execute(tx, "changing a batch", text, values).await?)?;
    let (was, is) = differences(&as_json(&before.batch), &as_json(new));
    let entry = JournalEntry::new(action, "cold_batch", id)
        .before(was)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// A batch. Batches are the firm's: whoever signs in sees them; of its names each sees those they may see.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: ColdBatchId) -> Result<Option<ColdBatch>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM cold_batches WHERE id = $1");
    sql::one(reader, "reading a batch", &text, binds![id.0], read_batch).await
}

/// All batches, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(reader: &dyn Reader) -> Result<Vec<ColdBatch>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM cold_batches ORDER BY day DESC, id DESC LIMIT $1");
    let values = binds![BATCHES_MAX];
    sql::all(reader, "listing batches", &text, values, read_batch).await
}

pub(crate) fn as_json(new: &NewColdBatch) -> Json {
    json!({
        "name": new.name,
        "batch_list": new.list_from,
        "batch_reason": new.reason,
        "day": new.day.to_string(),
        "owner": new.worker_id.map(|id| id.to_string()),
        "batch_cost": new.cost.map(|cost| cost.to_string()),
        "currency": new.currency.map(|currency| currency.code().to_owned()),
        "note": new.note,
    })
}

fn read_batch(row: &Row) -> Result<ColdBatch, StoreError> {
    Ok(ColdBatch {
        id: ColdBatchId(row.uuid("id")?),
        batch: NewColdBatch {
            name: row.text("name")?,
            list_from: row.text("list_from")?,
            reason: row.text("reason")?,
            day: row.day("day")?,
            worker_id: row.uuid_if_any("worker_id")?.map(UserId),
            cost: row.word_if_any("cost", Amount::parse)?,
            currency: row.word_if_any("currency", Currency::from_code)?,
            note: row.text("note")?,
        },
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}
