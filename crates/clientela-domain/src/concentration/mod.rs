//! How dependent the firm is on a few clients (`DOMAIN.md` 3): HHI, Gini, top shares, Lorenz and
//! Pareto curves, ABC classes, and what would be lost with some of them.
//!
//! All figures are over clients above zero; who is at or below zero stands apart. Money is compared
//! and added as exact integers; only shares and indices are floats. The order of the input never
//! changes a figure.

mod classes;
mod interval;
mod what_if;

pub use classes::{Class, ClassCuts, ClassTotal, ClassedAccount, Classification, classify};
pub use interval::{AmountInterval, hhi_interval};
pub use what_if::{AccountFigures, MarginLoss, UNKNOWN_COST, WhatIf, without};

use crate::amount::Amount;
use crate::currency::Currency;
use crate::day::Date;
use crate::estimate::Estimate;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Why a figure is unknown: no client is above zero.
pub const UNKNOWN_NO_SALES: &str = "unknown-no-sales";
/// Why a figure is unknown: inequality of one client says nothing.
pub const UNKNOWN_ONE_CLIENT: &str = "unknown-one-client";

/// Concentration of one period's totals per client.
#[derive(Clone, Debug, PartialEq)]
pub struct Concentration {
    /// Clients above zero.
    pub clients: usize,
    /// Sum over them.
    pub total: Amount,
    /// Clients below zero (returns exceed sales), not part of any share.
    pub clients_below_zero: usize,
    /// Sum over them, a negative amount.
    pub total_below_zero: Amount,
    /// Clients at exactly zero.
    pub clients_at_zero: usize,
    /// Amounts above zero, largest first.
    amounts: Vec<Amount>,
    hhi: Option<f64>,
    gini: Option<f64>,
}

impl Concentration {
    /// Measures one total per client. Sorting dominates: 100,000 clients take milliseconds.
    ///
    /// Sums must stay below 10^34 ten-thousandths, a million times what a ledger of a billion full
    /// lines can reach.
    #[must_use]
    pub fn of(totals: &[Amount]) -> Self {
        let mut amounts: Vec<Amount> = totals
            .iter()
            .copied()
            .filter(|total| total.is_positive())
            .collect();
        amounts.sort_unstable_by(|one, other| other.cmp(one));
        let below_zero = || totals.iter().copied().filter(|total| total.is_negative());
        let clients_below_zero = below_zero().count();
        Self {
            clients: amounts.len(),
            total: amounts.iter().copied().sum(),
            clients_below_zero,
            total_below_zero: below_zero().sum(),
            clients_at_zero: totals.len() - amounts.len() - clients_below_zero,
            hhi: hhi_of(&amounts),
            gini: gini_of(&amounts),
            amounts,
        }
    }

    /// Herfindahl–Hirschman index, the sum of squared shares: 1/n when all are equal, 1 for a
    /// single client (Herfindahl 1950; Hirschman 1964). Times 10,000 it reads in points.
    #[must_use]
    pub fn hhi(&self) -> Estimate {
        known_or(self.hhi, UNKNOWN_NO_SALES)
    }

    /// HHI moved to the span 0 (all equal) to 1; says nothing about one client.
    #[must_use]
    pub fn hhi_normalised(&self) -> Estimate {
        let Some(hhi) = self.hhi else {
            return Estimate::Unknown(UNKNOWN_NO_SALES);
        };
        if self.clients == 1 {
            return Estimate::Unknown(UNKNOWN_ONE_CLIENT);
        }
        let equal = 1.0 / self.clients as f64;
        Estimate::Known((hhi - equal) / (1.0 - equal))
    }

    /// As many equal clients would be as concentrated: 1/HHI.
    #[must_use]
    pub fn effective_clients(&self) -> Estimate {
        known_or(self.hhi.map(|hhi| 1.0 / hhi), UNKNOWN_NO_SALES)
    }

    /// Gini coefficient, 0 (all equal) to 1 − 1/n (Gini 1912); says nothing about one client.
    #[must_use]
    pub fn gini(&self) -> Estimate {
        match self.clients {
            0 => Estimate::Unknown(UNKNOWN_NO_SALES),
            1 => Estimate::Unknown(UNKNOWN_ONE_CLIENT),
            _ => known_or(self.gini, UNKNOWN_NO_SALES),
        }
    }

    /// Gini coefficient with the small-sample correction n/(n − 1).
    #[must_use]
    pub fn gini_corrected(&self) -> Estimate {
        match self.gini() {
            Estimate::Known(gini) => {
                let clients = self.clients as f64;
                Estimate::Known(gini * clients / (clients - 1.0))
            }
            unknown => unknown,
        }
    }

