//! The rules of the bond, as they leave the program.

use clientela_domain::bond_rules::{Bearing, Record};
use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use crate::check_bond_rules::{BondRules, RuleLine, ShownRecord};

/// Answer of `bond-rules` and of `GET /bond-rules`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BondRulesAnswer {
    /// Over how many clients.
    pub clients: usize,
    /// The rules, in their order.
    pub rules: Vec<BondRuleAnswer>,
}

/// A rule of the bond, looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BondRuleAnswer {
    /// `R1` to `R19`.
    pub number: String,
    /// `faith`, `sanction`, `no_testimony`, `excuse`, `both_sides`, `protection`, `material_support`,
    /// `money_limit`, `company`, `advocacy`, `shared_name`, `rites`, `morning_call`, `sportula`, `identity`,
    /// `numbers`, `freedom`, `older_bond` or `tact`.
    pub rule: String,
    /// `checked` over what the book holds, or `applied` where it acts.
    pub bearing: String,
    /// `holds`, `broken`, `not_judged`, or `applied`.
    pub finding: String,
    /// Where the rule is told.
    pub sources: String,
    /// `high` or `medium`: how sure we are that it was one.
    pub confidence: String,
    /// How many clients and records show it: what breaks it when it is broken, what keeps it when it holds,
    /// what asks the question when it cannot be judged.
    pub showing: usize,
    /// How many more keep it when it is broken.
    pub keeping: usize,
    /// The first of those that show it, by the names of the clients.
    pub shown: Vec<BondShownAnswer>,
}

/// Something that shows a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BondShownAnswer {
    /// Of which client.
    pub account: NamedAnswer,
    /// `obligation`, `gift` or `support`; absent when the client's own record shows it.
    pub record: Option<String>,
    /// Id of that record.
    pub id: Option<String>,
    /// What was promised, given or done.
    pub what: Option<String>,
    /// When, as far as it is known: `2026-11-26`, `-0043-07-28`, `-0057`.
    pub day: Option<String>,
}

impl BondRules {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> BondRulesAnswer {
        BondRulesAnswer {
            clients: self.clients,
            rules: self.rules.iter().map(rule).collect(),
        }
    }
}

fn rule(line: &RuleLine) -> BondRuleAnswer {
    let (rule, checked) = (line.rule(), &line.checked);
    let bearing = match rule.bearing() {
        Bearing::Checked => "checked",
        Bearing::Applied(_) => "applied",
    };
    BondRuleAnswer {
        number: rule.number(),
        rule: rule.code().to_owned(),
        bearing: bearing.to_owned(),
        finding: checked.finding.code().to_owned(),
        sources: rule.sources().to_owned(),
        confidence: rule.confidence().code().to_owned(),
        showing: checked.shown.len(),
        keeping: checked.keeping,
        shown: line.shown.iter().map(shown).collect(),
    }
}

fn shown(one: &ShownRecord) -> BondShownAnswer {
    let record = one.record.map(|record| match record {
        Record::Promise(id) => ("obligation", id.to_string()),
        Record::Gift(id) => ("gift", id.to_string()),
        Record::Support(id) => ("support", id.to_string()),
    });
    BondShownAnswer {
        account: NamedAnswer {
            id: one.account.to_string(),
            name: one.account_name.clone(),
        },
        record: record.as_ref().map(|(kind, _)| (*kind).to_owned()),
        id: record.map(|(_, id)| id),
        what: one.words.as_ref().map(|words| words.what.clone()),
        day: one.words.as_ref().map(|words| words.day.to_string()),
    }
}
