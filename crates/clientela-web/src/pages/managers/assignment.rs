//! Who for which client: a proposal that a director accepts or changes, and may take back.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use clientela_app::assign_managers::{ClientToAssign, Proposal};
use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::kam_assignment::{AssignedAccount, Fit, Reason};
use clientela_domain::key_criteria::Proof;
use clientela_texts::{Texts, evidence, format};

use super::people::skill_name;
use crate::desk::Owners;
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::{Markup, hidden};
use crate::pages::done;
use crate::pages::shared::SelectOption;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;

#[derive(Template)]
#[template(path = "managers/assignment.html")]
struct AssignmentPage {
    frame: Frame,
    t: Texts,
    proposal: Option<Proposal>,
}

#[derive(Template)]
#[template(path = "managers/assigned.html")]
struct AssignedPage {
    frame: Frame,
    t: Texts,
    before: Owners,
}

struct ClientRow {
    id: String,
    href: String,
    handover: String,
    name: String,
    now: String,
    choices: Vec<SelectOption>,
    fit: String,
    next: String,
    reasons: Vec<String>,
    skills: Vec<String>,
    needs_handover: bool,
    unsure: bool,
}

struct LoadRow {
    href: String,
    name: String,
    load: String,
    more: String,
}

/// `GET /managers/assignment`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let proposal = state.desk.proposal(&visitor.user).await?;
    let page = AssignmentPage {
        frame: visitor.frame(visitor.t.get("assign-title"), Area::NeedForKam),
        t: visitor.t,
        proposal,
    };
    Ok(render(&page)?.into_response())
}

/// `POST /managers/assignment`
pub async fn accept(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let owners = owners_of(&fields)?;
    let before = state.desk.assign(&visitor.user, owners).await?;
    let page = AssignedPage {
        frame: visitor.frame(visitor.t.get("assign-title"), Area::NeedForKam),
        t: visitor.t,
        before,
    };
    Ok(render(&page)?.into_response())
}

/// `POST /managers/assignment/undo`
pub async fn undo(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let owners = owners_of(&fields)?;
    state.desk.assign(&visitor.user, owners).await?;
    Ok(done(&visitor, urls::ASSIGNMENT, "assign-undone"))
}

/// Fields `owner-<client>` with the id of a user, `none` for nobody, or nothing to leave it.
fn owners_of(fields: &Fields) -> Result<Owners, WebError> {
    let invalid = || WebError::Invalid {
        field: "owner",
        message: "field-choice-invalid",
    };
    let mut owners = Owners::new();
    for (name, value) in fields.iter() {
        let Some(account) = name.strip_prefix("owner-") else {
            continue;
        };
        let account = AccountId::parse(account).ok_or_else(invalid)?;
        match value {
            "" => {}
            "none" => {
                owners.insert(account, None);
            }
            user => {
                let user = UserId::parse(user).ok_or_else(invalid)?;
                owners.insert(account, Some(user));
            }
        }
    }
    Ok(owners)
}

impl AssignedPage {
    fn said(&self) -> String {
        match self.before.len() {
            0 => self.t.get("assign-nothing").into_owned(),
            count => self.t.with1("assign-changed", "count", count),
        }
    }

    fn fields(&self) -> Vec<Markup> {
        let field = |(account, owner): (&AccountId, &Option<UserId>)| {
            let owner = owner.map_or_else(|| "none".to_owned(), |owner| owner.to_string());
            hidden(&format!("owner-{account}"), owner)
        };
        self.before.iter().map(field).collect()
    }
}

impl AssignmentPage {
    fn clients(&self) -> Vec<ClientRow> {
        let Some(proposal) = &self.proposal else {
            return Vec::new();
        };
        let clients = proposal.clients.iter().zip(&proposal.assignment.accounts);
        clients
            .map(|(client, chosen)| self.client(proposal, client, chosen))
            .collect()
    }

