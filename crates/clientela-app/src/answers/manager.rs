//! Key account managers: profiles, assignment, duties, hand-over.

use clientela_domain::kam_assignment::{AssignedAccount, Reason};
use clientela_store::handovers::Handover;
use serde::Serialize;
use utoipa::ToSchema;

use super::key::ScoreAnswer;
use super::value::WhyAnswer;
use crate::assign_managers::{ClientToAssign, Proposal};
use crate::hand_over::{ChecklistItem, Dossier, checklist};
use crate::kam_duties::{DutyCheck, DutyList};
use crate::manager_profiles::ManagerCard;

/// Somebody who is or could be a key account manager.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ManagerAnswer {
    /// Id of the user.
    pub user: String,
    /// Name.
    pub name: String,
    /// Role.
    pub role: String,
    /// True when somebody wrote down what they bring.
    pub has_profile: bool,
    /// First day with the firm.
    pub hired_on: Option<String>,
    /// Years with the firm.
    pub tenure_years: Option<f64>,
    /// Skills, languages and sectors.
    pub skills: Vec<SkillAnswer>,
    /// Proven results.
    pub results: String,
    /// Hours a year for key clients.
    pub hours_a_year: Option<f64>,
    /// Most clients at once.
    pub accounts_max: Option<u64>,
    /// Cost a year, a decimal string in the reporting currency.
    pub yearly_cost: Option<String>,
    /// Clients they answer for.
    pub accounts: u64,
    /// Revenue of those clients in the period.
    pub revenue: String,
    /// The same a year earlier; null when the ledger does not reach back.
    pub revenue_before: Option<String>,
    /// Answers they recorded about key criteria.
    pub records: u64,
    /// Those of them with evidence.
    pub records_with_evidence: u64,
    /// Version of the profile; 0 when there is none.
    pub version: i64,
}

/// A skill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SkillAnswer {
    /// `negotiation`, `language:de`, `industry:bank` …
    pub skill: String,
    /// Level, 0 to 5.
    pub level: u8,
    /// What proves it; empty: the level counts as unknown.
    pub evidence: String,
}

impl From<&ManagerCard> for ManagerAnswer {
    fn from(card: &ManagerCard) -> Self {
        let profile = card.profile.clone().unwrap_or_default();
        let skills = profile.skills.iter().map(|one| SkillAnswer {
            skill: one.skill.clone(),
            level: one.level,
            evidence: one.evidence.clone(),
        });
        Self {
            user: card.user.to_string(),
            name: card.name.clone(),
            role: card.role.code().to_owned(),
            has_profile: card.profile.is_some(),
            hired_on: profile.hired_on.map(|day| day.to_string()),
            tenure_years: card.tenure_years,
            skills: skills.collect(),
            results: profile.results.clone(),
            hours_a_year: profile.hours_a_year,
            accounts_max: profile.accounts_max,
            yearly_cost: profile.yearly_cost.map(|cost| cost.to_string()),
            accounts: card.accounts.len() as u64,
            revenue: card.revenue.to_string(),
            revenue_before: card.revenue_before.map(|revenue| revenue.to_string()),
            records: card.records.0,
            records_with_evidence: card.records.1,
            version: profile.version,
        }
    }
}

/// Who should look after whom.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ProposalAnswer {
    /// How it was found: `flow`, `branch_and_bound` or `greedy`.
    pub method: String,
    /// No other choice is better.
    pub exact: bool,
    /// Efforts are stated hours; otherwise every client counts as one.
    pub in_hours: bool,
    /// Clients that were left out because there are too many.
    pub left_out: usize,
    /// The sum of fits, at least and at most.
    pub total_fit: ScoreAnswer,
    /// The managers with their load.
    pub managers: Vec<LoadAnswer>,
    /// The clients.
    pub accounts: Vec<ProposedOwnerAnswer>,
}

/// Work and hours of a manager.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LoadAnswer {
    /// Id of the user.
    pub user: String,
    /// Name.
    pub name: String,
    /// Clients.
    pub accounts: usize,
    /// Their hours (their number when efforts are not stated).
    pub hours: f64,
    /// Hours there are; 0 on leave.
    pub capacity: f64,
    /// Hours that would have to be added so that no client is without anybody.
    pub to_add: f64,
}

