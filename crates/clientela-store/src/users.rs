//! People who sign in.

use clientela_domain::ids::{TeamId, UserId};
use jiff::Timestamp;

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Role, Via, Viewer, Visibility};

/// A person who signs in.
#[derive(Clone, PartialEq, Eq)]
pub struct User {
    /// Which one.
    pub id: UserId,
    /// Address to sign in with, as written.
    pub email: String,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Argon2id hash; absent until a password is set.
    pub password_hash: Option<String>,
    /// Language of pages, for example `bg`.
    pub locale: Option<String>,
    /// Theme of pages, for example `dark`.
    pub theme: Option<String>,
    /// Grows when the password changes or the user is disabled; older sessions end.
    pub credential_epoch: i64,
    /// Since when the user may not sign in.
    pub disabled_at: Option<Timestamp>,
    /// When created.
    pub created_at: Timestamp,
    /// Their team.
    pub team_id: Option<TeamId>,
    /// Whose clients they see; absent: as their role has it.
    pub visibility: Option<Visibility>,
    /// Grows with every change.
    pub version: i64,
}

impl User {
    /// The user as the gate knows them.
    #[must_use]
    pub fn viewer(&self, via: Via, at: Timestamp) -> Viewer {
        let visibility = self.visibility.unwrap_or(self.role.visibility());
        Viewer {
            sees_all: visibility == Visibility::All,
            ..Viewer::user(self.id, self.role, via, at)
        }
    }
}

/// Without the hash of the password.
impl std::fmt::Debug for User {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("User")
            .field("id", &self.id)
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

/// A user to be created.
#[derive(Clone)]
pub struct NewUser {
    /// Address to sign in with.
    pub email: String,
    /// Name.
    pub name: String,
    /// Role; not [`Role::System`].
    pub role: Role,
    /// Argon2id hash, when the password is known already.
    pub password_hash: Option<String>,
    /// Language of pages.
    pub locale: Option<String>,
}

const COLUMNS: &str = "id, email, name, role, password_hash, locale, theme, credential_epoch,
    disabled_at, created_at, team_id, visibility, version";

/// Creates a user.
///
/// # Errors
/// [`StoreError::Exists`] when the address is taken; [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, user: &NewUser) -> Result<UserId, StoreError> {
    tx.viewer().require(Permission::ManageUsers)?;
    let id = UserId(new_id(tx.at()));
    let inserted = sql::execute(
        tx,
        "creating a user",
        "INSERT INTO users (id, email, email_folded, name, role, password_hash, locale,
             credential_epoch, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, 1)
         ON CONFLICT DO NOTHING",
        binds![
            id.0,
            user.email.trim(),
            folded(&user.email),
            &user.name,
            user.role.code(),
            &user.password_hash,
            &user.locale,
            tx.at(),
        ],
    )
    .await?;
    if inserted == 0 {
        return Err(StoreError::Exists("user"));
    }
    let after = serde_json::json!({ "role": user.role.code() });
    tx.journal(JournalEntry::new("created", "user", id).after(after))
        .await?;
    Ok(id)
}

/// How many users there are; a book without users asks for its first run.
///
/// # Errors
/// When the database refuses.
pub async fn count(reader: &dyn Reader) -> Result<u64, StoreError> {
    let text = "SELECT count(*) AS users FROM users";
    let count = sql::one(reader, "counting users", text, vec![], |row| {
        row.count("users")
    })
    .await?;
    Ok(count.unwrap_or(0))
}

/// The user of an address, in any case. For signing in, so no permission is asked.
///
/// # Errors
/// When the database refuses.
pub async fn by_email(reader: &dyn Reader, email: &str) -> Result<Option<User>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM users WHERE email_folded = $1");
    sql::one(
        reader,
        "finding a user",
        &text,
        binds![folded(email)],
        read_user,
    )
    .await
}

/// A user by id. For sessions, so no permission is asked.
///
/// # Errors
/// When the database refuses.
pub async fn by_id(reader: &dyn Reader, id: UserId) -> Result<Option<User>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM users WHERE id = $1");
    sql::one(reader, "finding a user", &text, binds![id.0], read_user).await
}

/// Every user, by address.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn list(reader: &dyn Reader) -> Result<Vec<User>, StoreError> {
    reader.viewer().require(Permission::ManageUsers)?;
    let text = format!("SELECT {COLUMNS} FROM users ORDER BY email_folded, id");
    sql::all(reader, "listing users", &text, vec![], read_user).await
}

/// A user as everybody who works with the book may know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Which one.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// Address to sign in with.
    pub email: String,
    /// Cannot sign in any more.
    pub disabled: bool,
}

