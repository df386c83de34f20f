//! People say who is who at a client, take it back, and write down how the client buys.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::estimate::Truth;
use clientela_domain::ids::{
    AccountId, MapStatementId, PersonId, PlaceholderId, PurchaseProcessId,
};
use clientela_domain::people_map::{
    Attitude, BuyingRole, INFLUENCE_MAX, Judged, Node, NodeState, Said, Statement, read_map,
};
use clientela_domain::typed_day::{self, Side};
use clientela_store::people_map::{self, NewPlaceholder, NewStatement, Placeholder};
use clientela_store::purchase_processes::{
    self, NewPurchaseProcess, PurchaseCriterion, PurchaseProcess, PurchaseStep,
};
use clientela_store::{Permission, StoreError, Viewer};
use uuid::Uuid;

use crate::context::Context;
use crate::error::AppError;
use crate::keep_obligations::{optional, past_day};
use crate::log_interaction::{invalid, words};

/// Longest position, department, step or criterion.
pub const MAP_WORDS_MAX: usize = 200;

/// Most steps, and most criteria, of one purchase.
pub const PURCHASE_PARTS_MAX: usize = 40;

/// What somebody says about somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MapDraft {
    /// What; several things at once are one change.
    pub said: Vec<Said>,
    /// Since which day, as typed; today when empty.
    pub day: String,
    /// Until which day a tie held, as typed; it still holds when empty.
    pub until: String,
    /// Whence it is known.
    pub evidence: String,
}

/// What a form about somebody says, each thing as it is chosen there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgeForm {
    /// Roles ticked.
    pub roles: Vec<BuyingRole>,
    /// Attitude; `None` for unknown.
    pub attitude: Option<Attitude>,
    /// Influence; `None` for unknown.
    pub influence: Option<u8>,
    /// Can they stop a decision alone?
    pub veto: Truth,
}

impl JudgeForm {
    /// Only what is new against how somebody stands; with evidence also what is only confirmed.
    #[must_use]
    pub fn said(&self, now: &NodeState, confirms: bool) -> Vec<Said> {
        let mut said: Vec<Said> = BuyingRole::ALL
            .iter()
            .filter(|role| self.roles.contains(role) != now.has(**role))
            .map(|role| Said::Role(*role, self.roles.contains(role)))
            .collect();
        let attitude = self.attitude.map_or(Judged::Unknown, Judged::As);
        if attitude != now.attitude || (confirms && self.attitude.is_some()) {
            said.push(Said::Attitude(self.attitude));
        }
        let influence = self.influence.map_or(Judged::Unknown, Judged::As);
        if influence != now.influence || (confirms && self.influence.is_some()) {
            said.push(Said::Influence(self.influence));
        }
        if self.veto != now.veto {
            said.push(Said::Veto(self.veto));
        }
        said
    }
}

/// Whom an id means on a client's map: somebody nobody knows yet, or a person.
///
/// # Errors
/// [`AppError::NotFound`] when it is neither.
pub async fn node_of(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    id: &str,
) -> Result<Node, AppError> {
    let id = Uuid::try_parse(id).map_err(|_| AppError::NotFound("person"))?;
    let found = people_map::placeholder(&context.store.read(viewer), PlaceholderId(id)).await?;
    match found {
        Some(found) if found.placeholder.account_id == account => {
            let known = found.placeholder.person_id.map(Node::Person);
            Ok(known.unwrap_or(Node::Placeholder(found.id)))
        }
        Some(_) => Err(AppError::NotFound("map_placeholder")),
        None => Ok(Node::Person(PersonId(id))),
    }
}

/// Says something about somebody.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault: a day that cannot be, evidence too long, an influence
/// that is none, somebody who would report to themselves; [`AppError::NotFound`] without such a client,
/// person or colleague; [`AppError::Forbidden`].
pub async fn state(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    about: Node,
    draft: &MapDraft,
) -> Result<Vec<MapStatementId>, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let today = context.clock.today();
    let day = past_day("day", &draft.day, today)?;
    let evidence = optional("evidence", &draft.evidence)?;
    let mut new = Vec::new();
    for said in &draft.said {
        match *said {
            Said::Influence(Some(influence)) if !(1..=INFLUENCE_MAX).contains(&influence) => {
                return Err(invalid(
                    "influence",
                    "influence-invalid",
                    &influence.to_string(),
                ));
            }
            Said::ReportsTo(Some(to)) => {
                refuse_circle(context, viewer, account, (about, to, day)).await?;
            }
            Said::Tie(_, to, _) if to == about => {
                return Err(invalid("to", "tie-to-oneself", ""));
            }
            _ => {}
        }
        new.push(NewStatement {
            said: *said,
            day,
            evidence: evidence.clone(),
        });
        if let Some(end) = ended(*said, (day, &draft.until), today)? {
            new.push(NewStatement {
                said: end.0,
                day: end.1,
                evidence: evidence.clone(),
            });
        }
    }
    let written = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(people_map::state(tx, account, about, new))
    });
    Ok(written.await?)
}

