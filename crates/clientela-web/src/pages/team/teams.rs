//! Teams as a tree.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::ids::{TeamId, UserId};
use clientela_texts::Texts;

use super::{colleague_options, team_options};
use crate::desk::DeskError;
use crate::desk::team::TeamForm;
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::{Area, Frame, render};
use crate::pages::done;
use crate::pages::shared::SelectOption;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{TeamLine, TeamsView};

#[derive(Template)]
#[template(path = "team_teams.html")]
struct TeamsPage {
    frame: Frame,
    t: Texts,
    view: TeamsView,
    error: Option<&'static str>,
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    error: Option<&'static str>,
) -> Result<Response, WebError> {
    let view = state.desk.teams(&visitor.user).await?;
    let t = visitor.t;
    let page = TeamsPage {
        frame: visitor.frame(t.get("team-teams-title"), Area::Settings),
        t,
        view,
        error,
    };
    let status = if error.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    Ok((status, render(&page)?).into_response())
}

/// `GET /settings/teams`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    page(&state, &visitor, None).await
}

fn team_form(fields: &Fields) -> TeamForm {
    TeamForm {
        name: fields.get("name").to_owned(),
        parent: TeamId::parse(fields.get("parent")),
        leader: UserId::parse(fields.get("leader")),
        version: fields.get("version").parse().ok(),
    }
}

/// `POST /settings/teams`: adds a team.
pub async fn create(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let form = team_form(&fields);
    let result = state.desk.create_team(&visitor.user, &form).await;
    saved(&state, &visitor, result).await
}

/// `POST /settings/teams/{id}`: saves or removes a team, as the button says.
pub async fn act(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = TeamId::parse(&id).ok_or(WebError::NotFound)?;
    let result = match fields.get("deed") {
        "remove" => state.desk.remove_team(&visitor.user, id).await,
        _ => {
            let form = team_form(&fields);
            state.desk.change_team(&visitor.user, id, &form).await
        }
    };
    saved(&state, &visitor, result).await
}

async fn saved(
    state: &WebState,
    visitor: &SignedIn,
    result: Result<(), DeskError>,
) -> Result<Response, WebError> {
    match result {
        Ok(()) => Ok(done(visitor, urls::SETTINGS_TEAMS, "saved")),
        Err(DeskError::Invalid { message, .. }) => page(state, visitor, Some(message)).await,
        Err(other) => Err(other.into()),
    }
}

impl TeamsPage {
    fn action(&self, team: &TeamLine) -> String {
        urls::settings_team(team.id)
    }

    /// Teams it can belong to: not itself, and not one below it.
    fn parents(&self, team: &TeamLine) -> Vec<SelectOption> {
        let mut below = None;
        let possible: Vec<TeamLine> = self
            .view
            .teams
            .iter()
            .filter(|other| {
                if other.id == team.id {
                    below = Some(other.depth);
                    return false;
                }
                match below {
                    Some(depth) if other.depth > depth => false,
                    _ => {
                        below = None;
                        true
                    }
                }
            })
            .cloned()
            .collect();
        team_options(self.t, &possible, team.parent)
    }

    fn all_parents(&self) -> Vec<SelectOption> {
        team_options(self.t, &self.view.teams, None)
    }

    fn leaders(&self, chosen: Option<UserId>) -> Vec<SelectOption> {
        colleague_options(self.t, &self.view.colleagues, chosen)
    }

    fn leader_name(&self, team: &TeamLine) -> String {
        let found = self
            .view
            .colleagues
            .iter()
            .find(|one| Some(one.id) == team.leader);
        found.map_or_else(
            || self.t.get("team-no-leader").into_owned(),
            |one| self.t.with1("team-led-by", "name", one.name.as_str()),
        )
    }

    fn members(&self, team: &TeamLine) -> String {
        self.t.with1("team-members", "count", team.members)
    }

    /// The name with its place in the tree.
    fn name_in_tree(&self, team: &TeamLine) -> String {
        format!("{}{}", "\u{2003}".repeat(team.depth), team.name)
    }
}
