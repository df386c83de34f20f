//! `user`: people who sign in.

use clientela_app::answers::firm::UsersAnswer;
use clientela_app::context::Context;
use clientela_app::keep_users;
use clientela_app::sign_in::invite;
use clientela_domain::ids::TeamId;
use clientela_store::users::{User, UserChange};
use clientela_store::{Role, Viewer, Visibility, teams};
use serde_json::json;

use super::team::team_of;
use crate::cli::{Global, LinkArguments, UserChangeArguments, UserCommand};
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

pub async fn run(
    global: &Global,
    command: &UserCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    match command {
        UserCommand::List => list(&context, &viewer, printer).await?,
        UserCommand::Add {
            email,
            name,
            role,
            team,
            visibility,
            address,
        } => {
            let change = UserChangeArguments {
                team: team.clone(),
                visibility: visibility.clone(),
                ..UserChangeArguments::default()
            };
            // Everything is understood before anything is written.
            let (role, sees) = (role_of(role)?, visibility_of(visibility.as_deref())?);
            let team = team_if_any(&context, &viewer, team.as_deref()).await?;
            let secret = invite(&context, &viewer, email, name, role).await?;
            if change.team.is_some() || change.visibility.is_some() {
                let user = keep_users::user_of_email(&context, &viewer, email).await?;
                let change = UserChange {
                    name: user.name,
                    role,
                    team_id: team,
                    visibility: sees,
                };
                keep_users::change_user(&context, &viewer, user.id, change, None).await?;
            }
            link(printer, name, address, &secret);
        }
        UserCommand::Set { email, change } => {
            let user = keep_users::user_of_email(&context, &viewer, email).await?;
            set(&context, &viewer, user, change).await?;
            show(&context, &viewer, email, printer).await?;
        }
        UserCommand::ResetLink { email, address } => {
            let user = keep_users::user_of_email(&context, &viewer, email).await?;
            let secret = keep_users::reset_link_of(&context, &viewer, user.id).await?;
            link(printer, email, address, &secret);
        }
        UserCommand::Disable { email } => {
            let user = keep_users::user_of_email(&context, &viewer, email).await?;
            keep_users::disable_user(&context, &viewer, user.id).await?;
            let answer = json!({ "email": email, "disabled": true });
            printer.answer(&answer, |page| {
                page.say_with("terminal-user-disabled", &[("email", email)])
            });
        }
        UserCommand::Enable { email } => {
            let user = keep_users::user_of_email(&context, &viewer, email).await?;
            keep_users::enable_user(&context, &viewer, user.id).await?;
            let answer = json!({ "email": email, "disabled": false });
            printer.answer(&answer, |page| {
                page.say_with("terminal-user-enabled", &[("email", email)])
            });
        }
    }
    Ok(Exit::Done)
}

async fn list(context: &Context, viewer: &Viewer, printer: &Printer) -> Result<(), Failure> {
    let all = keep_users::list_users(context, viewer).await?;
    let teams = teams::list(&context.store.read(viewer)).await?;
    let answer = UsersAnswer {
        users: all.iter().map(keep_users::answer).collect(),
    };
    let team_name = |user: &User| {
        let found = teams.iter().find(|team| Some(team.id) == user.team_id);
        found.map_or_else(String::new, |team| team.name.clone())
    };
    printer.answer(&answer, |page| {
        let texts = page.texts();
        let header = [
            ("terminal-user-email", '<'),
            ("settings-user-name", '<'),
            ("settings-role", '<'),
            ("team-team", '<'),
            ("team-visibility", '<'),
            ("team-last-sign-in", '<'),
        ];
        let row = |user: &User| {
            let signed_in = if user.disabled_at.is_some() {
                texts.get("settings-user-disabled").into_owned()
            } else {
                user.last_sign_in_at
                    .map_or_else(|| "—".to_owned(), |at| at.to_string())
            };
            vec![
                user.email.clone(),
                user.name.clone(),
                user.role.code().to_owned(),
                team_name(user),
                user.sees().code().to_owned(),
                signed_in,
            ]
        };
        page.table(&header, all.iter().map(row).collect());
    });
    Ok(())
}

async fn set(
    context: &Context,
    viewer: &Viewer,
    user: User,
    asked: &UserChangeArguments,
) -> Result<(), Failure> {
    let change = UserChange {
        role: match &asked.role {
            Some(code) => role_of(code)?,
            None => user.role,
        },
        team_id: match &asked.team {
            Some(name) => team_if_any(context, viewer, Some(name)).await?,
            None => user.team_id,
        },
        visibility: match &asked.visibility {
            Some(code) => visibility_of(Some(code))?,
            None => user.visibility,
        },
        name: asked.name.clone().unwrap_or(user.name),
    };
    keep_users::change_user(context, viewer, user.id, change, Some(user.version)).await?;
    Ok(())
}

async fn show(
    context: &Context,
    viewer: &Viewer,
    email: &str,
    printer: &Printer,
) -> Result<(), Failure> {
    let user = keep_users::user_of_email(context, viewer, email).await?;
    printer.answer(&keep_users::answer(&user), |page| {
        page.line(&format!(
            "{}  {}  {}  {}",
            user.email,
            user.name,
            user.role.code(),
            user.sees().code()
        ));
    });
    Ok(())
}

/// A role a person can have.
pub fn role_of(code: &str) -> Result<Role, Failure> {
    Role::from_code(code)
        .filter(|role| *role != Role::System)
        .ok_or_else(|| Failure::Usage("usage-role", code.to_owned()))
}

fn visibility_of(code: Option<&str>) -> Result<Option<Visibility>, Failure> {
    match code {
        None | Some("") => Ok(None),
        Some(code) => Visibility::from_code(code)
            .map(Some)
            .ok_or_else(|| Failure::Usage("usage-visibility", code.to_owned())),
    }
}

async fn team_if_any(
    context: &Context,
    viewer: &Viewer,
    name: Option<&str>,
) -> Result<Option<TeamId>, Failure> {
    match name {
        None | Some("") => Ok(None),
        Some(name) => Ok(Some(team_of(context, viewer, name).await?.id)),
    }
}

fn link(printer: &Printer, name: &str, address: &LinkArguments, secret: &str) {
    let base = address.public_url.trim_end_matches('/');
    let link = format!("{base}/password?token={secret}");
    printer.answer(&json!({ "link": link }), |page| {
        page.say_with("terminal-user-link", &[("name", &name), ("address", &link)]);
    });
}
