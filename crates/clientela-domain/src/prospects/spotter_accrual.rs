//! What a spotter earned month by month: fees accrue when they arise, a share of the first year with the sales
//! (`DOMAIN.md` 14.4).

use super::spotter_dues::FeeAmounts;
use crate::amount::Amount;
use crate::day::Month;

/// What happened in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthStanding {
    /// Which one.
    pub month: Month,
    /// All that had been earned by its end.
    pub earned: FeeAmounts,
    /// What was paid in it.
    pub paid: Amount,
}

/// What a month added, and what was owed at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccrualMonth {
    /// Which one.
    pub month: Month,
    /// Fees that arose in it; below zero where returns took from a share.
    pub earned: Amount,
    /// What is given back since then: zero or below.
    pub clawed_back: Amount,
    /// What was paid in it.
    pub paid: Amount,
    /// What was earned and not paid by its end; below zero where more is to be given back.
    pub owed: Amount,
}

/// Months in their order, from all that had been earned and paid before the first of them.
#[must_use]
pub fn accrual(
    (before, paid_before): (FeeAmounts, Amount),
    months: &[MonthStanding],
) -> Vec<AccrualMonth> {
    let fees = |of: &FeeAmounts| of.total() - of.clawback;
    let (mut last, mut paid) = (before, paid_before);
    let mut found = Vec::with_capacity(months.len());
    for one in months {
        paid += one.paid;
        found.push(AccrualMonth {
            month: one.month,
            earned: fees(&one.earned) - fees(&last),
            clawed_back: one.earned.clawback - last.clawback,
            paid: one.paid,
            owed: one.earned.total() - paid,
        });
        last = one.earned;
    }
    found
}
