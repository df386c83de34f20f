//! When and why a client became key, ceased to be, or became undecided. Append-only.

use clientela_domain::day::Date;
use clientela_domain::ids::AccountId;
use jiff::Timestamp;

use crate::accounts;
use crate::error::StoreError;
use crate::new_id::new_id;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};

/// A change of status.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyStatus {
    /// Of whom.
    pub account_id: AccountId,
    /// The verdict, a stable word.
    pub verdict: String,
    /// Low end of the score; absent when nothing is known.
    pub low: Option<f64>,
    /// High end of the score.
    pub high: Option<f64>,
    /// The profile it was computed with.
    pub profile: String,
    /// The day as of which it was computed.
    pub decided_on: Date,
    /// What brought the change about, a stable word or a reference.
    pub cause: String,
    /// When it was recorded.
    pub at: Timestamp,
}

/// Records changes of status; `at` is taken from the viewer. They follow from data that are
/// journalled themselves.
///
/// # Errors
/// When the database refuses.
pub async fn record(tx: &mut Tx, changes: &[KeyStatus]) -> Result<(), StoreError> {
    tx.unjournalled("a status follows from answers and sales, and is a history itself");
    let at = tx.at();
    let rows: Vec<_> = changes.iter().map(|change| (new_id(at), change)).collect();
    let head = "INSERT INTO key_status_history
        (id, account_id, verdict, low, high, profile, decided_on, cause, at)";
    sql::insert_many(
        tx,
        "recording a status",
        (head, ""),
        &rows,
        |(id, change)| {
            binds![
                *id,
                change.account_id.0,
                &change.verdict,
                change.low,
                change.high,
                &change.profile,
                change.decided_on,
                &change.cause,
                at,
            ]
        },
    )
    .await?;
    Ok(())
}

/// The latest status of each account the viewer may see under a profile.
///
/// # Errors
/// When the database refuses.
pub async fn latest(reader: &dyn Reader, profile: &str) -> Result<Vec<KeyStatus>, StoreError> {
    let mut values = binds![profile];
    let text = format!(
        "SELECT account_id, verdict, low, high, profile, decided_on, cause, at FROM (
             SELECT h.*, ROW_NUMBER() OVER (PARTITION BY h.account_id ORDER BY h.id DESC) AS place
             FROM key_status_history AS h JOIN accounts ON accounts.id = h.account_id
             WHERE h.profile = $1 AND {}) AS ranked
         WHERE place = 1 ORDER BY account_id",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading statuses", &text, values, read_status).await
}

/// Every status an account has had, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn history(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Vec<KeyStatus>, StoreError> {
    let mut values = binds![account.0];
    let text = format!(
        "SELECT h.* FROM key_status_history AS h JOIN accounts ON accounts.id = h.account_id
         WHERE h.account_id = $1 AND {} ORDER BY h.id DESC",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading statuses", &text, values, read_status).await
}

pub(crate) fn read_status(row: &Row) -> Result<KeyStatus, StoreError> {
    Ok(KeyStatus {
        account_id: AccountId(row.uuid("account_id")?),
        verdict: row.text("verdict")?,
        low: row.number_if_any("low")?,
        high: row.number_if_any("high")?,
        profile: row.text("profile")?,
        decided_on: row.day("decided_on")?,
        cause: row.text("cause")?,
        at: row.instant("at")?,
    })
}
