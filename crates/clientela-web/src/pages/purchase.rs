//! How a client buys something: its steps, its criteria, who decides each, when its budget is made.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::ids::{AccountId, PurchaseProcessId};
use clientela_texts::{Texts, format};

use super::conflict::{self, Conflict, FieldVersion};
use super::done_with_undo;
use super::people_map_parts::{day_text, shown_name};
use super::shared::SelectOption;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::people_map::{
    Node, PeopleMap, PurchaseCriterionDraft, PurchaseDraft, PurchaseProcess, PurchaseStepDraft,
    purchase_draft_of,
};

/// Empty lines for further steps and criteria.
const EMPTY_LINES: usize = 3;

/// Most lines read from a form.
const LINES_READ_MAX: usize = 60;

/// How a client buys something, as the map shows it.
pub(super) struct Shown {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) budget: String,
    pub(super) note: String,
    pub(super) steps: Vec<ShownStep>,
    pub(super) criteria: Vec<ShownCriterion>,
}

pub(super) struct ShownStep {
    pub(super) what: String,
    pub(super) decider: String,
    pub(super) deadline: String,
    pub(super) done: String,
    pub(super) late: bool,
}

pub(super) struct ShownCriterion {
    pub(super) what: String,
    pub(super) decider: String,
    pub(super) weight: String,
}

impl Shown {
    pub(super) fn new(t: Texts, map: &PeopleMap, process: &PurchaseProcess) -> Self {
        let own = &process.process;
        let name = |node: Option<Node>| {
            let found = node.and_then(|node| map.node(node));
            found.map_or_else(String::new, |one| shown_name(t, one))
        };
        let weighed: u32 = own
            .criteria
            .iter()
            .filter_map(|one| one.weight.map(u32::from))
            .sum();
        let budget_day = day_text(t, own.budget_day);
        let budget = [own.budget_cycle.as_str(), budget_day.as_str()];
        Self {
            href: urls::purchase(own.account_id, Some(process.id)),
            name: own.name.clone(),
            budget: budget
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
            note: own.note.clone(),
            steps: own
                .steps
                .iter()
                .map(|step| ShownStep {
                    what: step.what.clone(),
                    decider: name(step.decider),
                    deadline: day_text(t, step.deadline),
                    done: day_text(t, step.done_on),
                    late: step.done_on.is_none()
                        && step.deadline.is_some_and(|deadline| deadline < map.today),
                })
                .collect(),
            criteria: own
                .criteria
                .iter()
                .map(|one| ShownCriterion {
                    what: one.what.clone(),
                    decider: name(one.decider),
                    weight: one.weight.map_or_else(
                        || t.get("unknown").into_owned(),
                        |weight| {
                            format::share(t.language, f64::from(weight) / f64::from(weighed.max(1)))
                        },
                    ),
                })
                .collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "purchase.html")]
struct PurchasePage {
    frame: Frame,
    t: Texts,
    account: AccountId,
    account_name: String,
    id: Option<PurchaseProcessId>,
    draft: PurchaseDraft,
    people: Vec<(Node, String)>,
    version: i64,
    opened: Markup,
    errors: FieldErrors,
}

struct StepLine {
    number: usize,
    what: String,
    deadline: String,
    done_on: String,
    deciders: Vec<SelectOption>,
}

struct CriterionLine {
    number: usize,
    what: String,
    weight: String,
    deciders: Vec<SelectOption>,
}

/// Which purchase an address means; `None` for a new one.
fn id_of(text: &str) -> Result<Option<PurchaseProcessId>, WebError> {
    match text {
        "new" => Ok(None),
        text => PurchaseProcessId::parse(text)
            .map(Some)
            .ok_or(WebError::NotFound),
    }
}

/// `GET /accounts/{id}/purchases/{purchase}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((account, purchase)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let account = AccountId::parse(&account).ok_or(WebError::NotFound)?;
    let (draft, version) = match id_of(&purchase)? {
        Some(id) => {
            let found = of_account(&state, &visitor, account, id).await?;
            (purchase_draft_of(&found), found.version)
        }
        None => (PurchaseDraft::default(), 0),
    };
    let page = page(&state, &visitor, (account, id_of(&purchase)?), draft).await?;
    visitor.require(visitor.user.may_edit)?;
    let page = PurchasePage {
        version,
        opened: conflict::opened(&page.versions()),
        ..page
    };
    Ok(render(&page)?.into_response())
}

