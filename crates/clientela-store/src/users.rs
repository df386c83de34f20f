//! People who sign in.

use clientela_domain::ids::{TeamId, UserId};
use jiff::Timestamp;

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sight;
use crate::sql::{self, Row, binds};
use crate::teams;
use crate::transaction::{Reader, Tx};
use crate::viewer::{Grants, Permission, Role, Via, Viewer, Visibility};

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
    /// What the firm allows their role beyond the rule.
    pub grants: Grants,
    /// Clients stand behind walls with them outside.
    pub walled: bool,
    /// When they last signed in.
    pub last_sign_in_at: Option<Timestamp>,
    /// Grows with every change.
    pub version: i64,
}

impl User {
    /// The user as the gate knows them.
    #[must_use]
    pub fn viewer(&self, via: Via, at: Timestamp) -> Viewer {
        Viewer {
            sees_all: self.sees() == Visibility::All,
            walled: self.walled,
            grants: self.grants,
            ..Viewer::user(self.id, self.role, via, at)
        }
    }

    /// Whose clients they see.
    #[must_use]
    pub fn sees(&self) -> Visibility {
        self.visibility.unwrap_or(self.role.visibility())
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

/// What a user is changed to by whoever keeps users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserChange {
    /// Name.
    pub name: String,
    /// Role; not [`Role::System`].
    pub role: Role,
    /// Team.
    pub team_id: Option<TeamId>,
    /// Whose clients they see; absent: as their role has it.
    pub visibility: Option<Visibility>,
}

/// Name of a user, for lists in which one is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserName {
    /// Which one.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// Still signs in.
    pub active: bool,
}

/// Columns of a user; the table is called `u`.
pub(crate) const COLUMNS: &str =
    "u.id, u.email, u.name, u.role, u.password_hash, u.locale, u.theme,
    u.credential_epoch, u.disabled_at, u.created_at, u.team_id, u.visibility, u.last_sign_in_at,
    u.version,
    EXISTS (SELECT 1 FROM role_permissions AS p
        WHERE p.role = u.role AND p.permission = 'see_firm_totals') AS grants_firm_totals,
    EXISTS (SELECT 1 FROM role_permissions AS p
        WHERE p.role = u.role AND p.permission = 'import') AS grants_import,
    EXISTS (SELECT 1 FROM walled_off AS w WHERE w.user_id = u.id) AS walled";

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
    let after = serde_json::json!({ "name": user.name, "role": user.role.code() });
    tx.journal(JournalEntry::new("created", "user", id).after(after))
        .await?;
    sight::rebuild(tx).await?;
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
    let text = format!("SELECT {COLUMNS} FROM users AS u WHERE u.email_folded = $1");
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
    let text = format!("SELECT {COLUMNS} FROM users AS u WHERE u.id = $1");
    sql::one(reader, "finding a user", &text, binds![id.0], read_user).await
}

/// Refuses a user who does not exist or may not sign in any more.
///
/// # Errors
/// [`StoreError::Missing`]; when the database refuses.
pub(crate) async fn require_active(reader: &dyn Reader, id: UserId) -> Result<(), StoreError> {
    let found = by_id(reader, id).await?;
    match found.filter(|user| user.disabled_at.is_none()) {
        Some(_) => Ok(()),
        None => Err(StoreError::Missing("user")),
    }
}

/// Every user, by address.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn list(reader: &dyn Reader) -> Result<Vec<User>, StoreError> {
    reader.viewer().require(Permission::ManageUsers)?;
    let text = format!("SELECT {COLUMNS} FROM users AS u ORDER BY u.email_folded, u.id");
    sql::all(reader, "listing users", &text, vec![], read_user).await
}

/// Names of all users, by name: colleagues know each other, so no permission is asked.
///
/// # Errors
/// When the database refuses.
pub async fn names(reader: &dyn Reader) -> Result<Vec<UserName>, StoreError> {
    let text = "SELECT id, name, disabled_at FROM users ORDER BY name, id";
    sql::all(reader, "listing users", text, vec![], |row| {
        Ok(UserName {
            id: UserId(row.uuid("id")?),
            name: row.text("name")?,
            active: row.instant_if_any("disabled_at")?.is_none(),
        })
    })
    .await
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

/// Changes name, role, team and visibility of a user, who was read at `version` (any when absent),
/// and returns the new version. Another role ends their sessions.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::GivenUp`] when no administrator would be left;
/// [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn change(
    tx: &mut Tx,
    id: UserId,
    change: &UserChange,
    version: Option<i64>,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), change).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (UserId, Option<i64>),
    change: &UserChange,
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::ManageUsers)?;
    let before = by_id(tx, id).await?.ok_or(StoreError::Missing("user"))?;
    if version.is_some_and(|version| version != before.version) {
        return Err(StoreError::Stale);
    }
    let (was, is) = differences(&before, change);
    if is.is_empty() {
        tx.unjournalled("nothing changed");
        return Ok(before.version);
    }
    if change.role != Role::Administrator {
        keep_an_administrator(tx, &before).await?;
    }
    if let Some(team) = change.team_id {
        teams::require(tx, team).await?;
    }
    sql::execute(
        tx,
        "changing a user",
        "UPDATE users SET name = $2, role = $3, team_id = $4, visibility = $5,
             credential_epoch = credential_epoch + $6, version = version + 1 WHERE id = $1",
        binds![
            id.0,
            &change.name,
            change.role.code(),
            change.team_id.map(|team| team.0),
            change.visibility.map(Visibility::code),
            i64::from(change.role != before.role),
        ],
    )
    .await?;
    let entry = JournalEntry::new(action, "user", id)
        .before(serde_json::Value::Object(was))
        .after(serde_json::Value::Object(is));
    tx.journal(entry).await?;
    sight::rebuild(tx).await?;
    Ok(before.version + 1)
}

