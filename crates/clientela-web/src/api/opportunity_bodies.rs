//! What programs send about opportunities.

use clientela_app::keep_opportunities::{OpportunityBeginning, OpportunityDraft, OpportunityStep};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::ids::{AccountId, CompetitorId, PersonId, ProspectId, UserId};
use clientela_domain::market::{ContestReason, ReasonSource};
use clientela_domain::opportunities::OpportunityStage;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::caller::Caller;
use super::happenings::read;
use super::problem::Problem;
use super::prospect_bodies::iso;

/// An opportunity.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "name": "Фурна за втория цех", "product_groups": ["Фурни"],
    "value_low": "18000", "value_high": "22000", "currency": "EUR", "expected_on": "2030-03-01" }))]
pub struct OpportunityBody {
    /// What it is called.
    pub name: Option<String>,
    /// Of which client; stays once it is known.
    pub account: Option<String>,
    /// Of which prospect; stays once it is known.
    pub prospect: Option<String>,
    /// Groups of products.
    pub product_groups: Option<Vec<String>>,
    /// It is worth at least so much, a decimal string.
    pub value_low: Option<String>,
    /// At most so much; so much exactly when absent.
    pub value_high: Option<String>,
    /// ISO 4217 code; the book's when absent.
    pub currency: Option<String>,
    /// When it is expected to be decided, ISO 8601.
    pub expected_on: Option<String>,
    /// Who of us answers for it; the key's user when absent.
    pub owner: Option<String>,
    /// Who decides there.
    pub person: Option<String>,
    /// Against whom we stand.
    pub competitor: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// By which code another system knows it; not taken when one is changed.
    pub code: Option<String>,
    /// In which open stage it begins: `identified` when absent; not taken when one is changed.
    pub stage: Option<String>,
    /// Since when it is there, ISO 8601; today when absent; not taken when one is changed.
    pub day: Option<String>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

/// A step of an opportunity.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "stage": "lost", "reason": "price", "reason_source": "client" }))]
pub struct OpportunityMoveBody {
    /// `identified`, `engaged`, `offered`, `negotiating`, `won` or `lost`.
    pub stage: Option<String>,
    /// On which day, ISO 8601; today when absent.
    pub day: Option<String>,
    /// Why it was won or lost: `price`, `quality`, `delivery`, `relation` or `specification`; unknown when absent.
    pub reason: Option<String>,
    /// Who says why: `client`, or `guessed` when absent.
    pub reason_source: Option<String>,
    /// Against whom; as it was when absent.
    pub competitor: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl OpportunityBody {
    /// A draft with what the body says in place of what it had.
    pub(super) fn onto(
        &self,
        caller: &Caller,
        base: OpportunityDraft,
    ) -> Result<OpportunityDraft, Problem> {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        let account = read(caller, "account", self.account.as_deref(), AccountId::parse)?;
        let prospect = self.prospect.as_deref();
        let prospect = read(caller, "prospect", prospect, ProspectId::parse)?;
        let amount = |field, own: &Option<String>| read(caller, field, own.as_deref(), amount);
        let (low, high) = (
            amount("value_low", &self.value_low)?,
            amount("value_high", &self.value_high)?,
        );
        // A new lower end alone is a new sum, not the lower end of the old one.
        let value_high = match (low, high) {
            (Some(_), None) => None,
            (_, high) => high.or(base.value_high),
        };
        let currency = self.currency.as_deref();
        let currency = read(caller, "currency", currency, Currency::from_code)?;
        let competitor = self.competitor.as_deref();
        let competitor = read(caller, "competitor", competitor, CompetitorId::parse)?;
        let person = read(caller, "person", self.person.as_deref(), PersonId::parse)?;
        let owner = read(caller, "owner", self.owner.as_deref(), UserId::parse)?;
        let groups = self.product_groups.as_ref().map(|all| all.join("; "));
        Ok(OpportunityDraft {
            account: account.or(base.account),
            prospect: prospect.or(base.prospect),
            name: text(&self.name, base.name),
            product_groups: groups.unwrap_or(base.product_groups),
            value_low: low.or(base.value_low),
            value_high,
            currency: currency.or(base.currency),
            expected_on: iso(caller, "expected_on", &self.expected_on)?.unwrap_or(base.expected_on),
            owner: owner.or(base.owner),
            person: person.or(base.person),
            competitor: competitor.or(base.competitor),
            note: text(&self.note, base.note),
        })
    }

    /// Where it begins.
    pub(super) fn beginning(&self, caller: &Caller) -> Result<OpportunityBeginning, Problem> {
        let stage = self.stage.as_deref();
        Ok(OpportunityBeginning {
            stage: read(caller, "stage", stage, OpportunityStage::from_code)?,
            day: iso(caller, "day", &self.day)?.unwrap_or_default(),
            code: self.code.clone().unwrap_or_default(),
        })
    }
}

fn amount(text: &str) -> Option<Amount> {
    Amount::parse(text)
}

impl OpportunityMoveBody {
    pub(super) fn step(&self, caller: &Caller) -> Result<OpportunityStep, Problem> {
        let reason = self.reason.as_deref();
        let source = self.reason_source.as_deref();
        let competitor = self.competitor.as_deref();
        Ok(OpportunityStep {
            day: iso(caller, "day", &self.day)?.unwrap_or_default(),
            reason: read(caller, "reason", reason, ContestReason::from_code)?,
            reason_source: read(caller, "reason_source", source, ReasonSource::from_code)?,
            competitor: read(caller, "competitor", competitor, CompetitorId::parse)?,
            note: self.note.clone().unwrap_or_default(),
        })
    }
}
