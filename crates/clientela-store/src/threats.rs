//! Threats to the smooth run of business with clients: how likely, how bad, by what they will be noticed and
//! what is prepared.
//!
//! A threat is seen with its client. Nobody deletes it: one that came to nothing has passed, and stays.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ImportId, ThreatId, UserId};
use clientela_domain::names::fold;
use clientela_domain::troubles::{Degree, ThreatKind, ThreatState};
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::accounts;
use crate::error::StoreError;
use crate::happenings::differences;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

mod brought;
mod list;

pub use brought::{BroughtThreat, KnownThreat, create_brought, known_of, remove_left_behind};
pub use list::{ThreatFilter, ThreatKey, all_degrees, count, list};

/// A threat as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewThreat {
    /// To the business with which client.
    pub account_id: AccountId,
    /// What it is about.
    pub kind: ThreatKind,
    /// What may come, in words.
    pub what: String,
    /// How likely; unknown when absent.
    pub likelihood: Option<Degree>,
    /// How bad; unknown when absent.
    pub effect: Option<Degree>,
    /// What we have prepared; empty when nothing.
    pub alternative: String,
    /// By what it will be noticed; may be empty.
    pub early_sign: String,
    /// Who of us watches it.
    pub owner_id: Option<UserId>,
    /// Since when we know of it.
    pub day: Date,
    /// When it is looked at again.
    pub review_day: Option<Date>,
    /// How far it is.
    pub state: ThreatState,
    /// More about it; may be empty.
    pub note: String,
}

/// A threat in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threat {
    /// Which one.
    pub id: ThreatId,
    /// What was written.
    pub threat: NewThreat,
    /// Who wrote it.
    pub created_by: Option<UserId>,
    /// When it was written.
    pub created_at: Timestamp,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

pub(crate) const COLUMNS: &str = "threats.id, threats.account_id, threats.kind, threats.what,
    threats.likelihood, threats.effect, threats.alternative, threats.early_sign, threats.owner_id,
    threats.day, threats.review_day, threats.state, threats.note, threats.created_by,
    threats.created_at, threats.is_sample, threats.version";

/// The condition that leaves only threats the viewer may see; `threats` is the table's name.
pub(crate) fn visible(viewer: &Viewer, values: &mut Values) -> String {
    accounts::seen_by(viewer, "threats.account_id", values)
}

/// Writes a threat down; its account then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`] without such an account or user; [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, new: &NewThreat) -> Result<ThreatId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, new.account_id).await?;
    check(tx, new).await?;
    let id = ThreatId(new_id(tx.at()));
    let row = StoredThreat {
        id,
        new,
        author: tx.viewer().user,
        created_at: tx.at(),
        is_sample: false,
        import: None,
    };
    insert(tx, &[row]).await?;
    tx.journal(JournalEntry::new("created", "threat", id).after(as_json(new)))
        .await?;
    Ok(id)
}

async fn check(tx: &Tx, new: &NewThreat) -> Result<(), StoreError> {
    if let Some(user) = new.owner_id {
        let found = crate::users::by_id(tx, user).await?;
        found.ok_or(StoreError::Missing("user"))?;
    }
    Ok(())
}

/// One row to be inserted.
pub(crate) struct StoredThreat<'a> {
    pub id: ThreatId,
    pub new: &'a NewThreat,
    pub author: Option<UserId>,
    pub created_at: Timestamp,
    pub is_sample: bool,
    pub import: Option<ImportId>,
}

pub(crate) async fn insert(tx: &Tx, rows: &[StoredThreat<'_>]) -> Result<(), StoreError> {
    let head = "INSERT INTO threats (id, account_id, kind, what, what_folded, likelihood, effect,
        alternative, early_sign, owner_id, day, review_day, state, note, is_sample, created_by,
        created_by_import, brought_version, created_at, version)";
    sql::insert_many(tx, "writing threats", (head, ""), rows, |row| {
        let mut values = binds![row.id.0, row.new.account_id.0];
        values.extend(written(row.new));
        values.extend(binds![
            row.is_sample,
            row.author.map(|user| user.0),
            row.import.map(|import| import.0),
            row.import.map(|_| 1_i64),
            row.created_at,
            1_i64,
        ]);
        values
    })
    .await
    .map(drop)
}

