//! Walls around clients: who is inside, who is outside, and since when.
//!
//! What a wall says lies in `walls`; for whom it hides what follows from users, teams, groups and rivals and
//! is kept in one derived list, `walled_off`, which [`reach`] renews in the transaction of every change. The
//! gate ([`crate::accounts`]) asks that list and nothing else; [`behind`] asks it for rows that belong to no
//! account by a column: the journal and the imports.

mod behind;
mod owner_check;
mod reach;

use std::collections::{BTreeMap, BTreeSet};

use clientela_domain::ids::{AccountId, TeamId, UserId, WallId};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use crate::accounts;
use crate::error::StoreError;
use crate::interests;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Bind, Row, Values, binds, words};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

pub use behind::{accounts_behind, customer_keys_behind};
pub(crate) use behind::{import_is_seen, seen_rows};
pub use owner_check::OwnerCheck;
pub(crate) use reach::{depart, may_move, names_rivals, refuse_stand_in, renew};

words! {
    /// How a wall says who is outside.
    WallKind {
        /// It names who is inside; everybody else is outside.
        Inside = "inside",
        /// It names who is outside.
        Outside = "outside",
    }
}

/// What a director says of a wall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WallFields {
    /// Are those named inside or outside?
    pub kind: WallKind,
    /// Teams, with the teams below them.
    pub teams: Vec<TeamId>,
    /// Users beside them.
    pub users: Vec<UserId>,
    /// Rivals of the client: whoever serves them is outside, whatever else the wall says of them.
    pub rivals: Vec<AccountId>,
    /// Why it stands.
    pub reason: String,
}

impl WallFields {
    fn json(&self, account: AccountId) -> serde_json::Value {
        let texts = |ids: Vec<Uuid>| ids.iter().map(Uuid::to_string).collect::<Vec<_>>();
        json!({
            "account": account.to_string(),
            "kind": self.kind.code(),
            "teams": texts(self.teams.iter().map(|id| id.0).collect()),
            "users": texts(self.users.iter().map(|id| id.0).collect()),
            "rivals": texts(self.rivals.iter().map(|id| id.0).collect()),
            "reason": self.reason,
        })
    }
}

/// A wall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wall {
    /// Which one.
    pub id: WallId,
    /// Around which client.
    pub account_id: AccountId,
    /// The client's name.
    pub account_name: String,
    /// What it says; rivals the viewer may not see are left out.
    pub fields: WallFields,
    /// Whom it names, the members of its teams as they count included.
    pub named: Vec<UserId>,
    /// Who set it, and sees both sides.
    pub set_by: Option<UserId>,
    /// When.
    pub created_at: Timestamp,
    /// When it was lifted; it stands while absent.
    pub lifted_at: Option<Timestamp>,
    /// Who lifted it.
    pub lifted_by: Option<UserId>,
    /// Why.
    pub lift_reason: String,
    /// Grows with every change.
    pub version: i64,
}

/// Sets a wall around a client. One wall of a client stands at a time.
///
/// # Errors
/// [`StoreError::Refused`] while one stands, or for one that names nobody; [`StoreError::Missing`] without such
/// a client, user, team or rival; [`StoreError::Forbidden`].
pub async fn set(
    tx: &mut Tx,
    account: AccountId,
    fields: &WallFields,
) -> Result<WallId, StoreError> {
    tx.viewer().require(Permission::SetWalls)?;
    interests::refuse_own(tx, account, "wall").await?;
    let standing = of_account(tx, account).await?;
    if standing.iter().any(|wall| wall.lifted_at.is_none()) {
        return Err(StoreError::Refused {
            field: "wall",
            code: "wall-stands",
        });
    }
    let members = checked(tx, account, fields).await?;
    let id = WallId(new_id(tx.at()));
    sql::execute(
        tx,
        "setting a wall",
        "INSERT INTO walls (id, account_id, kind, reason, set_by, created_at, lift_reason, version)
         VALUES ($1, $2, $3, $4, $5, $6, '', 1)",
        binds![
            id.0,
            account.0,
            fields.kind.code(),
            &fields.reason,
            tx.viewer().user.map(|user| user.0),
            tx.at(),
        ],
    )
    .await?;
    write_named(tx, id, fields, &members).await?;
    accounts::touch(tx, account).await?;
    tx.journal(JournalEntry::new("created", "wall", id).after(fields.json(account)))
        .await?;
    Ok(id)
}

