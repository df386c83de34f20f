//! Keys of programs to the API. The book keeps their hash, never the key.

use clientela_domain::ids::{TokenId, UserId};
use jiff::Timestamp;

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, binds, words};
use crate::transaction::{Reader, Tx};
use crate::users::{self, User};
use crate::viewer::Permission;

words! {
    /// What a key opens. A key never opens more than its user may.
    Scope {
        /// Reading.
        Read = "read",
        /// Writing.
        Write = "write",
        /// Importing files and undoing imports.
        Import = "import",
        /// Settings and users.
        Admin = "admin",
    }
}

/// A key to the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Which one.
    pub id: TokenId,
    /// On whose behalf it acts.
    pub user_id: UserId,
    /// What its user calls it.
    pub name: String,
    /// What it opens.
    pub scopes: Vec<Scope>,
    /// When created.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Option<Timestamp>,
    /// When it was last used, as far as [`touch`] was told.
    pub last_used_at: Option<Timestamp>,
    /// Since when it opens nothing.
    pub revoked_at: Option<Timestamp>,
}

/// A key to be created.
#[derive(Clone)]
pub struct NewToken {
    /// Hash of the key.
    pub token_hash: Vec<u8>,
    /// On whose behalf it acts.
    pub user_id: UserId,
    /// What its user calls it.
    pub name: String,
    /// What it opens.
    pub scopes: Vec<Scope>,
    /// When it ends.
    pub expires_at: Option<Timestamp>,
}

const COLUMNS: &str = "t.id AS token_id, t.user_id, t.name AS token_name, t.scopes,
    t.created_at AS token_created_at, t.expires_at, t.last_used_at, t.revoked_at";

/// Creates a key.
///
/// # Errors
/// [`StoreError::Forbidden`] for a key of somebody else; when the database refuses.
pub async fn create(tx: &mut Tx, token: &NewToken) -> Result<TokenId, StoreError> {
    require_self_or_manager(tx, token.user_id)?;
    let id = TokenId(new_id(tx.at()));
    let scopes: Vec<&str> = token.scopes.iter().map(|scope| scope.code()).collect();
    let scopes = scopes.join(" ");
    sql::execute(
        tx,
        "creating a key",
        "INSERT INTO tokens (id, token_hash, user_id, name, scopes, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        binds![
            id.0,
            token.token_hash.clone(),
            token.user_id.0,
            &token.name,
            &scopes,
            tx.at(),
            token.expires_at,
        ],
    )
    .await?;
    let after = serde_json::json!({ "name": token.name, "scopes": scopes });
    tx.journal(JournalEntry::new("created", "token", id).after(after))
        .await?;
    Ok(id)
}

/// The key of a hash with its user, when it holds at the viewer's moment.
///
/// # Errors
/// When the database refuses.
pub async fn find(
    reader: &dyn Reader,
    token_hash: &[u8],
) -> Result<Option<(Token, User)>, StoreError> {
    let text = format!(
        "SELECT {COLUMNS}, {}
         FROM tokens AS t JOIN users AS u ON u.id = t.user_id
         WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND u.disabled_at IS NULL
             AND (t.expires_at IS NULL OR t.expires_at > $2)",
        users::COLUMNS
    );
    sql::one(
        reader,
        "finding a key",
        &text,
        binds![token_hash, reader.viewer().at],
        |row| Ok((read_token(row)?, users::read_user(row)?)),
    )
    .await
}

/// Keys of a user, the newest first, the revoked included.
///
/// # Errors
/// [`StoreError::Forbidden`] for keys of somebody else; when the database refuses.
pub async fn list(reader: &dyn Reader, user: UserId) -> Result<Vec<Token>, StoreError> {
    require_self_or_manager(reader, user)?;
    let text = format!("SELECT {COLUMNS} FROM tokens AS t WHERE t.user_id = $1 ORDER BY t.id DESC");
    sql::all(reader, "listing keys", &text, binds![user.0], read_token).await
}

/// Notes that a key was used at the viewer's moment. Call it at most every few minutes.
///
/// # Errors
/// When the database refuses.
pub async fn touch(tx: &mut Tx, id: TokenId) -> Result<(), StoreError> {
    tx.unjournalled("the use of a key is not history");
    let text = "UPDATE tokens SET last_used_at = $2 WHERE id = $1";
    sql::execute(tx, "noting a key", text, binds![id.0, tx.at()]).await?;
    Ok(())
}

/// Revokes a key.
///
/// # Errors
/// [`StoreError::Missing`], [`StoreError::Forbidden`] for a key of somebody else.
pub async fn revoke(tx: &mut Tx, id: TokenId) -> Result<(), StoreError> {
    let text = "SELECT user_id FROM tokens WHERE id = $1 AND revoked_at IS NULL";
    let owner = sql::one(tx, "finding a key", text, binds![id.0], |row| {
        row.uuid("user_id")
    })
    .await?;
    require_self_or_manager(tx, UserId(owner.ok_or(StoreError::Missing("token"))?))?;
    let text = "UPDATE tokens SET revoked_at = $2 WHERE id = $1";
    sql::execute(tx, "revoking a key", text, binds![id.0, tx.at()]).await?;
    tx.journal(JournalEntry::new("revoked", "token", id)).await
}

fn require_self_or_manager(reader: &dyn Reader, owner: UserId) -> Result<(), StoreError> {
    if reader.viewer().user == Some(owner) {
        return Ok(());
    }
    reader.viewer().require(Permission::ManageUsers)
}

fn read_token(row: &Row) -> Result<Token, StoreError> {
    Ok(Token {
        id: TokenId(row.uuid("token_id")?),
        user_id: UserId(row.uuid("user_id")?),
        name: row.text("token_name")?,
        scopes: row
            .text("scopes")?
            .split(' ')
            .filter_map(Scope::from_code)
            .collect(),
        created_at: row.instant("token_created_at")?,
        expires_at: row.instant_if_any("expires_at")?,
        last_used_at: row.instant_if_any("last_used_at")?,
        revoked_at: row.instant_if_any("revoked_at")?,
    })
}
