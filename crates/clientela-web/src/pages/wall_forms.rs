//! What a director does on the pages of confidentiality: sets walls, names rivals, decides.

use axum::extract::{Path, State};
use axum::response::Response;
use clientela_app::check_conflicts::ConflictCheck;
use clientela_app::keep_walls::ShownWall;
use clientela_domain::ids::{AccountId, ConflictClassId, TeamId, UserId, WallId};
use clientela_store::conflicts::{Decision, StoredClass};
use clientela_store::walls::{WallFields, WallKind};
use clientela_texts::{Texts, format};

use super::confidentiality::again;
use super::done;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::walls::ConfidentialityDraft;

/// A wall as its form says it.
#[derive(Clone, Debug, Default)]
pub(super) struct WallForm {
    /// `inside` or `outside`.
    pub kind: String,
    /// Chosen teams.
    pub teams: Vec<TeamId>,
    /// Chosen users.
    pub users: Vec<UserId>,
    /// Rivals, by name, each on its line.
    pub rivals: String,
    /// Why.
    pub reason: String,
    /// The version it was read at.
    pub version: i64,
}

impl WallForm {
    /// The form of a standing wall.
    pub(super) fn of(one: &ShownWall) -> Self {
        let names: Vec<&str> = one.rivals.iter().map(|(_, name)| name.as_str()).collect();
        Self {
            kind: one.wall.fields.kind.code().to_owned(),
            teams: one.wall.fields.teams.clone(),
            users: one.wall.fields.users.clone(),
            rivals: names.join("\n"),
            reason: one.wall.fields.reason.clone(),
            version: one.wall.version,
        }
    }

    fn typed(fields: &Fields) -> Self {
        Self {
            kind: fields.get("kind").to_owned(),
            teams: fields.all("team").filter_map(TeamId::parse).collect(),
            users: fields.all("user").filter_map(UserId::parse).collect(),
            rivals: fields.get("rivals").to_owned(),
            reason: fields.get("reason").to_owned(),
            version: fields.get("version").parse().unwrap_or(0),
        }
    }

    async fn fields(&self, state: &WebState, visitor: &SignedIn) -> Result<WallFields, DeskError> {
        let kind = WallKind::from_code(&self.kind).ok_or(DeskError::Invalid {
            field: "kind",
            message: "field-choice-invalid",
        })?;
        Ok(WallFields {
            kind,
            teams: self.teams.clone(),
            users: self.users.clone(),
            rivals: accounts_named(state, visitor, "rivals", &self.rivals).await?,
            reason: self.reason.clone(),
        })
    }
}

/// The clients named, each on its line.
async fn accounts_named(
    state: &WebState,
    visitor: &SignedIn,
    field: &'static str,
    text: &str,
) -> Result<Vec<AccountId>, DeskError> {
    let mut found = Vec::new();
    for name in text.lines().map(str::trim).filter(|name| !name.is_empty()) {
        let one = state.desk.find_account(&visitor.user, name).await?;
        found.push(one.ok_or(DeskError::Invalid {
            field,
            message: "add-client-unknown",
        })?);
    }
    Ok(found)
}

/// `POST /accounts/{id}/wall`
pub(super) async fn set(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.sets_walls)?;
    let account = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let form = WallForm::typed(&fields);
    let written = match form.fields(&state, &visitor).await {
        Ok(wall) => state
            .desk
            .set_wall(&visitor.user, account, wall)
            .await
            .map(drop),
        Err(error) => Err(error),
    };
    match written {
        Ok(()) => Ok(done(
            &visitor,
            &urls::account_confidentiality(account),
            "wall-set",
        )),
        Err(error) => {
            let typed = (ConfidentialityDraft::default(), Some(form));
            again(&state, &visitor, account, typed, error).await
        }
    }
}

fn wall_id(id: &str) -> Result<WallId, WebError> {
    WallId::parse(id).ok_or(WebError::NotFound)
}

/// `POST /walls/{id}`
pub(super) async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.sets_walls)?;
    let id = wall_id(&id)?;
    let account = state.desk.wall_account(&visitor.user, id).await?;
    let form = WallForm::typed(&fields);
    let written = match form.fields(&state, &visitor).await {
        Ok(wall) => {
            let which = (id, form.version);
            state.desk.change_wall(&visitor.user, which, wall).await
        }
        Err(error) => Err(error),
    };
    match written {
        Ok(()) => Ok(done(
            &visitor,
            &urls::account_confidentiality(account),
            "wall-changed",
        )),
        Err(error) => {
            let typed = (ConfidentialityDraft::default(), Some(form));
            again(&state, &visitor, account, typed, error).await
        }
    }
}