type Fields = serde_json::Map<String, serde_json::Value>;

impl User {
    /// What [`change`] writes.
    pub(crate) fn as_change(&self) -> UserChange {
        UserChange {
            name: self.name.clone(),
            role: self.role,
            team_id: self.team_id,
            visibility: self.visibility,
        }
    }
}

impl UserChange {
    pub(crate) fn json(&self) -> Fields {
        let team = self.team_id.map(|team| team.to_string());
        let fields = [
            ("name", serde_json::json!(self.name)),
            ("role", serde_json::json!(self.role.code())),
            ("team_id", serde_json::json!(team)),
            (
                "visibility",
                serde_json::json!(self.visibility.map(Visibility::code)),
            ),
        ];
        fields
            .into_iter()
            .map(|(field, value)| (field.to_owned(), value))
            .collect()
    }
}

/// What differs, before and after.
fn differences(before: &User, change: &UserChange) -> (Fields, Fields) {
    let (mut was, mut is) = (before.as_change().json(), change.json());
    was.retain(|field, value| is.get(field) != Some(value));
    is.retain(|field, _| was.contains_key(field));
    (was, is)
}

/// Refuses what would leave the book without anybody who can administer it.
async fn keep_an_administrator(tx: &Tx, user: &User) -> Result<(), StoreError> {
    if user.role != Role::Administrator || user.disabled_at.is_some() {
        return Ok(());
    }
    let text = "SELECT count(*) AS others FROM users
        WHERE role = 'administrator' AND disabled_at IS NULL AND id <> $1";
    let others = sql::one(
        tx,
        "counting administrators",
        text,
        binds![user.id.0],
        |row| row.count("others"),
    )
    .await?;
    if others.unwrap_or(0) == 0 {
        return Err(StoreError::GivenUp("last-administrator"));
    }
    Ok(())
}

/// Renames a user; users may rename themselves.
///
/// # Errors
/// [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn rename(tx: &mut Tx, id: UserId, name: &str) -> Result<(), StoreError> {
    rename_as(tx, "changed", id, name).await
}

/// As [`rename`], under this word of the journal.
pub(crate) async fn rename_as(
    tx: &mut Tx,
    action: &'static str,
    id: UserId,
    name: &str,
) -> Result<(), StoreError> {
    require_self_or_manager(tx, id)?;
    let before = by_id(tx, id).await?.ok_or(StoreError::Missing("user"))?;
    let text = "UPDATE users SET name = $2, version = version + 1 WHERE id = $1";
    changed(sql::execute(tx, "renaming a user", text, binds![id.0, name]).await?)?;
    let entry = JournalEntry::new(action, "user", id)
        .before(serde_json::json!({ "name": before.name }))
        .after(serde_json::json!({ "name": name }));
    tx.journal(entry).await
}

/// Changes the role of a user, and ends their sessions.
///
/// # Errors
/// As [`change`].
pub async fn set_role(tx: &mut Tx, id: UserId, role: Role) -> Result<(), StoreError> {
    let before = by_id(tx, id).await?.ok_or(StoreError::Missing("user"))?;
    let to = UserChange {
        role,
        ..before.as_change()
    };
    change(tx, id, &to, None).await.map(drop)
}

/// Ends every session of a user and refuses further ones. Open links of the user die with it.
///
/// # Errors
/// [`StoreError::GivenUp`] when no administrator would be left; [`StoreError::Missing`],
/// [`StoreError::Forbidden`].
pub async fn disable(tx: &mut Tx, id: UserId) -> Result<(), StoreError> {
    tx.viewer().require(Permission::ManageUsers)?;
    let before = by_id(tx, id).await?.ok_or(StoreError::Missing("user"))?;
    if before.disabled_at.is_some() {
        tx.unjournalled("nothing changed");
        return Ok(());
    }
    keep_an_administrator(tx, &before).await?;
    let text = "UPDATE users SET disabled_at = $2, credential_epoch = credential_epoch + 1,
        version = version + 1 WHERE id = $1";
    changed(sql::execute(tx, "disabling a user", text, binds![id.0, tx.at()]).await?)?;
    let text = "DELETE FROM setup_links WHERE user_id = $1 AND taken_at IS NULL";
    sql::execute(tx, "closing links", text, binds![id.0]).await?;
    tx.journal(JournalEntry::new("disabled", "user", id))
        .await?;
    sight::rebuild(tx).await
}

/// Lets a user sign in again, with the password they had.
///
/// # Errors
/// [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn enable(tx: &mut Tx, id: UserId) -> Result<(), StoreError> {
    tx.viewer().require(Permission::ManageUsers)?;
    let before = by_id(tx, id).await?.ok_or(StoreError::Missing("user"))?;
    if before.disabled_at.is_none() {
        tx.unjournalled("nothing changed");
        return Ok(());
    }
    let text = "UPDATE users SET disabled_at = NULL, version = version + 1 WHERE id = $1";
    changed(sql::execute(tx, "enabling a user", text, binds![id.0]).await?)?;
    tx.journal(JournalEntry::new("enabled", "user", id)).await?;
    sight::rebuild(tx).await
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
        grants: Grants {
            firm_totals: row.truth("grants_firm_totals")?,
            import: row.truth("grants_import")?,
        },
        walled: row.truth("walled")?,
        last_sign_in_at: row.instant_if_any("last_sign_in_at")?,
        version: row.integer("version")?,
    })
}
