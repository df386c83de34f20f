//! Teams of the firm: a tree in which whoever leads sees what lies below.

use clientela_domain::ids::{TeamId, UserId};
use clientela_domain::names::fold;
use jiff::Timestamp;

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sight;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// A team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Which one.
    pub id: TeamId,
    /// Name; no two teams have names that fold to the same.
    pub name: String,
    /// The team it belongs to.
    pub parent_id: Option<TeamId>,
    /// Who leads it; sees the clients of its members even without being one.
    pub leader_id: Option<UserId>,
    /// When created.
    pub created_at: Timestamp,
    /// Grows with every change.
    pub version: i64,
}

/// What a team is or becomes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TeamFields {
    /// Name.
    pub name: String,
    /// The team it belongs to.
    pub parent_id: Option<TeamId>,
    /// Who leads it.
    pub leader_id: Option<UserId>,
}

impl TeamFields {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "name": self.name,
            "parent_id": self.parent_id.map(|id| id.to_string()),
            "leader_id": self.leader_id.map(|id| id.to_string()),
        })
    }
}

impl Team {
    /// What it is.
    #[must_use]
    pub fn fields(&self) -> TeamFields {
        TeamFields {
            name: self.name.clone(),
            parent_id: self.parent_id,
            leader_id: self.leader_id,
        }
    }
}

/// Every team, by name. Colleagues know the firm, so no permission is asked.
///
/// # Errors
/// When the database refuses.
pub async fn list(reader: &dyn Reader) -> Result<Vec<Team>, StoreError> {
    let text = "SELECT id, name, parent_id, leader_id, created_at, version FROM teams
        ORDER BY name_folded, id";
    sql::all(reader, "listing teams", text, vec![], read_team).await
}

/// Creates a team.
///
/// # Errors
/// [`StoreError::Exists`] when the name is taken; [`StoreError::Missing`] for a parent or leader there
/// is not; [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, team: &TeamFields) -> Result<TeamId, StoreError> {
    tx.viewer().require(Permission::ManageUsers)?;
    let all = list(tx).await?;
    check(tx, &all, None, team).await?;
    let id = TeamId(new_id(tx.at()));
    sql::execute(
        tx,
        "creating a team",
        "INSERT INTO teams (id, name, name_folded, parent_id, leader_id, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, 1)",
        binds![
            id.0,
            &team.name,
            fold(&team.name),
            team.parent_id.map(|parent| parent.0),
            team.leader_id.map(|leader| leader.0),
            tx.at(),
        ],
    )
    .await?;
    tx.journal(JournalEntry::new("created", "team", id).after(team.json()))
        .await?;
    sight::rebuild(tx).await?;
    Ok(id)
}

/// Changes a team that was read at `version` (any when absent), and returns the new version.
///
/// # Errors
/// [`StoreError::GivenUp`] when it would come to lie below itself; otherwise as [`create`], and
/// [`StoreError::Stale`].
pub async fn change(
    tx: &mut Tx,
    id: TeamId,
    team: &TeamFields,
    version: Option<i64>,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), team).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (TeamId, Option<i64>),
    team: &TeamFields,
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::ManageUsers)?;
    let all = list(tx).await?;
    let before = one(&all, id)?;
    if version.is_some_and(|version| version != before.version) {
        return Err(StoreError::Stale);
    }
    if before.fields() == *team {
        tx.unjournalled("nothing changed");
        return Ok(before.version);
    }
    check(tx, &all, Some(id), team).await?;
    sql::execute(
        tx,
        "changing a team",
        "UPDATE teams SET name = $2, name_folded = $3, parent_id = $4, leader_id = $5,
             version = version + 1 WHERE id = $1",
        binds![
            id.0,
            &team.name,
            fold(&team.name),
            team.parent_id.map(|parent| parent.0),
            team.leader_id.map(|leader| leader.0),
        ],
    )
    .await?;
    let entry = JournalEntry::new(action, "team", id)
        .before(before.fields().json())
        .after(team.json());
    tx.journal(entry).await?;
    sight::rebuild(tx).await?;
    Ok(before.version + 1)
}

/// Removes a team; its members and the teams below it move up to the team it belonged to.
///
/// # Errors
/// [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn remove(tx: &mut Tx, id: TeamId) -> Result<(), StoreError> {
    tx.viewer().require(Permission::ManageUsers)?;
    let all = list(tx).await?;
    let before = one(&all, id)?;
    let up = before.parent_id.map(|parent| parent.0);
    let moves = [
        "UPDATE teams SET parent_id = $2, version = version + 1 WHERE parent_id = $1",
        "UPDATE users SET team_id = $2, version = version + 1 WHERE team_id = $1",
    ];
    for text in moves {
        sql::execute(tx, "moving up", text, binds![id.0, up]).await?;
    }
    let text = "DELETE FROM teams WHERE id = $1";
    sql::execute(tx, "removing a team", text, binds![id.0]).await?;
    let entry = JournalEntry::new("deleted", "team", id).before(before.fields().json());
    tx.journal(entry).await?;
    sight::rebuild(tx).await
}

/// Refuses a team there is not.
pub(crate) async fn require(tx: &Tx, id: TeamId) -> Result<(), StoreError> {
    one(&list(tx).await?, id).map(drop)
}

fn one(all: &[Team], id: TeamId) -> Result<&Team, StoreError> {
    all.iter()
        .find(|team| team.id == id)
        .ok_or(StoreError::Missing("team"))
}

/// Refuses a name that is taken, a parent below the team itself, a leader there is not.
async fn check(
    tx: &Tx,
    all: &[Team],
    own: Option<TeamId>,
    wanted: &TeamFields,
) -> Result<(), StoreError> {
    let folded = fold(&wanted.name);
    if all
        .iter()
        .any(|team| Some(team.id) != own && fold(&team.name) == folded)
    {
        return Err(StoreError::Exists("team"));
    }
    let mut at = wanted.parent_id;
    for _ in 0..=all.len() {
        let Some(parent) = at else { break };
        if Some(parent) == own {
            return Err(StoreError::GivenUp("team-below-itself"));
        }
        at = one(all, parent)?.parent_id;
    }
    match wanted.leader_id {
        Some(leader) if crate::users::by_id(tx, leader).await?.is_none() => {
            Err(StoreError::Missing("user"))
        }
        _ => Ok(()),
    }
}

fn read_team(row: &Row) -> Result<Team, StoreError> {
    Ok(Team {
        id: TeamId(row.uuid("id")?),
        name: row.text("name")?,
        parent_id: row.uuid_if_any("parent_id")?.map(TeamId),
        leader_id: row.uuid_if_any("leader_id")?.map(UserId),
        created_at: row.instant("created_at")?,
        version: row.integer("version")?,
    })
}
