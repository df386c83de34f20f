//! What ledger and book know of one client, and what it makes of the eight conditions.

use super::deals::{self, Deal, Departments};
use super::statement::{ConditionStatement, score};
use super::{CONDITIONS, ChannelSales, Condition, ConditionScore, Essentials, NeedSettings};
use super::{PackageSales, Relation, SalesShare, Selling};
use crate::currency::Currency;
use crate::day::Date;
use crate::key_criteria::Ageing;
use crate::why::{Input, InputValue, Source};

/// Somebody marked a deal, a month or an order as not typical: it is left out, and named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTypical {
    /// Why: a strike, a change of currency, a project that happened once.
    pub reason: String,
    /// Who marked it.
    pub author: String,
}

impl NotTypical {
    /// What was left out, as an input of a rule.
    pub(super) fn input(&self, what: Option<&str>, day: Option<Date>) -> Input {
        let text = match what {
            Some(what) => format!("{what}: {}", self.reason),
            None => self.reason.clone(),
        };
        Input {
            name: "input-not-typical",
            value: InputValue::Text(text),
            day,
            source: Source::Person(self.author.clone()),
        }
    }
}

/// All that is known of one client; whatever is left out is unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountFacts {
    /// The reporting currency.
    pub currency: Currency,
    /// The last day of the sales that were looked at.
    pub period_end: Option<Date>,
    /// Deals, decided and open.
    pub deals: Vec<Deal>,
    /// Its part of the firm's sales.
    pub sales_share: Option<SalesShare>,
    /// Its sales in packages and as single products.
    pub packages: Option<PackageSales>,
    /// How much the goods matter to it.
    pub essentials: Essentials,
    /// Its months and incidents.
    pub selling: Selling,
    /// Its sales with and without intermediaries.
    pub channels: Option<ChannelSales>,
    /// How long and how closely we work together.
    pub relation: Relation,
    /// What people say of the conditions as a whole, the latest last.
    pub statements: Vec<ConditionStatement>,
}

impl AccountFacts {
    /// A client of whom nothing is known yet.
    #[must_use]
    pub fn unknown(currency: Currency) -> Self {
        Self {
            currency,
            period_end: None,
            deals: Vec::new(),
            sales_share: None,
            packages: None,
            essentials: Essentials::default(),
            selling: Selling::default(),
            channels: None,
            relation: Relation::default(),
            statements: Vec::new(),
        }
    }
}

/// The eight conditions of one client, in the order of [`Condition::ALL`]. Today is the day of
/// `ageing`.
#[must_use]
pub fn assess_account(
    facts: &AccountFacts,
    settings: &NeedSettings,
    ageing: &Ageing,
) -> [ConditionScore; CONDITIONS] {
    Condition::ALL.map(|condition| {
        let (end, currency) = (facts.period_end, facts.currency);
        let part = match condition {
            Condition::LongProcess => deals::process(&facts.deals, settings, ageing.today),
            Condition::SeveralDeciders => {
                deals::deciders(&facts.deals, Departments::OfAllDeals, settings)
            }
            Condition::Concentration => {
                SalesShare::part(facts.sales_share.as_ref(), settings, currency, end)
            }
            Condition::Packages => {
                PackageSales::part(facts.packages.as_ref(), settings, currency, end)
            }
            Condition::EssentialGoods => facts.essentials.part(ageing),
            Condition::Risk => facts.selling.part(settings, ageing.today, end),
            Condition::DirectDealing => {
                ChannelSales::part(facts.channels.as_ref(), settings, currency, end)
            }
            Condition::LongRelation => facts.relation.part(settings, ageing),
        };
        score(condition, part, &facts.statements, ageing)
    })
}
