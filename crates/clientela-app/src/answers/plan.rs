//! The plan of a client as it leaves the program.

use clientela_domain::account_plan::EntryKind;
use clientela_domain::estimate::Truth;
use clientela_domain::troubles::Degree;
use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::value::WhyAnswer;
use crate::plan_facts::{MeasureValue, Unit};
use crate::show_plan::{EntryLine, FieldLine, Plan, SectionLine, ShareLine};

/// Answer of `plan` and of `GET /accounts/{id}/plan`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PlanAnswer {
    /// Whose plan.
    pub account: NamedAnswer,
    /// Of which day, ISO 8601.
    pub day: String,
    /// `full`, or `short` of a client that is not key.
    pub form: String,
    /// Filled of required fields, 0 to 1; absent when nothing is required.
    pub complete: Option<f64>,
    /// Fresh of required fields, 0 to 1.
    pub fresh: Option<f64>,
    /// The section that is filled least, as in `sections`.
    pub weakest: Option<String>,
    /// The next day on which the plan is gone through, ISO 8601.
    pub next_review: Option<String>,
    /// What the client wants to reach.
    pub client_goals: Vec<PlanEntryAnswer>,
    /// What we want to reach with it.
    pub our_goals: Vec<PlanEntryAnswer>,
    /// What is to be reached, measured.
    pub objectives: Vec<PlanEntryAnswer>,
    /// Who does what until when.
    pub actions: Vec<PlanEntryAnswer>,
    /// What may come in between.
    pub risks: Vec<PlanEntryAnswer>,
    /// People to be won.
    pub wins: Vec<PlanEntryAnswer>,
    /// Days on which the plan is gone through.
    pub reviews: Vec<PlanEntryAnswer>,
    /// What of each section is filled, stale and unknown.
    pub sections: Vec<PlanSectionAnswer>,
    /// Links by which the client reads what was agreed, the latest first.
    pub shares: Vec<PlanShareAnswer>,
}

/// A thing of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PlanEntryAnswer {
    /// Id.
    pub id: String,
    /// `client_goal`, `our_goal`, `objective`, `action`, `risk`, `win` or `review`.
    pub kind: String,
    /// In a few words.
    pub what: String,
    /// More about it.
    pub detail: String,
    /// By what an objective is measured.
    pub measure: Option<String>,
    /// Name of a measure of its own.
    pub own_measure: String,
    /// Where it began, a decimal string; shares in percent.
    pub start_value: Option<String>,
    /// Where it should be, a decimal string; shares in percent.
    pub target: Option<String>,
    /// Where a measure of its own is, as told, a decimal string.
    pub actual: Option<String>,
    /// On which day it was there, ISO 8601.
    pub actual_on: Option<String>,
    /// Where it is today, with its evidence.
    pub value: Option<PlanValueAnswer>,
    /// It is reached; absent when that cannot be said.
    pub reached: Option<bool>,
    /// Up to when, or on which day, ISO 8601.
    pub day: Option<String>,
    /// Who of us.
    pub owner: Option<NamedAnswer>,
    /// Who of them.
    pub person: Option<NamedAnswer>,
    /// Id of the objective it serves.
    pub objective: Option<String>,
    /// Id of the obligation it fulfils.
    pub obligation: Option<String>,
    /// How likely a risk is, 1 to 5; unknown when absent.
    pub likelihood: Option<u8>,
    /// How bad it would be, 1 to 5; unknown when absent.
    pub effect: Option<u8>,
    /// By what it will be noticed.
    pub early_sign: String,
    /// What is done when it comes.
    pub reply: String,
    /// `open`, `done` or `dropped`.
    pub state: String,
    /// The client may read it by its link.
    pub for_client: bool,
    /// Version, for changing it.
    pub version: i64,
}

/// Where a measure is.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PlanValueAnswer {
    /// At least; unknown when absent.
    pub low: Option<f64>,
    /// At most; unknown when absent.
    pub high: Option<f64>,
    /// A currency code, `percent` or `number`.
    pub unit: String,
    /// Of which day it is, ISO 8601.
    pub day: Option<String>,
    /// How it came about.
    pub why: WhyAnswer,
}

/// A section of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PlanSectionAnswer {
    /// Which one.
    pub section: String,
    /// Fields there are.
    pub required: u32,
    /// Fields that say something.
    pub filled: u32,
    /// Fields changed or confirmed within half a year.
    pub fresh: u32,
    /// The fields.
    pub fields: Vec<PlanFieldAnswer>,
}

/// A field of a section.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PlanFieldAnswer {
    /// Which one.
    pub field: String,
    /// `filled`, `stale`, `asked` or `unknown`.
    pub state: String,
    /// What it says.
    pub said: String,
    /// Whence it is known; empty when the book itself says it.
    pub source: String,
    /// When it was last changed, confirmed or asked for, ISO 8601.
    pub day: Option<String>,
    /// Whom to ask, while it is not fresh.
    pub ask: String,
}