/// What people write, in the order of the columns.
fn written(new: &NewThreat) -> Values {
    let degree = |degree: Option<Degree>| degree.map(|degree| i64::from(degree.number()));
    binds![
        new.kind.code(),
        &new.what,
        fold(&new.what),
        degree(new.likelihood),
        degree(new.effect),
        &new.alternative,
        &new.early_sign,
        new.owner_id.map(|user| user.0),
        new.day,
        new.review_day,
        new.state.code(),
        &new.note,
    ]
}

/// Changes a threat somebody read at `version`; its account stays. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change(
    tx: &mut Tx,
    id: ThreatId,
    new: &NewThreat,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (ThreatId, i64),
    new: &NewThreat,
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let before = get(tx, id).await?.ok_or(StoreError::Missing("threat"))?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    check(tx, new).await?;
    let version = rewrite(tx, action, &before, new).await?;
    accounts::touch(tx, before.threat.account_id).await?;
    Ok(version)
}

/// Writes what a threat is from now on; the caller knows that it may. Returns the new version.
async fn rewrite(
    tx: &mut Tx,
    action: &'static str,
    before: &Threat,
    new: &NewThreat,
) -> Result<i64, StoreError> {
    let (id, version, old) = (before.id, before.version, &before.threat);
    let kept = NewThreat {
        account_id: old.account_id,
        ..new.clone()
    };
    let text =
        "UPDATE threats SET kind = $3, what = $4, what_folded = $5, likelihood = $6, effect = $7,
            alternative = $8, early_sign = $9, owner_id = $10, day = $11, review_day = $12,
            state = $13, note = $14, is_sample = $15, version = version + 1
        WHERE id = $1 AND version = $2";
    let mut values = binds![id.0, version];
    values.extend(written(&kept));
    values.extend(binds![false]);
    if sql::execute(tx, "changing a threat", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    let (was, is) = differences(&as_json(old), &as_json(&kept));
    let entry = JournalEntry::new(action, "threat", id)
        .before(was)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// A threat.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: ThreatId) -> Result<Option<Threat>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM threats WHERE threats.id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading a threat", &text, values, read_threat).await
}

/// A threat field by field, by the names of the journal.
#[must_use]
pub fn as_json(new: &NewThreat) -> Json {
    json!({
        "account": new.account_id.to_string(),
        "threat_kind": new.kind.code(),
        "what": new.what,
        "likelihood": new.likelihood.map(Degree::code),
        "severity": new.effect.map(Degree::code),
        "alternative": new.alternative,
        "early_sign": new.early_sign,
        "owner": new.owner_id.map(|id| id.to_string()),
        "day": new.day.to_string(),
        "review_day": new.review_day.map(|day| day.to_string()),
        "threat_state": new.state.code(),
        "note": new.note,
    })
}

fn degree(row: &Row, column: &'static str) -> Result<Option<Degree>, StoreError> {
    Ok(row.integer_if_any(column)?.and_then(Degree::from_number))
}

pub(crate) fn read_threat(row: &Row) -> Result<Threat, StoreError> {
    Ok(Threat {
        id: ThreatId(row.uuid("id")?),
        threat: NewThreat {
            account_id: AccountId(row.uuid("account_id")?),
            kind: row.word("kind", ThreatKind::from_code)?,
            what: row.text("what")?,
            likelihood: degree(row, "likelihood")?,
            effect: degree(row, "effect")?,
            alternative: row.text("alternative")?,
            early_sign: row.text("early_sign")?,
            owner_id: row.uuid_if_any("owner_id")?.map(UserId),
            day: row.day("day")?,
            review_day: row.day_if_any("review_day")?,
            state: row.word("state", ThreatState::from_code)?,
            note: row.text("note")?,
        },
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}