/// Changes a standing wall somebody read at `version`; teams that are inside are read anew. Who set it stays
/// who set it. Returns the new version.
///
/// # Errors
/// As [`set`]; [`StoreError::Stale`].
pub async fn change(
    tx: &mut Tx,
    id: WallId,
    fields: &WallFields,
    version: i64,
) -> Result<i64, StoreError> {
    let before = standing_at(tx, id, version).await?;
    let members = checked(tx, before.account_id, fields).await?;
    let text = "UPDATE walls SET kind = $3, reason = $4, version = version + 1
        WHERE id = $1 AND version = $2";
    let values = binds![id.0, version, fields.kind.code(), &fields.reason];
    if sql::execute(tx, "changing a wall", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    for text in [
        "DELETE FROM wall_teams WHERE wall_id = $1",
        "DELETE FROM wall_users WHERE wall_id = $1",
        "DELETE FROM wall_rivals WHERE wall_id = $1",
    ] {
        sql::execute(tx, "changing a wall", text, binds![id.0]).await?;
    }
    write_named(tx, id, fields, &members).await?;
    let entry = JournalEntry::new("moved", "wall", id)
        .before(before.fields.json(before.account_id))
        .after(fields.json(before.account_id));
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Lifts a wall somebody read at `version`, for a reason. It stays in the history of its client.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`] when none stands; [`StoreError::Forbidden`].
pub async fn lift(tx: &mut Tx, id: WallId, reason: &str, version: i64) -> Result<(), StoreError> {
    let before = standing_at(tx, id, version).await?;
    let text = "UPDATE walls SET lifted_at = $3, lifted_by = $4, lift_reason = $5,
            version = version + 1
        WHERE id = $1 AND version = $2";
    let user = tx.viewer().user.map(|user| user.0);
    let values = binds![id.0, version, tx.at(), user, reason];
    if sql::execute(tx, "lifting a wall", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    let entry = JournalEntry::new("lifted", "wall", id)
        .before(before.fields.json(before.account_id))
        .after(json!({ "account": before.account_id.to_string(), "reason": reason }));
    tx.journal(entry).await
}

async fn standing_at(tx: &Tx, id: WallId, version: i64) -> Result<Wall, StoreError> {
    tx.viewer().require(Permission::SetWalls)?;
    let found = get(tx, id).await?.filter(|wall| wall.lifted_at.is_none());
    let found = found.ok_or(StoreError::Missing("wall"))?;
    interests::refuse_own(tx, found.account_id, "wall").await?;
    if found.version == version {
        Ok(found)
    } else {
        Err(StoreError::Stale)
    }
}

/// The members of the teams a wall names, once everything it names is there.
async fn checked(
    tx: &Tx,
    account: AccountId,
    fields: &WallFields,
) -> Result<BTreeSet<UserId>, StoreError> {
    for id in std::iter::once(&account).chain(&fields.rivals) {
        let known = accounts::get(tx, *id).await?;
        known.ok_or(StoreError::Missing("account"))?;
    }
    let refused = |code| StoreError::Refused {
        field: "wall",
        code,
    };
    if fields.rivals.contains(&account) {
        return Err(refused("wall-own-rival"));
    }
    let names_nobody = fields.teams.is_empty() && fields.users.is_empty();
    if names_nobody && (fields.kind == WallKind::Inside || fields.rivals.is_empty()) {
        return Err(refused("wall-names-nobody"));
    }
    for user in &fields.users {
        let known = crate::users::by_id(tx, *user).await?;
        known.ok_or(StoreError::Missing("user"))?;
    }
    let teams: BTreeSet<TeamId> = fields.teams.iter().copied().collect();
    for team in &teams {
        crate::teams::require(tx, *team).await?;
    }
    reach::members_of(tx, &teams).await
}

async fn write_named(
    tx: &Tx,
    id: WallId,
    fields: &WallFields,
    members: &BTreeSet<UserId>,
) -> Result<(), StoreError> {
    let once = |ids: Vec<Uuid>| -> Vec<Uuid> {
        ids.into_iter()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    };
    let teams = once(fields.teams.iter().map(|id| id.0).collect());
    let head = "INSERT INTO wall_teams (wall_id, team_id)";
    sql::insert_many(tx, "setting a wall", (head, ""), &teams, |team| {
        binds![id.0, *team]
    })
    .await?;
    let rivals = once(fields.rivals.iter().map(|id| id.0).collect());
    let head = "INSERT INTO wall_rivals (wall_id, account_id)";
    sql::insert_many(tx, "setting a wall", (head, ""), &rivals, |rival| {
        binds![id.0, *rival]
    })
    .await?;
    let mut named: BTreeMap<UserId, bool> = members.iter().map(|user| (*user, false)).collect();
    named.extend(fields.users.iter().map(|user| (*user, true)));
    let named: Vec<(UserId, bool)> = named.into_iter().collect();
    let head = "INSERT INTO wall_users (wall_id, user_id, named)";
    sql::insert_many(tx, "setting a wall", (head, ""), &named, |(user, named)| {
        binds![id.0, user.0, *named]
    })
    .await?;
    Ok(())
}

const SELECT: &str =
    "SELECT w.id, w.account_id, accounts.name, w.kind, w.reason, w.set_by, w.created_at,
        w.lifted_at, w.lifted_by, w.lift_reason, w.version
    FROM walls AS w JOIN accounts ON accounts.id = w.account_id";

/// A wall around a client the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: WallId) -> Result<Option<Wall>, StoreError> {
    let found = select(reader, "w.id = $1", binds![id.0]).await?;
    Ok(found.into_iter().next())
}

/// Walls around a client the viewer may see, the standing one first, then the lifted ones, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_account(reader: &dyn Reader, account: AccountId) -> Result<Vec<Wall>, StoreError> {
    select(reader, "w.account_id = $1", binds![account.0]).await
}

/// Every standing wall around a client the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn standing(reader: &dyn Reader) -> Result<Vec<Wall>, StoreError> {
    select(reader, "w.lifted_at IS NULL", binds![]).await
}

async fn select(
    reader: &dyn Reader,
    which: &str,
    mut values: Values,
) -> Result<Vec<Wall>, StoreError> {
    let sight = accounts::visible(reader.viewer(), &mut values);
    let text = format!(
        "{SELECT} WHERE {which} AND {sight}
         ORDER BY CASE WHEN w.lifted_at IS NULL THEN 0 ELSE 1 END, accounts.name_folded, w.id DESC"
    );
    let mut walls = sql::all(reader, "reading walls", &text, values, read_wall).await?;
    for wall in &mut walls {
        complete(reader, wall).await?;
    }
    Ok(walls)
}

/// Adds whom a wall names.
async fn complete(reader: &dyn Reader, wall: &mut Wall) -> Result<(), StoreError> {
    let text = "SELECT team_id FROM wall_teams WHERE wall_id = $1 ORDER BY team_id";
    let read = |row: &Row| Ok(TeamId(row.uuid("team_id")?));
    wall.fields.teams = sql::all(reader, "reading a wall", text, binds![wall.id.0], read).await?;
    let text = "SELECT wall_users.user_id, wall_users.named FROM wall_users
        JOIN users ON users.id = wall_users.user_id
        WHERE wall_users.wall_id = $1 ORDER BY users.name, users.id";
    let read = |row: &Row| Ok((UserId(row.uuid("user_id")?), row.truth("named")?));
    let users = sql::all(reader, "reading a wall", text, binds![wall.id.0], read).await?;
    wall.named = users.iter().map(|(user, _)| *user).collect();
    wall.fields.users = users
        .into_iter()
        .filter(|(_, named)| *named)
        .map(|(user, _)| user)
        .collect();
    let mut values = binds![wall.id.0];
    let sight = accounts::visible(reader.viewer(), &mut values);
    let text = format!(
        "SELECT wall_rivals.account_id FROM wall_rivals
         JOIN accounts ON accounts.id = wall_rivals.account_id
         WHERE wall_rivals.wall_id = $1 AND {sight} ORDER BY accounts.name_folded, accounts.id"
    );
    let read = |row: &Row| Ok(AccountId(row.uuid("account_id")?));
    wall.fields.rivals = sql::all(reader, "reading a wall", &text, values, read).await?;
    Ok(())
}

fn read_wall(row: &Row) -> Result<Wall, StoreError> {
    Ok(Wall {
        id: WallId(row.uuid("id")?),
        account_id: AccountId(row.uuid("account_id")?),
        account_name: row.text("name")?,
        fields: WallFields {
            kind: row.word("kind", WallKind::from_code)?,
            teams: Vec::new(),
            users: Vec::new(),
            rivals: Vec::new(),
            reason: row.text("reason")?,
        },
        named: Vec::new(),
        set_by: row.uuid_if_any("set_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        lifted_at: row.instant_if_any("lifted_at")?,
        lifted_by: row.uuid_if_any("lifted_by")?.map(UserId),
        lift_reason: row.text("lift_reason")?,
        version: row.integer("version")?,
    })
}

/// Who is outside of the walls around a client the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn outside(reader: &dyn Reader, account: AccountId) -> Result<Vec<UserId>, StoreError> {
    let mut values = binds![account.0];
    let sight = accounts::visible(reader.viewer(), &mut values);
    let text = format!(
        "SELECT users.id FROM walled_off JOIN users ON users.id = walled_off.user_id
         JOIN accounts ON accounts.id = walled_off.account_id
         WHERE walled_off.account_id = $1 AND {sight} ORDER BY users.name, users.id"
    );
    let read = |row: &Row| Ok(UserId(row.uuid("id")?));
    sql::all(reader, "reading who is outside", &text, values, read).await
}

/// Of these accounts, those behind a wall with this user outside that the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn keeping_out(
    reader: &dyn Reader,
    user: UserId,
    asked: &[AccountId],
) -> Result<BTreeSet<AccountId>, StoreError> {
    let mut found = BTreeSet::new();
    for chunk in asked.chunks(sql::KEYS_MAX) {
        let mut values: Values = binds![user.0];
        values.extend(chunk.iter().map(|account| account.0.bind()));
        let list = sql::list(2, chunk.len());
        let sight = accounts::visible(reader.viewer(), &mut values);
        let text = format!(
            "SELECT accounts.id FROM walled_off JOIN accounts ON accounts.id = walled_off.account_id
             WHERE walled_off.user_id = $1 AND walled_off.account_id IN ({list}) AND {sight}"
        );
        let read = |row: &Row| Ok(AccountId(row.uuid("id")?));
        found.extend(sql::all(reader, "asking a wall", &text, values, read).await?);
    }
    Ok(found)
}

/// May this viewer set walls, and see the rivals and decisions of clients?
#[must_use]
pub const fn may_decide(viewer: &Viewer) -> bool {
    viewer.may(Permission::SetWalls)
}
