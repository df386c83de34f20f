//! One-time links: the first run, an invitation, a new password. Each can be taken once.

use clientela_domain::ids::UserId;
use jiff::Timestamp;

use crate::error::StoreError;
use crate::sql::{self, binds, words};
use crate::transaction::{Reader, Tx};

words! {
    /// What a one-time link is for.
    LinkPurpose {
        /// Creates the first administrator.
        FirstRun = "first_run",
        /// Lets a user who was created set a password.
        Invitation = "invitation",
        /// Lets a user who forgot it set a new password.
        PasswordReset = "password_reset",
    }
}

/// Creates a link, known by the hash of its token.
///
/// # Errors
/// When the database refuses.
pub async fn create(
    tx: &mut Tx,
    token_hash: &[u8],
    purpose: LinkPurpose,
    user: Option<UserId>,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    tx.unjournalled("the use of a link is journalled, not the link");
    sql::execute(
        tx,
        "creating a link",
        "INSERT INTO setup_links (token_hash, purpose, user_id, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5)",
        binds![
            token_hash,
            purpose.code(),
            user.map(|user| user.0),
            tx.at(),
            expires_at
        ],
    )
    .await?;
    Ok(())
}

/// Can the link still be taken at the viewer's moment? To show its page without taking it.
///
/// # Errors
/// When the database refuses.
pub async fn is_open(
    reader: &dyn Reader,
    token_hash: &[u8],
    purpose: LinkPurpose,
) -> Result<bool, StoreError> {
    let text = "SELECT 1 AS one FROM setup_links
        WHERE token_hash = $1 AND purpose = $2 AND taken_at IS NULL AND expires_at > $3";
    let values = binds![token_hash, purpose.code(), reader.viewer().at];
    let found = sql::one(reader, "finding a link", text, values, |_| Ok(())).await?;
    Ok(found.is_some())
}

/// Takes a link: once, before it expires. Returns the user it was made for, `None` when it cannot
/// be taken.
///
/// # Errors
/// When the database refuses.
pub async fn take(
    tx: &mut Tx,
    token_hash: &[u8],
    purpose: LinkPurpose,
) -> Result<Option<Taken>, StoreError> {
    tx.unjournalled("what the link was for is journalled");
    sql::one(
        tx,
        "taking a link",
        "UPDATE setup_links SET taken_at = $3
         WHERE token_hash = $1 AND purpose = $2 AND taken_at IS NULL AND expires_at > $3
         RETURNING user_id",
        binds![token_hash, purpose.code(), tx.at()],
        |row| {
            Ok(Taken {
                user: row.uuid_if_any("user_id")?.map(UserId),
            })
        },
    )
    .await
}

/// A link that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// For whom it was made; absent for the first run.
    pub user: Option<UserId>,
}