/// A purchase of this client and of no other.
async fn of_account(
    state: &WebState,
    visitor: &SignedIn,
    account: AccountId,
    id: PurchaseProcessId,
) -> Result<PurchaseProcess, WebError> {
    let found = state.desk.purchase(&visitor.user, id).await?;
    if found.process.account_id == account {
        Ok(found)
    } else {
        Err(WebError::NotFound)
    }
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    (account, id): (AccountId, Option<PurchaseProcessId>),
    draft: PurchaseDraft,
) -> Result<PurchasePage, WebError> {
    let map = state.desk.people_map(&visitor.user, account, None).await?;
    let t = visitor.t;
    Ok(PurchasePage {
        frame: visitor.frame(t.get("purchase-title"), Area::Accounts),
        account,
        account_name: map.account_name.clone(),
        id,
        draft,
        people: map
            .nodes
            .iter()
            .map(|one| (one.node, shown_name(t, one)))
            .collect(),
        version: 0,
        opened: Markup::default(),
        errors: Vec::new(),
        t,
    })
}

/// `POST /accounts/{id}/purchases/{purchase}`
pub async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((account, purchase)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let account = AccountId::parse(&account).ok_or(WebError::NotFound)?;
    let id = id_of(&purchase)?;
    let user = &visitor.user;
    let empty = page(&state, &visitor, (account, id), PurchaseDraft::default()).await?;
    if let Some(id) = id {
        of_account(&state, &visitor, account, id).await?;
    }
    visitor.require(user.may_edit)?;
    let draft = draft_of(&fields, &empty.people);
    let version = fields.get("version").parse().unwrap_or(0);
    let saved = match id {
        Some(id) => state.desk.change_purchase(user, id, &draft, version).await,
        None => {
            let written = state.desk.write_purchase(user, account, &draft).await;
            written.map(drop)
        }
    };
    match (saved, id) {
        (Ok(()), _) => {
            let there = format!("{}#purchases", urls::people_map(account));
            done_with_undo(&state, &visitor, &there, "saved").await
        }
        (Err(DeskError::Invalid { field, message }), _) => {
            let page = PurchasePage {
                draft,
                version,
                opened: conflict::still_opened(&fields),
                errors: vec![(field, message)],
                ..empty
            };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        (Err(DeskError::Conflict), Some(id)) => {
            let now = state.desk.purchase(user, id).await?;
            let theirs = PurchasePage {
                draft: purchase_draft_of(&now),
                version: now.version,
                ..page(
                    &state,
                    &visitor,
                    (account, Some(id)),
                    PurchaseDraft::default(),
                )
                .await?
            };
            let mine = PurchasePage { draft, ..empty };
            let conflict = Conflict {
                name: format!("{}, {}", theirs.draft.name, theirs.account_name),
                area: Area::Accounts,
                record: ("purchase_process", id.to_string()),
                action: urls::purchase(account, Some(id)),
                back: urls::people_map(account),
                version: theirs.version,
                fields: &fields,
                mine: mine.versions(),
                theirs: theirs.versions(),
            };
            conflict::page(&state, &visitor, conflict).await
        }
        (Err(other), _) => Err(other.into()),
    }
}

/// `POST /accounts/{id}/purchases/{purchase}/remove`
pub async fn remove(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((account, purchase)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let account = AccountId::parse(&account).ok_or(WebError::NotFound)?;
    let id = PurchaseProcessId::parse(&purchase).ok_or(WebError::NotFound)?;
    of_account(&state, &visitor, account, id).await?;
    let version = fields.get("version").parse().unwrap_or(0);
    state
        .desk
        .remove_purchase(&visitor.user, id, version)
        .await?;
    let there = urls::people_map(account);
    done_with_undo(&state, &visitor, &there, "purchase-removed").await
}

fn draft_of(fields: &Fields, people: &[(Node, String)]) -> PurchaseDraft {
    let node = |text: &str| {
        let found = people
            .iter()
            .find(|(node, _)| node.id().to_string() == text);
        found.map(|(node, _)| *node)
    };
    let get = |name: &str, number: usize| fields.get(&format!("{name}_{number}")).to_owned();
    let steps = (0..LINES_READ_MAX)
        .map(|number| PurchaseStepDraft {
            what: get("step", number),
            decider: node(&get("step_decider", number)),
            deadline: get("step_deadline", number),
            done_on: get("step_done", number),
        })
        .filter(|step| !step.what.is_empty());
    let criteria = (0..LINES_READ_MAX)
        .map(|number| PurchaseCriterionDraft {
            what: get("criterion", number),
            weight: get("criterion_weight", number),
            decider: node(&get("criterion_decider", number)),
        })
        .filter(|one| !one.what.is_empty());
    PurchaseDraft {
        name: fields.get("name").to_owned(),
        budget_cycle: fields.get("budget_cycle").to_owned(),
        budget_day: fields.get("budget_day").to_owned(),
        note: fields.get("note").to_owned(),
        steps: steps.collect(),
        criteria: criteria.collect(),
    }
}

impl PurchasePage {
    fn action(&self) -> String {
        urls::purchase(self.account, self.id)
    }

    fn remove_action(&self) -> String {
        let id = self.id;
        id.map(|id| urls::purchase_remove(self.account, id))
            .unwrap_or_default()
    }

    fn account_href(&self) -> String {
        urls::account(self.account)
    }

    fn map_href(&self) -> String {
        urls::people_map(self.account)
    }

    fn deciders(&self, chosen: Option<Node>) -> Vec<SelectOption> {
        let people = self.people.iter();
        people
            .map(|(node, name)| SelectOption {
                value: node.id().to_string(),
                name: name.clone(),
                selected: chosen == Some(*node),
            })
            .collect()
    }

    fn steps(&self) -> Vec<StepLine> {
        let empty = std::iter::repeat_with(PurchaseStepDraft::default).take(EMPTY_LINES);
        let lines = self.draft.steps.iter().cloned().chain(empty).enumerate();
        lines
            .map(|(number, step)| StepLine {
                number,
                what: step.what,
                deadline: step.deadline,
                done_on: step.done_on,
                deciders: self.deciders(step.decider),
            })
            .collect()
    }

    fn criteria(&self) -> Vec<CriterionLine> {
        let empty = std::iter::repeat_with(PurchaseCriterionDraft::default).take(EMPTY_LINES);
        let lines = self.draft.criteria.iter().cloned().chain(empty).enumerate();
        lines
            .map(|(number, one)| CriterionLine {
                number,
                what: one.what,
                weight: one.weight,
                deciders: self.deciders(one.decider),
            })
            .collect()
    }

    /// What the form says, field by field; steps and criteria line by line.
    fn versions(&self) -> Vec<FieldVersion> {
        let (t, draft) = (self.t, &self.draft);
        let mut versions = vec![
            FieldVersion::text("name", t.get("purchase-name"), &draft.name),
            FieldVersion::text(
                "budget_cycle",
                t.get("purchase-budget"),
                &draft.budget_cycle,
            ),
            FieldVersion::text(
                "budget_day",
                t.get("purchase-budget-day"),
                &draft.budget_day,
            ),
            FieldVersion::text("note", t.get("purchase-note"), &draft.note),
        ];
        versions.extend(self.line_versions());
        versions
    }

    /// Steps, and criteria, each as one field of many inputs.
    fn line_versions(&self) -> [FieldVersion; 2] {
        let id = |node: Option<Node>| node.map(|node| node.id().to_string()).unwrap_or_default();
        let mut steps = FieldVersion::text("steps", self.t.get("purchase-steps"), "");
        steps.inputs.clear();
        for (number, step) in self.draft.steps.iter().enumerate() {
            steps.inputs.extend([
                (format!("step_{number}"), step.what.clone()),
                (format!("step_decider_{number}"), id(step.decider)),
                (format!("step_deadline_{number}"), step.deadline.clone()),
                (format!("step_done_{number}"), step.done_on.clone()),
            ]);
        }
        let told = self.draft.steps.iter().map(|step| {
            let parts = [&step.what, &step.deadline, &step.done_on];
            parts.map(String::as_str).join(" ").trim().to_owned()
        });
        steps.shown = told.collect::<Vec<_>>().join("\n");
        let mut criteria = FieldVersion::text("criteria", self.t.get("purchase-criteria"), "");
        criteria.inputs.clear();
        for (number, one) in self.draft.criteria.iter().enumerate() {
            criteria.inputs.extend([
                (format!("criterion_{number}"), one.what.clone()),
                (format!("criterion_weight_{number}"), one.weight.clone()),
                (format!("criterion_decider_{number}"), id(one.decider)),
            ]);
        }
        let told = self.draft.criteria.iter();
        let told = told.map(|one| format!("{} {}", one.what, one.weight).trim().to_owned());
        criteria.shown = told.collect::<Vec<_>>().join("\n");
        [steps, criteria]
    }

    fn error(&self, name: &str) -> Option<&'static str> {
        let found = self.errors.iter().find(|(field, _)| *field == name);
        found.map(|(_, message)| *message)
    }
}
