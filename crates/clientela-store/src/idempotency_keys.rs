//! Answers to requests that carry an idempotency key, so that a repeated request changes nothing.

use jiff::{SignedDuration, Timestamp};

use crate::error::StoreError;
use crate::sql::{self, binds};
use crate::transaction::{Reader, Tx};

/// How long an answer is kept (`DESIGN.md` 8.10).
pub const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What was answered to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAnswer {
    /// Hash of the request; another hash under the same key is a mistake of the caller.
    pub request_hash: Vec<u8>,
    /// The answer, byte for byte.
    pub answer: String,
}

/// The answer given under a key, when it is not older than [`KEPT`].
///
/// # Errors
/// When the database refuses.
pub async fn find(
    reader: &dyn Reader,
    actor: &str,
    key: &str,
) -> Result<Option<StoredAnswer>, StoreError> {
    let text = "SELECT request_hash, answer FROM idempotency_keys
        WHERE actor = $1 AND key = $2 AND created_at > $3";
    let values = binds![actor, key, oldest(reader.viewer().at)];
    sql::one(reader, "finding an answer", text, values, |row| {
        Ok(StoredAnswer {
            request_hash: row.bytes("request_hash")?,
            answer: row.text("answer")?,
        })
    })
    .await
}

/// Keeps an answer, in the transaction of the change it answers.
///
/// # Errors
/// [`StoreError::Exists`] when the key has an answer already.
pub async fn remember(
    tx: &Tx,
    actor: &str,
    key: &str,
    request_hash: &[u8],
    answer: &str,
) -> Result<(), StoreError> {
    let at = tx.at();
    let kept = sql::execute(
        tx,
        "keeping an answer",
        "INSERT INTO idempotency_keys (actor, key, request_hash, answer, created_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (actor, key) DO UPDATE SET request_hash = excluded.request_hash,
             answer = excluded.answer, created_at = excluded.created_at
         WHERE idempotency_keys.created_at <= $6",
        binds![actor, key, request_hash, answer, at, oldest(at)],
    )
    .await?;
    if kept == 1 {
        Ok(())
    } else {
        Err(StoreError::Exists("idempotency key"))
    }
}

/// Removes answers older than [`KEPT`] and returns how many.
///
/// # Errors
/// When the database refuses.
pub async fn delete_old(tx: &mut Tx) -> Result<u64, StoreError> {
    tx.unjournalled("old answers are not history");
    let text = "DELETE FROM idempotency_keys WHERE created_at <= $1";
    sql::execute(tx, "removing old answers", text, binds![oldest(tx.at())]).await
}

fn oldest(at: Timestamp) -> Timestamp {
    at.saturating_sub(KEPT).unwrap_or(Timestamp::MIN)
}
