//! The firm's own people: users, teams, absences, sales representatives and owners, oneself.

pub mod absences;
pub mod me;
pub mod people;
pub mod representatives;
pub mod teams;

use axum::Router;
use axum::routing::{get, post};
use clientela_texts::Texts;

use super::shared::SelectOption;
use crate::router::WebState;
use crate::urls;
use crate::views::{Colleague, TeamLine};

/// Their routes.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(
            urls::SETTINGS_PEOPLE,
            get(people::show).post(people::invite),
        )
        .route("/settings/people/{id}", post(people::act))
        .route(urls::SETTINGS_PERMISSIONS, post(people::permissions))
        .route(urls::SETTINGS_TEAMS, get(teams::show).post(teams::create))
        .route("/settings/teams/{id}", post(teams::act))
        .route(
            urls::SETTINGS_REPRESENTATIVES,
            get(representatives::show).post(representatives::link),
        )
        .route(
            urls::SETTINGS_OWNERS,
            get(representatives::propose).post(representatives::assign),
        )
        .route("/settings/owners/{id}/undo", post(representatives::undo))
        .route(urls::ABSENCES, post(absences::plan))
        .route("/absences/{id}", post(absences::remove))
        .route(urls::ME, get(me::show).post(me::rename))
        .route(urls::ME_PASSWORD, post(me::password))
}

/// Something shown once.
struct Secret {
    title: String,
    text: String,
    value: String,
}

/// Name of a role.
fn role_name(t: Texts, role: &str) -> String {
    t.get(&format!("role-{}", role.replace('_', "-")))
        .into_owned()
}

/// Whose clients somebody sees, in words.
fn sees_name(t: Texts, sees: &str) -> String {
    match sees {
        "own" => t.get("team-sees-own"),
        "team" => t.get("team-sees-team"),
        _ => t.get("team-sees-all"),
    }
    .into_owned()
}

/// Teams for a `<select>`, those below indented; the first choice is none.
fn team_options(
    t: Texts,
    teams: &[TeamLine],
    chosen: Option<clientela_domain::ids::TeamId>,
) -> Vec<SelectOption> {
    let none = SelectOption {
        value: String::new(),
        name: t.get("team-none").into_owned(),
        selected: chosen.is_none(),
    };
    let option = |team: &TeamLine| SelectOption {
        value: team.id.to_string(),
        name: format!("{}{}", "\u{2003}".repeat(team.depth), team.name),
        selected: Some(team.id) == chosen,
    };
    std::iter::once(none)
        .chain(teams.iter().map(option))
        .collect()
}

/// Colleagues for a `<select>`; the first choice is nobody.
fn colleague_options(
    t: Texts,
    colleagues: &[Colleague],
    chosen: Option<clientela_domain::ids::UserId>,
) -> Vec<SelectOption> {
    let nobody = SelectOption {
        value: String::new(),
        name: t.get("team-nobody").into_owned(),
        selected: chosen.is_none(),
    };
    let option = |one: &Colleague| SelectOption {
        value: one.id.to_string(),
        name: one.name.clone(),
        selected: Some(one.id) == chosen,
    };
    std::iter::once(nobody)
        .chain(colleagues.iter().map(option))
        .collect()
}