/// What was chosen for one client.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ProposedOwnerAnswer {
    /// The client.
    pub account: String,
    /// Its name.
    pub name: String,
    /// Who answers for it now.
    pub present: Option<String>,
    /// Who should, by id; null when there is nobody.
    pub user: Option<String>,
    /// Their name.
    pub manager: Option<String>,
    /// How well they fit.
    pub fit: Option<ScoreAnswer>,
    /// Who comes next.
    pub next_best: Option<String>,
    /// By how much the chosen one is worth more.
    pub difference: Option<f64>,
    /// Why: `best_fit`, `continuity`, `wall`, `on_leave`, `full`, `nobody_can`, `no_hours`.
    pub reasons: Vec<String>,
    /// A hand-over should be planned.
    pub needs_handover: bool,
    /// The choice depends on levels nobody has proven.
    pub depends_on_unknown: bool,
    /// How it came about.
    pub why: WhyAnswer,
}

/// The word of a reason.
#[must_use]
pub const fn reason_id(reason: &Reason) -> &'static str {
    match reason {
        Reason::BestFit => "best_fit",
        Reason::Continuity => "continuity",
        Reason::Wall { .. } => "wall",
        Reason::OnLeave { .. } => "on_leave",
        Reason::Full { .. } => "full",
        Reason::NobodyCan => "nobody_can",
        Reason::NoHours => "no_hours",
    }
}

impl From<&Proposal> for ProposalAnswer {
    fn from(proposal: &Proposal) -> Self {
        let assignment = &proposal.assignment;
        let load = |(at, card): (usize, &ManagerCard)| {
            let load = assignment.kams[at];
            let more = assignment.capacity_to_add.iter();
            LoadAnswer {
                user: card.user.to_string(),
                name: card.name.clone(),
                accounts: load.accounts,
                hours: load.hours,
                capacity: load.capacity,
                to_add: more.filter(|one| one.kam == at).map(|one| one.hours).sum(),
            }
        };
        let (low, high) = assignment.total_fit;
        let clients = proposal.clients.iter().zip(&assignment.accounts);
        Self {
            method: assignment.method.id().to_owned(),
            exact: assignment.method.is_exact(),
            in_hours: proposal.in_hours,
            left_out: proposal.left_out,
            total_fit: ScoreAnswer { low, high },
            managers: proposal.managers.iter().enumerate().map(load).collect(),
            accounts: clients
                .map(|(client, chosen)| assigned(proposal, client, chosen))
                .collect(),
        }
    }
}

fn assigned(
    proposal: &Proposal,
    client: &ClientToAssign,
    chosen: &AssignedAccount,
) -> ProposedOwnerAnswer {
    let card = |at: usize| &proposal.managers[at];
    ProposedOwnerAnswer {
        account: client.account.to_string(),
        name: client.name.clone(),
        present: client.owner.map(|user| user.to_string()),
        user: chosen.kam.map(|at| card(at).user.to_string()),
        manager: chosen.kam.map(|at| card(at).name.clone()),
        fit: chosen.fit.map(|(low, high)| ScoreAnswer { low, high }),
        next_best: chosen.next_best.map(|next| card(next.kam).name.clone()),
        difference: chosen.next_best.map(|next| next.difference),
        reasons: chosen
            .reasons
            .iter()
            .map(|one| reason_id(one).to_owned())
            .collect(),
        needs_handover: chosen.needs_handover,
        depends_on_unknown: chosen.at_ends.is_some(),
        why: (&chosen.why).into(),
    }
}

/// The duties at a client.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DutiesAnswer {
    /// Duties done.
    pub done: usize,
    /// Duties this client needs.
    pub needed: usize,
    /// Every duty.
    pub duties: Vec<DutyAnswer>,
}

/// One duty.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DutyAnswer {
    /// Which.
    pub id: String,
    /// `done`, `open` or `not_needed`.
    pub state: String,
    /// Message id of the fact the book sees; null where it cannot see.
    pub fact: Option<String>,
    /// The day of that fact.
    pub day: Option<String>,
    /// What somebody marked.
    pub mark: Option<String>,
    /// What the mark rests on.
    pub evidence: Option<String>,
}

