//! Throttling of sign-in: who fails often waits, longer each time.

use jiff::{SignedDuration, Timestamp};

use crate::error::StoreError;
use crate::sql::{self, binds};
use crate::transaction::{Reader, Tx};

/// Failures without a wait: a mistyped password is not an attack.
pub const FREE_FAILURES: i64 = 5;

/// The first wait; doubles with each further failure.
pub const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(30);

/// Longest wait, so that nobody can lock a user out for a day.
pub const WAIT_MAX: SignedDuration = SignedDuration::from_mins(15);

/// Failures older than this are forgotten.
pub const MEMORY: SignedDuration = SignedDuration::from_hours(1);

/// Notes a failure of a subject (an address, a network address) at the viewer's moment. Returns
/// until when the subject must wait.
///
/// # Errors
/// When the database refuses.
pub async fn record_failure(tx: &mut Tx, subject: &str) -> Result<Option<Timestamp>, StoreError> {
    tx.unjournalled("throttling is not history");
    let now = tx.at();
    let text = "SELECT failures, last_failure_at FROM sign_in_attempts WHERE subject = $1";
    let earlier = sql::one(tx, "reading failures", text, binds![subject], |row| {
        Ok((row.integer("failures")?, row.instant("last_failure_at")?))
    })
    .await?;
    let remembered = match earlier {
        Some((failures, last)) if now.duration_since(last) < MEMORY => failures,
        _ => 0,
    };
    let failures = remembered + 1;
    let blocked_until = wait_after(failures).map(|wait| now.saturating_add(wait).unwrap_or(now));
    sql::execute(
        tx,
        "noting a failure",
        "INSERT INTO sign_in_attempts (subject, failures, last_failure_at, blocked_until)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures,
             last_failure_at = excluded.last_failure_at, blocked_until = excluded.blocked_until",
        binds![subject, failures, now, blocked_until],
    )
    .await?;
    Ok(blocked_until)
}

/// Until when a subject must wait; `None` when it may try at the viewer's moment.
///
/// # Errors
/// When the database refuses.
pub async fn blocked_until(
    reader: &dyn Reader,
    subject: &str,
) -> Result<Option<Timestamp>, StoreError> {
    let text =
        "SELECT blocked_until FROM sign_in_attempts WHERE subject = $1 AND blocked_until > $2";
    let values = binds![subject, reader.viewer().at];
    sql::one(reader, "reading a wait", text, values, |row| {
        row.instant("blocked_until")
    })
    .await
}

/// Forgets the failures of a subject: it has signed in.
///
/// # Errors
/// When the database refuses.
pub async fn forget(tx: &mut Tx, subject: &str) -> Result<(), StoreError> {
    tx.unjournalled("throttling is not history");
    let text = "DELETE FROM sign_in_attempts WHERE subject = $1";
    sql::execute(tx, "forgetting failures", text, binds![subject]).await?;
    Ok(())
}

/// Removes what is older than [`MEMORY`] and returns how many subjects that were.
///
/// # Errors
/// When the database refuses.
pub async fn delete_old(tx: &mut Tx) -> Result<u64, StoreError> {
    tx.unjournalled("throttling is not history");
    let limit = tx.at().saturating_sub(MEMORY).unwrap_or(Timestamp::MIN);
    let text = "DELETE FROM sign_in_attempts WHERE last_failure_at < $1";
    sql::execute(tx, "forgetting failures", text, binds![limit]).await
}

fn wait_after(failures: i64) -> Option<SignedDuration> {
    let beyond = u32::try_from(failures - FREE_FAILURES)
        .ok()?
        .checked_sub(1)?;
    let wait = FIRST_WAIT
        .checked_mul(1_i32.checked_shl(beyond.min(16)).unwrap_or(1))
        .unwrap_or(WAIT_MAX);
    Some(wait.min(WAIT_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_limit() {
        let seconds = |failures| wait_after(failures).map(|wait| wait.as_secs());
        let waits = [1, 5, 6, 7, 10, 11, 60].map(seconds);
        assert_eq!(
            waits,
            [
                None,
                None,
                Some(30),
                Some(60),
                Some(480),
                Some(900),
                Some(900)
            ]
        );
    }
}
