//! Private addresses under which calendar programs read what somebody plans. The book keeps the hash of a secret
//! alone: nobody who reads the book can read in somebody's name.

use clientela_domain::ids::UserId;
use jiff::Timestamp;

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::users::{self, User};

/// Somebody's calendar address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFeed {
    /// In which language it is written: `bg` or `en`.
    pub language: String,
    /// Since when it holds.
    pub created_at: Timestamp,
}

/// The viewer's own address, when there is one.
///
/// # Errors
/// [`StoreError::Missing`] without a user; when the database refuses.
pub async fn own(reader: &dyn Reader) -> Result<Option<CalendarFeed>, StoreError> {
    let user = user_of(reader)?;
    let text = "SELECT language, created_at FROM calendar_feeds WHERE user_id = $1";
    sql::one(
        reader,
        "reading a calendar",
        text,
        binds![user.0],
        read_feed,
    )
    .await
}

fn user_of(reader: &dyn Reader) -> Result<UserId, StoreError> {
    reader.viewer().user.ok_or(StoreError::Missing("user"))
}

/// Gives the viewer an address with this hash; one they had before holds no more.
///
/// # Errors
/// [`StoreError::Missing`] without a user; when the database refuses.
pub async fn renew(tx: &mut Tx, secret_hash: &[u8], language: &str) -> Result<(), StoreError> {
    let user = user_of(tx)?;
    let text = "INSERT INTO calendar_feeds (user_id, secret_hash, language, created_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (user_id) DO UPDATE SET secret_hash = excluded.secret_hash, language = excluded.language,
            created_at = excluded.created_at";
    let values = binds![user.0, secret_hash, language, tx.at()];
    sql::execute(tx, "renewing a calendar", text, values).await?;
    tx.journal(JournalEntry::new("renewed", "calendar_feed", user))
        .await
}

/// Withdraws the viewer's address: nobody reads by it any more.
///
/// # Errors
/// [`StoreError::Missing`] when there is none, or without a user.
pub async fn withdraw(tx: &mut Tx) -> Result<(), StoreError> {
    let user = user_of(tx)?;
    let text = "DELETE FROM calendar_feeds WHERE user_id = $1";
    if sql::execute(tx, "withdrawing a calendar", text, binds![user.0]).await? != 1 {
        return Err(StoreError::Missing("calendar_feed"));
    }
    tx.journal(JournalEntry::new("withdrawn", "calendar_feed", user))
        .await
}

/// Whose address has this hash, and in which language: only of somebody who signs in.
///
/// # Errors
/// When the database refuses.
pub async fn find(
    reader: &dyn Reader,
    secret_hash: &[u8],
) -> Result<Option<(User, String)>, StoreError> {
    let text = format!(
        "SELECT {}, feed.language AS feed_language
         FROM calendar_feeds AS feed JOIN users AS u ON u.id = feed.user_id
         WHERE feed.secret_hash = $1 AND u.disabled_at IS NULL",
        users::COLUMNS
    );
    let read = |row: &Row| Ok((users::read_user(row)?, row.text("feed_language")?));
    sql::one(
        reader,
        "finding a calendar",
        &text,
        binds![secret_hash],
        read,
    )
    .await
}

fn read_feed(row: &Row) -> Result<CalendarFeed, StoreError> {
    Ok(CalendarFeed {
        language: row.text("language")?,
        created_at: row.instant("created_at")?,
    })
}