/// `POST /walls/{id}/lift`
pub(super) async fn lift(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.sets_walls)?;
    let id = wall_id(&id)?;
    let account = state.desk.wall_account(&visitor.user, id).await?;
    let which = (id, fields.get("version").parse().unwrap_or(0));
    let lifted = state
        .desk
        .lift_wall(&visitor.user, which, fields.get("lift_reason"))
        .await;
    match lifted {
        Ok(()) => Ok(done(
            &visitor,
            &urls::account_confidentiality(account),
            "wall-lifted",
        )),
        Err(DeskError::Invalid { message, .. }) => {
            let error = DeskError::Invalid {
                field: "lift_reason",
                message,
            };
            let typed = (ConfidentialityDraft::default(), None);
            again(&state, &visitor, account, typed, error).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /accounts/{id}/conflict`
pub(super) async fn decide(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.sets_walls)?;
    let account = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let user = UserId::parse(fields.get("user")).ok_or(WebError::Invalid {
        field: "user",
        message: "field-choice-invalid",
    })?;
    let allowed = fields.get("allowed") == "yes";
    let decided = state
        .desk
        .decide_conflict(
            &visitor.user,
            (account, user),
            allowed,
            fields.get("decision_reason"),
        )
        .await;
    match decided {
        Ok(()) => Ok(done(
            &visitor,
            &urls::conflict_check(account, user),
            "conflict-decided",
        )),
        Err(DeskError::Invalid { message, .. }) => {
            let error = DeskError::Invalid {
                field: "decision_reason",
                message,
            };
            let typed = (ConfidentialityDraft::default(), None);
            again(&state, &visitor, account, typed, error).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /rivals`
pub(super) async fn write_rivals(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.sets_walls)?;
    save_rivals(&state, &visitor, None, &fields).await
}

/// `POST /rivals/{id}`
pub(super) async fn change_rivals(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.sets_walls)?;
    let id = ConflictClassId::parse(&id).ok_or(WebError::NotFound)?;
    let which = (id, fields.get("version").parse().unwrap_or(0));
    if fields.get("remove") == "yes" {
        state.desk.forget_rivals(&visitor.user, which).await?;
        return Ok(done(&visitor, urls::CONFIDENTIALITY, "rivals-forgotten"));
    }
    save_rivals(&state, &visitor, Some(which), &fields).await
}

async fn save_rivals(
    state: &WebState,
    visitor: &SignedIn,
    which: Option<(ConflictClassId, i64)>,
    fields: &Fields,
) -> Result<Response, WebError> {
    let (name, members) = (fields.get("name"), fields.get("members"));
    let members = accounts_named(state, visitor, "accounts", members).await?;
    state
        .desk
        .write_rivals(&visitor.user, which, name, members)
        .await?;
    Ok(done(visitor, urls::CONFIDENTIALITY, "rivals-written"))
}

/// Whom a wall names, in one line.
pub(super) fn names(one: &ShownWall) -> String {
    let teams = one.teams.iter().map(|(_, name)| name.as_str());
    let users = one.users.iter().map(|(_, name)| name.as_str());
    let rivals = one.rivals.iter().map(|(_, name)| name.as_str());
    let all: Vec<&str> = teams.chain(users).chain(rivals).collect();
    all.join(", ")
}

/// The clients of a class, each on its line.
pub(super) fn member_names(class: &StoredClass) -> String {
    let names: Vec<&str> = class
        .accounts
        .iter()
        .map(|(_, name)| name.as_str())
        .collect();
    names.join("\n")
}

/// What a check rests on, line by line.
pub(super) fn evidence(t: Texts, check: &ConflictCheck) -> Vec<String> {
    let mut lines = Vec::new();
    if check.walled {
        lines.push(t.get("conflict-evidence-wall").into_owned());
    }
    for (kind, since) in &check.interests {
        let kind = kind.map_or("interest-kind-unnamed", |kind| kind.message_id());
        let since = format::day(t.language, *since);
        lines.push(t.with(
            "conflict-evidence-interest",
            &[("kind", &t.get(kind)), ("day", &since)],
        ));
    }
    for one in &check.rivals {
        let rival = one.rival.as_ref().map_or_else(
            || t.get("conflict-rival-unnamed").into_owned(),
            |(_, name)| name.clone(),
        );
        let class = match one.class.as_str() {
            "" => t.get("conflict-class-of-wall").into_owned(),
            name => name.to_owned(),
        };
        let day = |day: Option<clientela_domain::day::Date>| {
            day.map_or_else(String::new, |day| format::day(t.language, day))
        };
        lines.push(match one.last_day {
            None => t.with(
                "conflict-evidence-now",
                &[("rival", &rival), ("class", &class)],
            ),
            Some(last) => t.with(
                "conflict-evidence-until",
                &[
                    ("rival", &rival),
                    ("class", &class),
                    ("day", &day(Some(last))),
                    ("free", &day(one.free_from)),
                ],
            ),
        });
    }
    lines
}

/// Decisions, line by line.
pub(super) fn decision_lines(t: Texts, decisions: &[(Decision, String)]) -> Vec<String> {
    let line = |(one, by): &(Decision, String)| {
        let id = if one.decision.allowed {
            "conflict-decision-allowed"
        } else {
            "conflict-decision-refused"
        };
        let day = jiff::tz::Offset::UTC.to_datetime(one.decided_at).date();
        let by = match by.as_str() {
            "" => t.get("journal-program").into_owned(),
            name => name.to_owned(),
        };
        t.with(
            id,
            &[
                ("who", &by),
                ("user", &one.user_name),
                ("day", &format::day(t.language, day)),
                ("reason", &one.decision.reason),
            ],
        )
    };
    decisions.iter().map(line).collect()
}
