//! Walls around clients, and clients that rival each other: the director says so, and everything outside
//! follows from the one list the gate asks.

use std::collections::HashMap;

use clientela_domain::ids::{AccountId, ConflictClassId, TeamId, UserId, WallId};
use clientela_store::conflicts::{self, StoredClass};
use clientela_store::names_of::{self, Colleague};
use clientela_store::walls::{self, Wall, WallFields};
use clientela_store::{Permission, Viewer, teams};

use crate::answers::happenings::NamedAnswer;
use crate::answers::walls::{RivalClassAnswer, RivalsAnswer, WallAnswer, WallsAnswer};
use crate::context::Context;
use crate::error::AppError;
use crate::log_interaction::words;

/// Longest reason, in characters.
pub const REASON_CHARACTERS_MAX: usize = 1_000;

/// Longest name of a class of rivals, in characters.
pub const CLASS_CHARACTERS_MAX: usize = 200;

/// A wall with the names of everybody it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownWall {
    /// The wall.
    pub wall: Wall,
    /// Names of the teams it names.
    pub teams: Vec<(TeamId, String)>,
    /// Names of the users it names beside them.
    pub users: Vec<(UserId, String)>,
    /// Whom it names, the members of its teams as they count included.
    pub named: Vec<(UserId, String)>,
    /// Names of the rivals.
    pub rivals: Vec<(AccountId, String)>,
    /// Everybody who is outside now; nobody once it is lifted.
    pub outside: Vec<(UserId, String)>,
    /// Who set it.
    pub set_by: String,
}

fn checked(fields: WallFields) -> Result<WallFields, AppError> {
    Ok(WallFields {
        reason: words("reason", &fields.reason, REASON_CHARACTERS_MAX)?,
        ..fields
    })
}

/// Sets a wall around a client.
///
/// # Errors
/// [`AppError::Invalid`] without a reason, for a wall that names nobody, or while one stands;
/// [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn set_wall(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    fields: WallFields,
) -> Result<WallId, AppError> {
    viewer.require(Permission::SetWalls)?;
    let input = (account, checked(fields)?);
    let written = context
        .store
        .write_with(viewer, input, |tx, (account, fields)| {
            Box::pin(walls::set(tx, *account, fields))
        });
    Ok(written.await?)
}

/// Changes a standing wall read at `version`.
///
/// # Errors
/// As [`set_wall`]; [`AppError::Stale`].
pub async fn change_wall(
    context: &Context,
    viewer: &Viewer,
    (id, version): (WallId, i64),
    fields: WallFields,
) -> Result<i64, AppError> {
    viewer.require(Permission::SetWalls)?;
    let fields = checked(fields)?;
    let written = context.store.write_with(viewer, fields, move |tx, fields| {
        Box::pin(walls::change(tx, id, fields, version))
    });
    Ok(written.await?)
}

/// Lifts a wall read at `version`, for a reason.
///
/// # Errors
/// [`AppError::Invalid`] without a reason; [`AppError::Stale`]; [`AppError::NotFound`];
/// [`AppError::Forbidden`].
pub async fn lift_wall(
    context: &Context,
    viewer: &Viewer,
    (id, version): (WallId, i64),
    reason: &str,
) -> Result<(), AppError> {
    viewer.require(Permission::SetWalls)?;
    let reason = words("reason", reason, REASON_CHARACTERS_MAX)?;
    let written = context.store.write_with(viewer, reason, move |tx, reason| {
        Box::pin(walls::lift(tx, id, reason, version))
    });
    Ok(written.await?)
}

/// Every standing wall around a client the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn standing_walls(
    context: &Context,
    viewer: &Viewer,
) -> Result<Vec<ShownWall>, AppError> {
    let found = walls::standing(&context.store.read(viewer)).await?;
    shown(context, viewer, found).await
}

/// Walls around a client, the standing one first.
///
/// # Errors
/// When the book cannot answer.
pub async fn walls_of(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
) -> Result<Vec<ShownWall>, AppError> {
    let found = walls::of_account(&context.store.read(viewer), account).await?;
    shown(context, viewer, found).await
}

/// A wall.
///
/// # Errors
/// [`AppError::NotFound`] without one the viewer may see.
pub async fn show_wall(
    context: &Context,
    viewer: &Viewer,
    id: WallId,
) -> Result<ShownWall, AppError> {
    let found = walls::get(&context.store.read(viewer), id).await?;
    let found = shown(context, viewer, Vec::from_iter(found)).await?;
    found.into_iter().next().ok_or(AppError::NotFound("wall"))
}

