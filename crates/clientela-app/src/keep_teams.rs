//! Teams of the firm as a tree.

use std::collections::HashMap;

use clientela_domain::ids::TeamId;
use clientela_store::teams::{self, Team, TeamFields};
use clientela_store::{Permission, Viewer, users};

use crate::answers::firm::TeamAnswer;
use crate::context::Context;
use crate::error::AppError;
use crate::keep_users::{checked_name, refused};

/// A team in its place in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamInTree {
    /// The team.
    pub team: Team,
    /// How deep it lies; 0 at the top.
    pub depth: usize,
    /// Members, without those of the teams below; unknown to whoever does not keep users.
    pub members: Option<u64>,
}

/// Every team, each followed by those below it.
///
/// # Errors
/// When the book cannot answer.
pub async fn team_tree(context: &Context, viewer: &Viewer) -> Result<Vec<TeamInTree>, AppError> {
    let read = context.store.read(viewer);
    let all = teams::list(&read).await?;
    let mut members: HashMap<TeamId, u64> = HashMap::new();
    let counted = viewer.may(Permission::ManageUsers);
    if counted {
        for user in users::list(&read).await? {
            if let Some(team) = user.team_id {
                *members.entry(team).or_default() += 1;
            }
        }
    }
    Ok(in_order(all)
        .into_iter()
        .map(|(team, depth)| TeamInTree {
            members: counted.then(|| members.get(&team.id).copied().unwrap_or(0)),
            team,
            depth,
        })
        .collect())
}

/// The teams in the order of the tree, each with its depth.
fn in_order(all: Vec<Team>) -> Vec<(Team, usize)> {
    let mut below: HashMap<Option<TeamId>, Vec<Team>> = HashMap::new();
    // From the last name to the first, because the last pushed is the first taken.
    for team in all.into_iter().rev() {
        below.entry(team.parent_id).or_default().push(team);
    }
    let mut waiting: Vec<(Team, usize)> = Vec::new();
    let mut ordered = Vec::new();
    let children = |below: &mut HashMap<Option<TeamId>, Vec<Team>>, of, depth| {
        let found: Vec<Team> = below.remove(&of).unwrap_or_default();
        found
            .into_iter()
            .map(move |team| (team, depth))
            .collect::<Vec<_>>()
    };
    waiting.extend(children(&mut below, None, 0));
    while let Some((team, depth)) = waiting.pop() {
        waiting.extend(children(&mut below, Some(team.id), depth + 1));
        ordered.push((team, depth));
    }
    ordered
}

/// Creates a team.
///
/// # Errors
/// [`AppError::Invalid`] for a name that is empty or taken; [`AppError::NotFound`] for a parent or a
/// leader there is not; [`AppError::Forbidden`].
pub async fn create_team(
    context: &Context,
    viewer: &Viewer,
    fields: TeamFields,
) -> Result<TeamId, AppError> {
    let fields = checked(fields)?;
    context
        .store
        .write_with(viewer, fields, |tx, fields| {
            Box::pin(teams::create(tx, fields))
        })
        .await
        .map_err(|error| refused(error, "parent"))
}

/// Changes a team that was read at `version`; any version when absent. Returns the new one.
///
/// # Errors
/// As [`create_team`]; [`AppError::Invalid`] when it would come to lie below itself;
/// [`AppError::Stale`].
pub async fn change_team(
    context: &Context,
    viewer: &Viewer,
    id: TeamId,
    fields: TeamFields,
    version: Option<i64>,
) -> Result<i64, AppError> {
    let input = (id, checked(fields)?, version);
    context
        .store
        .write_with(viewer, input, |tx, (id, fields, version)| {
            Box::pin(teams::change(tx, *id, fields, *version))
        })
        .await
        .map_err(|error| refused(error, "parent"))
}

/// Removes a team; members and the teams below move up.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Forbidden`].
pub async fn remove_team(context: &Context, viewer: &Viewer, id: TeamId) -> Result<(), AppError> {
    context
        .store
        .write_with(viewer, id, |tx, id| Box::pin(teams::remove(tx, *id)))
        .await?;
    Ok(())
}

fn checked(fields: TeamFields) -> Result<TeamFields, AppError> {
    Ok(TeamFields {
        name: checked_name(&fields.name)?,
        ..fields
    })
}

/// A team as it leaves the program.
#[must_use]
pub fn answer(one: &TeamInTree) -> TeamAnswer {
    TeamAnswer {
        team: one.team.id.to_string(),
        name: one.team.name.clone(),
        parent: one.team.parent_id.map(|id| id.to_string()),
        leader: one.team.leader_id.map(|id| id.to_string()),
        members: one.members.unwrap_or(0),
        depth: u64::try_from(one.depth).unwrap_or(u64::MAX),
        version: one.team.version,
    }
}