/// The statement by which a tie has ended already, when somebody said until when it held.
fn ended(
    said: Said,
    (since, until): (Date, &str),
    today: Date,
) -> Result<Option<(Said, Date)>, AppError> {
    let Said::Tie(kind, to, Some(_)) = said else {
        return Ok(None);
    };
    if until.trim().is_empty() {
        return Ok(None);
    }
    let until = past_day("until", until, today)?;
    if until < since {
        return Err(invalid("until", "tie-ends-before", &until.to_string()));
    }
    Ok(Some((Said::Tie(kind, to, None), until)))
}

/// Nobody reports to themselves, also not over others.
async fn refuse_circle(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    (about, to, day): (Node, Node, Date),
) -> Result<(), AppError> {
    let read = context.store.read(viewer);
    let statements: Vec<Statement> = people_map::of_account(&read, account)
        .await?
        .into_iter()
        .filter(|one| one.taken_back.is_none())
        .map(|one| one.statement)
        .collect();
    let map = read_map(&statements, day);
    let above: HashMap<Node, Node> = map
        .nodes
        .values()
        .filter_map(|one| Some((one.node, one.reports_to?)))
        .collect();
    let mut at = Some(to);
    // The book may hold a circle that an import brought: nobody is met twice.
    for _ in 0..=above.len() {
        match at {
            Some(one) if one == about => {
                return Err(invalid("reports_to", "reports-to-circle", ""));
            }
            Some(one) => at = above.get(&one).copied(),
            None => break,
        }
    }
    Ok(())
}

/// Takes statements back as mistakes; see [`people_map::take_back`].
///
/// # Errors
/// [`AppError::NotNow`] for what is taken back already; [`AppError::NotFound`];
/// [`AppError::Forbidden`].
pub async fn take_back(
    context: &Context,
    viewer: &Viewer,
    ids: &[MapStatementId],
) -> Result<(), AppError> {
    let taken = context
        .store
        .write_with(viewer, ids.to_vec(), move |tx, ids| {
            Box::pin(people_map::take_back(tx, ids))
        });
    taken.await.map_err(|error| match error {
        StoreError::Transition { .. } => AppError::NotNow("nothing-to-take-back"),
        other => other.into(),
    })
}

/// Somebody nobody knows yet, as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceholderDraft {
    /// What they are there.
    pub title: String,
    /// Department.
    pub unit: String,
    /// Who it turned out to be.
    pub person: Option<PersonId>,
}

fn placeholder_of(
    account: AccountId,
    draft: &PlaceholderDraft,
) -> Result<NewPlaceholder, AppError> {
    let unit = match draft.unit.trim() {
        "" => String::new(),
        unit => words("unit", unit, MAP_WORDS_MAX)?,
    };
    Ok(NewPlaceholder {
        account_id: account,
        title: words("title", &draft.title, MAP_WORDS_MAX)?,
        unit,
        person_id: draft.person,
    })
}

/// Puts somebody nobody knows yet on a client's map.
///
/// # Errors
/// [`AppError::Invalid`]; [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn write_placeholder(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &PlaceholderDraft,
) -> Result<PlaceholderId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new = placeholder_of(account, draft)?;
    let written = context.store.write_with(viewer, new, |tx, new| {
        Box::pin(people_map::create_placeholder(tx, new))
    });
    Ok(written.await?)
}

/// Somebody nobody knows yet.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_placeholder(
    context: &Context,
    viewer: &Viewer,
    id: PlaceholderId,
) -> Result<Placeholder, AppError> {
    people_map::placeholder(&context.store.read(viewer), id)
        .await?
        .ok_or(AppError::NotFound("map_placeholder"))
}

/// Changes what is written about somebody nobody knew, or says who it is; returns the new version.
///
/// # Errors
/// As [`write_placeholder`]; [`AppError::Stale`].
pub async fn change_placeholder(
    context: &Context,
    viewer: &Viewer,
    id: PlaceholderId,
    draft: &PlaceholderDraft,
    version: i64,
) -> Result<i64, AppError> {
    let before = show_placeholder(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let new = placeholder_of(before.placeholder.account_id, draft)?;
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(people_map::change_placeholder(tx, id, new, version))
    });
    Ok(changed.await?)
}

/// A step of a purchase, as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PurchaseStepDraft {
    /// What happens; a step of no words is left out.
    pub what: String,
    /// Who decides it.
    pub decider: Option<Node>,
    /// Until when, as typed.
    pub deadline: String,
    /// When it was done, as typed.
    pub done_on: String,
}

/// What a purchase is decided by, as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PurchaseCriterionDraft {
    /// What; one of no words is left out.
    pub what: String,
    /// How much of a hundred it counts; empty when nobody said.
    pub weight: String,
    /// Whose it is.
    pub decider: Option<Node>,
}

