//! `team`: teams as a tree.

use clientela_app::answers::firm::TeamsAnswer;
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::{keep_teams, keep_users};
use clientela_domain::ids::{TeamId, UserId};
use clientela_domain::names::fold;
use clientela_store::teams::{Team, TeamFields};
use clientela_store::{Viewer, teams};

use crate::cli::{Global, TeamCommand};
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

pub async fn run(
    global: &Global,
    command: &TeamCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    match command {
        TeamCommand::List => {}
        TeamCommand::Add {
            name,
            parent,
            leader,
        } => {
            let fields = TeamFields {
                name: name.clone(),
                parent_id: parent_of(&context, &viewer, parent.as_deref()).await?,
                leader_id: leader_of(&context, &viewer, leader.as_deref()).await?,
            };
            keep_teams::create_team(&context, &viewer, fields).await?;
        }
        TeamCommand::Set {
            team,
            name,
            parent,
            leader,
        } => {
            let now = team_of(&context, &viewer, team).await?;
            let fields = TeamFields {
                name: name.clone().unwrap_or(now.name),
                parent_id: match parent {
                    Some(parent) => parent_of(&context, &viewer, Some(parent)).await?,
                    None => now.parent_id,
                },
                leader_id: match leader {
                    Some(leader) => leader_of(&context, &viewer, Some(leader)).await?,
                    None => now.leader_id,
                },
            };
            let version = Some(now.version);
            keep_teams::change_team(&context, &viewer, now.id, fields, version).await?;
        }
        TeamCommand::Remove { team } => {
            let found = team_of(&context, &viewer, team).await?;
            keep_teams::remove_team(&context, &viewer, found.id).await?;
        }
    }
    print(&context, &viewer, printer).await?;
    Ok(Exit::Done)
}

/// The tree as it is now.
async fn print(context: &Context, viewer: &Viewer, printer: &Printer) -> Result<(), Failure> {
    let tree = keep_teams::team_tree(context, viewer).await?;
    let users = clientela_store::users::names(&context.store.read(viewer)).await?;
    let answer = TeamsAnswer {
        teams: tree.iter().map(keep_teams::answer).collect(),
    };
    printer.answer(&answer, |page| {
        let header = [
            ("team-name", '<'),
            ("team-leader", '<'),
            ("terminal-team-members", '>'),
        ];
        let rows = tree.iter().map(|one| {
            let leader = users
                .iter()
                .find(|user| Some(user.id) == one.team.leader_id);
            vec![
                format!("{}{}", "  ".repeat(one.depth), one.team.name),
                leader.map_or_else(String::new, |user| user.name.clone()),
                one.members
                    .map_or_else(String::new, |count| count.to_string()),
            ]
        });
        page.table(&header, rows.collect());
    });
    Ok(())
}

/// The team of a name, in any alphabet.
pub async fn team_of(context: &Context, viewer: &Viewer, name: &str) -> Result<Team, Failure> {
    let wanted = fold(name);
    let all = teams::list(&context.store.read(viewer)).await?;
    all.into_iter()
        .find(|team| fold(&team.name) == wanted)
        .ok_or(Failure::App(AppError::NotFound("team")))
}

async fn parent_of(
    context: &Context,
    viewer: &Viewer,
    name: Option<&str>,
) -> Result<Option<TeamId>, Failure> {
    match name {
        None | Some("") => Ok(None),
        Some(name) => Ok(Some(team_of(context, viewer, name).await?.id)),
    }
}

async fn leader_of(
    context: &Context,
    viewer: &Viewer,
    email: Option<&str>,
) -> Result<Option<UserId>, Failure> {
    match email {
        None | Some("") => Ok(None),
        Some(email) => {
            let user = keep_users::user_of_email(context, viewer, email).await?;
            Ok(Some(user.id))
        }
    }
}