    fn client(
        &self,
        proposal: &Proposal,
        client: &ClientToAssign,
        chosen: &AssignedAccount,
    ) -> ClientRow {
        let t = self.t;
        let nobody = || t.get("assign-nobody").into_owned();
        let name = |at: usize| proposal.managers[at].name.clone();
        let owner = proposal
            .managers
            .iter()
            .find(|card| Some(card.user) == client.owner);
        let choice = |(at, fit): (usize, &Fit)| {
            let fit = evidence::bounds(t, fit.bounds(), 2);
            SelectOption {
                value: proposal.managers[at].user.to_string(),
                name: format!("{} ({fit})", name(at)),
                selected: chosen.kam == Some(at),
            }
        };
        let mut choices = vec![SelectOption {
            value: String::new(),
            name: t.get("assign-nobody").into_owned(),
            selected: chosen.kam.is_none(),
        }];
        choices.extend(client.fits.iter().enumerate().map(choice));
        let fit = chosen.kam.and_then(|at| client.fits.get(at));
        ClientRow {
            id: client.account.to_string(),
            href: urls::account(client.account),
            handover: urls::handover(client.account),
            name: client.name.clone(),
            now: owner.map_or_else(nobody, |card| card.name.clone()),
            choices,
            fit: chosen
                .fit
                .map_or_else(nobody, |fit| evidence::bounds(t, fit, 2)),
            next: chosen.next_best.map_or_else(nobody, |next| name(next.kam)),
            reasons: chosen
                .reasons
                .iter()
                .map(|reason| reason_text(t, proposal, reason))
                .collect(),
            skills: fit.map_or_else(Vec::new, |fit| skill_lines(t, fit)),
            needs_handover: chosen.needs_handover && client.owner.is_some(),
            unsure: chosen.at_ends.is_some(),
        }
    }

    fn loads(&self) -> Vec<LoadRow> {
        let Some(proposal) = &self.proposal else {
            return Vec::new();
        };
        let number = |value: f64| format::decimal(self.t.language, value, 0);
        let id = if proposal.in_hours {
            "assign-load-hours"
        } else {
            "assign-load-accounts"
        };
        let cards = proposal.managers.iter().enumerate();
        cards
            .zip(&proposal.assignment.kams)
            .map(|((at, card), load)| {
                let added = proposal.assignment.capacity_to_add.iter();
                let more: f64 = added.filter(|one| one.kam == at).map(|one| one.hours).sum();
                LoadRow {
                    href: urls::manager(card.user),
                    name: card.name.clone(),
                    load: self.t.with(
                        id,
                        &[
                            ("hours", &number(load.hours)),
                            ("capacity", &number(load.capacity)),
                        ],
                    ),
                    more: if more > 0.0 {
                        self.t.with1("assign-to-add", "hours", number(more))
                    } else {
                        String::new()
                    },
                }
            })
            .collect()
    }

    fn method(&self) -> String {
        let method = self.proposal.as_ref().map_or("unknown", |proposal| {
            proposal.assignment.method.message_id()
        });
        self.t.with1("assign-method", "method", self.t.get(method))
    }

    fn left_out(&self) -> String {
        match self
            .proposal
            .as_ref()
            .map_or(0, |proposal| proposal.left_out)
        {
            0 => String::new(),
            count => self.t.with1("assign-left-out", "count", count),
        }
    }
}

fn reason_text(t: Texts, proposal: &Proposal, reason: &Reason) -> String {
    let name = |at: usize| proposal.managers[at].name.as_str();
    let id = reason.message_id();
    match reason {
        Reason::Wall { kam, wall } => t.with(id, &[("name", &name(*kam)), ("wall", wall)]),
        Reason::OnLeave { kam } | Reason::Full { kam } => t.with1(id, "name", name(*kam)),
        _ => t.get(id).into_owned(),
    }
}

/// What the client asks for, and how far the chosen one has it.
fn skill_lines(t: Texts, fit: &Fit) -> Vec<String> {
    let line = |one: &clientela_domain::kam_assignment::SkillFit| {
        let name = skill_name(t, one.requirement.skill());
        let have = one.have.map_or_else(
            || t.get("unknown").into_owned(),
            |level| level.number().to_string(),
        );
        let proof = match one.proof {
            Proof::Proven => t.get("proof-proven"),
            Proof::Stated => t.get("proof-stated"),
            Proof::Unknown => t.get("proof-unknown"),
        };
        format!(
            "{name}: {have}/{} ({proof})",
            one.requirement.need().number()
        )
    };
    fit.skills.iter().map(line).collect()
}
