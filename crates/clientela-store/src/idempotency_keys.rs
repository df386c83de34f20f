//! Answers to requests that carry an idempotency key, so that a repeated request changes nothing.
//! How they come here, inside the transaction they answer: [`crate::kept_answers`].

use jiff::{SignedDuration, Timestamp};

use crate::error::StoreError;
use crate::kept_answers::RequestKey;
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

/// Takes a key, as the first statement of the transaction that answers it. Another transaction with
/// the same key waits here until this one has ended.
///
/// # Errors
/// [`StoreError::Repeated`] when the key has an answer already.
pub(crate) async fn claim(tx: &Tx, request: &RequestKey) -> Result<(), StoreError> {
    let at = tx.at();
    let claimed = sql::execute(
        tx,
        "taking an idempotency key",
        "INSERT INTO idempotency_keys (actor, key, request_hash, answer, created_at)
         VALUES ($1, $2, $3, '', $4)
         ON CONFLICT (actor, key) DO UPDATE SET request_hash = excluded.request_hash,
             answer = excluded.answer, created_at = excluded.created_at
         WHERE idempotency_keys.created_at <= $5",
        binds![
            &request.actor,
            &request.key,
            request.request_hash.as_slice(),
            at,
            oldest(at)
        ],
    )
    .await?;
    if claimed == 1 {
        Ok(())
    } else {
        Err(StoreError::Repeated)
    }
}

/// Keeps the answer of a request under its key, in the place of an earlier one to the same request.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn keep(tx: &Tx, request: &RequestKey, answer: &str) -> Result<(), StoreError> {
    sql::execute(
        tx,
        "keeping an answer",
        "INSERT INTO idempotency_keys (actor, key, request_hash, answer, created_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (actor, key) DO UPDATE SET answer = excluded.answer
         WHERE idempotency_keys.request_hash = excluded.request_hash",
        binds![
            &request.actor,
            &request.key,
            request.request_hash.as_slice(),
            answer,
            tx.at()
        ],
    )
    .await?;
    Ok(())
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
