//! People who sign in: who, in which team, seeing what; absences; what roles were given.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::ids::{TeamId, UserId};
use clientela_texts::{Texts, format};

use super::{Secret, colleague_options, role_name, sees_name, team_options};
use crate::desk::team::UserForm;
use crate::desk::{DeskError, InviteForm};
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::{Area, Frame, render};
use crate::pages::done;
use crate::pages::shared::SelectOption;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{AbsenceLine, Colleague, FirmPeopleView, ROLES, UserLine};

#[derive(Template)]
#[template(path = "team_people.html")]
struct PeoplePage {
    frame: Frame,
    t: Texts,
    view: FirmPeopleView,
    own: UserId,
    secret: Option<Secret>,
    error: Option<&'static str>,
}

/// A column of permissions: its roles with their boxes.
struct PermissionColumn {
    name: String,
    boxes: Vec<PermissionBox>,
}

struct PermissionBox {
    value: String,
    name: String,
    given: bool,
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    secret: Option<Secret>,
    error: Option<&'static str>,
) -> Result<Response, WebError> {
    let view = state.desk.people_who_sign_in(&visitor.user).await?;
    let t = visitor.t;
    let page = PeoplePage {
        frame: visitor.frame(t.get("team-people-title"), Area::Settings),
        t,
        view,
        own: visitor.user.id,
        secret,
        error,
    };
    let status = if error.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    Ok((status, render(&page)?).into_response())
}

/// `GET /settings/people`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    page(&state, &visitor, None, None).await
}

fn link(state: &WebState, visitor: &SignedIn, name: &str, secret: &str) -> Secret {
    let t = visitor.t;
    Secret {
        title: t.get("settings-invited").into_owned(),
        text: t.with1("settings-invited-text", "name", name),
        value: format!(
            "{}{}",
            state.config.public_url,
            urls::with_query(urls::PASSWORD, &[("token", secret)])
        ),
    }
}

/// `POST /settings/people`: adds a person.
pub async fn invite(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let form = InviteForm {
        name: fields.get("name").to_owned(),
        email: fields.get("email").to_owned(),
        role: fields.get("role").to_owned(),
    };
    match state.desk.invite(&visitor.user, &form).await {
        Ok(secret) => {
            let secret = link(&state, &visitor, &form.name, &secret);
            page(&state, &visitor, Some(secret), None).await
        }
        Err(DeskError::Invalid { message, .. }) => {
            page(&state, &visitor, None, Some(message)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /settings/people/{id}`: saves a user, closes or opens their access, or makes a link for a
/// new password, as the button says.
pub async fn act(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = UserId::parse(&id).ok_or(WebError::NotFound)?;
    let user = &visitor.user;
    let result = match fields.get("deed") {
        "disable" => state.desk.disable_user(user, id).await,
        "enable" => state.desk.enable_user(user, id).await,
        "reset" => {
            let (name, secret) = state.desk.reset_link(user, id).await?;
            let secret = link(&state, &visitor, &name, &secret);
            return page(&state, &visitor, Some(secret), None).await;
        }
        _ => state.desk.change_user(user, id, &user_form(&fields)).await,
    };
    match result {
        Ok(()) => Ok(done(&visitor, urls::SETTINGS_PEOPLE, "saved")),
        Err(DeskError::Invalid { message, .. }) => {
            page(&state, &visitor, None, Some(message)).await
        }
        Err(other) => Err(other.into()),
    }
}

fn user_form(fields: &Fields) -> UserForm {
    UserForm {
        name: fields.get("name").to_owned(),
        role: fields.get("role").to_owned(),
        team: TeamId::parse(fields.get("team")),
        visibility: fields.get("visibility").to_owned(),
        // A form without its version is older than any.
        version: fields.get("version").parse().unwrap_or(0),
    }
}

/// `POST /settings/permissions`
pub async fn permissions(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let given: Vec<(String, String)> = fields
        .all("given")
        .filter_map(|pair| pair.split_once(':'))
        .map(|(role, permission)| (role.to_owned(), permission.to_owned()))
        .collect();
    state.desk.give_permissions(&visitor.user, &given).await?;
    let place = format!("{}#permissions", urls::SETTINGS_PEOPLE);
    Ok(done(&visitor, &place, "saved"))
}

impl PeoplePage {
    fn role(&self, role: &str) -> String {
        role_name(self.t, role)
    }

    fn roles(&self, chosen: &str) -> Vec<SelectOption> {
        let option = |role: &&str| SelectOption {
            value: (*role).to_owned(),
            name: self.role(role),
            selected: *role == chosen,
        };
        ROLES.iter().map(option).collect()
    }

    fn team_options(&self, user: &UserLine) -> Vec<SelectOption> {
        team_options(self.t, &self.view.teams, user.team)
    }

    fn visibilities(&self, user: &UserLine) -> Vec<SelectOption> {
        let option = |code: &str| SelectOption {
            value: code.to_owned(),
            name: match code {
                "" => self.t.get("team-sees-by-role").into_owned(),
                code => sees_name(self.t, code),
            },
            selected: code == user.visibility,
        };
        ["", "own", "team", "all"].map(option).into()
    }

    fn team_of(&self, user: &UserLine) -> String {
        let found = self
            .view
            .teams
            .iter()
            .find(|team| Some(team.id) == user.team);
        found.map_or_else(String::new, |team| team.name.clone())
    }

    fn sees(&self, user: &UserLine) -> String {
        sees_name(self.t, &user.sees)
    }

    fn signed_in(&self, user: &UserLine) -> String {
        let t = self.t;
        match (user.disabled, user.last_sign_in) {
            (true, _) => t.get("settings-user-disabled").into_owned(),
            (false, Some(day)) => format::day(t.language, day),
            (false, None) if user.invited => t.get("team-invited").into_owned(),
            (false, None) => t.get("team-never-signed-in").into_owned(),
        }
    }

    fn is_oneself(&self, user: &UserLine) -> bool {
        user.id == self.own
    }

    fn action(&self, user: &UserLine) -> String {
        urls::settings_person(user.id)
    }

    fn colleagues(&self) -> Vec<SelectOption> {
        let active: Vec<Colleague> = self
            .view
            .users
            .iter()
            .filter(|user| !user.disabled)
            .map(|user| Colleague {
                id: user.id,
                name: user.name.clone(),
            })
            .collect();
        colleague_options(self.t, &active, None)
    }

    fn absence_days(&self, absence: &AbsenceLine) -> String {
        format::period(self.t.language, absence.period)
    }

    fn permissions(&self) -> Vec<PermissionColumn> {
        let column = |permission: &str, name: &str| PermissionColumn {
            name: self.t.get(name).into_owned(),
            boxes: self
                .view
                .permissions
                .iter()
                .filter(|line| line.permission == permission)
                .map(|line| PermissionBox {
                    value: format!("{}:{}", line.role, line.permission),
                    name: self.role(&line.role),
                    given: line.given,
                })
                .collect(),
        };
        vec![
            column("see_firm_totals", "team-permission-totals"),
            column("import", "team-permission-import"),
        ]
    }
}
