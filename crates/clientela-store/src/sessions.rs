//! Sessions of signed-in users. The book keeps the hash of a session's token, never the token.

use clientela_domain::ids::UserId;
use jiff::Timestamp;

use crate::error::StoreError;
use crate::sql::{self, binds};
use crate::transaction::{Reader, Tx};
use crate::users::{self, User};

/// A session that holds, with its user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Who is signed in.
    pub user: User,
    /// When it began.
    pub session_created_at: Timestamp,
    /// When it was last used, as far as [`touch`] was told.
    pub last_seen_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
}

/// Starts a session of a user; it ends when the user's credentials change.
///
/// # Errors
/// [`StoreError::Missing`] when there is no such user.
pub async fn create(
    tx: &mut Tx,
    token_hash: &[u8],
    user: UserId,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    tx.unjournalled("sessions are not history");
    let inserted = sql::execute(
        tx,
        "starting a session",
        "INSERT INTO sessions
             (token_hash, user_id, credential_epoch, created_at, last_seen_at, expires_at)
         SELECT $1, id, credential_epoch, $3, $3, $4
         FROM users WHERE id = $2 AND disabled_at IS NULL",
        binds![token_hash, user.0, tx.at(), expires_at],
    )
    .await?;
    if inserted != 1 {
        return Err(StoreError::Missing("user"));
    }
    let text = "UPDATE users SET last_sign_in_at = $2 WHERE id = $1";
    sql::execute(tx, "noting a sign-in", text, binds![user.0, tx.at()]).await?;
    Ok(())
}

/// The session of a token, when it holds: not expired at the viewer's moment, its user not disabled
/// and with the credentials it began with.
///
/// # Errors
/// When the database refuses.
pub async fn find(reader: &dyn Reader, token_hash: &[u8]) -> Result<Option<Session>, StoreError> {
    sql::one(
        reader,
        "finding a session",
        &format!(
            "SELECT {}, s.created_at AS session_created_at, s.last_seen_at, s.expires_at
             FROM sessions AS s JOIN users AS u ON u.id = s.user_id
             WHERE s.token_hash = $1 AND s.expires_at > $2 AND u.disabled_at IS NULL
                 AND u.credential_epoch = s.credential_epoch",
            users::COLUMNS
        ),
        binds![token_hash, reader.viewer().at],
        |row| {
            Ok(Session {
                user: users::read_user(row)?,
                session_created_at: row.instant("session_created_at")?,
                last_seen_at: row.instant("last_seen_at")?,
                expires_at: row.instant("expires_at")?,
            })
        },
    )
    .await
}

/// Notes that a session was used at the viewer's moment. Call it at most every few minutes.
///
/// # Errors
/// When the database refuses.
pub async fn touch(tx: &mut Tx, token_hash: &[u8]) -> Result<(), StoreError> {
    tx.unjournalled("sessions are not history");
    let text = "UPDATE sessions SET last_seen_at = $2 WHERE token_hash = $1";
    sql::execute(tx, "noting a session", text, binds![token_hash, tx.at()]).await?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// When the database refuses.
pub async fn delete(tx: &mut Tx, token_hash: &[u8]) -> Result<(), StoreError> {
    tx.unjournalled("sessions are not history");
    let text = "DELETE FROM sessions WHERE token_hash = $1";
    sql::execute(tx, "ending a session", text, binds![token_hash]).await?;
    Ok(())
}

/// Ends every session of a user and returns how many.
///
/// # Errors
/// When the database refuses.
pub async fn delete_all_of(tx: &mut Tx, user: UserId) -> Result<u64, StoreError> {
    tx.unjournalled("sessions are not history");
    let text = "DELETE FROM sessions WHERE user_id = $1";
    sql::execute(tx, "ending sessions", text, binds![user.0]).await
}

/// Removes sessions that have expired at the viewer's moment and returns how many.
///
/// # Errors
/// When the database refuses.
pub async fn delete_expired(tx: &mut Tx) -> Result<u64, StoreError> {
    tx.unjournalled("sessions are not history");
    let text = "DELETE FROM sessions WHERE expires_at <= $1";
    sql::execute(tx, "removing old sessions", text, binds![tx.at()]).await
}
