//! Sales representatives of the ledger become users, and their clients get owners.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::ids::UserId;
use clientela_texts::{Texts, format};

use super::colleague_options;
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::{Area, Frame, render};
use crate::pages::done;
use crate::pages::shared::SelectOption;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{OwnersView, RepresentativeLine, RepresentativesView};

#[derive(Template)]
#[template(path = "team_representatives.html")]
struct RepresentativesPage {
    frame: Frame,
    t: Texts,
    view: RepresentativesView,
    assigned: Option<Assigned>,
}

/// What was just assigned, with the way back.
struct Assigned {
    text: String,
    undo: String,
}

#[derive(Template)]
#[template(path = "team_owners.html")]
struct OwnersPage {
    frame: Frame,
    t: Texts,
    view: OwnersView,
}

struct ChangeRow {
    href: String,
    name: String,
    owner: String,
    before: String,
    lines: String,
}

/// `GET /settings/representatives`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let view = state.desk.representatives(&visitor.user).await?;
    let t = visitor.t;
    let fields = Fields::parse(&visitor.query);
    let assigned = Some(fields.get("assigned"))
        .filter(|id| uuid::Uuid::try_parse(id).is_ok())
        .map(|id| Assigned {
            text: t.with1(
                "team-owners-assigned",
                "count",
                fields.get("count").parse::<u64>().unwrap_or(0),
            ),
            undo: urls::settings_owners_undo(id),
        });
    let page = RepresentativesPage {
        frame: visitor.frame(t.get("team-representatives-title"), Area::Settings),
        t,
        view,
        assigned,
    };
    Ok(render(&page)?.into_response())
}

/// `POST /settings/representatives`: the names in order, each with the user it is.
pub async fn link(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let links: Vec<(String, Option<UserId>)> = fields
        .all("name")
        .zip(fields.all("user"))
        .map(|(name, user)| (name.to_owned(), UserId::parse(user)))
        .collect();
    state
        .desk
        .link_representatives(&visitor.user, links)
        .await?;
    Ok(done(&visitor, urls::SETTINGS_REPRESENTATIVES, "saved"))
}

/// `GET /settings/owners`: what assigning would do.
pub async fn propose(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let overwrite = Fields::parse(&visitor.query).get("overwrite") == "yes";
    let view = state.desk.propose_owners(&visitor.user, overwrite).await?;
    let t = visitor.t;
    let page = OwnersPage {
        frame: visitor.frame(t.get("team-owners-title"), Area::Settings),
        t,
        view,
    };
    Ok(render(&page)?.into_response())
}

/// `POST /settings/owners`
pub async fn assign(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let overwrite = fields.get("overwrite") == "yes";
    let done = state.desk.assign_owners(&visitor.user, overwrite).await?;
    let count = done.accounts.to_string();
    let query = [("assigned", done.id.as_str()), ("count", count.as_str())];
    let place = urls::with_query(urls::SETTINGS_REPRESENTATIVES, &query);
    Ok(Redirect::to(&place).into_response())
}

/// `POST /settings/owners/{id}/undo`
pub async fn undo(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(_): CheckedForm,
) -> Result<Response, WebError> {
    state.desk.undo_owners(&visitor.user, &id).await?;
    Ok(done(
        &visitor,
        urls::SETTINGS_REPRESENTATIVES,
        "team-owners-undone",
    ))
}

impl RepresentativesPage {
    fn users(&self, one: &RepresentativeLine) -> Vec<SelectOption> {
        colleague_options(self.t, &self.view.colleagues, one.user)
    }

    fn number(&self, number: &u64) -> String {
        format::integer(self.t.language, i128::from(*number))
    }

    fn owners_sentence(&self) -> String {
        sentence(self.t, &self.view.owners)
    }
}

impl OwnersPage {
    fn sentence(&self) -> String {
        sentence(self.t, &self.view)
    }

    fn period(&self) -> String {
        let period = self.view.period;
        period.map_or_else(String::new, |period| {
            self.t.with1(
                "team-owners-period",
                "period",
                format::period(self.t.language, period),
            )
        })
    }

    fn rows(&self) -> Vec<ChangeRow> {
        let t = self.t;
        self.view
            .changes
            .iter()
            .map(|change| ChangeRow {
                href: urls::account(change.account),
                name: change.name.clone(),
                owner: change.owner.clone(),
                before: if change.before.is_empty() {
                    t.get("team-nobody").into_owned()
                } else {
                    change.before.clone()
                },
                lines: t.with(
                    "team-owners-lines",
                    &[("lines", &change.lines), ("all", &change.lines_in_all)],
                ),
            })
            .collect()
    }

    /// How many more there are than the table shows; empty when it shows all.
    fn more(&self) -> String {
        let more = self.view.total - self.view.changes.len() as u64;
        if more == 0 {
            return String::new();
        }
        self.t.with1("team-owners-more", "count", more)
    }

    fn other_href(&self) -> String {
        let overwrite = if self.view.overwrite { "" } else { "yes" };
        urls::with_query(urls::SETTINGS_OWNERS, &[("overwrite", overwrite)])
    }
}

fn sentence(t: Texts, view: &OwnersView) -> String {
    t.with(
        "team-owners-sentence",
        &[
            ("changes", &view.total),
            ("kept", &view.kept),
            ("unlinked", &view.unlinked),
        ],
    )
}