/// How a client buys something, as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PurchaseDraft {
    /// What is bought.
    pub name: String,
    /// When and how the budget is made.
    pub budget_cycle: String,
    /// When the next one is decided, as typed.
    pub budget_day: String,
    /// Anything else.
    pub note: String,
    /// Its steps.
    pub steps: Vec<PurchaseStepDraft>,
    /// Its criteria.
    pub criteria: Vec<PurchaseCriterionDraft>,
}

/// A day as typed; absent when empty.
fn any_day(field: &'static str, text: &str, today: Date) -> Result<Option<Date>, AppError> {
    match text.trim() {
        "" => Ok(None),
        text => typed_day::read(text, today, Side::Ahead)
            .map(Some)
            .ok_or_else(|| invalid(field, "day-invalid", text)),
    }
}

fn purchase_of(
    account: AccountId,
    draft: &PurchaseDraft,
    today: Date,
) -> Result<NewPurchaseProcess, AppError> {
    let short = |field, text: &str| match text.trim() {
        "" => Ok(String::new()),
        text => words(field, text, MAP_WORDS_MAX),
    };
    let mut steps = Vec::new();
    for step in draft
        .steps
        .iter()
        .filter(|step| !step.what.trim().is_empty())
    {
        steps.push(PurchaseStep {
            what: short("steps", &step.what)?,
            decider: step.decider,
            deadline: any_day("steps", &step.deadline, today)?,
            done_on: any_day("steps", &step.done_on, today)?,
        });
    }
    let mut criteria = Vec::new();
    for one in draft
        .criteria
        .iter()
        .filter(|one| !one.what.trim().is_empty())
    {
        let weight = match one.weight.trim() {
            "" => None,
            text => {
                let number = text.parse::<u8>().ok();
                let fits = number.filter(|number| (1..=100).contains(number));
                Some(fits.ok_or_else(|| invalid("criteria", "weight-invalid", text))?)
            }
        };
        criteria.push(PurchaseCriterion {
            what: short("criteria", &one.what)?,
            weight,
            decider: one.decider,
        });
    }
    if steps.len().max(criteria.len()) > PURCHASE_PARTS_MAX {
        return Err(invalid("steps", "too-many-parts", ""));
    }
    Ok(NewPurchaseProcess {
        account_id: account,
        name: words("name", &draft.name, MAP_WORDS_MAX)?,
        budget_cycle: short("budget_cycle", &draft.budget_cycle)?,
        budget_day: any_day("budget_day", &draft.budget_day, today)?,
        note: optional("note", &draft.note)?,
        steps,
        criteria,
    })
}

/// Writes down how a client buys something.
///
/// # Errors
/// [`AppError::Invalid`]; [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn write_purchase(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &PurchaseDraft,
) -> Result<PurchaseProcessId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new = purchase_of(account, draft, context.clock.today())?;
    let written = context.store.write_with(viewer, new, |tx, new| {
        Box::pin(purchase_processes::create(tx, new))
    });
    Ok(written.await?)
}

/// How a client buys something.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_purchase(
    context: &Context,
    viewer: &Viewer,
    id: PurchaseProcessId,
) -> Result<PurchaseProcess, AppError> {
    purchase_processes::get(&context.store.read(viewer), id)
        .await?
        .ok_or(AppError::NotFound("purchase_process"))
}

/// Writes a purchase that was read at `version`; returns the new version.
///
/// # Errors
/// As [`write_purchase`]; [`AppError::Stale`].
pub async fn change_purchase(
    context: &Context,
    viewer: &Viewer,
    id: PurchaseProcessId,
    draft: &PurchaseDraft,
    version: i64,
) -> Result<i64, AppError> {
    let before = show_purchase(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let new = purchase_of(before.process.account_id, draft, context.clock.today())?;
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(purchase_processes::change(tx, id, new, version))
    });
    Ok(changed.await?)
}

/// Removes a purchase that was written by mistake.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`]; [`AppError::Forbidden`].
pub async fn remove_purchase(
    context: &Context,
    viewer: &Viewer,
    id: PurchaseProcessId,
    version: i64,
) -> Result<(), AppError> {
    let removed = context.store.write(viewer, move |tx| {
        Box::pin(purchase_processes::delete(tx, id, version))
    });
    Ok(removed.await?)
}

/// A purchase as its form says it.
#[must_use]
pub fn purchase_draft_of(of: &PurchaseProcess) -> PurchaseDraft {
    let own = &of.process;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    PurchaseDraft {
        name: own.name.clone(),
        budget_cycle: own.budget_cycle.clone(),
        budget_day: day(own.budget_day),
        note: own.note.clone(),
        steps: own
            .steps
            .iter()
            .map(|step| PurchaseStepDraft {
                what: step.what.clone(),
                decider: step.decider,
                deadline: day(step.deadline),
                done_on: day(step.done_on),
            })
            .collect(),
        criteria: own
            .criteria
            .iter()
            .map(|one| PurchaseCriterionDraft {
                what: one.what.clone(),
                weight: one
                    .weight
                    .map(|weight| weight.to_string())
                    .unwrap_or_default(),
                decider: one.decider,
            })
            .collect(),
    }
}