/// A link to a plan.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PlanShareAnswer {
    /// Id.
    pub id: String,
    /// For whom; absent when for anybody there.
    pub person: Option<NamedAnswer>,
    /// Since when, ISO 8601.
    pub shared_on: String,
    /// Up to when, ISO 8601.
    pub expires_at: String,
    /// It can still be read.
    pub open: bool,
}

/// A link that was made; its path is told once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct PlanSharedAnswer {
    /// Id of the link.
    pub share: String,
    /// Its path, to be put behind the address of the server.
    pub path: String,
    /// Up to when it can be read, ISO 8601.
    pub expires_at: String,
}

/// A thing of a plan that was written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct PlanEntryWrittenAnswer {
    /// Id of the thing.
    pub entry: String,
}

/// Something that was said of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct PlanStatedAnswer {
    /// Id of the statement.
    pub statement: String,
}

impl From<&MeasureValue> for PlanValueAnswer {
    fn from(value: &MeasureValue) -> Self {
        Self {
            low: value.bounds.map(|(low, _)| low),
            high: value.bounds.map(|(_, high)| high),
            unit: match &value.unit {
                Unit::Money(currency) => currency.to_string(),
                Unit::Percent => "percent".to_owned(),
                Unit::Number => "number".to_owned(),
            },
            day: value.day.map(|day| day.to_string()),
            why: WhyAnswer::from(&value.why),
        }
    }
}

impl EntryLine {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> PlanEntryAnswer {
        let own = &self.entry.entry;
        let named = |id: String, name: &str| NamedAnswer {
            id,
            name: name.to_owned(),
        };
        PlanEntryAnswer {
            id: self.entry.id.to_string(),
            kind: own.kind.code().to_owned(),
            what: own.what.clone(),
            detail: own.detail.clone(),
            measure: own.measure.map(|one| one.code().to_owned()),
            own_measure: own.own_measure.clone(),
            start_value: own.start_value.map(|one| one.to_string()),
            target: own.target.map(|one| one.to_string()),
            actual: own.actual.map(|one| one.to_string()),
            actual_on: own.actual_on.map(|day| day.to_string()),
            value: self.value.as_ref().map(PlanValueAnswer::from),
            reached: self.progress.and_then(|one| match one.reached {
                Truth::True => Some(true),
                Truth::False => Some(false),
                Truth::Undecided => None,
            }),
            day: own.day.map(|day| day.to_string()),
            owner: own
                .owner_id
                .map(|id| named(id.to_string(), &self.owner_name)),
            person: own
                .person_id
                .map(|id| named(id.to_string(), &self.person_name)),
            objective: own.objective_id.map(|id| id.to_string()),
            obligation: own.obligation_id.map(|id| id.to_string()),
            likelihood: own.likelihood.map(Degree::number),
            effect: own.effect.map(Degree::number),
            early_sign: own.early_sign.clone(),
            reply: own.reply.clone(),
            state: own.state.code().to_owned(),
            for_client: own.for_client,
            version: self.entry.version,
        }
    }
}

fn field(line: &FieldLine) -> PlanFieldAnswer {
    PlanFieldAnswer {
        field: line.field.code().to_owned(),
        state: line.state.code().to_owned(),
        said: line.said.clone(),
        source: line.source.clone(),
        day: line.day.map(|day| day.to_string()),
        ask: line.ask.clone(),
    }
}

fn section(line: &SectionLine) -> PlanSectionAnswer {
    PlanSectionAnswer {
        section: line.section.code().to_owned(),
        required: line.required,
        filled: line.filled,
        fresh: line.fresh,
        fields: line.fields.iter().map(field).collect(),
    }
}

fn shared(line: &ShareLine) -> PlanShareAnswer {
    let own = &line.share;
    PlanShareAnswer {
        id: own.id.to_string(),
        person: own.share.person_id.map(|id| NamedAnswer {
            id: id.to_string(),
            name: line.person_name.clone(),
        }),
        shared_on: own.shared_on.to_string(),
        expires_at: own.share.expires_at.to_string(),
        open: line.is_open,
    }
}

impl Plan {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> PlanAnswer {
        let of = |kind: EntryKind| self.of(kind).map(EntryLine::answer).collect();
        let weakest = self.far.and_then(|far| {
            let sections = self.sections.iter().map(|one| one.section);
            let mut found = sections.filter(|one| one.message_id() == far.weakest);
            found.next().map(|one| one.code().to_owned())
        });
        PlanAnswer {
            account: NamedAnswer {
                id: self.account.to_string(),
                name: self.account_name.clone(),
            },
            day: self.today.to_string(),
            form: if self.is_key { "full" } else { "short" }.to_owned(),
            complete: self.far.map(|far| far.complete),
            fresh: self.far.map(|far| far.fresh),
            weakest,
            next_review: self.next_review().map(|day| day.to_string()),
            client_goals: of(EntryKind::ClientGoal),
            our_goals: of(EntryKind::OurGoal),
            objectives: of(EntryKind::Objective),
            actions: of(EntryKind::Action),
            risks: of(EntryKind::Risk),
            wins: of(EntryKind::Win),
            reviews: of(EntryKind::Review),
            sections: self.sections.iter().map(section).collect(),
            shares: self.shares.iter().map(shared).collect(),
        }
    }
}