    /// Share of the `count` largest clients together; all of them when there are fewer.
    #[must_use]
    pub fn top_share(&self, count: usize) -> Estimate {
        let top: Amount = self.amounts.iter().take(count).copied().sum();
        known_or(share(top, self.total), UNKNOWN_NO_SALES)
    }

    /// Lorenz ordinates: cumulative share from the smallest client, n + 1 of them, from 0 to 1;
    /// empty without clients (Lorenz 1907). Gini is one minus twice the area below.
    #[must_use]
    pub fn lorenz(&self) -> Vec<f64> {
        if self.amounts.is_empty() {
            return Vec::new();
        }
        let mut ordinates = Vec::with_capacity(self.amounts.len() + 1);
        ordinates.push(0.0);
        ordinates.extend(cumulative_shares(self.amounts.iter().rev(), self.total));
        ordinates
    }

    /// Pareto ordinates: cumulative share from the largest client, n of them, ending at 1.
    #[must_use]
    pub fn pareto(&self) -> Vec<f64> {
        cumulative_shares(self.amounts.iter(), self.total).collect()
    }

    /// The evidence behind HHI, effective clients and Gini, as of `day`, the ledger's last day.
    #[must_use]
    pub fn why(&self, currency: Currency, day: Option<Date>) -> Why {
        let from_ledger = |name, value| Input {
            name,
            value,
            day,
            source: Source::Ledger,
        };
        let mut inputs = vec![
            from_ledger("input-clients", InputValue::Count(self.clients as u64)),
            from_ledger("input-revenue", InputValue::Money(self.total, currency)),
        ];
        for (count, name) in [
            (1, "input-top-share-1"),
            (3, "input-top-share-3"),
            (10, "input-top-share-10"),
        ] {
            if let (Estimate::Known(share), true) = (self.top_share(count), self.clients > count) {
                inputs.push(from_ledger(name, InputValue::Share(share)));
            }
        }
        if self.clients_below_zero > 0 {
            let apart = InputValue::Money(self.total_below_zero, currency);
            inputs.push(from_ledger("input-revenue-below-zero", apart));
        }
        let missing = match self.clients {
            0 => vec![Missing {
                name: UNKNOWN_NO_SALES,
                effect: 1.0,
            }],
            _ => Vec::new(),
        };
        Why {
            rule: "S3",
            inputs,
            missing,
        }
    }
}

/// Part of a total as a fraction of one; `None` when the total is not above zero.
fn share(part: Amount, total: Amount) -> Option<f64> {
    total
        .is_positive()
        .then(|| part.units() as f64 / total.units() as f64)
}

fn known_or(value: Option<f64>, reason: &'static str) -> Estimate {
    value.map_or(Estimate::Unknown(reason), Estimate::Known)
}

/// Added exactly before each division, so that the last ordinate is exactly one.
fn cumulative_shares<'a>(
    amounts: impl Iterator<Item = &'a Amount>,
    total: Amount,
) -> impl Iterator<Item = f64> {
    let mut cumulative = Amount::ZERO;
    amounts.map(move |amount| {
        cumulative += *amount;
        share(cumulative, total).unwrap_or(0.0)
    })
}

/// Sum of squared shares, from the smallest up so that small shares are not lost in rounding.
fn hhi_of(largest_first: &[Amount]) -> Option<f64> {
    let total: Amount = largest_first.iter().copied().sum();
    let square = |amount: &Amount| share(*amount, total).map_or(0.0, |share| share * share);
    let hhi: f64 = largest_first.iter().rev().map(square).sum();
    // Rounding may leave the sum a hair outside what the definition allows.
    (!largest_first.is_empty()).then(|| hhi.clamp(1.0 / largest_first.len() as f64, 1.0))
}

/// `2 Σ i·x_i / (n Σ x) − (n + 1)/n` with x ascending, as one division of exact integers.
fn gini_of(largest_first: &[Amount]) -> Option<f64> {
    let clients = i128::try_from(largest_first.len())
        .ok()
        .filter(|clients| *clients > 0)?;
    let mut total: i128 = 0;
    let mut ranked: i128 = 0;
    for (rank, amount) in (1..=clients).zip(largest_first.iter().rev()) {
        total += amount.units();
        ranked += rank * amount.units();
    }
    Some((2 * ranked - (clients + 1) * total) as f64 / (clients * total) as f64)
}

#[cfg(test)]
mod real_files;
#[cfg(test)]
mod tests;
