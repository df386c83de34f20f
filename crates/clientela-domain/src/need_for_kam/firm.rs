//! Does the firm as a whole need key account managers? The same conditions on pooled facts.

use super::deals::{self, Deal, Departments};
use super::shares::firm_concentration;
use super::statement::{ConditionStatement, Part, score};
use super::{Bounds, CONDITIONS, ChannelSales, Condition, ConditionScore, Need, NeedSettings};
use super::{OPEN, PackageSales, Recommendation, Selling, need, width};
use crate::amount::Amount;
use crate::concentration::Concentration;
use crate::currency::Currency;
use crate::day::Date;
use crate::key_criteria::Ageing;
use crate::why::{Input, InputValue, Source};

/// Pooled facts of the firm; whatever is left out is unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct FirmFacts {
    /// The reporting currency.
    pub currency: Currency,
    /// The last day of the sales that were looked at.
    pub period_end: Option<Date>,
    /// Deals with all clients.
    pub deals: Vec<Deal>,
    /// Concentration of sales over clients.
    pub concentration: Option<Concentration>,
    /// Sales of all clients in packages and as single products.
    pub packages: Option<PackageSales>,
    /// Months and incidents of all clients together.
    pub selling: Selling,
    /// Sales to all clients with and without intermediaries.
    pub channels: Option<ChannelSales>,
    /// What people say of the conditions for the firm as a whole, the latest last.
    pub statements: Vec<ConditionStatement>,
}

impl FirmFacts {
    /// A firm of which nothing is known yet.
    #[must_use]
    pub fn unknown(currency: Currency) -> Self {
        Self {
            currency,
            period_end: None,
            deals: Vec::new(),
            concentration: None,
            packages: None,
            selling: Selling::default(),
            channels: None,
            statements: Vec::new(),
        }
    }
}

/// Needs of accounts, added up one by one so that none has to be kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccountsTally {
    /// Accounts counted.
    pub accounts: u64,
    /// Accounts for which a key account manager is to be appointed.
    pub appoint: u64,
    /// Accounts under consideration.
    pub consider: u64,
    /// Of these, accounts whose open conditions could still lead to appointing.
    pub may_become_appoint: u64,
    /// Accounts without need.
    pub no_need: u64,
    /// Revenue above zero by which the conditions are averaged, in ten-thousandths.
    revenue: i128,
    /// Revenue times bounds of each condition: whole numbers, so that the order of the accounts
    /// changes nothing.
    weighted: [(i128, i128); CONDITIONS],
}

/// Steps into which 0 to 1 is divided for adding bounds as whole numbers.
const STEPS: f64 = 1e9;

impl AccountsTally {
    /// Adds an account with its net revenue.
    pub fn add(&mut self, need: &Need, revenue: Amount, settings: &NeedSettings) {
        self.accounts += 1;
        match need.recommendation {
            Recommendation::Appoint => self.appoint += 1,
            Recommendation::Consider => {
                self.consider += 1;
                self.may_become_appoint += u64::from(need.may_be_appoint(settings));
            }
            Recommendation::NoNeed => self.no_need += 1,
        }
        let revenue = revenue.units().max(0);
        let times = |bound: f64| revenue.saturating_mul((bound * STEPS).round() as i128);
        self.revenue = self.revenue.saturating_add(revenue);
        for (sum, one) in self.weighted.iter_mut().zip(&need.conditions) {
            sum.0 = sum.0.saturating_add(times(one.score.low));
            sum.1 = sum.1.saturating_add(times(one.score.high));
        }
    }

    /// Accounts to appoint for: at least those that need it, at most also those that may.
    #[must_use]
    pub fn to_appoint(&self) -> (u64, u64) {
        (self.appoint, self.appoint + self.may_become_appoint)
    }

    /// A condition as the mean of its accounts, weighted by revenue.
    fn mean(&self, condition: Condition) -> Part {
        if self.revenue == 0 {
            return Part::open("missing-accounts");
        }
        let mean = |sum: i128| (sum as f64 / self.revenue as f64 / STEPS).clamp(0.0, 1.0);
        let (low, high) = self.weighted[condition.index()];
        let bounds: Bounds = (mean(low), mean(high));
        let averaged = Input {
            name: "input-accounts-averaged",
            value: InputValue::Count(self.accounts),
            day: None,
            source: Source::Book,
        };
        Part::new(bounds, vec![averaged]).lacking("missing-account-conditions", width(bounds))
    }
}

/// The firm's need, with the accounts behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct FirmNeed {
    /// The need of the firm as a whole.
    pub need: Need,
    /// Its accounts.
    pub accounts: AccountsTally,
}

/// The eight conditions on pooled facts. How essential the goods are and how long relationships
/// last are means over the accounts, weighted by revenue; so is every other condition (but for
/// concentration) of which the pooled facts say nothing.
#[must_use]
pub fn assess_firm(
    facts: &FirmFacts,
    accounts: &AccountsTally,
    settings: &NeedSettings,
    ageing: &Ageing,
) -> FirmNeed {
    let scores = Condition::ALL.map(|condition| {
        let part = pooled(condition, facts, settings, ageing.today)
            .filter(|part| part.bounds != OPEN || condition == Condition::Concentration)
            .unwrap_or_else(|| accounts.mean(condition));
        score(condition, part, &facts.statements, ageing)
    });
    let scores: [ConditionScore; CONDITIONS] = scores;
    FirmNeed {
        need: need(settings, scores),
        accounts: *accounts,
    }
}

/// What the pooled facts say; `None` for conditions that only accounts have.
fn pooled(
    condition: Condition,
    facts: &FirmFacts,
    settings: &NeedSettings,
    today: Date,
) -> Option<Part> {
    let (end, currency) = (facts.period_end, facts.currency);
    match condition {
        Condition::LongProcess => Some(deals::process(&facts.deals, settings, today)),
        Condition::SeveralDeciders => {
            let counted = Departments::PerDeal;
            Some(deals::deciders(&facts.deals, counted, settings))
        }
        Condition::Concentration => {
            let concentration = facts.concentration.as_ref();
            Some(firm_concentration(concentration, settings, end))
        }
        Condition::Packages => {
            let packages = facts.packages.as_ref();
            Some(PackageSales::part(packages, settings, currency, end))
        }
        Condition::Risk => Some(facts.selling.part(settings, today, end)),
        Condition::DirectDealing => {
            let channels = facts.channels.as_ref();
            Some(ChannelSales::part(channels, settings, currency, end))
        }
        Condition::EssentialGoods | Condition::LongRelation => None,
    }
}