async fn shown(
    context: &Context,
    viewer: &Viewer,
    found: Vec<Wall>,
) -> Result<Vec<ShownWall>, AppError> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let read = context.store.read(viewer);
    let state = context.book_state(viewer).await?;
    let teams: HashMap<TeamId, String> = teams::list(&read)
        .await?
        .into_iter()
        .map(|team| (team.id, team.name))
        .collect();
    let everybody = names_of::colleagues(&read).await?;
    let named = |ids: &[UserId]| -> Vec<(UserId, String)> {
        ids.iter()
            .map(|id| (*id, colleague_name(&everybody, *id)))
            .collect()
    };
    let mut shown = Vec::with_capacity(found.len());
    for wall in found {
        let outside = match wall.lifted_at {
            None => walls::outside(&read, wall.account_id).await?,
            Some(_) => Vec::new(),
        };
        let of_team = |id: &TeamId| (*id, teams.get(id).cloned().unwrap_or_default());
        let of_rival = |id: &AccountId| (*id, state.directory.name_of(*id).to_owned());
        shown.push(ShownWall {
            teams: wall.fields.teams.iter().map(of_team).collect(),
            users: named(&wall.fields.users),
            named: named(&wall.named),
            rivals: wall.fields.rivals.iter().map(of_rival).collect(),
            outside: named(&outside),
            set_by: wall
                .set_by
                .map_or_else(String::new, |id| colleague_name(&everybody, id)),
            wall,
        });
    }
    Ok(shown)
}

pub(crate) fn colleague_name(everybody: &[Colleague], id: UserId) -> String {
    let found = everybody.iter().find(|one| one.id == id);
    found.map_or_else(String::new, |one| one.name.clone())
}

pub(crate) fn named_answer<I: ToString>((id, name): &(I, String)) -> NamedAnswer {
    NamedAnswer {
        id: id.to_string(),
        name: name.clone(),
    }
}

/// A wall as it leaves the program.
#[must_use]
pub fn answer(one: &ShownWall) -> WallAnswer {
    let wall = &one.wall;
    WallAnswer {
        wall: wall.id.to_string(),
        account: NamedAnswer {
            id: wall.account_id.to_string(),
            name: wall.account_name.clone(),
        },
        kind: wall.fields.kind.code().to_owned(),
        teams: one.teams.iter().map(named_answer).collect(),
        users: one.users.iter().map(named_answer).collect(),
        rivals: one.rivals.iter().map(named_answer).collect(),
        outside: one.outside.iter().map(named_answer).collect(),
        reason: wall.fields.reason.clone(),
        set_by: wall.set_by.map(|id| NamedAnswer {
            id: id.to_string(),
            name: one.set_by.clone(),
        }),
        set_at: wall.created_at.to_string(),
        lifted_at: wall.lifted_at.map(|at| at.to_string()),
        lift_reason: wall.lift_reason.clone(),
        version: wall.version,
    }
}

/// Walls as they leave the program.
#[must_use]
pub fn answers(walls: &[ShownWall]) -> WallsAnswer {
    WallsAnswer {
        walls: walls.iter().map(answer).collect(),
    }
}

/// The classes of rivals. Only for whoever may decide: others are shown none.
///
/// # Errors
/// When the book cannot answer.
pub async fn rivals(context: &Context, viewer: &Viewer) -> Result<Vec<StoredClass>, AppError> {
    if !viewer.may(Permission::SetWalls) {
        return Ok(Vec::new());
    }
    Ok(conflicts::classes(&context.store.read(viewer)).await?)
}

/// Says which clients rival each other in something.
///
/// # Errors
/// [`AppError::Invalid`] without a name or with fewer than two clients; [`AppError::NotFound`];
/// [`AppError::Forbidden`].
pub async fn name_rivals(
    context: &Context,
    viewer: &Viewer,
    name: &str,
    accounts: Vec<AccountId>,
) -> Result<ConflictClassId, AppError> {
    viewer.require(Permission::SetWalls)?;
    let input = (words("name", name, CLASS_CHARACTERS_MAX)?, accounts);
    let written = context
        .store
        .write_with(viewer, input, |tx, (name, accounts)| {
            Box::pin(conflicts::create_class(tx, name, accounts))
        });
    Ok(written.await?)
}

/// Changes which clients rival each other, read at `version`.
///
/// # Errors
/// As [`name_rivals`]; [`AppError::Stale`].
pub async fn change_rivals(
    context: &Context,
    viewer: &Viewer,
    which: (ConflictClassId, i64),
    name: &str,
    accounts: Vec<AccountId>,
) -> Result<i64, AppError> {
    viewer.require(Permission::SetWalls)?;
    let input = (words("name", name, CLASS_CHARACTERS_MAX)?, accounts);
    let written = context
        .store
        .write_with(viewer, input, move |tx, (name, accounts)| {
            Box::pin(conflicts::change_class(tx, which, name, accounts))
        });
    Ok(written.await?)
}

/// Forgets that clients rival each other, read at `version`.
///
/// # Errors
/// [`AppError::Stale`]; [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn forget_rivals(
    context: &Context,
    viewer: &Viewer,
    which: (ConflictClassId, i64),
) -> Result<(), AppError> {
    let written = context.store.write(viewer, move |tx| {
        Box::pin(conflicts::remove_class(tx, which))
    });
    Ok(written.await?)
}

/// A class of rivals as it leaves the program.
#[must_use]
pub fn class_answer(class: &StoredClass) -> RivalClassAnswer {
    RivalClassAnswer {
        class: class.id.to_string(),
        name: class.name.clone(),
        accounts: class.accounts.iter().map(named_answer).collect(),
        version: class.version,
    }
}

/// The classes as they leave the program.
#[must_use]
pub fn rivals_answer(classes: &[StoredClass]) -> RivalsAnswer {
    RivalsAnswer {
        classes: classes.iter().map(class_answer).collect(),
    }
}