impl From<&DutyList> for DutiesAnswer {
    fn from(list: &DutyList) -> Self {
        let (done, needed) = list.done();
        Self {
            done,
            needed,
            duties: list.checks.iter().map(duty).collect(),
        }
    }
}

fn duty(check: &DutyCheck) -> DutyAnswer {
    let day = check.fact.and_then(|fact| fact.day);
    let mark = check.mark.as_ref();
    DutyAnswer {
        id: check.duty.id().to_owned(),
        state: check.state.id().to_owned(),
        fact: check.fact.map(|fact| fact.message.to_owned()),
        day: day.or(mark.map(|mark| mark.day)).map(|day| day.to_string()),
        mark: mark.map(|mark| mark.state.code().to_owned()),
        evidence: mark.map(|mark| mark.evidence.clone()),
    }
}

/// A hand-over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct HandoverAnswer {
    /// Which.
    pub id: String,
    /// The client.
    pub account: String,
    /// From whom.
    pub from: Option<String>,
    /// To whom.
    pub to: String,
    /// When it began, RFC 3339.
    pub started_at: String,
    /// When it ended.
    pub finished_at: Option<String>,
    /// What is to be done.
    pub checklist: Vec<ChecklistAnswer>,
    /// For the next change.
    pub version: i64,
}

/// One line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChecklistAnswer {
    /// Which.
    pub id: String,
    /// It is done.
    pub done: bool,
    /// What was agreed or found.
    pub note: String,
    /// The day it was done.
    pub day: Option<String>,
    /// Who did it.
    pub by: Option<String>,
}

impl From<&Handover> for HandoverAnswer {
    fn from(handover: &Handover) -> Self {
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        let item = |item: ChecklistItem| ChecklistAnswer {
            id: item.id,
            done: item.done,
            note: item.note,
            day: given(item.day),
            by: given(item.by),
        };
        Self {
            id: handover.id.to_string(),
            account: handover.account_id.to_string(),
            from: given(handover.from_name.clone()),
            to: handover.to_name.clone(),
            started_at: handover.started_at.to_string(),
            finished_at: handover.finished_at.map(|at| at.to_string()),
            checklist: checklist(handover).into_iter().map(item).collect(),
            version: handover.version,
        }
    }
}

/// What whoever takes a client over must know.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DossierAnswer {
    /// The client.
    pub account: String,
    /// Its name.
    pub name: String,
    /// Who answers for it now.
    pub owner: Option<String>,
    /// The need.
    pub need: ScoreAnswer,
    /// What to do about it.
    pub recommendation: String,
    /// People there now.
    pub people: Vec<DossierPersonAnswer>,
    /// Open next steps.
    pub next_steps: Vec<StepAnswer>,
    /// The duties.
    pub duties: DutiesAnswer,
    /// Hand-overs, the latest first.
    pub handovers: Vec<HandoverAnswer>,
}

/// Somebody at the client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DossierPersonAnswer {
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
    /// Department.
    pub unit: String,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct StepAnswer {
    /// What.
    pub what: String,
    /// By when.
    pub due_day: Option<String>,
}

impl From<&Dossier> for DossierAnswer {
    fn from(dossier: &Dossier) -> Self {
        let care = &dossier.duties.care;
        let person = |person: &clientela_store::care_facts::KnownPerson| DossierPersonAnswer {
            name: person.name.clone(),
            title: person.title.clone(),
            unit: person.unit.clone(),
        };
        let step = |step: &clientela_store::care_facts::OpenStep| StepAnswer {
            what: step.what.clone(),
            due_day: step.due_day.map(|day| day.to_string()),
        };
        Self {
            account: dossier.page.account.id.to_string(),
            name: dossier.page.account.name.clone(),
            owner: Some(dossier.owner.clone()).filter(|name| !name.is_empty()),
            need: ScoreAnswer {
                low: dossier.need.low,
                high: dossier.need.high,
            },
            recommendation: dossier.need.recommendation.id().to_owned(),
            people: care.people.iter().map(person).collect(),
            next_steps: care.steps.iter().map(step).collect(),
            duties: (&*dossier.duties).into(),
            handovers: dossier.handovers.iter().map(Into::into).collect(),
        }
    }
}
