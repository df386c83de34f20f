//! What one version of an agreement says.

use super::words::{ClausePeriod, Measurer, MetricUnit, metric_unit};
use crate::amount::Amount;
use crate::currency::Currency;
use crate::day::Date;
use crate::execution::credits::{Credits, Tier};
use crate::execution::{Dimension, LineTerms, Metric, Term};
use crate::ids::{ClauseId, UserId};
use crate::obligations::Party;

/// The terms of an agreement. Whatever nobody agreed on is absent, never zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementTerms {
    /// The first day.
    pub valid_from: Option<Date>,
    /// The last day; without end when absent.
    pub valid_to: Option<Date>,
    /// Days before the end by which notice is to be given.
    pub notice_days: Option<u16>,
    /// Without notice it goes on for as long again.
    pub is_renewed: bool,
    /// The currency of its amounts.
    pub currency: Currency,
    /// Discount on everything, in per cent.
    pub discount: Option<Amount>,
    /// Days until payment.
    pub payment_days: Option<u16>,
    /// Credit we give.
    pub credit_limit: Option<Amount>,
    /// Guarantee we give.
    pub guarantee: Option<Amount>,
    /// Products and groups with their prices.
    pub portfolio: Vec<PortfolioLine>,
    /// What is promised.
    pub clauses: Vec<Clause>,
}

impl AgreementTerms {
    /// Nothing agreed yet, in a currency.
    #[must_use]
    pub const fn none(currency: Currency) -> Self {
        Self {
            valid_from: None,
            valid_to: None,
            notice_days: None,
            is_renewed: false,
            currency,
            discount: None,
            payment_days: None,
            credit_limit: None,
            guarantee: None,
            portfolio: Vec::new(),
            clauses: Vec::new(),
        }
    }
}

/// A product, or a group of products, and what was agreed on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortfolioLine {
    /// Its name or code.
    pub what: String,
    /// A whole group.
    pub is_group: bool,
    /// Price of one unit.
    pub price: Option<Amount>,
    /// Of which unit; may be empty.
    pub unit: String,
    /// Discount, in per cent.
    pub discount: Option<Amount>,
}

/// A promise of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Which one; the same through all versions.
    pub id: ClauseId,
    /// Its number in the document.
    pub number: String,
    /// What it says.
    pub text: String,
    /// Who promises.
    pub debtor: Party,
    /// What it is about.
    pub dimension: Dimension,
    /// What is measured; only people can tell when absent.
    pub metric: Option<Metric>,
    /// What is promised: per cent for shares, otherwise in the unit of the metric.
    pub target: Option<Amount>,
    /// By how much the target may be missed before the clause is breached, in the same unit.
    pub tolerance: Option<Amount>,
    /// Days by which a delivery may come early.
    pub early_days: Option<u16>,
    /// Days by which a delivery may come late.
    pub late_days: Option<u16>,
    /// By how many per cent a quantity may fall short.
    pub quantity_tolerance: Option<Amount>,
    /// For which span of days.
    pub period: ClausePeriod,
    /// Who measures.
    pub measurer: Measurer,
    /// Who of us answers for it.
    pub owner: Option<UserId>,
    /// What is owed for a miss, the best tier first.
    pub tiers: Vec<CreditTier>,
    /// Of which amount the credit is a share.
    pub fee: Option<Amount>,
}

impl Clause {
    /// A clause that says this and measures nothing yet.
    #[must_use]
    pub fn new(id: ClauseId, text: impl Into<String>, metric: Metric) -> Self {
        Self {
            id,
            number: String::new(),
            text: text.into(),
            debtor: Party::Us,
            dimension: metric.dimension(),
            metric: Some(metric),
            target: None,
            tolerance: None,
            early_days: None,
            late_days: None,
            quantity_tolerance: None,
            period: ClausePeriod::Month,
            measurer: Measurer::Us,
            owner: None,
            tiers: Vec::new(),
            fee: None,
        }
    }

    /// The target as measures count: a fraction of one for shares.
    #[must_use]
    pub fn target_measured(&self) -> Option<f64> {
        self.target.map(|target| self.measured(target))
    }

    /// The tolerance as measures count; none is none.
    #[must_use]
    pub fn tolerance_measured(&self) -> f64 {
        self.tolerance
            .map_or(0.0, |tolerance| self.measured(tolerance))
    }

    /// The promise as it is measured in a span of days; `None` when nothing of it is.
    #[must_use]
    pub fn term(&self, closed: bool) -> Option<Term> {
        Some(Term {
            metric: self.metric?,
            target: self.target_measured()?,
            tolerance: self.tolerance_measured(),
            closed,
        })
    }

    /// How far a line may be from its promise.
    #[must_use]
    pub fn line_terms(&self) -> LineTerms {
        let hundredths = self.quantity_tolerance.unwrap_or_default().units() / 100;
        LineTerms {
            early: self.early_days.map(u32::from),
            late: u32::from(self.late_days.unwrap_or_default()),
            short: u32::try_from(hundredths).unwrap_or_default(),
            over: None,
        }
    }

    /// What a miss costs; `None` when nothing was agreed that can be meant, or the metric is no share.
    #[must_use]
    pub fn credits(&self) -> Option<Credits> {
        if metric_unit(self.metric) != MetricUnit::Share {
            return None;
        }
        let share = |amount: Amount| amount.as_f64() / 100.0;
        let tier = |tier: &CreditTier| Tier {
            from: share(tier.from),
            credit: share(tier.credit),
        };
        Credits::new(self.tiers.iter().map(tier).collect(), 1.0).ok()
    }

    /// A number of the document as measures count it.
    #[must_use]
    pub fn measured(&self, amount: Amount) -> f64 {
        match metric_unit(self.metric) {
            MetricUnit::Share => amount.as_f64() / 100.0,
            _ => amount.as_f64(),
        }
    }
}

/// From which measure on which share of the fee is credited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CreditTier {
    /// At least this: per cent for shares, otherwise in the unit of the metric (then at most this).
    pub from: Amount,
    /// Share of the fee, in per cent.
    pub credit: Amount,
}

impl CreditTier {
    /// Reads tiers as people write them, `98:0; 95:2; 90:5`, the best first. `None` when one cannot be read.
    #[must_use]
    pub fn read_all(text: &str) -> Option<Vec<Self>> {
        let number = |text: &str| {
            let text = text.trim().trim_end_matches('%').trim().replace(',', ".");
            Amount::parse(&text).filter(|amount| !amount.is_negative())
        };
        text.split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| {
                let (from, credit) = part.split_once(':')?;
                let (from, credit) = (number(from)?, number(credit)?);
                (credit <= Amount::from_cents(10_000)).then_some(Self { from, credit })
            })
            .collect()
    }

    /// The mirror of [`Self::read_all`].
    #[must_use]
    pub fn write_all(tiers: &[Self]) -> String {
        let one = |tier: &Self| format!("{}:{}", plain(tier.from), plain(tier.credit));
        let all: Vec<String> = tiers.iter().map(one).collect();
        all.join("; ")
    }
}

/// A number without decimals that say nothing.
fn plain(amount: Amount) -> String {
    let text = amount.to_string();
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