/// Every user by name, for choosing owners and for showing who owns what. Needs somebody signed in.
///
/// # Errors
/// When the database refuses.
pub async fn colleagues(reader: &dyn Reader) -> Result<Vec<Colleague>, StoreError> {
    let viewer = reader.viewer();
    if viewer.user.is_none() && viewer.role != Role::System {
        return Ok(Vec::new());
    }
    let text = "SELECT id, name, email, disabled_at FROM users ORDER BY name, id";
    sql::all(reader, "listing colleagues", text, vec![], |row| {
        Ok(Colleague {
            id: UserId(row.uuid("id")?),
            name: row.text("name")?,
            email: row.text("email")?,
            disabled: row.instant_if_any("disabled_at")?.is_some(),
        })
    })
    .await
}

/// Sets the hash of a password and ends every session of the user but none of a later sign-in.
/// Users may set their own; others need the permission.
///
/// # Errors
/// [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn set_password(tx: &mut Tx, id: UserId, hash: &str) -> Result<(), StoreError> {
    require_self_or_manager(tx, id)?;
    let text = "UPDATE users SET password_hash = $2, credential_epoch = credential_epoch + 1,
        version = version + 1 WHERE id = $1";
    changed(sql::execute(tx, "setting a password", text, binds![id.0, hash]).await?)?;
    tx.journal(JournalEntry::new("password_set", "user", id))
        .await
}

/// Sets or clears the language of pages.
///
/// # Errors
/// [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn set_locale(tx: &mut Tx, id: UserId, locale: Option<&str>) -> Result<(), StoreError> {
    require_self_or_manager(tx, id)?;
    let text = "UPDATE users SET locale = $2, version = version + 1 WHERE id = $1";
    changed(sql::execute(tx, "setting a language", text, binds![id.0, locale]).await?)?;
    let after = serde_json::json!({ "locale": locale });
    tx.journal(JournalEntry::new("changed", "user", id).after(after))
        .await
}

/// Sets or clears the theme of pages.
///
/// # Errors
/// [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn set_theme(tx: &mut Tx, id: UserId, theme: Option<&str>) -> Result<(), StoreError> {
    require_self_or_manager(tx, id)?;
    let text = "UPDATE users SET theme = $2, version = version + 1 WHERE id = $1";
    changed(sql::execute(tx, "setting a theme", text, binds![id.0, theme]).await?)?;
    let after = serde_json::json!({ "theme": theme });
    tx.journal(JournalEntry::new("changed", "user", id).after(after))
        .await
}

/// Changes the role of a user, and ends their sessions.
///
/// # Errors
/// [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn set_role(tx: &mut Tx, id: UserId, role: Role) -> Result<(), StoreError> {
    tx.viewer().require(Permission::ManageUsers)?;
    let before = by_id(tx, id).await?.ok_or(StoreError::Missing("user"))?;
    let text = "UPDATE users SET role = $2, credential_epoch = credential_epoch + 1,
        version = version + 1 WHERE id = $1";
    changed(sql::execute(tx, "changing a role", text, binds![id.0, role.code()]).await?)?;
    let entry = JournalEntry::new("changed", "user", id)
        .before(serde_json::json!({ "role": before.role.code() }))
        .after(serde_json::json!({ "role": role.code() }));
    tx.journal(entry).await
}

/// Ends every session of a user and refuses further ones.
///
/// # Errors
/// [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn disable(tx: &mut Tx, id: UserId) -> Result<(), StoreError> {
    tx.viewer().require(Permission::ManageUsers)?;
    let text = "UPDATE users SET disabled_at = $2, credential_epoch = credential_epoch + 1,
        version = version + 1 WHERE id = $1";
    changed(sql::execute(tx, "disabling a user", text, binds![id.0, tx.at()]).await?)?;
    tx.journal(JournalEntry::new("disabled", "user", id)).await
}

/// Addresses are compared without case and without surrounding spaces.
fn folded(email: &str) -> String {
    email.trim().to_lowercase()
}

fn require_self_or_manager(tx: &Tx, id: UserId) -> Result<(), StoreError> {
    if tx.viewer().user == Some(id) {
        Ok(())
    } else {
        tx.viewer().require(Permission::ManageUsers)
    }
}

fn changed(rows: u64) -> Result<(), StoreError> {
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::Missing("user"))
    }
}

pub(crate) fn read_user(row: &Row) -> Result<User, StoreError> {
    Ok(User {
        id: UserId(row.uuid("id")?),
        email: row.text("email")?,
        name: row.text("name")?,
        role: row.word("role", Role::from_code)?,
        password_hash: row.text_if_any("password_hash")?,
        locale: row.text_if_any("locale")?,
        theme: row.text_if_any("theme")?,
        credential_epoch: row.integer("credential_epoch")?,
        disabled_at: row.instant_if_any("disabled_at")?,
        created_at: row.instant("created_at")?,
        team_id: row.uuid_if_any("team_id")?.map(TeamId),
        visibility: row
            .text_if_any("visibility")?
            .as_deref()
            .and_then(Visibility::from_code),
        version: row.integer("version")?,
    })
}
